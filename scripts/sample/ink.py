"""Ink: how a tone, a direction of cutting and a printing block are written into one colour.

A drawing is an SVG whose colours are codes, not colours: red is the tone (0 solid ink, 255 bare
paper), green the direction in which the block is cut, blue the block that prints it.
"""

from __future__ import annotations

from enum import IntEnum

__all__ = ["Block", "Cut", "ink", "unhatched"]


class Block(IntEnum):
    """Which block prints a shape; the value is the level written into blue."""

    KEY = 32
    INDIGO = 96
    WARM = 160
    SEAL = 224


class Cut(IntEnum):
    """How a shape is hatched; the value is the level written into green."""

    FLAT = 14
    LEVEL = 42
    RISE = 70
    UPRIGHT = 98
    FALL = 126
    CROSS = 154
    GRAIN = 182
    STIPPLE = 210
    PLAIN = 238


def ink(tone: float, cut: Cut = Cut.FLAT, block: Block = Block.KEY) -> str:
    """The SVG colour that codes `tone` (0 ink to 1 paper), `cut` and `block`."""
    level = max(0, min(255, round(255 * tone)))
    return f"rgb({level},{int(cut)},{int(block)})"


def unhatched(colour: str) -> str:
    """The same ink laid on plainly: what a pen line or a brush stroke is drawn with."""
    red, _, blue = colour.removeprefix("rgb(").removesuffix(")").split(",")
    return f"rgb({red},{int(Cut.PLAIN)},{blue})"
