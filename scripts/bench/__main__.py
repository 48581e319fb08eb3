"""How fast a site is built, beside other programs, on the same words, in one run.

    scripts/bench                       everything; takes about ten minutes
    scripts/bench --sizes 200 --runs 5  small ones, five runs each
    scripts/bench --only pintu          ours alone
    scripts/bench --adding              332 coded transcripts brought in; takes a minute
    scripts/bench --register            a register of 10,000 rows planned
    scripts/bench --recognise           pages read and, with --models, a recording listened to
    scripts/bench --search              search, beside other programs; takes about an hour

Media are left aside: the village that is built has words and no files. Each measured build is a
process of its own; memory is that of all its processes together.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from adding import run_adding
from measure import Cost, measure, size_of
from programs import FULL, Program, find_programs
from register import run_register
from report import Row, describe_machine, format_json, format_table, format_targets, make_row
from village import Village, make_village


def main() -> None:
    """Measure and print."""
    options = _options()
    if options.search:
        from search import run_search  # needs a browser, which nothing else here does

        run_search(options)
        return
    if options.folder is not None:
        Path(options.folder).mkdir(parents=True, exist_ok=True)
    if options.adding:
        with tempfile.TemporaryDirectory(prefix="pintu-bench-", dir=options.folder) as made:
            print(run_adding(Path(made)))
        return
    if options.register:
        with tempfile.TemporaryDirectory(prefix="pintu-bench-", dir=options.folder) as made:
            print(run_register(Path(made)))
        return
    if options.recognise:
        from recognising import run_recognising  # needs what draws pages, which nothing else does

        with tempfile.TemporaryDirectory(prefix="pintu-bench-", dir=options.folder) as made:
            print(run_recognising(Path(made), pages=options.pages, models=options.models))
        return
    programs, missing = find_programs()
    wanted = options.only or tuple(programs)
    print(f"拼图测速 Pintu's speed: {describe_machine()}")
    for name, why in missing.items():
        if options.only is None or name in options.only:
            print(f"  跳过 skipped: {name}: {why}")
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="pintu-bench-", dir=options.folder) as made:
        chosen = [programs[name] for name in programs if name in wanted]
        _warm_up(chosen, Path(made) / "warm-up")
        for size in options.sizes:
            for row in _measure_size(chosen, size, options.runs, Path(made) / str(size)):
                rows.append(row)
                print(f"  {size:>6} {row.title}: {row.case} {row.seconds:.2f} s", flush=True)
    print(format_table(rows))
    print()
    print(format_targets(rows))
    if options.json is not None:
        options.json.write_text(format_json(rows, missing=missing), "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--sizes", type=_numbers, default=(200, 1_000, 10_000), help="200,1000,10000"
    )
    parser.add_argument(
        "--runs",
        type=int,
        default=3,
        help="runs of each case at most (3); slow ones are run less often",
    )
    parser.add_argument("--only", type=lambda text: tuple(text.split(",")), help="pintu,hugo …")
    parser.add_argument("--json", type=Path, help="write every figure to this file too")
    parser.add_argument("--folder", type=Path, help="where to build; a temporary folder otherwise")
    parser.add_argument("--register", action="store_true", help="measure a register instead")
    parser.add_argument("--adding", action="store_true", help="measure bringing in instead")
    recognise = parser.add_argument_group("recognising")
    recognise.add_argument("--recognise", action="store_true", help="measure machine help instead")
    recognise.add_argument("--pages", type=int, default=16, help="pages that are read (16)")
    recognise.add_argument("--models", type=Path, help="a folder with the model of a recogniser")
    search = parser.add_argument_group("search")
    search.add_argument("--search", action="store_true", help="measure search instead")
    search.add_argument(
        "--segments",
        type=_numbers,
        default=(1_000, 10_000, 100_000),
        help="1000,10000,100000; 1000000 takes very long",
    )
    search.add_argument(
        "--texts", type=Path, help="a folder of real transcripts in Markdown, searched as well"
    )
    search.add_argument("--real", action="store_true", help="real transcripts alone")
    search.add_argument("--queries", type=int, default=25, help="queries of each kind (25)")
    search.add_argument("--fast-only", action="store_true", help="no slow machine, no slow net")
    options = parser.parse_args()
    if options.real and options.texts is None:
        parser.error("--real needs --texts FOLDER")
    return options


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def _warm_up(programs: Sequence[Program], folder: Path) -> None:
    """Build something small once, so that nobody pays for compiling in the first figure."""
    village = make_village(20)
    for program in programs:
        _prepare(program, village, folder / program.name)
        measure(program.command, folder=folder / program.name, variables=dict(program.variables))


def _measure_size(programs: Sequence[Program], size: int, runs: int, folder: Path) -> Iterator[Row]:
    village = make_village(size)
    for program in programs:
        if size > program.most:
            continue
        place = folder / program.name
        _prepare(program, village, place)
        for case in program.cases:
            often = min(runs, program.runs_of(size))
            costs = [_run(program, village, place, case, number) for number in range(often)]
            yield make_row(program, size, case, costs, size_of(place / program.made[0]))


def _prepare(program: Program, village: Village, place: Path) -> None:
    place.mkdir(parents=True)
    program.write(village, place)


def _run(program: Program, village: Village, place: Path, case: str, number: int) -> Cost:
    if case == FULL:
        program.empty(place)
    elif case in ("person", "transcript"):
        program.edit(village, place, case, number)
    return measure(program.command, folder=place, variables=dict(program.variables))


if __name__ == "__main__":
    main()
