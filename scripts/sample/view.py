"""View: where a point of the village falls on the sheet. Metres: x right, y up, z away."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sheet import Point

__all__ = ["View"]


@dataclass(frozen=True)
class View:
    """An eye at height `eye` m above y = 0, looking level along z."""

    centre: float
    """Vanishing point, px from the left."""
    horizon: float
    """Horizon, px from the top."""
    focal: float
    """Px that one metre takes at a distance of one metre."""
    eye: float = 1.6
    """Height of the eye in m."""
    mirror: float | None = None
    """Level of the water that this view is the reflection in, or None."""
    haze: float = 0.0
    """Tone added for each metre of distance: the air between."""

    def at(self, x: float, y: float, z: float) -> Point:
        """The point of the sheet where (x, y, z) is seen."""
        if self.mirror is not None:
            y = 2 * self.mirror - y
        z = max(z, 0.2)
        return (
            self.centre + self.focal * x / z,
            self.horizon - self.focal * (y - self.eye) / z,
        )

    def scale(self, z: float) -> float:
        """Px a metre at distance z."""
        return self.focal / max(z, 0.2)

    def reflected(self, level: float) -> View:
        """The same view in the water at height `level`."""
        return replace(self, mirror=level)

    def air(self, tone: float, z: float) -> float:
        """`tone` as seen through z metres of haze."""
        base = 0.1 if self.mirror is not None else 0.0
        veil = min(0.85, self.haze * z + base)
        return tone + (0.98 - tone) * veil
