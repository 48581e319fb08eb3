"""Sheet: the SVG that one picture is drawn on, and the small words it is drawn with."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from ink import Block, Cut, ink, unhatched

__all__ = ["Point", "Sheet", "arc_points", "curve", "outline"]

Point = tuple[float, float]


def outline(points: Iterable[Point], *, closed: bool = True) -> str:
    """Path data of straight lines through `points`."""
    text = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f"M{text}Z" if closed else f"M{text}"


def curve(points: Sequence[Point], *, closed: bool = False, ease: float = 6.0) -> str:
    """Path data of a smooth curve through `points` (Catmull-Rom as cubic Béziers)."""
    count = len(points)
    if count < 3:
        return outline(points, closed=closed)

    def at(index: int) -> Point:
        return points[index % count] if closed else points[max(0, min(count - 1, index))]

    parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for index in range(count if closed else count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (at(index + step) for step in (-1, 0, 1, 2))
        parts.append(
            f"C{bx + (cx - ax) / ease:.1f} {by + (cy - ay) / ease:.1f} "
            f"{cx - (dx - bx) / ease:.1f} {cy - (dy - by) / ease:.1f} {cx:.1f} {cy:.1f}"
        )
    return "".join(parts) + ("Z" if closed else "")


def arc_points(
    centre: Point, radii: Point, start: float, end: float, *, steps: int = 24
) -> list[Point]:
    """Points on an ellipse from angle `start` to `end` in degrees, 0 right, 90 down."""
    (cx, cy), (rx, ry) = centre, radii
    angles = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return [(cx + rx * math.cos(angle), cy + ry * math.sin(angle)) for angle in angles]


class Sheet:
    """A drawing of `width` x `height` px; `rng` is the hand, fixed by `seed`."""

    def __init__(self, width: int, height: int, *, seed: int = 1, ground: str = ink(1)) -> None:
        self.width = width
        self.height = height
        self.rng = random.Random(seed)
        self.ground = ground
        self._parts: list[str] = []
        self._defs: list[str] = []

    def add(self, text: str) -> None:
        """Put raw SVG on the sheet, above everything before it."""
        self._parts.append(text)

    def svg(self) -> str:
        """The whole drawing as SVG."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" '
            f'height="{self.height}" viewBox="0 0 {self.width} {self.height}">'
            f"<defs>{''.join(self._defs)}</defs>"
            f'<rect width="{self.width}" height="{self.height}" fill="{self.ground}"/>'
            f"{''.join(self._parts)}</svg>"
        )

    def shape(
        self, path: str, fill: str = "none", *, pen: float = 0, tone: str = ink(0), cap: str = ""
    ) -> None:
        """A filled path with an optional outline `pen` px wide."""
        stroke = ""
        if pen:
            stroke = f' stroke="{tone}" stroke-width="{pen:.2f}" stroke-linejoin="round"'
            stroke += f' stroke-linecap="{cap or "round"}"'
        self.add(f'<path d="{path}" fill="{fill}"{stroke}/>')

    def poly(
        self, points: Iterable[Point], fill: str = "none", *, pen: float = 0, tone: str = ink(0)
    ) -> None:
        """A closed polygon."""
        self.shape(outline(points), fill, pen=pen, tone=tone)

    def blob(
        self, points: Sequence[Point], fill: str = "none", *, pen: float = 0, tone: str = ink(0)
    ) -> None:
        """A closed smooth shape through `points`."""
        self.shape(curve(points, closed=True), fill, pen=pen, tone=tone)

    def line(self, points: Sequence[Point], pen: float, tone: str = ink(0)) -> None:
        """A smooth open line through `points`, never hatched."""
        self.shape(curve(points), "none", pen=pen, tone=unhatched(tone))

    def straight(self, points: Iterable[Point], pen: float, tone: str = ink(0)) -> None:
        """An open line of straight pieces, never hatched."""
        self.shape(outline(points, closed=False), "none", pen=pen, tone=unhatched(tone))

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, *, pen: float = 0
    ) -> None:
        """An upright rectangle."""
        right, low = x + width, y + height
        self.poly([(x, y), (right, y), (right, low), (x, low)], fill, pen=pen)

    def oval(
        self,
        centre: Point,
        rx: float,
        ry: float,
        fill: str = "none",
        *,
        pen: float = 0,
        tone: str = ink(0),
        turn: float = 0,
    ) -> None:
        """An ellipse, turned by `turn` degrees."""
        cx, cy = centre
        stroke = f' stroke="{tone}" stroke-width="{pen:.2f}"' if pen else ""
        spin = f' transform="rotate({turn:.1f} {cx:.1f} {cy:.1f})"' if turn else ""
        self.add(
            f'<ellipse cx="{cx:.1f}" cy="{cy:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" '
            f'fill="{fill}"{stroke}{spin}/>'
        )

    def leaf(self, start: Point, end: Point, width: float, fill: str = ink(0)) -> None:
        """A stroke of the brush: pointed at both ends, `width` px at its middle."""
        (ax, ay), (bx, by) = start, end
        length = math.hypot(bx - ax, by - ay) or 1.0
        nx, ny = -(by - ay) / length * width, (bx - ax) / length * width
        mx, my = (ax + bx) / 2, (ay + by) / 2
        self.add(
            f'<path d="M{ax:.1f} {ay:.1f}Q{mx + nx:.1f} {my + ny:.1f} {bx:.1f} {by:.1f}'
            f'Q{mx - nx:.1f} {my - ny:.1f} {ax:.1f} {ay:.1f}" fill="{fill}"/>'
        )

    def fade(
        self,
        stops: Sequence[tuple[float, float]],
        *,
        turn: float = 90,
        cut: Cut = Cut.FLAT,
        block: Block = Block.KEY,
    ) -> str:
        """A paint that runs through (offset, tone) stops; `turn` 0 rightwards, 90 downwards."""
        name = f"f{len(self._defs)}"
        dx, dy = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        box = (0.5 - dx / 2, 0.5 - dy / 2, 0.5 + dx / 2, 0.5 + dy / 2)
        spans = "".join(
            f'<stop offset="{offset:.3f}" stop-color="{ink(tone, cut, block)}"/>'
            for offset, tone in stops
        )
        self._defs.append(
            f'<linearGradient id="{name}" x1="{box[0]:.3f}" y1="{box[1]:.3f}" '
            f'x2="{box[2]:.3f}" y2="{box[3]:.3f}">{spans}</linearGradient>'
        )
        return f"url(#{name})"

    def veil(
        self,
        tone: float,
        opacities: Sequence[tuple[float, float]],
        *,
        turn: float = 90,
        cut: Cut = Cut.FLAT,
        block: Block = Block.KEY,
    ) -> str:
        """A paint of one tone whose opacity runs through (offset, opacity) stops."""
        name = f"f{len(self._defs)}"
        dx, dy = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        box = (0.5 - dx / 2, 0.5 - dy / 2, 0.5 + dx / 2, 0.5 + dy / 2)
        colour = ink(tone, cut, block)
        spans = "".join(
            f'<stop offset="{offset:.3f}" stop-color="{colour}" stop-opacity="{opacity:.3f}"/>'
            for offset, opacity in opacities
        )
        self._defs.append(
            f'<linearGradient id="{name}" x1="{box[0]:.3f}" y1="{box[1]:.3f}" '
            f'x2="{box[2]:.3f}" y2="{box[3]:.3f}">{spans}</linearGradient>'
        )
        return f"url(#{name})"

    @contextmanager
    def within(self, path: str) -> Iterator[None]:
        """Draw clipped to `path`."""
        name = f"f{len(self._defs)}"
        self._defs.append(f'<clipPath id="{name}"><path d="{path}"/></clipPath>')
        self.add(f'<g clip-path="url(#{name})">')
        yield
        self.add("</g>")

    @contextmanager
    def placed(
        self,
        x: float,
        y: float,
        *,
        scale: float = 1,
        turn: float = 0,
        flip: bool = False,
        opacity: float = 1,
    ) -> Iterator[None]:
        """Draw in local units: moved to (x, y), scaled, turned, mirrored, let through."""
        side = -scale if flip else scale
        seen = f' opacity="{opacity:.3f}"' if opacity < 1 else ""
        self.add(
            f'<g transform="translate({x:.1f} {y:.1f}) rotate({turn:.2f}) '
            f'scale({side:.4f} {scale:.4f})"{seen}>'
        )
        yield
        self.add("</g>")

    @contextmanager
    def soft(self, radius: float) -> Iterator[None]:
        """Draw out of focus: mist, ground shadows, smoke."""
        name = f"f{len(self._defs)}"
        self._defs.append(
            f'<filter id="{name}" x="-40%" y="-40%" width="180%" height="180%" '
            f'color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation="{radius:.1f}"/>'
            f"</filter>"
        )
        self.add(f'<g filter="url(#{name})">')
        yield
        self.add("</g>")

    def text(
        self,
        words: str,
        x: float,
        y: float,
        size: float,
        *,
        fill: str = ink(0),
        upright: bool = False,
        weight: int = 700,
        anchor: str = "start",
        gap: float = 0,
    ) -> None:
        """Letters in a serif; `upright` runs down the page, one sign under the other."""
        style = f"font-family:'Noto Serif CJK SC';font-weight:{weight};font-size:{size:.1f}px"
        if gap:
            style += f";letter-spacing:{gap:.1f}px"
        if upright:
            style += ";writing-mode:vertical-rl"
        words = words.replace("&", "&amp;").replace("<", "&lt;")
        self.add(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}" '
            f'style="{style}">{words}</text>'
        )
