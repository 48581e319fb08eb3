"""Photographs of a plan that look alike, side by side on one private page."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from archive.adding.doing import open_lasting
from archive.adding.plan import Alike, Plan
from archive.cli import fieldwork_sentences
from archive.cli.console import Console
from archive.cli.private_page import write_private
from archive.cli.problem_list import CLEAN
from archive.cli.visiting import language_of
from archive.derive import Inspected, LocalExecutor, derive_all, inspect_all
from archive.model.orders import DerivedPicture, PictureOrder
from archive.render.sheets.alike_sheet import PairShown, Side, render_alike_sheet
from archive.render.sheets.paper import Print

MOST_PAIRS = 200
"""Pairs on one page: as many as a browser opens without trouble."""


def write_alike_page(page: Path, plan: Plan, console: Console) -> int:
    """Write the page of the pairs of ``plan``; the exit code."""
    pairs = plan.alike[:MOST_PAIRS]
    with tempfile.TemporaryDirectory(prefix="pintu-alike-") as folder:
        sides = _sides(pairs, plan, Path(folder))
    shown = [PairShown((sides[pair.one], sides[pair.other]), pair.distance) for pair in pairs]
    html = render_alike_sheet(shown, language=language_of(console))
    write_private(page, html.encode())
    console.say(fieldwork_sentences.SHEET_WRITTEN, file=page)
    return CLEAN


def _sides(pairs: Sequence[Alike], plan: Plan, folder: Path) -> Mapping[str, Side]:
    """Every picture of the pairs by what it is called; made from copies, in ``folder``."""
    lasting = {str(step.path): step.lasting for step in plan.files if step.lasting}
    names = sorted({name for pair in pairs for name in (pair.one, pair.other)})
    copies: dict[str, Path] = {}
    for number, name in enumerate(names):
        parts = lasting.get(name, (str(plan.village / name),))
        copies[name] = _copied(parts, folder / "in" / f"{number:04}")
    prints = _prints(copies, folder)
    seen = inspect_all(copies.values(), executor=LocalExecutor())
    return {name: _side(name, prints.get(name), seen[copy]) for name, copy in copies.items()}


def _copied(lasting: Sequence[str], copy: Path) -> Path:
    copy.parent.mkdir(exist_ok=True)
    with open_lasting(lasting) as chunks, copy.open("xb") as file:
        for chunk in chunks:
            file.write(chunk)
    return copy


def _prints(copies: Mapping[str, Path], folder: Path) -> Mapping[str, Print]:
    orders = {
        name: PictureOrder(f"alike/{copy.name}/p", PurePosixPath(copy.name))
        for name, copy in copies.items()
    }
    derivation = derive_all(
        list(orders.values()),
        media_dir=folder / "in",
        cache_dir=folder / "out",
        executor=LocalExecutor(),
    )
    found = {}
    for name, order in orders.items():
        derived = derivation.results.get(order.key)
        if isinstance(derived, DerivedPicture):
            file = derived.middle
            data = derivation.files[file.path].read_bytes()
            found[name] = Print(data, file.width or 1, file.height or 1)
    return found


def _side(name: str, picture: Print | None, seen: Inspected) -> Side:
    return Side(name, picture, seen.width, seen.height, seen.size, seen.recorded, seen.device)
