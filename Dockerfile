# One process, as nobody, with nothing to write but /tmp and the rooms of classes; deploy/compose.yaml starts several.
#
#     docker build -t overshoot .
#     docker run --rm --read-only --tmpfs /tmp -v overshoot:/var/lib/overshoot -p 8501:8501 overshoot
FROM python:3.13-slim
WORKDIR /srv/overshoot
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN python -m compileall -q .
RUN install -d -o 10001 -g 10001 -m 700 /var/lib/overshoot
ENV OVERSHOOT_ROOMS=/var/lib/overshoot HOME=/tmp PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001:10001
EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8501/ready')"]
ENTRYPOINT ["python", "-m", "deploy.process"]
CMD ["--host", "0.0.0.0", "--port", "8501"]
