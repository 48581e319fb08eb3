"""The values of a IIIF manifest, each used once: what nothing used shows."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from archive.ingest.importers.plain_texts import clean_line, clean_text

FRAME = frozenset(
    "type @type @context format width height profile motivation target choiceHint language "
    "provides fileSize".split()
)
"""Keys that say how a manifest is built, and nothing of what it is about."""
_HEARD = frozenset({"Sound", "Audio", "Video"})
_SEEN = frozenset({"Image"})
_OWN_IDS = frozenset({"Canvas", "Range", "AnnotationPage", "Annotation", "AnnotationCollection"})
_SERVICE = re.compile(r"(?:Image|Auth|Search)\w*Service\w*")
_GEOGRAPHY = frozenset({"FeatureCollection", "Feature"})
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LONGEST_PLACE = 200
_WANTED = ("zh-Hans", "zh-CN", "zh", "cmn", "zh-Hant", "zh-TW", "none", "@none", "en")

JsonObject = Mapping[str, object]


class NotJson(Exception):
    """What is no JSON, or is nested beyond reason."""


@dataclass(slots=True)
class Values:
    """A manifest as it was read, and which of its values have been used."""

    root: object
    seen: int
    """Single values that say something, counted as they were read."""
    twice: tuple[str, ...]
    """Keys that stood twice in one object: only the last of each is in ``root``."""
    there: int = 0
    """Single values in ``root``."""
    used: int = 0
    media: int = 0
    """Objects in ``root`` that are a sound, a film or a picture."""
    _left: dict[tuple[int, object], tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        waiting: list[tuple[object, str]] = [(self.root, "")]
        while waiting:
            value, path = waiting.pop()
            self.media += is_media(value)
            inner: list[tuple[object, str]] = []
            for key, child in _items(value):
                step = f"[{key + 1}]" if isinstance(key, int) else f".{key}"
                place = f"{path}{step}"[-_LONGEST_PLACE:]
                if isinstance(child, list) and key in FRAME:
                    inner += [(one, place) for one in child if isinstance(one, dict)]
                elif isinstance(child, dict | list):
                    inner.append((child, place))
                elif is_told(value, key, child):
                    self._left[id(value), key] = (place.lstrip("."), str(child))
            waiting += reversed(inner)
        self.there = len(self._left)

    def use(self, value: object) -> None:
        """Everything below an object or a list is used."""
        waiting = [value]
        while waiting:
            one = waiting.pop()
            for key, child in _items(one):
                if isinstance(child, dict | list):
                    waiting.append(child)
                else:
                    self.use_key(one, key)

    def use_key(self, parent: object, key: object) -> None:
        """One single value is used."""
        if self._left.pop((id(parent), key), None) is not None:
            self.used += 1

    def text(self, parent: JsonObject, key: str) -> str:
        """A single value as text, used; empty where it is none."""
        value = parent.get(key)
        self.use_key(parent, key)
        return str(value) if isinstance(value, str | int | float) else ""

    def lines(self, parent: JsonObject, key: str) -> tuple[list[str], list[str]]:
        """The texts of a value in several languages, used: in the first of ours that there is,
        and in all others."""
        value = parent.get(key)
        if isinstance(value, str):
            self.use_key(parent, key)
            return [value], []
        self.use(value)
        return language_lines(value)

    def unread_media(self) -> list[str]:
        """The addresses of the sounds, films and pictures that nothing has used."""
        waiting, found = [self.root], []
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict) and is_media(value):
                is_left = any((id(value), key) in self._left for key in _IDS)
                found += [address_of(value)] * is_left
            waiting += [child for _, child in _items(value) if isinstance(child, dict | list)]
        return found

    def left(self) -> Iterator[tuple[str, str]]:
        """What nothing used: where it stands, and what it says."""
        yield from self._left.values()


_IDS = ("id", "@id")


def address_of(value: Mapping[str, object]) -> str:
    """The address of an object; empty where it has none."""
    address = value.get("id", value.get("@id"))
    return address if isinstance(address, str) else ""


def media_kind(value: Mapping[str, object]) -> str:
    """``heard`` for an object that is a sound or a film, ``seen`` for a picture, else nothing."""
    kind, form = str(value.get("type", value.get("@type"))), str(value.get("format"))
    if kind in _HEARD or form.startswith(("audio/", "video/")):
        return "heard"
    return "seen" if kind in _SEEN or form.startswith("image/") else ""


def is_media(value: object) -> bool:
    """Whether a value is an object that names a sound, a film or a picture by its address."""
    return isinstance(value, dict) and bool(address_of(value) and media_kind(value))


def _items(value: object) -> Iterator[tuple[int | str, object]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def is_told(parent: object, key: object, value: object) -> bool:
    """Whether a single value says something of what the manifest is about."""
    if value is None or value == "" or key in FRAME:
        return False
    if key in ("id", "@id") and isinstance(parent, dict):
        kind = str(parent.get("type", parent.get("@type", "")))
        return not (kind in _OWN_IDS | _GEOGRAPHY or _SERVICE.match(kind))
    return True


def parse_manifest(text: str) -> Values:
    """The values of JSON; NotJson where it is none."""
    seen = 0
    twice: list[str] = []

    def counted(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal seen
        whole = dict(pairs)
        if len(whole) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            twice.extend(key for key, count in counts.items() if count > 1)
        for key, value in pairs:
            if isinstance(value, list) and key not in FRAME:
                seen += sum(_is_single(one) for one in _flat(value))
            elif not isinstance(value, list) and _is_single(value):
                seen += is_told(whole, key, value)
        return whole

    try:
        root = json.loads(text, object_pairs_hook=counted)
    except (ValueError, RecursionError) as error:
        raise NotJson(str(error)) from error
    if isinstance(root, list):
        seen += sum(_is_single(one) for one in _flat(root))
    return Values(root, seen, tuple(twice))


def _is_single(value: object) -> bool:
    return not isinstance(value, dict | list) and value is not None and value != ""


def _flat(values: list[object]) -> Iterator[object]:
    """The single values of lists in lists."""
    waiting = list(values)
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        else:
            yield one


def language_lines(value: object) -> tuple[list[str], list[str]]:
    """The texts of a language map in the first of our languages that it has, and the others."""
    if isinstance(value, str):
        return [value], []
    if isinstance(value, list):
        return [text for one in value for text in language_lines(one)[0]], []
    if not isinstance(value, dict):
        return [], []
    if isinstance(value.get("@value"), str):
        return [str(value["@value"])], []
    known = {str(key): _strings(texts) for key, texts in value.items()}
    order = [*(key for key in _WANTED if key in known), *known]
    chosen = next((key for key in order if known[key]), "")
    others = [text for key, texts in known.items() if key != chosen for text in texts]
    return known.get(chosen, []), others


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def plain(text: str) -> str:
    """``text`` without tags and entities, as it may stand in a field."""
    return clean_text(html.unescape(_TAG.sub("", text))).strip()


def plain_line(text: str) -> str:
    """As `plain`, on one line."""
    return clean_line(plain(text))


def as_list(value: object) -> list[object]:
    """A value that may stand alone or in a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def objects(value: object) -> list[dict[str, object]]:
    """The objects of a value that may stand alone or in a list."""
    return [one for one in as_list(value) if isinstance(one, dict)]
