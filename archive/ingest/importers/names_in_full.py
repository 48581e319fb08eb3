"""The full name behind each name that stands in a transcript."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def names_in_full(labels: Iterable[str], known: Iterable[str]) -> Mapping[str, str]:
    """For each label the name it stands for: itself, initials of a name, or one of which another
    part differs; where several people fit, itself. People in ``known`` go before other labels."""
    written = list(dict.fromkeys(labels))
    people = _Fitting(known)
    others = _Fitting(label for label in written if " " in label)
    return {label: people.of(label) or others.of(label) or label for label in written}


class _Fitting:
    """Names by what may stand for them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._whole: set[str] = set()
        self._short: dict[str, set[str]] = {}
        self._last: dict[str, set[str]] = {}
        for name in names:
            parts = name.split()
            self._whole.add(name)
            initials = "".join(part[0] for part in parts).upper()
            for short in {initials, initials[:1] + initials[-1:]}:
                self._short.setdefault(short, set()).add(name)
            if parts:
                self._last.setdefault(parts[-1], set()).add(name)

    def of(self, label: str) -> str:
        """The only name that ``label`` can stand for; empty where none or several fit."""
        parts = label.split()
        fitting = set()
        if label.isupper() and len(parts) == 1:
            fitting |= self._short.get(label, set())
        if len(parts) > 1:
            fitting |= self._last.get(parts[-1], set())
        if label in self._whole:
            fitting.add(label)
        return next(iter(fitting)) if len(fitting) == 1 else ""
