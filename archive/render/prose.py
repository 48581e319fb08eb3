"""People's words as HTML: escaped, with marks drawn and links to other records followed."""

import re
from collections.abc import Callable, Sequence

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
    PieceMark,
    Pseudonym,
    Span,
    Stamp,
    Uncertain,
    Withheld,
    Words,
)

Say = Callable[..., str]
TAGS = set(
    "p br strong em del blockquote ul ol li h2 h3 h4 h5 a table thead tbody tr th td hr".split()
)
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


def render_spans(spans: Sequence[Span], *, say: Say) -> Markup:
    """The words of a segment with their marks drawn."""
    return Markup("").join(_span(span, say) for span in spans)


def _span(span: Span, say: Say) -> Markup:
    match span:
        case Words(text):
            return escape(text)
        case Dialect(word, meaning) if len(meaning) > 2 * len(word) + 1:
            # A long gloss over a short word would tear the line apart.
            return Markup(
                '<span class="dialect" lang="wuu">{}</span><small class="gloss">（{}）</small>'
            ).format(word, meaning)
        case Dialect(word, meaning):
            return Markup(
                '<ruby class="dialect" lang="wuu">{}<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>'
            ).format(word, meaning)
        case Manner(text):
            return Markup('<span class="manner">（{}）</span>').format(text)
        case Inaudible():
            return Markup('<span class="manner">〔{}〕</span>').format(say("inaudible"))
        case Uncertain(inner):
            return Markup('<span class="unsure" title="{}">{}<sup>?</sup></span>').format(
                say("heard uncertainly"), render_spans(inner, say=say)
            )
        case EditorNote(inner):
            return Markup('<small class="editor-note">〔{}{}〕</small>').format(
                say("Editor: "), render_spans(inner, say=say)
            )
        case Withheld():
            return Markup('<span class="withheld">〔{}〕</span>').format(say("not published"))
        case Stamp() | Pseudonym() | PieceMark():
            return Markup("")
