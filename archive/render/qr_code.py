"""QR codes, for what is printed and hung on a wall."""

from collections.abc import Sequence

from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class QrCode:
    """An address to be read by a phone."""

    address: str
    size: int
    """How many squares it measures each way, without its quiet border of four."""
    path: str
    """Its dark squares as SVG path data to be filled, one unit each."""


def draw_qr_code(address: str) -> QrCode:
    """The code of an address; a seventh of it may be soiled and it can still be read."""
    import segno  # here: most builds draw no code, and every start would pay for it

    squares: Sequence[Sequence[int]] = segno.make_qr(address, error="m").matrix
    return QrCode(address, len(squares), _draw_squares(squares))


def _draw_squares(squares: Sequence[Sequence[int]]) -> str:
    """Runs of dark squares, row by row."""
    parts = []
    for y, row in enumerate(squares):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                parts.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
            x = max(end, x + 1)
    return "".join(parts)
