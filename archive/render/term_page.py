"""What the page of a dialect word asks: how it is said, and where else."""

from markupsafe import Markup

from archive.index.occurrences import Occurrence
from archive.model.kinds import RecordId
from archive.render.glossary import GlossaryWord
from archive.render.surroundings import Surroundings


class TermView:
    """A word of the village that may be read."""

    def __init__(self, around: Surroundings, term: RecordId) -> None:
        self._term = term
        self._forms = around.glossary.forms
        word = around.glossary.of(term)
        self.said: GlossaryWord | None = word if word is not None and word.said else None
        """The word, where it can be heard."""
        self.occurrences: tuple[Occurrence, ...] = around.occurrences.get(term, ())
        """Where it is said besides its examples."""

    def show(self, text: str) -> Markup:
        """A text in which the word stands out, escaped."""
        return Markup("").join(
            Markup("<mark>{}</mark>").format(part) if term == self._term else Markup.escape(part)
            for part, term in self._forms.split(text)
        )
