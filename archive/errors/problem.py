"""A problem: one finding in hand-written content; and the errors the program raises."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import total_ordering
from pathlib import PurePosixPath
from types import MappingProxyType

from archive.errors.codes import PROBLEM_CODES, ProblemCode, Severity

_EMPTY: Mapping[str, str] = MappingProxyType({})


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """One finding: what, where, and the facts that its sentence names.

    ``path`` is relative to the archive's folder; ``line`` counts from 1. A fact that reads
    differently in Chinese and in English comes twice, as ``name_zh`` and ``name_en``.
    """

    code: str
    path: PurePosixPath
    line: int | None = None
    facts: Mapping[str, str] = field(default_factory=lambda: _EMPTY)

    def __post_init__(self) -> None:
        if self.code not in PROBLEM_CODES:
            raise ValueError(f"no such problem code: {self.code}")

    def __reduce__(self) -> tuple[object, ...]:
        return Problem, (self.code, self.path, self.line, dict(self.facts))

    @property
    def kind(self) -> ProblemCode:
        """What is known about every problem of this code."""
        return PROBLEM_CODES[self.code]

    @property
    def severity(self) -> Severity:
        """Error or warning."""
        return self.kind.severity

    @property
    def is_error(self) -> bool:
        """Whether nothing may be built until it is mended."""
        return self.severity is Severity.ERROR

    def message(self, language: str) -> str:
        """What is wrong; Chinese for any ``zh…``, else English."""
        return self._fill(self.kind.zh if _is_chinese(language) else self.kind.en, language)

    def hint(self, language: str) -> str:
        """What to write instead."""
        kind = self.kind
        return self._fill(kind.hint_zh if _is_chinese(language) else kind.hint_en, language)

    def to_json(self, language: str = "zh-Hans") -> dict[str, object]:
        """For other programs: plain values only."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "path": str(self.path),
            "line": self.line,
            "message": self.message(language),
            "hint": self.hint(language),
            "facts": dict(sorted(self.facts.items())),
        }

    def _fill(self, template: str, language: str) -> str:
        suffix = "zh" if _is_chinese(language) else "en"
        facts = {
            name: self.facts.get(f"{name}_{suffix}", self.facts.get(name, "?"))
            for _, name, _, _ in string.Formatter().parse(template)
            if name
        }
        return template.format_map(facts).strip()

    def _key(self) -> tuple[str, int, str, tuple[tuple[str, str], ...]]:
        return str(self.path), self.line or 0, self.code, tuple(sorted(self.facts.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Problem) and self._key() == other._key()

    def __lt__(self, other: Problem) -> bool:
        return self._key() < other._key()

    def __hash__(self) -> int:
        return hash(self._key())


def with_field(label_zh: str, label_en: str, key: str, /, **facts: str) -> dict[str, str]:
    """``facts`` and how a field is named in each language: its label beside its key."""
    return {"field_zh": f"{label_zh}（{key}）", "field_en": f"{key} ({label_en})", **facts}


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them forbids building."""
    return any(problem.is_error for problem in problems)


def _is_chinese(language: str) -> bool:
    return language.lower().startswith("zh")


class PintuError(Exception):
    """The root of all errors this program raises on purpose."""


class ConfigError(PintuError):
    """A setting, folder or option is wrong. ``zh`` and ``en`` say it to people."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    def message(self, language: str) -> str:
        """The sentence in Chinese for any ``zh…``, else in English."""
        return self.zh if _is_chinese(language) else self.en


class ContentError(PintuError):
    """The content has problems that forbid going on; ``problems`` lists all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        errors = sum(problem.is_error for problem in self.problems)
        super().__init__(f"{errors} errors in the content")
