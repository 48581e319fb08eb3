"""What a machine read on the scan of a page, and which of it must be covered on the picture."""

from collections.abc import Callable, Iterator, Sequence

from archive.model.marks import (
    EditorNote,
    Pseudonym,
    Span,
    Uncertain,
    Withheld,
    full_text,
    parse_marks,
    plain_text,
)
from archive.model.orders import Mask
from archive.values import dataclass

Corners = tuple[float, float, float, float, float, float, float, float]
"""x and y of the corners of a written stretch in fractions of the upright scan, going round from
the one at the upper left."""
UNSURE = 0.85
"""A line of less confidence is marked as doubtful until somebody has checked it."""
_MARGIN = 0.3
"""How far beyond a stretch its cover reaches, as a share of the stretch's height."""
_LONGEST_BREAK = 4
"""Lines over which a name is looked for."""
_SMALLEST_MARGIN = 0.004
"""The same as a fraction of the page, for very small print."""


@dataclass(frozen=True, slots=True)
class ScanLine:
    """A line on a scan, as it was read or corrected; it may be written in several stretches."""

    text: str
    """Marks may stand in it, as in any text."""
    stretches: tuple[Corners, ...]
    confidence: float
    """From 0 to 1, of the stretch that was read worst."""
    line: int | None = None
    """The line of the page's text that it belongs to, from 0; None where the text has not got
    these words."""


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A line of a page's published text, and where it stands on the published picture."""

    line: int
    """From 0."""
    stretches: tuple[Corners, ...]
    is_unsure: bool = False
    """Whether it was read with little confidence."""


@dataclass(frozen=True, slots=True)
class PublicScan:
    """What of a scan may be seen: lines to be found on it, and what is covered."""

    lines: tuple[PublicLine, ...] = ()
    masks: tuple[Mask, ...] = ()
    is_hiding: bool = False
    """Whether something on it may not be seen."""
    is_coverable: bool = True
    """False when something on the scan may not be seen and nobody knows where it stands."""


def project_scan(
    text: str | None, scan: Sequence[ScanLine], *, shown: str | None, mask: Callable[[str], str]
) -> PublicScan:
    """What may be seen of the scan of a page with ``text``, of which ``shown`` is published.

    A withheld line, or one with a masked name, is covered where the scan is known to have it.
    """
    in_text = _hiding_lines((text or "").split("\n"), mask=mask)
    on_scan = _hiding_lines([line.text for line in scan], mask=mask)
    covered = [
        line for number, line in enumerate(scan) if number in on_scan or line.line in in_text
    ]
    hidden = {line.line for line in covered} | in_text
    is_same = (shown or "").count("\n") == (text or "").count("\n")
    lines = tuple(
        PublicLine(line.line, line.stretches, line.confidence < UNSURE)
        for line in scan
        if is_same and line.line is not None and line.line not in hidden
    )
    return PublicScan(
        lines=lines if shown else (),
        masks=tuple(_cover(stretch) for line in covered for stretch in line.stretches),
        is_hiding=bool(in_text or covered),
        is_coverable=in_text <= {line.line for line in covered if line.stretches},
    )


def _hiding_lines(lines: Sequence[str], *, mask: Callable[[str], str]) -> set[int]:
    """The numbers of those ``lines`` in which something is withheld or a name is masked, also a
    name that goes on in the lines below."""
    text = "\n".join(lines)
    spans = parse_marks(text)[0]
    if full_text(spans).count("\n") != text.count("\n"):
        return set(range(len(lines)))  # a mark took a line end: nobody knows which line is which
    hidden = set(_withheld_lines(spans))
    plain = [plain_text(parse_marks(line)[0]) for line in lines]
    for size in range(1, _LONGEST_BREAK + 1):
        for first in range(len(lines) - size + 1):
            window = plain[first : first + size]
            # A name over three lines or more needs lines of its single letters between.
            if all(len(words) <= 2 for words in window[1:-1]) and _is_broken(window, mask):
                hidden |= set(range(first, first + size))
    if not hidden and mask(text) != text:
        return set(range(len(lines)))
    return hidden


def _is_broken(window: Sequence[str], mask: Callable[[str], str]) -> bool:
    """Whether a name stands in a line, or in these lines together and in none of them alone."""
    joined = "".join(window)
    if len(window) == 1:
        return mask(joined) != joined
    return mask(joined) != mask("".join(window[:-1])) + mask(window[-1]) and mask(joined) != mask(
        window[0]
    ) + mask("".join(window[1:]))


def _withheld_lines(spans: Sequence[Span], *, first: int = 0) -> Iterator[int]:
    """The lines that withheld words and real names of ``spans`` stand in, from ``first``."""
    at = first
    for span in spans:
        ends = _line_ends(span)
        if isinstance(span, Withheld | Pseudonym):
            yield from range(at, at + ends + 1)
        elif isinstance(span, Uncertain | EditorNote):
            yield from _withheld_lines(span.inner, first=at)
        at += ends


def _line_ends(span: Span) -> int:
    return full_text((span,)).count("\n")


def _cover(stretch: Corners) -> Mask:
    """A rectangle over a stretch and a little around it, within the page."""
    xs, ys = stretch[0::2], stretch[1::2]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    margin = max(_SMALLEST_MARGIN, _MARGIN * min(right - left, bottom - top))
    x, y = max(0.0, left - margin), max(0.0, top - margin)
    return Mask(x, y, min(1.0, right + margin) - x, min(1.0, bottom + margin) - y)
