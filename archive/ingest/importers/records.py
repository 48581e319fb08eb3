"""Records as importers write them: their front matter, their names, the papers behind them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from archive.ingest.transcripts import format_untimed, format_vtt
from archive.model.terms import Answer, Subject, Use
from archive.model.transcript import Transcript


def brought_in(origin: str) -> str:
    """What is said of a record that came from ``origin``: 由 Word 文稿导入, 由字幕导入."""
    before = " " if origin[:1].isascii() else ""
    behind = " " if origin[-1:].isascii() else ""
    return f"由{before}{origin}{behind}导入"


# The same text, letter by letter, in a tenth of the time.
_Dumper: Any = (
    getattr(yaml.cyaml, "CSafeDumper", None) if yaml.__with_libyaml__ else yaml.SafeDumper
)


def transcript_file(transcript: Transcript) -> dict[str, str]:
    """The file of a transcript by its name: with times where every part of it has some."""
    if transcript.is_timed:
        return {"transcript.vtt": format_vtt(transcript)}
    return {"transcript.md": format_untimed(transcript)}


@dataclass(slots=True)
class Names:
    """Slugs that are given out, each once."""

    taken: dict[str, int] = field(default_factory=dict)
    """With the last number that was put behind it, so that thousands of one name stay quick."""

    def give(self, wanted: str) -> str:
        """``wanted``, or with a number behind it when it is given out already."""
        slug, number = wanted, self.taken.get(wanted, 1)
        while slug in self.taken:
            number += 1
            slug = f"{wanted}-{number}"
        self.taken[wanted] = number
        self.taken.setdefault(slug, 1)
        return slug


def consent_fields(
    number: int,
    slug: str,
    *,
    covers: Sequence[str],
    days: Sequence[datetime.date],
    licence: str | None,
) -> Mapping[str, object]:
    """The fields of a consent: what a public licence allows of the person ``slug`` in the records
    it ``covers``, which were made on ``days``; without one, a paper that says that nobody was
    asked yet."""
    asked = Answer.GIVEN if licence else Answer.REFUSED
    note = (
        f"公开许可声明：{licence}。文稿按此许可公开发表，没有另外签过授权书；日期是文稿的日期。"
        if licence
        else "由文稿导入，还没有取得授权，没有签过授权书；取得后请按签好的授权书重写这份记录。"
    )
    if not days:
        note += "文稿没有日期，这里的签署日期只是占位。"
    return {
        "accession": f"S{number:04}",
        "access": "不开放",
        "grantor": f"people/{slug}",
        "capacity": "本人",
        "covers": [f"people/{slug}", *covers],
        "uses": {use.zh: asked.zh for use in (Use.ARCHIVE, Use.WEB, Use.MUSEUM_SCREEN, Use.PRINT)},
        "subjects": {subject.zh: asked.zh for subject in (Subject.NAME, Subject.TEXT)},
        "attribution": "真名",
        "valid_until": "永久",
        "signed_on": min(days, default=datetime.date(1970, 1, 1)).isoformat(),
        "note": note,
    }


def write_front(fields: Mapping[str, object]) -> str:
    """A record with these fields and nothing below them."""
    text = _dump(_plain(fields), _Dumper)
    if r"\U" in text:  # libyaml writes rare characters as their numbers, which nobody can read
        text = _dump(_plain(fields), yaml.SafeDumper)
    return f"---\n{text}---\n"


def _dump(value: object, dumper: Any) -> str:
    text: str = yaml.dump(
        value, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10_000, default_style=None
    )
    return text


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
