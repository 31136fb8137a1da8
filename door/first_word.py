"""The page's first word: what a visitor reads whose page gets nothing from the server for `PATIENCE` seconds.

A filter between the two may keep websockets out, and nothing that comes over one could say so. It stands behind the
document of every page, and needs no script.
"""

PATIENCE = 10  # seconds

# Streamlit's page shows a skeleton until the server has said the first thing, and nothing until its scripts are here.
WORD = f"""<style>
.first-word {{
  color-scheme: light dark;
  position: fixed;
  inset: auto 1rem 2rem;
  z-index: 2;
  box-sizing: border-box;
  width: fit-content;
  max-width: 42rem;
  margin: auto;
  padding: 0.6rem 1rem;
  border: 1px solid;
  border-radius: 6px;
  background: Canvas;
  color: CanvasText;
  font: 1rem/1.5 system-ui, sans-serif;
  text-wrap: balance;
  visibility: hidden;
  animation: first-word 0s {PATIENCE}s forwards;
}}
@keyframes first-word {{ to {{ visibility: visible }} }}
body:not(:has(#root:empty, [data-testid=stAppSkeleton])) .first-word {{ display: none }}
@media (scripting: none) {{ .first-word {{ display: none }} }}
</style>
<p class="first-word" role="status">Still waiting for the server. If this stays, reload the page. The server may be
full, or a filter in this network may keep websockets out; whoever runs the server finds the reason in its log.</p>
""".encode()
