"""One page to be written: where, from what, and how."""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import PurePosixPath

from archive.model.kinds import RecordId
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site. ``fingerprint`` covers all it is made from; ``render`` makes it."""

    path: PurePosixPath
    fingerprint: bytes
    render: Callable[[], str]
    origin: tuple[str, RecordId] | None = None
    """For a page that can also be drawn elsewhere: its language and the record it belongs to."""


@dataclass(frozen=True, slots=True)
class AsBefore:
    """Files of the site that are as they were when it was last written."""

    marks: Mapping[str, str]
    """Their fingerprints in hex, by path."""
    again: Callable[[Collection[str]], Iterable[Page]]
    """Makes some of them again, where the folder turns out not to have them."""
