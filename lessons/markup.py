"""From a lesson's Markdown to markup for the page: no markup of the text's own, mathematics, words with a meaning.

[step](#step)       a word whose meaning is a tap away
$\\alpha < 2/\\lambda$     a formula, as MathML
"""

import html
import re
from xml.etree import ElementTree

import latex2mathml.converter
from markdown_it import MarkdownIt

PARSER = (
    MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False}).enable("table").disable("image")
)
FORMULA = re.compile(r"\$(.+?)\$", re.DOTALL)
WORD = re.compile(r'<a href="#([\w-]+)">(.*?)</a>')
VALUE = re.compile(r"([α-ω]) = (?=[−\d])")  # one sign, which no line's end parts
MARK = "\ue000{}\ue001"  # a sign that no text has, while Markdown is read
MARKED = re.compile("\ue000(\\d+)\ue001")


def render(text: str, inline: bool = False) -> str:
    """The markup, safe to put on a page; `inline`: of one paragraph, without its tags."""
    formulas: list[str] = []

    def keep(match: re.Match) -> str:
        formulas.append(match[1])
        return MARK.format(len(formulas) - 1)

    marked = FORMULA.sub(keep, MARKED.sub("", text))
    made = PARSER.renderInline(marked) if inline else PARSER.render(marked)
    made = WORD.sub(r'<button type="button" class="term" data-term="\1">\2</button>', made)
    made = VALUE.sub("\\1\N{NBSP}=\N{NBSP}", made)
    return MARKED.sub(lambda match: mathematics(formulas[int(match[1])]), made)


def mathematics(latex: str) -> str:
    """MathML of LaTeX, the LaTeX itself where that cannot be read. A text within it is a text, whatever its signs."""
    try:
        made = latex2mathml.converter.convert_to_element(latex)
    except Exception:  # the library raises what it likes
        return f"<code>{html.escape(latex)}</code>"
    for part in made.iter():
        part.text = html.unescape(part.text or "")  # it writes signs as &#x003BB;
        part.attrib.pop("href", None)
    return ElementTree.tostring(made, encoding="unicode", short_empty_elements=False)


def words_in(text: str) -> list[str]:
    """The keys of the words that a text links to."""
    return re.findall(r"\]\(#([\w-]+)\)", text)
