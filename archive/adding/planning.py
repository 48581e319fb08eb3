"""Making the plan: drafts and files of a gift against the archive that is there. Pure but for
reading the heads of records that would change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import field, replace
from pathlib import PurePosixPath

from archive.adding.corrections import Correction, correct
from archive.adding.differing import changes_of, front_of, pictures_waiting
from archive.adding.gathering import Gathered
from archive.adding.gift import Found, Gift
from archive.adding.journal import Standing
from archive.adding.matching import Matches, is_invented, match_drafts
from archive.adding.outlasting import LengthOf, check_outlasting
from archive.adding.plan import Alike, Deed, FileStep, Plan, RecordStep
from archive.adding.refitting import as_kind, hindrances, named_in, possible_kinds, why_fixed
from archive.adding.renaming import renamed, texts_in
from archive.adding.understand import Understood, join_tallies, tally_files
from archive.adding.village import Village
from archive.errors import ConfigError, Problem
from archive.ingest.incoming import Draft, Unit
from archive.ingest.records import read_record
from archive.model.kinds import Kind, RecordId, kind_of
from archive.values import dataclass

_DEPENDENT = (Kind.PERSON, Kind.CONSENT)
"""Kinds of which nothing is made unless something else that is made needs it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How the plan is to be made."""

    form: str | None = None
    licence: str | None = None
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    """What a worker wrote into the plan, by the key of the step."""
    earlier: Mapping[str, RecordId] = field(default_factory=dict)
    """What became of steps that were done before, by their key."""
    alike: tuple[Alike, ...] = ()
    """Pictures that may be of one photograph."""
    standing: Standing = ()
    """How the additions to the archive stood before anything was looked at."""
    length_of: LengthOf = lambda _: None
    """Of recordings that the archive has."""


def make_plan(
    gift: Gift, understood: Understood, gathered: Gathered, village: Village, asked: Asked
) -> Plan:
    """What would be done with everything in ``gift``."""
    return _Planner(gift, understood, gathered, village, asked).plan()


def key_of(*parts: str) -> str:
    """A short name for what these parts name together."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=6).hexdigest()


class _Planner:
    def __init__(
        self,
        gift: Gift,
        understood: Understood,
        gathered: Gathered,
        village: Village,
        asked: Asked,
    ) -> None:
        self._gift, self._understood, self._gathered = gift, understood, gathered
        self._village, self._asked = village, asked
        self._problems: list[Problem] = [
            *gift.problems,
            *understood.problems,
            *gathered.problems,
            *(problem for part in understood.parts for problem in part.incoming.problems),
        ]
        self._keys = {draft.id: self._key(draft) for draft in gathered.drafts}

    def plan(self) -> Plan:
        drafts = [self._corrected(draft) for draft in self._refitted()]
        out = self._left_out(drafts)
        files = tuple(self._files(self._unneeded(drafts, out)))
        places = {
            str(wanted): str(step.place)
            for step in files
            if step.place is not None
            and (wanted := self._gathered.places.get(step.path)) is not None
        }
        matches = self._matches(drafts)
        names: dict[str, str] = {**places, **self._ids(drafts, matches)}
        steps = [self._step(draft, names, matches, out) for draft in drafts]
        steps = _numbered(_without_known(steps), self._village)
        length_of = self._lengths(places)
        for step in steps:
            self._problems += check_outlasting(step, self._village, length_of)
        tallies = {
            Unit.FILES: tally_files(self._gift, self._understood),
            **join_tallies(self._understood.parts),
        }
        return Plan(
            village=self._village.folder,
            given=self._gift.given,
            records=tuple(steps),
            files=files,
            problems=tuple(sorted(set(self._problems))),
            tallies=tallies,
            form=self._asked.form,
            licence=self._asked.licence,
            alike=self._asked.alike,
            standing=self._asked.standing,
            questions=tuple(
                one for part in self._understood.parts for one in part.incoming.questions
            ),
        )

    def _lengths(self, places: Mapping[str, str]) -> LengthOf:
        """How long recordings are that are brought, and those that the archive has."""
        brought = {places.get(str(at), str(at)): s for at, s in self._gathered.seconds.items()}
        return lambda file: brought.get(str(file)) or self._asked.length_of(file)

    # --- records

    def _key(self, draft: Draft) -> str:
        found = self._gift.by_path.get(draft.whence.file)
        return key_of(found.sha256 if found else str(draft.whence.file), draft.id)

    def _refitted(self) -> list[Draft]:
        """The drafts as the kinds that the worker says, now or when they were added before."""
        drafts = self._gathered.drafts
        named = named_in(drafts)
        taken = {draft.id for draft in drafts}
        names: dict[str, str] = {}
        made = []
        for draft in drafts:
            key = self._keys[draft.id]
            kind = self._wanted_kind(draft, key, named)
            if kind is not draft.kind:
                other = as_kind(draft, kind)
                own = RecordId(_free_name(other.id, taken))
                taken.add(own)
                names[draft.id] = own
                self._keys[own] = key
                draft = replace(other, id=own)
            made.append(draft)
        return [renamed(draft, names=names) for draft in made] if names else made

    def _wanted_kind(self, draft: Draft, key: str, named: frozenset[str]) -> Kind:
        """The kind that a draft is to be; ConfigError for one that it cannot be."""
        correction = self._asked.corrections.get(key)
        if correction is None or correction.kind is None:
            before = self._asked.earlier.get(key, draft.id)
            kind = kind_of(before) if before in self._village.archive.records else draft.kind
            return kind if kind in possible_kinds(draft, named) else draft.kind
        if correction.kind in possible_kinds(draft, named):
            return correction.kind
        fixed = why_fixed(draft, named)
        reasons = [fixed] if fixed else [*dict.fromkeys(hindrances(draft))]
        zh = "；".join(one for one, _ in reasons) or "这一类不能从别的改来"
        en = "; ".join(one for _, one in reasons) or "nothing becomes that kind"
        name = draft.fields.get("title") or draft.fields.get("name") or draft.id
        raise ConfigError(
            f"计划表里“{name}”的“类”不能这样改：{zh}。什么也没有写。",
            f"In the plan “{name}” cannot be of that kind: {en}. Nothing was written.",
        )

    def _corrected(self, draft: Draft) -> Draft:
        correction = self._asked.corrections.get(self._keys[draft.id])
        return draft if correction is None else correct(draft, correction)

    def _matches(self, drafts: Sequence[Draft]) -> Matches:
        chosen: dict[RecordId, RecordId | None] = {}
        records = self._village.archive.records
        for draft in drafts:
            key = self._keys[draft.id]
            correction = self._asked.corrections.get(key)
            before = self._asked.earlier.get(key)
            if correction is not None and correction.is_decided:
                chosen[draft.id] = self._there(correction.record, draft)
            elif before in records:
                chosen[draft.id] = before
        inside = {found.path: found for found in self._understood.inside}
        held = {
            str(place): self._village.holders.get(there, ())
            for path, place in self._gathered.places.items()
            if (found := self._gift.by_path.get(path) or inside.get(path)) is not None
            and (there := self._village.registered.get(found.sha256)) is not None
        }
        return match_drafts(drafts, self._village.archive, held_by=held, chosen=chosen)

    def _there(self, record: RecordId | None, draft: Draft) -> RecordId | None:
        """A record that a worker named; ConfigError where there is none of that kind."""
        if record is None:
            return None
        if record not in self._village.archive.records or kind_of(record) is not draft.kind:
            raise ConfigError(
                f"计划表里说归入 {record}，可是档案里没有这样一条，或者它是另一类的："
                "是另一类的，请把“类”也改过来。",
                f"The plan names {record}, which is not in the archive, or of another kind: then "
                "change the kind as well.",
            )
        return record

    def _ids(self, drafts: Sequence[Draft], matches: Matches) -> Mapping[str, str]:
        """The id that each draft gets, by the one it would like."""
        taken = set(self._village.ids)
        ids: dict[str, str] = {}
        for draft in drafts:
            known = matches.same.get(draft.id)
            own = known or RecordId(_free_name(draft.id, taken))
            taken.add(own)
            ids[draft.id] = own
        return ids

    def _left_out(self, drafts: Sequence[Draft]) -> frozenset[RecordId]:
        """Drafts that are not wanted, with the people and consents that only they need."""
        out = {
            draft.id
            for draft in drafts
            if (correction := self._asked.corrections.get(self._keys[draft.id])) is not None
            and not correction.is_wanted
        }
        if not out:
            return frozenset()
        needed = {
            text
            for d in drafts
            if d.id not in out
            for text in texts_in(d.fields)
            if d.kind not in _DEPENDENT
        }
        named = {text for d in drafts if d.id in out for text in texts_in(d.fields)}
        out |= {
            d.id for d in drafts if d.kind in _DEPENDENT and d.id in named and d.id not in needed
        }
        return frozenset(out)

    def _unneeded(
        self, drafts: Sequence[Draft], out: frozenset[RecordId]
    ) -> frozenset[PurePosixPath]:
        """Files of which nothing comes but what is not wanted."""
        if not out:
            return frozenset()
        kept = [draft for draft in drafts if draft.id not in out]
        files = {draft.whence.file for draft in kept}
        named = {text for draft in kept for text in texts_in(draft.fields)}
        unwanted = {text for d in drafts if d.id in out for text in texts_in(d.fields)}
        unwanted |= {str(self._gathered.places.get(d.whence.file)) for d in drafts if d.id in out}
        return frozenset(
            path
            for path, place in self._gathered.places.items()
            if str(place) in unwanted and str(place) not in named and path not in files
        )

    def _step(
        self,
        draft: Draft,
        names: Mapping[str, str],
        matches: Matches,
        out: frozenset[RecordId],
    ) -> RecordStep:
        key = self._keys[draft.id]
        unsure = matches.unsure.get(draft.id, ())
        known = matches.same.get(draft.id)
        final = renamed(draft, names=names)
        if draft.id in out:
            return RecordStep(key, Deed.LEFT_OUT, final)
        if known is None:
            return RecordStep(key, Deed.CREATE, final, unsure=unsure)
        correction = self._asked.corrections.get(key)
        changes = tuple(changes_of(final, known, self._village, correction))
        self._problems += pictures_waiting(final, known, changes)
        deed = Deed.CHANGE if any(change.is_taken for change in changes) else Deed.SAME
        return RecordStep(key, deed, final, changes=changes, joins=True)

    # --- files

    def _files(self, unneeded: frozenset[PurePosixPath]) -> Iterator[FileStep]:
        taken = dict(self._village.media)
        here: dict[str, PurePosixPath] = {}
        for found in (*self._gift.files, *self._understood.inside):
            key = key_of(str(found.path), found.sha256)
            wanted = self._gathered.places.get(found.path)
            known = self._village.registered.get(found.sha256) or here.get(found.sha256)
            if known is not None:
                yield _file_step(key, Deed.DUPLICATE, found, known)
            elif wanted is None:
                problem = next((p for p in self._problems if p.path == found.path), None)
                why = problem or Problem("add-no-reader", found.path)
                yield replace(_file_step(key, Deed.REFUSED, found, None), why=why)
            elif found.path in unneeded or self._is_unwanted(key):
                yield _file_step(key, Deed.LEFT_OUT, found, None)
            else:
                place = _free_place(wanted, taken)
                taken[place.as_posix().casefold()] = place
                here[found.sha256] = place
                yield _file_step(key, Deed.COPY, found, place)
        for problem in self._gift.refused:
            yield FileStep(
                key_of(str(problem.path), problem.code), Deed.REFUSED, problem.path, why=problem
            )

    def _is_unwanted(self, key: str) -> bool:
        """Whether the worker does not want the file itself."""
        correction = self._asked.corrections.get(key)
        return correction is not None and not correction.is_wanted


def _file_step(key: str, deed: Deed, found: Found, place: PurePosixPath | None) -> FileStep:
    return FileStep(key, deed, found.path, found.lasting, place, found.sha256, found.size)


def _free_name(wanted: str, taken: Set[str]) -> str:
    """``wanted``, or with the next number behind it."""
    own, number = wanted, 1
    while own in taken:
        number += 1
        own = f"{wanted}-{number}"
    return own


def _free_place(wanted: PurePosixPath, taken: Mapping[str, PurePosixPath]) -> PurePosixPath:
    place, number = wanted, 1
    while place.as_posix().casefold() in taken:
        number += 1
        place = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    return place


# --- after the ids are known ---------------------------------------------------------------------


def _without_known(steps: Sequence[RecordStep]) -> list[RecordStep]:
    """Consents that say that nobody was asked speak of new records alone: a person who is there
    may have given a consent of their own. Those that then cover nothing are not made."""
    joined = {step.id for step in steps if step.joins}
    made = []
    for step in steps:
        covers = step.draft.fields.get("covers")
        if step.deed is not Deed.CREATE or not isinstance(covers, list):
            made.append(step)
            continue
        own = [one for one in covers if one not in joined]
        if own:
            made.append(
                replace(
                    step, draft=replace(step.draft, fields={**step.draft.fields, "covers": own})
                )
            )
    return made


def _numbered(steps: Sequence[RecordStep], village: Village) -> list[RecordStep]:
    """New records under numbers that the archive does not have, checked as they will be read."""
    taken = {
        (record.kind, record.number) for record in village.archive.records.values() if record.number
    }
    made = []
    for step in steps:
        if step.deed is Deed.CREATE:
            number = step.draft.fields.get("accession")
            if is_invented(number):
                number = _free_number(str(number), step.draft.kind, taken)
                fields = {**step.draft.fields, "accession": number}
                step = replace(step, draft=replace(step.draft, fields=fields))
            taken.add((step.draft.kind, str(number)))
            step = replace(step, missing=_faults_of(step.draft))
        made.append(step)
    return made


def _free_number(wanted: str, kind: Kind, taken: set[tuple[Kind, str]]) -> str:
    number = int(wanted[1:])
    while (kind, f"{wanted[0]}{number:04}") in taken:
        number += 1
    return f"{wanted[0]}{number:04}"


def _faults_of(draft: Draft) -> tuple[Problem, ...]:
    """What is wrong with a record as it would be written."""
    return read_record(front_of(draft), name=draft.id, path=draft.path).problems
