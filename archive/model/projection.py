"""The one public projection: who and what may be seen, in which channel, on which day.

Everything that is emitted is made from what this function returns. It denies by default: a record
without a consent in force from every person it needs is not there; a field that is not marked
``Shown`` is blank; a reference to what is not there is gone; a name that must not be read is
masked wherever it stands.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from archive.model.archive import Archive
from archive.model.concerned import credited_in, needed_for
from archive.model.consent import OPENNESS, Decision, Reason, decide
from archive.model.dates import When
from archive.model.document import Document
from archive.model.exhibit import Exhibit
from archive.model.fields import Part
from archive.model.interview import Interview
from archive.model.kinds import RecordId
from archive.model.links import project_links
from archive.model.marks import project_text
from archive.model.names import also_masking, masker, protected_names
from archive.model.object import Object
from archive.model.person import Person
from archive.model.photo import Depicted, Guess, Photo
from archive.model.pieces import project_puzzles
from archive.model.place import Household, Place
from archive.model.public import PublicArchive, PublicView, Withholding
from archive.model.puzzle import Puzzle
from archive.model.quoting import Secrets, quoted_in, secrets_of
from archive.model.records import Record
from archive.model.remaking import make_part, plan_of, with_values
from archive.model.scene import Scene
from archive.model.sealing import Sealing, is_picture_withheld, project_files
from archive.model.spoken import SpokenWords
from archive.model.spots import project_scenes
from archive.model.stops import project_exhibits
from archive.model.telling import WordsMemory
from archive.model.term import DialectTerm, Example
from archive.model.terms import Access, Channel, NameKind, PlaceType, Secrecy, Subject
from archive.model.theme import Theme

P = TypeVar("P", bound=Part)


NOBODY: frozenset[RecordId] = frozenset()


def public_view(
    archive: Archive, *, channel: Channel, on: date, memory: WordsMemory | None = None
) -> PublicView:
    """What of ``archive`` may be published in ``channel`` on the day ``on``.

    Pure, but for ``memory``, which may save it the work of projecting transcripts again.
    """
    projector = _Projector(archive, channel, on, memory)
    try:
        return projector.view()
    finally:
        vars(projector).clear()  # its parts hold it: the archive would wait for the collector


class _Projector:
    def __init__(
        self, archive: Archive, channel: Channel, on: date, memory: WordsMemory | None
    ) -> None:
        self._archive = archive
        self._channel = channel
        self._on = on
        self._withheld: list[Withholding] = []
        self._listed: set[RecordId] = set()
        self._visible: set[RecordId] = set()
        self._names: frozenset[str] = frozenset()
        self._mask: Callable[[str], str] = masker(())
        self._masks: dict[frozenset[str], Callable[[str], str]] = {}
        self._at: RecordId | None = None
        self._unlinked: dict[RecordId, set[RecordId]] = {}
        self._apart: frozenset[str] = frozenset()
        self._decisions: dict[tuple[RecordId, RecordId, Subject], Decision] = {}
        self._spoken = SpokenWords(
            archive, self.decide, self._names_of, self._mask_of, self._visible, memory
        )

    def view(self) -> PublicView:
        """People first, for others depend on who may be named; then records; then files."""
        records = self._archive.records
        for record_id in sorted(records, key=lambda name: (_rank(records[name]), name)):
            self._judge(records[record_id])
        self._names = protected_names(self._archive.people.values(), visible=self._visible)
        self._mask = masker(self._names)
        for record_id in sorted(self._visible):
            self._unlink(records[record_id])
        for record_id in sorted(self._visible):
            self._unlink_term(records[record_id])
        projected = {i: self._project(records[i]) for i in sorted(self._visible)}
        sealing = Sealing(self.decide, self._withhold, self._spoken, self._listed, self._mask_of)
        files = project_files(self._archive, projected, sealing)
        assemblies = project_puzzles(self._archive, files, sealing, self._quoting)
        project_exhibits(self._archive, files, sealing, self._quoting)
        scenes = project_scenes(self._archive, files, sealing, self._quoting)
        public = PublicArchive(
            channel=self._channel,
            on=self._on,
            records=files.records,
            listed=frozenset(self._listed),
            tellings=files.tellings,
            pictures=files.pictures,
            assemblies=assemblies,
            scenes=scenes,
            readings=self._readings(),
            themes=self._themes(),
        )
        return PublicView(public, files.orders, tuple(self._withheld), self._names)

    def _readings(self) -> dict[str, Sequence[str]]:
        """The village's readings, without words that hold a name nobody may read."""
        own = self._archive.readings.items()
        return {word: reading for word, reading in own if self._mask(word) == word}

    def _themes(self) -> tuple[Theme, ...]:
        """The village's themes, without words that hold a name nobody may read."""

        def is_shown(word: str) -> bool:
            return self._mask(word) == word

        return tuple(
            Theme(theme.name, tuple(filter(is_shown, theme.keywords)))
            for theme in self._archive.themes
            if is_shown(theme.name)
        )

    # Whether a record is there at all

    def decide(self, person: RecordId, record: RecordId, subject: Subject) -> Decision:
        """May ``subject`` of ``person`` be shown from ``record``?"""
        asked = person, record, subject
        if asked not in self._decisions:
            self._decisions[asked] = self._decided(person, record, subject)
        return self._decisions[asked]

    def _decided(self, person: RecordId, record: RecordId, subject: Subject) -> Decision:
        consents = self._archive.consents_of.get(person, ())
        decision = decide(
            consents, record=record, subject=subject, channel=self._channel, on=self._on
        )
        if subject is Subject.NAME and decision.consent is not None and decision.is_allowed:
            named = self._archive.people.get(person)
            allowed = decision.consent.attribution
            if named is None or OPENNESS[named.name_kind] > OPENNESS[allowed]:
                return Decision(Reason.SUBJECT_REFUSED, decision.consent)
        return decision

    def _judge(self, record: Record) -> None:
        if not record.kind.is_publishable:
            return
        reason = self._closed(record) or self._baseless(record)
        if reason is not None:
            self._withhold(record.id, "record", Decision(reason))
            return
        for person, subject in needed_for(record):
            decision = self.decide(person, record.id, subject)
            if not decision.is_allowed:
                self._withhold(record.id, "record", decision, person=person)
                return
        is_listed = isinstance(record, Document) and record.public_scope is Access.LISTED
        if is_listed or record.access == Access.LISTED:
            self._withhold(record.id, "record", Decision(Reason.LISTED))
            self._listed.add(record.id)
        self._visible.add(record.id)

    def _closed(self, record: Record) -> Reason | None:
        if record.access not in (Access.OPEN, Access.LISTED):
            return Reason.CLOSED
        if record.embargo_until is not None and self._on < record.embargo_until:
            return Reason.EMBARGO
        if isinstance(record, Document) and (
            record.secrecy is not Secrecy.PUBLIC or record.public_scope is Access.CLOSED
        ):
            return Reason.SECRECY
        return None

    def _baseless(self, record: Record) -> Reason | None:
        """Why a record is not there that stands on another one."""
        if isinstance(record, Exhibit) and record.narrator not in self._visible:
            return Reason.NARRATOR_NOT_SHOWN
        if isinstance(record, Scene) and not self._has_picture(record):
            return Reason.NO_SHOWN_SOURCE
        if isinstance(record, Place) and self._is_left_empty(record):
            return Reason.HOUSEHOLD_KEPT_BACK
        return None

    def _is_left_empty(self, place: Place) -> bool:
        """Whether it is a house of which every household is kept back: an empty one would say
        that somebody lived there who is not to be named."""
        people = [household.person for household in place.households]
        is_house = place.place_type is PlaceType.HOUSE and bool(people)
        return is_house and not any(one is None or one in self._visible for one in people)

    def _has_picture(self, scene: Scene) -> bool:
        """Whether what a scene is drawn on may be seen; without it there is no scene."""
        photo = self._archive.records.get(scene.photo) if scene.photo else None
        if not isinstance(photo, Photo):
            return scene.photo is None and scene.picture is not None
        is_shown = photo.id in self._visible - self._listed
        return is_shown and not is_picture_withheld(photo, self.decide)

    def _withhold(
        self,
        record: RecordId,
        what: str,
        decision: Decision,
        *,
        person: RecordId | None = None,
        detail: str = "",
        part: str = "",
        codes: tuple[str, ...] = (),
    ) -> None:
        assert decision.reason is not None
        consent = decision.consent.id if decision.consent else None
        reason = decision.reason
        self._withheld.append(
            Withholding(record, what, reason, person, consent, detail, part, codes)
        )

    def _unlink(self, record: Record) -> None:
        """Keep apart a record and someone who is known elsewhere but not named in it."""
        credited = {*credited_in(record)} & self._visible
        for person in sorted(credited) if credited else ():
            decision = self.decide(person, record.id, Subject.NAME)
            if not decision.is_allowed:
                self._part_company(record.id, person)
                if isinstance(record, Object | Document):
                    self._withhold(record.id, "name", decision, person=person)

    def _unlink_term(self, record: Record) -> None:
        """A dialect word must not say who speaks in an interview that does not name them."""
        if not isinstance(record, DialectTerm):
            return
        spoken = {example.speaker for example in record.examples} | set(record.speakers)
        for clip in (record.clip, *(example.clip for example in record.examples)):
            for person in self._unlinked.get(clip.interview, set()) & spoken if clip else ():
                self._part_company(record.id, person)

    def _part_company(self, record: RecordId, person: RecordId) -> None:
        self._unlinked.setdefault(record, set()).add(person)
        self._unlinked.setdefault(person, set()).add(record)

    # What of a record may be read

    def _names_of(self, record: RecordId) -> frozenset[str]:
        """The names masked in one record: also those of narrators not named in it."""
        people = self._archive.people
        unnamed = [people[i] for i in self._unlinked.get(record, ()) if i in people]
        if not unnamed:
            return self._names
        own = {p.name for p in unnamed} | {a.name for p in unnamed for a in p.aliases}
        return self._names | {name for name in own if len(name) > 1}

    def _mask_of(self, record: RecordId) -> Callable[[str], str]:
        """What masks them."""
        return self._masking(self._names_of(record))

    def _masking(self, names: frozenset[str]) -> Callable[[str], str]:
        if names not in self._masks:
            self._masks[names] = masker(names)
        return self._masks[names]

    def _stand_in(self, *records: RecordId) -> None:
        """What is projected next stands in the first of ``records`` and comes from all of them:
        it names nobody who is kept apart from any."""
        self._at = records[0]
        self._apart = NOBODY.union(*(self._unlinked.get(one, NOBODY) for one in records))

    def _project(self, record: Record) -> Record:
        self._stand_in(record.id)
        shared, self._mask = self._mask, self._mask_of(record.id)
        if isinstance(record, Interview):
            self._mask = also_masking(self._mask, self._spoken.of(record).names)
        if quoted_in(record):
            self._mask = also_masking(self._mask, self._told_in(record).names)
        try:
            return self._projected(record)
        finally:
            self._mask = shared

    def _quoting(
        self, part: P, record: RecordId, sources: tuple[RecordId, ...], told: Secrets
    ) -> P:
        """A part of a record as it may be read, with the names masked that are masked where it is
        from."""
        self._stand_in(record, *sources)
        names = frozenset(told.names).union(*map(self._names_of, (record, *sources)))
        shared, self._mask = self._mask, self._masking(names)
        try:
            return self._part(part, hide=told.phrases)
        finally:
            self._mask = shared

    def _told_in(self, record: Record) -> Secrets:
        return secrets_of(quoted_in(record), self._archive, self._spoken)

    def _projected(self, record: Record) -> Record:
        if record.id in self._listed:
            keep = {"id", record.title_field, record.number_field}
            return self._part(record, only=keep)
        if isinstance(record, Puzzle):  # its pieces follow once their sources are decided
            record = with_values(record, slots=tuple(self._archive.slots_of(record)), pieces=())
        if isinstance(record, Exhibit):  # so do its stops
            record = with_values(record, stops=())
        if isinstance(record, Scene):  # and the spots of a scene
            record = with_values(record, spots=())
        values = self._values(record, hide=self._secrets(record))
        if isinstance(record, Person):
            values |= _of_person(record)
        values["former_ids"] = self._former_ids(record)
        return make_part(type(record), values)

    def _former_ids(self, record: Record) -> tuple[RecordId, ...]:
        """Old addresses, unless one may spell the name of somebody who is not named here."""
        is_named = not isinstance(record, Person) or record.name_kind is NameKind.REAL
        return record.former_ids if is_named and record.id not in self._unlinked else ()

    def _secrets(self, record: Record) -> tuple[str, ...]:
        """Withheld phrases of an interview: in none of its fields, nor in a word it illustrates,
        nor in a puzzle, an exhibit or a scene it has a part in."""
        original = self._archive.records[record.id]
        if quoted_in(original):
            return self._told_in(original).phrases
        told: set[RecordId] = set()
        if isinstance(record, DialectTerm):
            clips = (record.clip, *(example.clip for example in record.examples))
            told = {clip.interview for clip in clips if clip is not None}
        quoted = [record, *(self._archive.records.get(i) for i in sorted(told & self._visible))]
        words = (self._spoken.of(one) for one in quoted if isinstance(one, Interview))
        return tuple(secret for spoken in words for secret in spoken.secrets)

    def _part(self, part: P, *, only: set[str] | None = None, hide: tuple[str, ...] = ()) -> P:
        """``part`` with what may not be seen blanked."""
        return make_part(type(part), self._values(part, only=only, hide=hide))

    def _values(
        self, part: Part, *, only: set[str] | None = None, hide: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        held = part.__dict__
        for name, is_shown, is_reference, blank, _ in plan_of(type(part)):
            value = held[name] if is_shown and (only is None or name in only) else None
            if value is not None and value != ():
                value = self._value(value, is_reference, hide)
            values[name] = blank if value is None else value
        return values

    def _value(self, value: Any, is_reference: bool, hide: tuple[str, ...]) -> Any:
        if type(value) is str:
            return self._reference(value) if is_reference else self._text(value, hide)
        if value is None or isinstance(value, bool | int | float | str):
            return value
        if isinstance(value, tuple):
            found = [self._value(item, is_reference, hide) for item in value]
            return tuple([item for item in found if item is not None])
        if isinstance(value, Part):
            return self._inner(value, hide)
        if isinstance(value, When):
            spoken = value.spoken and self._text(value.spoken, hide)
            return value if spoken == value.spoken else replace(value, spoken=spoken)
        return value

    def _inner(self, part: Part, hide: tuple[str, ...]) -> Part | None:
        projected: Part = self._part(part, hide=hide)
        for name, is_shown, is_reference, _, is_required in plan_of(type(part)):
            gone = is_reference and getattr(part, name) and not getattr(projected, name)
            if is_shown and gone and (is_required or isinstance(part, Household | Guess | Example)):
                return None
        if isinstance(part, Example):
            is_clip_gone = part.clip is not None and getattr(projected, "clip", None) is None
            return None if is_clip_gone or not getattr(projected, "text", None) else projected
        if isinstance(projected, Household) and not self._may_tell_move(part):
            return with_values(projected, moved_to=None)
        if isinstance(part, Depicted) and part.person and not getattr(projected, "person", None):
            return Depicted.model_construct(outline=None, person=None, guesses=())
        return projected

    def _may_tell_move(self, household: Part) -> bool:
        """Whether somebody of it agreed to be named at this very place; where nobody is named,
        nobody was asked."""
        if not isinstance(household, Household) or household.moved_to is None:
            return True
        place, person = self._at, household.person
        assert place is not None
        decision = Decision(Reason.NO_CONSENT)
        if person is not None:
            decision = self.decide(person, place, Subject.NAME)
        if not decision.is_allowed:
            self._withhold(place, "move", decision, person=person, detail=household.name)
        return decision.is_allowed

    def _reference(self, target: str) -> str | None:
        return target if self._may_link(target) else None

    def _may_link(self, target: str) -> bool:
        return target in self._visible and target not in self._apart

    def _text(self, text: str, hide: tuple[str, ...] = ()) -> str:
        shown = project_text(project_links(text, may_link=self._may_link), mask=self._mask)
        if hide and any(secret in shown for secret in hide):
            return ""
        return shown


def _of_person(record: Person) -> dict[str, object]:
    """What is otherwise in the public form of a person."""
    values: dict[str, object] = {"birth_decade": record.born.decade if record.born else None}
    if record.name_kind is not NameKind.REAL:
        values["aliases"] = ()
    if record.name_kind is NameKind.ANONYMOUS:
        values["portrait"] = None
    return values


def _rank(record: Record) -> int:
    """In which round a record is judged: scenes last, for they may stand on a photograph."""
    return 0 if isinstance(record, Person) else 2 if isinstance(record, Scene) else 1
