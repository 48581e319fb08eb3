"""Words of the village within a transcript: each leads to what it means and to how it is said."""

import json
from collections.abc import Callable

from markupsafe import Markup, escape

from archive.model.kinds import RecordId, slug_of
from archive.render.glossary import Glossary, GlossaryWord

LINK = Markup('<a class="term{}" href="{}" data-term="{}" lang="wuu">{}</a>')


class Explained:
    """Links the words of one page, and remembers which: see `archive.render.prose.Explain`.

    A marked word is a link wherever it stands; one that is not marked only the first time, for a
    line that is tapped plays, and words in their dozens would be in the way.
    """

    def __init__(self, glossary: Glossary, *, url: Callable[[RecordId], str]) -> None:
        self._glossary = glossary
        self._url = url
        self._found: dict[RecordId, GlossaryWord] = {}

    def mark(self, word: str, drawn: Markup) -> Markup:
        """A word that is marked as one of the village, as it is drawn otherwise."""
        term = self._glossary.forms.of(word)
        return self._link(term, drawn) if term is not None else drawn

    def text(self, text: str) -> Markup:
        """Running text, escaped."""
        parts = []
        for part, term in self._glossary.forms.split(text):
            drawn = escape(part)
            is_new = term is not None and term not in self._found
            parts.append(self._link(term, drawn) if term is not None and is_new else drawn)
        return parts[0] if len(parts) == 1 else Markup("").join(parts)

    def _link(self, term: RecordId, drawn: Markup) -> Markup:
        word = self._glossary.of(term)
        assert word is not None
        self._found[term] = word
        says = " term-says" if word.said else ""
        return LINK.format(Markup(says), self._url(term), slug_of(term), drawn)

    def data(self, *, media: Callable[[str], str]) -> Markup:
        """The words that were linked, as JSON that is safe inside a script element."""
        found = {}
        for term, word in self._found.items():
            entry: dict[str, object] = {
                "word": word.word, "reading": word.reading, "meaning": word.meaning,
            }  # fmt: skip
            if word.said is not None:
                entry |= {
                    "src": media(word.said.src), "start": word.said.start,
                    "end": word.said.end, "who": word.said.who,
                }  # fmt: skip
            found[slug_of(term)] = entry
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        return Markup(text.replace("<", "\\u003c"))

    @property
    def is_any(self) -> bool:
        """Whether any word was linked."""
        return bool(self._found)
