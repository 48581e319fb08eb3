"""Which passages have a word, and how well it stands there."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field

from archive.index.desk.attributes import Names
from archive.index.desk.passages import Place
from archive.index.desk.question import Word
from archive.index.desk.shelf import Shelf
from archive.index.desk.sounding import Sound, sounds_alike, sounds_like, sounds_of
from archive.index.search.analysis import END
from archive.model.kinds import RecordId
from archive.values import dataclass

SATURATION, LENGTH_SHARE = 1.2, 0.6
"""Constants of BM25: how soon repetition stops to count, how much length does."""
MEANING, SOUND = 0.6, 0.7
"""What a word that means or sounds the same weighs beside the one that was typed."""
NAMED, BEGUN, WITHIN = 9.0, 5.0, 2.5
"""What a name adds that is the word, begins with it, or has it within."""
OF_A_FILE = 0.3
"""What the name of a file weighs beside words."""
LEAST_NAME = 2
"""Characters of a name that stands for what refers to it."""
RAREST = 2
"""Terms of a word whose passages are intersected before the texts themselves are looked at."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way a word may stand in a text: as ``text``, or by sound."""

    text: str
    weight: float = 1.0
    sound: Sound | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds it in analysed text."""
        return self.sound.pattern if self.sound else re.compile(re.escape(self.text))


@dataclass(slots=True)
class Found:
    """Where a word stands: a score for each passage, and the records it names or is named in."""

    scores: dict[int, float] = field(default_factory=dict)
    records: frozenset[RecordId] = frozenset()
    forms: tuple[Form, ...] = ()


def forms_of(
    word: Word, *, synonyms: Mapping[str, Sequence[str]], names: Names
) -> tuple[Form, ...]:
    """The ways ``word`` may stand in a text: itself, what means the same, what it spells."""
    forms: dict[str, Form] = {way: Form(way) for way in word.ways}
    if word.is_phrase:
        return tuple(forms.values())
    for way in word.ways:
        for other in synonyms.get(way, ()):
            forms.setdefault(other, Form(other, MEANING))
        for name, share in names.spelt(way).items():
            forms.setdefault(name, Form(name, SOUND * share))
        for sound in sounds_of(way.replace(END, "")):
            forms.setdefault(sound.pattern.pattern, Form(way, SOUND, sound))
    return tuple(forms.values())


def forms_by_sound(word: Word, names: Names) -> tuple[Form, ...]:
    """What sounds nearly as ``word``: for words that stand nowhere as they were typed."""
    if word.is_phrase:
        return ()
    sounds = [sounds_like(way, names.readings) or sounds_alike(way) for way in word.ways]
    return tuple(Form(word.ways[0], SOUND, sound) for sound in sounds if sound is not None)


def match(forms: Iterable[Form], shelf: Shelf, names: Names) -> Found:
    """The passages in which any of ``forms`` stands."""
    found = Found(forms=tuple(forms))
    named: set[RecordId] = set()
    for form in found.forms:
        for number, score in _scores(form, shelf).items():
            found.scores[number] = max(found.scores.get(number, 0.0), score)
        named |= _named_records(form, names)
    found.records = frozenset(named)
    return found


def _named_records(form: Form, names: Names) -> set[RecordId]:
    """The records whose name has ``form`` in it, and those that refer to them."""
    if form.sound is not None or len(form.text) < LEAST_NAME:
        return set()
    bearers = {
        record for name, records in names.records.items() if form.text in name for record in records
    }
    return bearers.union(*(names.named_in.get(one, frozenset()) for one in bearers))


def _scores(form: Form, shelf: Shelf) -> dict[int, float]:
    """BM25 over passages, and what names add."""
    texts = {number: shelf.words(number) for number in _candidates(form, shelf)}
    times = {number: n for number, text in texts.items() if (n := _count(form, text))}
    if not times:
        return {}
    rarity = math.log(1 + (shelf.count - len(times) + 0.5) / (len(times) + 0.5))
    scores = {}
    for number, n in times.items():
        share = len(texts[number]) / shelf.length
        damped = n + SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * share)
        score = form.weight * rarity * n * (SATURATION + 1) / damped
        place = shelf.row(number)[1]
        if place == Place.RECORD:
            score += form.weight * _named(form, shelf.called(number))
        scores[number] = score * (OF_A_FILE if place == Place.FILES else 1.0)
    return scores


def _count(form: Form, text: str) -> int:
    if form.sound is None:
        return text.count(form.text)
    return len(form.pattern.findall(text))


def _named(form: Form, called: Sequence[str]) -> float:
    best = 0.0
    for name in called:
        if form.sound is not None:
            whole = form.pattern.search(name)
            at = -1 if whole is None else whole.start()
            is_all = whole is not None and len(whole[0]) == len(name)
        else:
            at, is_all = name.find(form.text), name == form.text
        if at >= 0:
            best = max(best, NAMED if is_all else BEGUN if at == 0 else WITHIN)
    return best


def _candidates(form: Form, shelf: Shelf) -> Iterable[int]:
    """The passages that may have it, by the rarest of its terms."""
    if form.sound is not None:
        return _by_sound(form.sound, shelf)
    runs = form.text.split(END)
    terms = {run[at : at + 2] for run in runs for at in range(len(run) - 1)}
    # What stands before a space ends a run of the text as well.
    terms |= {run[-1] + END for run in runs[:-1]}
    if not terms:
        return _union(shelf.terms_from(form.text), shelf.with_term)
    rarest = sorted(terms, key=lambda term: (shelf.frequency(term), term))[:RAREST]
    lists = [shelf.with_term(term) for term in rarest]
    others = set(lists[-1])
    return [number for number in lists[0] if number in others]


def _by_sound(sound: Sound, shelf: Shelf) -> Iterable[int]:
    """The passages that have each pair of neighbours by sound."""
    kept: set[int] | None = None
    for first, second in zip(sound.signs, sound.signs[1:], strict=False):
        # Few of all the pairs there might be are ever written: those that are, are looked through.
        begun = (term for sign in sorted(first) for term in shelf.terms_from(sign))
        here = _union((term for term in begun if term[1] in second), shelf.with_term)
        kept = here if kept is None else kept & here
        if not kept:
            return ()
    return sorted(kept or ())


def _union(terms: Iterable[str], with_term: Callable[[str], list[int]]) -> set[int]:
    found: set[int] = set()
    for term in terms:
        found.update(with_term(term))
    return found
