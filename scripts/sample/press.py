"""Press: from the coded drawing to a print on paper.

`print_plate` takes the coded raster of a sheet (see `ink`) and a `Manner`, and answers an RGB
picture: tones become a flat wash and cut lines, edges are pressed a little uneven, solids take
the ink unevenly, and the paper shows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ink import Block, Cut
from numpy.typing import NDArray
from PIL import Image, ImageFilter

__all__ = [
    "BLACK_AND_WHITE",
    "BLOCK_PRINT",
    "CATALOGUE",
    "FADED_COLOUR",
    "PAPER",
    "PHONE",
    "SEPIA",
    "WOODCUT",
    "Manner",
    "cloud",
    "print_plate",
]

Plane = NDArray[np.float32]


@dataclass(frozen=True)
class Manner:
    """How a kind of picture is printed."""

    wash: float
    """How much of a tone is laid flat, 0 to 1."""
    line: float
    """How dark the cut lines print, 0 to 1."""
    pitch: float
    """Distance between cut lines in px."""
    rough: float
    """How far a printed edge strays, in px."""
    paper: tuple[int, int, int]
    """Colour of the paper."""
    key: tuple[int, int, int]
    """Colour of the key block."""
    grain: float
    """Strength of the paper's grain, in levels."""
    mono: bool = False
    """Every block prints in the key's colour: a black-and-white photograph."""
    border: int = 0
    """White margin in px, as round a photographic print."""
    soft: float = 0.0
    """Blur of the whole print in px: an old lens, ink that spread."""
    fade: float = 0.0
    """How much the edges of a photograph have paled or darkened, 0 to 1."""


BLOCK_PRINT = Manner(0.66, 0.5, 9.0, 1.5, (247, 246, 242), (32, 38, 43), 0.7, soft=0.5)
WOODCUT = Manner(0.6, 0.48, 12.0, 1.7, (245, 243, 236), (28, 33, 38), 1.0, soft=0.6)
CATALOGUE = Manner(0.56, 0.46, 8.5, 1.0, (249, 248, 244), (32, 38, 43), 0.7, soft=0.6)
SEPIA = Manner(0.9, 0.36, 6.5, 1.0, (236, 229, 213), (44, 37, 32), 2.2, True, 44, 0.7, 0.8)
BLACK_AND_WHITE = Manner(
    0.9, 0.36, 6.5, 1.0, (236, 236, 231), (27, 31, 34), 2.2, True, 44, 0.7, 0.6
)
FADED_COLOUR = Manner(0.85, 0.32, 6.5, 1.0, (240, 232, 216), (46, 44, 46), 2.2, False, 44, 0.7, 0.5)
PHONE = Manner(0.92, 0.3, 6.5, 0.9, (240, 239, 232), (28, 32, 38), 2.2, False, 0, 0.6, 0.35)
PAPER = Manner(1.0, 0.0, 8.0, 1.1, (236, 226, 203), (38, 34, 32), 3.0)

_COLOURS = {Block.INDIGO: (29, 63, 107), Block.SEAL: (168, 50, 42), Block.WARM: (122, 104, 80)}
_ANGLES = {
    Cut.FLAT: 58.0,
    Cut.LEVEL: 90.0,
    Cut.RISE: 45.0,
    Cut.UPRIGHT: 0.0,
    Cut.FALL: 135.0,
    Cut.CROSS: 30.0,
    Cut.GRAIN: 84.0,
}


def cloud(shape: tuple[int, int], size: float, seed: int) -> Plane:
    """Smooth noise of about -1 to 1 whose features are `size` px wide."""
    height, width = shape
    rng = np.random.default_rng(seed)
    rows, columns = max(2, int(height / size) + 2), max(2, int(width / size) + 2)
    coarse = rng.normal(0, 0.5, (rows, columns)).astype(np.float32)
    grown = Image.fromarray(coarse, mode="F").resize((width, height), Image.Resampling.BICUBIC)
    return np.asarray(grown, dtype=np.float32)


def _stretched(shape: tuple[int, int], across: float, along: float, seed: int) -> Plane:
    height, width = shape
    rng = np.random.default_rng(seed)
    rows, columns = max(2, int(height / across) + 2), max(2, int(width / along) + 2)
    coarse = rng.normal(0, 0.5, (rows, columns)).astype(np.float32)
    grown = Image.fromarray(coarse, mode="F").resize((width, height), Image.Resampling.BICUBIC)
    return np.asarray(grown, dtype=np.float32)


def _stray(plate: NDArray[np.uint8], rough: float, seed: int) -> NDArray[np.uint8]:
    shape = (plate.shape[0], plate.shape[1])
    dx = cloud(shape, 9, seed) * rough + cloud(shape, 60, seed + 1) * rough * 1.6
    dy = cloud(shape, 9, seed + 2) * rough + cloud(shape, 60, seed + 3) * rough * 1.6
    down, across = np.indices((plate.shape[0], plate.shape[1]))
    rows = np.clip(down + np.rint(dy).astype(int), 0, plate.shape[0] - 1)
    columns = np.clip(across + np.rint(dx).astype(int), 0, plate.shape[1] - 1)
    moved: NDArray[np.uint8] = plate[rows, columns]
    return moved


def _ramp(values: Plane, low: float, high: float) -> Plane:
    step = np.clip((values - low) / (high - low), 0, 1)
    ramp: Plane = (step * step * (3 - 2 * step)).astype(np.float32)
    return ramp


def _cut_lines(tone: Plane, cuts: NDArray[np.uint8], manner: Manner, seed: int) -> Plane:
    """Coverage 0 to 1 by cut lines: the darker the tone, the wider the line."""
    shape = tone.shape
    rows, columns = np.indices(shape, dtype=np.float32)
    sway = cloud(shape, 90, seed + 4) * manner.pitch * 0.8
    swell = cloud(shape, 22, seed + 5) * 0.09
    lines = np.zeros(shape, dtype=np.float32)
    dark = np.clip((0.97 - tone) * 1.05, 0, 1)
    for cut in Cut:
        here = cuts == int(cut)
        if cut is Cut.PLAIN or not here.any():
            continue
        if cut is Cut.STIPPLE:
            wave = (cloud(shape, 5.5, seed + 8) * 0.75 + 0.62).astype(np.float32)
        else:
            angle = np.deg2rad(_ANGLES[cut])
            along = columns * np.cos(angle) + rows * np.sin(angle) + sway
            wave = np.abs(((along / manner.pitch) % 1.0) * 2 - 1).astype(np.float32)
        if cut is Cut.CROSS:
            other = columns * np.cos(angle + 1.1) + rows * np.sin(angle + 1.1) - sway
            second = np.abs(((other / manner.pitch) % 1.0) * 2 - 1).astype(np.float32)
            wave = np.where(tone < 0.5, np.minimum(wave, second * 1.15), wave)
        edge = 2.2 / manner.pitch
        width = dark + swell * (dark > 0.03)
        lines = np.where(here, _ramp(width - wave, -edge / 2, edge / 2), lines)
    kept: Plane = (lines * (tone < 0.965)).astype(np.float32)
    return kept


def _blocks(levels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Which block prints each pixel; a pixel blended at an edge takes its nearest pure one's."""
    labels = (levels // 64).astype(np.uint8)
    pure = np.abs(levels.astype(np.int16) - (labels.astype(np.int16) * 64 + 32)) < 9
    found, known = labels.copy(), pure.copy()
    for reach in (1, 2):
        for rows, columns in ((0, reach), (0, -reach), (reach, 0), (-reach, 0)):
            near = np.roll(pure, (rows, columns), (0, 1)) & ~known
            found[near] = np.roll(labels, (rows, columns), (0, 1))[near]
            known |= near
    return found


def _inked(coverage: Plane, seed: int) -> Plane:
    shape = coverage.shape
    streak = _stretched(shape, 6.0, 160, seed + 6)
    mottle = cloud(shape, 9, seed + 7)
    loss = np.clip(0.05 + streak * 0.04 + mottle * 0.04, 0, 0.3)
    printed: Plane = coverage * (1 - loss)
    return printed


def _aged(coverage: Plane, manner: Manner, seed: int) -> Plane:
    """A photograph after years in a drawer: softer blacks, worn edges, a white margin."""
    height, width = coverage.shape
    rows, columns = np.indices(coverage.shape, dtype=np.float32)
    across, down = columns / width * 2 - 1, rows / height * 2 - 1
    off = np.clip(across**4 + down**4, 0, 1.4) * 0.16 * manner.fade
    pale = cloud(coverage.shape, 420, seed + 12) * 0.05 * manner.fade
    grain = cloud(coverage.shape, 3.4, seed + 13) * 0.024
    aged = np.clip(0.05 + coverage * 0.93 + off * (1 - coverage) + pale + grain, 0, 0.97)
    if manner.border:
        edge = np.minimum(
            np.minimum(rows, height - 1 - rows), np.minimum(columns, width - 1 - columns)
        )
        edge = edge + cloud(coverage.shape, 14, seed + 14) * 1.4
        aged = np.where(edge < manner.border, 0.0, aged)
    result: Plane = aged.astype(np.float32)
    return result


def print_plate(plate: NDArray[np.uint8], manner: Manner, *, seed: int) -> Image.Image:
    """The print of `plate`, an array of height x width x 3 codes as in `ink`."""
    plate = _stray(plate, manner.rough, seed)
    tone: Plane = (plate[..., 0] / 255).astype(np.float32)
    cuts = (plate[..., 1] // 28 * 28 + 14).astype(np.uint8)
    blocks = _blocks(plate[..., 2])
    solid = 1 - _ramp(tone, 0.06, 0.2)
    lines = _cut_lines(tone, cuts, manner, seed) * manner.line
    wash = (1 - tone) * np.where(cuts == int(Cut.PLAIN), 1.0, manner.wash)
    coverage = np.maximum(1 - (1 - wash) * (1 - lines), solid)
    coverage = _inked(coverage.astype(np.float32), seed)
    colour = np.empty((*tone.shape, 3), dtype=np.float32)
    colour[:] = manner.key
    for block, value in _COLOURS.items():
        if manner.mono:
            continue
        colour[blocks == int(block) // 64] = value
    grain = (
        cloud(tone.shape, 3.0, seed + 9) * manner.grain + cloud(tone.shape, 240, seed + 10) * 1.5
    )
    fibre = _stretched(tone.shape, 4, 40, seed + 11) * manner.grain * 0.6
    paper = np.array(manner.paper, dtype=np.float32) + (grain + fibre)[..., None]
    if manner.fade:
        coverage = _aged(coverage, manner, seed)
    mixed = paper * (1 - coverage[..., None]) + colour * coverage[..., None]
    picture = Image.fromarray(np.clip(mixed, 0, 255).astype(np.uint8))
    return picture.filter(ImageFilter.GaussianBlur(manner.soft)) if manner.soft else picture
