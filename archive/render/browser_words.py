"""The words that the browser code asks for, by the keys it knows them by."""

import json
from collections.abc import Mapping

from markupsafe import Markup

from archive.render.catalogue import translator
from archive.render.surroundings import KIND_NAMES

BROWSER_WORDS: Mapping[str, str] = {
    "size_0": "Type size: normal",
    "size_1": "Type size: large",
    "size_2": "Type size: largest",
    "play": "Play",
    "pause": "Pause",
    "speed": "Speed {rate}",
    "minutes": "{m} min {s} s",
    "hours": "{h} h {m} min {s} s",
    "position": "{now} of {total}",
    "resume": "Go on from {time}",
    "passage": "This passage {start}–{end}",
    "fault": (
        "The sound cannot be opened: the file may be missing or the network down. "
        "The text can be read as usual."
    ),
    "share_link": "Link to this passage",
    "share_hint": "Select all of it and copy.",
    "copied": "Copied. Paste it to send it.",
    "close": "Close",
    "clip_pause": "Pause: {what}",
    "leaf_number": "Page {n} of {total}",
    "leaf_all": "All pages",
    "leaf_one": "One page at a time",
    "results": "{n} found",
    "tell_number": "{n} of {total}",
    "tell_read": "No voice here: time to read",
    "tell_over": "That is all that has been told so far.",
    "slot_all": "Show all tiles",
    "term_again": "Say it again",
    "term_page": "More about this word",
    "term_by": "Said by {name}",
    "slot_one": "One tile at a time",
    "stop_number": "Stop {n} of {total}",
    "walk_begin": "Set out",
    "walk_next": "Next stop",
    "walk_over": "Back to the beginning",
    "walk_resume": "Go on at stop {n}: {name}",
    "zoom_title": "Picture: {what}",
    "zoom_in": "Larger",
    "zoom_out": "Smaller",
    "zoom_reset": "Whole picture",
    "zoom_close": "Close picture",
    "zoom_fault": "The picture cannot be opened.",
    "find_list": "Suggestions",
    "find_all": "Find “{q}” in everything that is told",
    "find_alike": "sounds alike",
    "find_fault": (
        "Searching does not work right now: a file is missing or the network is down. "
        "The lists can be opened as usual."
    ),
    **{f"kind_{kind.value}": one for kind, (one, _) in KIND_NAMES.items() if kind.is_publishable},
}
"""English sentences; catalogues translate them. Braces are filled in the browser."""


def render_browser_words(language: str) -> Markup:
    """The words of every page as JSON, safe inside a script element."""
    return render_words(BROWSER_WORDS, language=language)


def render_words(sentences: Mapping[str, str], *, language: str) -> Markup:
    """English sentences by key, translated, as JSON that is safe inside a script element."""
    say = translator(language)
    words = {key: say(sentence) for key, sentence in sentences.items()}
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))
