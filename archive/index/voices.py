"""Every voice about a record, and what a person tells: who says it, where, and of which years.

Voices come from where workers write them down: pieces of puzzles, stops of walks, spots of scenes,
chapters of interviews, examples of dialect words, and interviews that name a record without saying
where. The same seconds are told once (`archive.index.fragments.tell_once`). Everything is made from
what may be seen, so nothing that is withheld leaves a gap or a number.

The cost is linear in references, but for sorting the fragments of each record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace

from archive.index.fragments import (
    LONGEST_PERIOD,
    Dating,
    Fragment,
    Origin,
    Place,
    audible,
    hull,
    span_years,
    tell_once,
)
from archive.index.mentions import Mentions
from archive.model.dates import When
from archive.model.event import Event
from archive.model.exhibit import Exhibit
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.media import Clip
from archive.model.public import PublicArchive
from archive.model.puzzle import Piece, Puzzle
from archive.model.scene import Scene
from archive.model.spoken import chapter_ends
from archive.model.term import DialectTerm
from archive.model.terms import Tie
from archive.values import dataclass

SAME = frozenset({Tie.SAME_THING, Tie.CONFIRMS})
"""Ties that make words and a thing to look at speak of one and the same."""
SPOKEN_OF = frozenset(
    {Kind.PERSON, Kind.PLACE, Kind.EVENT, Kind.OBJECT, Kind.PHOTO, Kind.DOCUMENT, Kind.TERM}
)
"""What interviews speak of; the other kinds are made of what is told."""
SPEAKS_OF = frozenset({"mentions", "contents.mentions", "related"})
"""Fields in which an interview says whom and what it speaks of."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Fragments in the order of what they tell of, those that tell of no year last."""

    about: Mapping[RecordId, tuple[Fragment, ...]] = field(default_factory=dict)
    """By the record they speak of. What a person tells of themselves is not among them."""
    told: Mapping[RecordId, tuple[Fragment, ...]] = field(default_factory=dict)
    """By the person who tells them, of whatever; those alone that tell of a year."""

    def of(self, record: RecordId) -> tuple[Fragment, ...]:
        """All the fragments that a record's page shows."""
        return self.about.get(record, ()) + self.told.get(record, ())

    def portion(self, records: Iterable[RecordId]) -> Voices:
        """Those of some records."""
        records = tuple(records)
        return Voices(
            {i: self.about[i] for i in records if i in self.about},
            {i: self.told[i] for i in records if i in self.told},
        )


def index_voices(archive: PublicArchive, mentions: Mentions) -> Voices:
    """The voices of a whole archive."""
    gathering = _Gathering(archive)
    for puzzle in archive.of_kind(Kind.PUZZLE):
        assert isinstance(puzzle, Puzzle)
        gathering.add_puzzle(puzzle)
    for exhibit in archive.of_kind(Kind.EXHIBIT):
        assert isinstance(exhibit, Exhibit)
        gathering.add_stops(exhibit)
    for scene in archive.of_kind(Kind.SCENE):
        assert isinstance(scene, Scene)
        gathering.add_spots(scene)
    for term in archive.of_kind(Kind.TERM):
        assert isinstance(term, DialectTerm)
        gathering.add_examples(term)
    for interview in archive.of_kind(Kind.INTERVIEW):
        assert isinstance(interview, Interview)
        gathering.add_chapters(interview)
    for record in archive.records:
        gathering.add_named(record, mentions)
    return gathering.gathered()


class _Gathering:
    """Fragments as they are found, by the record they speak of and by who tells them."""

    def __init__(self, archive: PublicArchive) -> None:
        self._archive = archive
        self._about: dict[RecordId, list[Fragment]] = {}
        self._told: dict[RecordId, list[Fragment]] = {}

    def gathered(self) -> Voices:
        about, told = {}, {}
        for record, found in self._about.items():
            others = [f for f in tell_once(found) if not _is_own(f, record)]
            if others:
                about[record] = self._in_order(others)
        for person, found in self._told.items():
            dated = [f for f in tell_once(found) if f.when is not None]
            if dated:
                told[person] = self._in_order(dated)
        return Voices(about, told)

    def _tellers(self, interview: RecordId) -> tuple[RecordId | None, ...]:
        telling = self._archive.tellings.get(interview)
        return tuple(n.person for n in telling.narrators) if telling else ()

    def _in_order(self, fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
        if len(fragments) == 1:
            return tuple(fragments)
        return tuple(sorted(fragments, key=self._order))

    def _order(self, fragment: Fragment) -> tuple[object, ...]:
        """By the first year told of; what is unsure of it after what is sure."""
        interview = self._interview(fragment.interview)
        place = (interview.recorded_on.sort_key, fragment.interview, fragment.start or 0.0)
        when = fragment.when
        if when is None:
            return (1, 0, 0, 0, place)
        first, last = when.earliest or when.latest, when.latest or when.earliest
        assert first is not None
        assert last is not None
        until = 0 if fragment.is_sure else last.year
        return (0, first.year, until, first.toordinal(), place)

    def _interview(self, interview: RecordId) -> Interview:
        record = self._archive.records[interview]
        assert isinstance(record, Interview)
        return record

    # Where they are written

    def add_puzzle(self, puzzle: Puzzle) -> None:
        """Each piece that is spoken: about the puzzle's subject, about what it is the same as or
        confirms, about whom it retells; and told by its narrator."""
        by_key = {piece.key: piece for piece in puzzle.pieces}
        shown: dict[str, list[RecordId]] = {}
        for piece in puzzle.pieces:
            for relation in piece.relations:
                other = by_key.get(relation.piece)
                if relation.tie in SAME and other is not None:
                    shown.setdefault(piece.key, []).extend(_seen(other))
                    shown.setdefault(other.key, []).extend(_seen(piece))
        events = [i for i in (puzzle.subject,) if i is not None and kind_of(i) is Kind.EVENT]
        for piece in puzzle.pieces:
            if piece.told_in is None:
                continue
            fragment = self._piece(piece, puzzle.id, piece.told_in, events)
            about = (puzzle.subject, piece.heard_from, *shown.get(piece.key, ()))
            for target in dict.fromkeys(i for i in about if i is not None):
                self._about.setdefault(target, []).append(fragment)
            if piece.narrator is not None:
                self._told.setdefault(piece.narrator, []).append(fragment)

    def _piece(
        self, piece: Piece, puzzle: RecordId, told_in: RecordId, events: Sequence[RecordId]
    ) -> Fragment:
        bare = Fragment(
            Origin.PIECE,
            told_in,
            piece.clip.start if piece.clip else None,
            piece.clip.end if piece.clip else None,
            narrators=(piece.narrator,),
            words=piece.wording,
            basis=piece.basis,
            heard_from=piece.heard_from,
            age_said=piece.age_said,
            certainty=piece.certainty,
            places=(Place(puzzle, f"piece-{piece.key}"),),
        )
        return self._dated(bare, said=piece.when, events=events)

    def add_stops(self, exhibit: Exhibit) -> None:
        """What is told at the stops of a walk, about what they stand before."""
        for stop in exhibit.stops:
            if stop.clip is not None:
                told = self._quoted(stop.clip, exhibit.narrator, stop.wording, Place(exhibit.id))
                self._about.setdefault(stop.record, []).append(told)

    def add_spots(self, scene: Scene) -> None:
        """What is told at the spots of a picture, about all that each names."""
        for spot in scene.spots:
            if spot.clip is None:
                continue
            place = Place(scene.id, f"spot-{spot.key}")
            told = self._quoted(spot.clip, spot.narrator, spot.wording or "", place)
            named = (spot.object, spot.person, spot.place, spot.photo)
            for target in dict.fromkeys(i for i in named if i is not None):
                self._about.setdefault(target, []).append(told)

    def _quoted(self, clip: Clip, narrator: RecordId | None, words: str, place: Place) -> Fragment:
        bare = Fragment(
            Origin.PIECE,
            clip.interview,
            clip.start,
            clip.end,
            # Where no words are written down, those that are quoted say whose they are.
            narrators=(narrator,) if words else self._tellers(clip.interview),
            words=words,
            places=(place,),
        )
        return self._dated(bare)

    def add_examples(self, term: DialectTerm) -> None:
        """Sentences in which somebody uses a dialect word, as told by whoever says them."""
        for example in term.examples:
            if example.clip is None or example.speaker is None:
                continue
            bare = Fragment(
                Origin.EXAMPLE,
                example.clip.interview,
                example.clip.start,
                example.clip.end,
                narrators=(example.speaker,),
                words=example.text,
                places=(Place(term.id),),
            )
            self._told.setdefault(example.speaker, []).append(self._dated(bare))

    def add_chapters(self, interview: Interview) -> None:
        """Each chapter, about all that it mentions; and as told, where one person tells it and
        it is told with an event."""
        telling = self._archive.tellings.get(interview.id)
        if telling is None:
            return
        tellers = self._tellers(interview.id)
        for chapter, end in chapter_ends(interview.contents):
            stretch = audible(chapter.start, end, telling.silences)
            if stretch is None:
                continue
            bare = Fragment(
                Origin.CHAPTER,
                interview.id,
                *stretch,
                narrators=tellers,
                title=chapter.title,
                places=(Place(interview.id),),
            )
            events = [i for i in chapter.mentions if kind_of(i) is Kind.EVENT]
            fragment = self._dated(bare, events=events)
            for target in dict.fromkeys(chapter.mentions):
                own = self._dated(bare, events=[target]) if target in events else fragment
                self._about.setdefault(target, []).append(own)
            if len(tellers) == 1 and tellers[0] is not None and fragment.dating is Dating.EVENT:
                self._told.setdefault(tellers[0], []).append(fragment)

    def add_named(self, record: RecordId, mentions: Mentions) -> None:
        """Interviews that name ``record``, or that it names, without saying where."""
        kind = kind_of(record)
        if kind not in SPOKEN_OF:
            return
        named = {
            mention.source: None
            for mention in mentions.of(record)
            if mention.role in SPEAKS_OF and kind_of(mention.source) is Kind.INTERVIEW
        }
        if kind is not Kind.TERM:
            named |= {
                other: None
                for other in mentions.by_source.get(record, ())
                if kind_of(other) is Kind.INTERVIEW
            }
        events = [record] if kind is Kind.EVENT else ()
        for interview in named:
            if interview in self._archive.tellings:
                bare = Fragment(
                    Origin.NAMED,
                    interview,
                    None,
                    None,
                    narrators=self._tellers(interview),
                    places=(Place(interview),),
                )
                found = self._dated(bare, events=events)
                self._about.setdefault(record, []).append(found)

    # The years they tell of

    def _dated(
        self, fragment: Fragment, *, said: When | None = None, events: Sequence[RecordId] = ()
    ) -> Fragment:
        """With its years: those that are said, else those of the events it is told with, else
        those of its interview where they are few."""
        if said is not None and said.is_known:
            return replace(fragment, when=said, dating=Dating.SAID)
        known = [(i, when) for i in events if (when := self._when_of(i)) is not None]
        if known and (whole := hull([when for _, when in known])) is not None:
            by = tuple(event for event, _ in known)
            return replace(fragment, when=whole, dating=Dating.EVENT, dated_by=by)
        period = self._interview(fragment.interview).period
        years = span_years(period) if period is not None else None
        if years is not None and years <= LONGEST_PERIOD:
            return replace(fragment, when=period, dating=Dating.PERIOD)
        return fragment

    def _when_of(self, event: RecordId) -> When | None:
        record = self._archive.records.get(event)
        return record.when if isinstance(record, Event) and record.when.is_known else None


def _is_own(fragment: Fragment, record: RecordId) -> bool:
    """Whether a person speaks of themselves; of what several tell, nobody knows who says it."""
    if fragment.origin is Origin.PIECE:
        return fragment.narrators == (record,)
    return record in fragment.narrators


def _seen(piece: Piece) -> tuple[RecordId, ...]:
    """What a piece shows, and does not only say."""
    if not piece.is_evidence:
        return ()
    return tuple(i for i in (piece.photo, piece.object, piece.document) if i is not None)
