"""Who speaks of whom: narrators, and the people their interviews name."""

from collections.abc import Sequence

from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.public import PublicArchive
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Tie:
    """``speaker`` speaks of ``spoken`` in so many passages, one at least."""

    speaker: RecordId
    spoken: RecordId
    passages: int


def index_ties(archive: PublicArchive) -> tuple[Tie, ...]:
    """Every pair of people of whom the one speaks of the other, by their ids.

    Where several tell together, what is told is told by each of them. Nobody speaks of
    themselves, and who is not named in an interview does not speak in it.
    """
    found: dict[tuple[RecordId, RecordId], int] = {}
    for record in archive.of_kind(Kind.INTERVIEW):
        telling = archive.tellings.get(record.id)
        if telling is None or not isinstance(record, Interview):
            continue
        speakers = [n.person for n in telling.narrators if n.person is not None]
        for spoken, passages in _spoken_of(record).items():
            for speaker in speakers:
                if speaker != spoken and spoken in archive.records:
                    pair = speaker, spoken
                    found[pair] = found.get(pair, 0) + passages
    return tuple(Tie(*pair, found[pair]) for pair in sorted(found))


def _spoken_of(interview: Interview) -> dict[RecordId, int]:
    """The people an interview names, with how many of its chapters do; one where none says."""
    named: dict[RecordId, int] = {}
    for chapter in interview.contents:
        for target in dict.fromkeys(chapter.mentions):
            named[target] = named.get(target, 0) + 1
    every: Sequence[RecordId] = (*named, *interview.mentions)
    return {i: named.get(i, 1) for i in every if kind_of(i) is Kind.PERSON}
