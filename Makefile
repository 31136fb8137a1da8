# make run    start the app on http://localhost:$(PORT)
# make serve  several processes behind nginx on http://localhost:$(PORT): make serve PROCESSES=4; see deploy/README.md
# make test   all tests, those in a real browser included
# make engines  a few tests in Firefox and WebKitGTK, where they are: apt-get install firefox-esr webkit2gtk-driver xvfb
# make lint   style, formatting and types, of Python and of the frontend
# make bench  measured figures beside their budgets
#
# The first call makes .venv and installs the pinned requirements; later calls install only after a change.

PORT ?= 8501
PROCESSES ?= 2
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)

.PHONY: run serve test engines lint bench browser

run: $(VENV)/installed
	$(BIN)/streamlit run app.py --server.port $(PORT)

serve: $(VENV)/installed
	$(BIN)/python -m deploy.serve --processes $(PROCESSES) --listen $(PORT)

test: $(VENV)/installed-dev browser
	$(BIN)/python -m pytest -n auto

engines: $(VENV)/installed-dev
	$(BIN)/python -m tests.engines

lint: $(VENV)/installed-dev node_modules/installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/node node_modules/typescript/bin/tsc

bench: $(VENV)/installed-dev browser
	$(BIN)/python -m bench

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo 'Overshoot needs Python 3.11 or newer: install it, or name it: make PYTHON=...'; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

# TypeScript, for lint alone; Node and its npm come with the pinned requirements.
node_modules/installed: package.json package-lock.json $(VENV)/installed-dev
	$(BIN)/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

# The system's Chromium if there is one, else the package manager's, else Playwright's own.
browser: $(VENV)/installed-dev
	@for name in "$$CHROMIUM" chromium chromium-browser google-chrome; do command -v "$$name" >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium; \
	then exit 0; fi; \
	$(BIN)/playwright install chromium
