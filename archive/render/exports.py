"""The public words of an interview to take away: WebVTT and plain text."""

from html import escape

from archive.model.interview import Interview
from archive.model.marks import Withheld, plain_text
from archive.model.public import PublicSegment, PublicTelling
from archive.render.catalogue import translator
from archive.render.measures import format_clock
from archive.render.turns import format_speakers


def format_public_vtt(telling: PublicTelling, *, language: str) -> str:
    """WebVTT of what may be read; a withheld passage is left out, not marked by its words."""
    cues = ["WEBVTT\n"]
    for segment in telling.segments:
        if segment.start is None or segment.end is None or segment.is_withheld:
            continue
        who = escape(format_speakers(segment, say=translator(language)), quote=False)
        words = escape(_words(segment, language), quote=False)
        cues.append(f"{_time(segment.start)} --> {_time(segment.end)}\n<v {who}>{words}\n")
    return "\n".join(cues)


def format_public_text(
    interview: Interview, telling: PublicTelling, *, byline: str, language: str
) -> str:
    """Plain text of what may be read, headed by title, byline and number."""
    head = [interview.title, byline, interview.accession, ""]
    head += [interview.summary, ""] if interview.summary else []
    lines = []
    for segment in telling.segments:
        clock = f"[{format_clock(segment.start)}] " if segment.start is not None else ""
        if segment.is_withheld:
            lines.append(clock + translator(language)("This passage is not published."))
            continue
        who = format_speakers(segment, say=translator(language))
        lines.append(f"{clock}{who}：{_words(segment, language)}")
        if segment.mandarin:
            lines.append(f"    （{plain_text(segment.mandarin)}）")
    return "\n".join([*head, *lines, ""])


def _words(segment: PublicSegment, language: str) -> str:
    hidden = f"〔{translator(language)('not published')}〕"
    return "".join(
        hidden if isinstance(span, Withheld) else plain_text((span,)) for span in segment.spans
    )


def _time(seconds: float) -> str:
    whole, millis = divmod(round(seconds * 1000), 1000)
    minutes, secs = divmod(whole, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{secs:02}.{millis:03}"
