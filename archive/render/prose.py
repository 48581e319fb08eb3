"""People's words as HTML: escaped, with marks drawn and links to other records followed."""

import re
from collections.abc import Callable, Sequence
from typing import Protocol

import cmarkgfm
import nh3
from cmarkgfm.cmark import Options
from markupsafe import Markup, escape

from archive.model.kinds import RecordId
from archive.model.marks import (
    Dialect,
    EditorNote,
    Inaudible,
    Manner,
    Span,
    Uncertain,
    Withheld,
    Words,
)

Say = Callable[..., str]
NOTHING = Markup("")
TAGS = set(
    "p br strong em del blockquote ul ol li h2 h3 h4 h5 a table thead tbody tr th td hr".split()
)
MORE_THAN_WORDS = re.compile(r"&|<(?!/?(?:p|strong|em|ul|ol|li|h[2-5]|blockquote)>)")
"""What HTML of plain words has not: entities, and any element but these, which carry nothing."""
RECORD_LINK = re.compile(
    r'href="(?:\.\./|\./|/)*([a-z]+/[a-z0-9-]+)(?:/index\.html|\.md|/)?(#[^"]*)?"'
)
OUTWARD = re.compile(r'<a href="(?!\.\./|[a-z0-9-]+/|#)[^"]*">(.*?)</a>', re.S)


def render_prose(text: str, *, link: Callable[[RecordId], str | None]) -> Markup:
    """Markdown written by a worker, as safe HTML.

    Raw HTML is dropped, headings begin below the page's own, and links lead to records of this
    site only: an address elsewhere stays as words, for a kiosk has nowhere to go.
    """
    if not text:
        return Markup("")
    html = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_SMART)
    if not MORE_THAN_WORDS.search(html):
        return Markup(html)
    html = html.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, link_rel=None)
    followed = RECORD_LINK.sub(lambda match: _followed(match, link), clean)
    return Markup(OUTWARD.sub(r"\1", followed))


def _followed(match: re.Match[str], link: Callable[[RecordId], str | None]) -> str:
    address = link(RecordId(match[1]))
    if address is None:
        return 'href=""'
    return f'href="{address}{match[2] or ""}"'


def render_lines(text: str) -> Markup:
    """Plain text with its line breaks: a synopsis, a page of a document."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(part.strip().split("\n")))
        for part in paragraphs
    )


class Explain(Protocol):
    """Leads from words of the village to what they mean."""

    def mark(self, word: str, drawn: Markup) -> Markup:
        """A word that is marked as one of the village, as it is drawn otherwise."""

    def text(self, text: str) -> Markup:
        """Running text, escaped."""


def render_spans(spans: Sequence[Span], *, say: Say, explain: Explain | None = None) -> Markup:
    """The words of a segment with their marks drawn."""
    return _joined([_span(span, say, explain) for span in spans])


def _joined(parts: Sequence[Markup]) -> Markup:
    """``parts`` in one; mostly there is one alone, or none."""
    if not parts:
        return NOTHING
    return parts[0] if len(parts) == 1 else Markup("").join(parts)


def _span(span: Span, say: Say, explain: Explain | None) -> Markup:
    match span:
        case Words(text):
            return explain.text(text) if explain else escape(text)
        case Dialect(word, meaning):
            return _dialect(word, meaning, explain)
        case Uncertain(inner):
            return Markup('<span class="unsure" title="{}">{}<sup>?</sup></span>').format(
                say("heard uncertainly"), render_spans(inner, say=say, explain=explain)
            )
        case _:
            return _note(span, say)


def _dialect(word: str, meaning: str, explain: Explain | None) -> Markup:
    # A long gloss over a short word would tear the line apart.
    if is_long := len(meaning) > 2 * len(word) + 1:
        drawn = Markup('<span class="dialect" lang="wuu">{}</span>').format(word)
    else:
        drawn = Markup(
            '<ruby class="dialect" lang="wuu">{}<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>'
        ).format(word, meaning)
    shown = explain.mark(word, drawn) if explain else drawn
    return (
        shown + Markup('<small class="gloss">（{}）</small>').format(meaning) if is_long else shown
    )


def _note(span: Span, say: Say) -> Markup:
    """What stands between the words."""
    match span:
        case Manner(text):
            return Markup('<span class="manner">（{}）</span>').format(text)
        case Inaudible():
            return Markup('<span class="manner">〔{}〕</span>').format(say("inaudible"))
        case EditorNote(inner):
            return Markup('<small class="editor-note">〔{}{}〕</small>').format(
                say("Editor: "), render_spans(inner, say=say)
            )
        case Withheld():
            return Markup('<span class="withheld">〔{}〕</span>').format(say("not published"))
        case _:
            return Markup("")
