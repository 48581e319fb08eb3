"""Bends whatever may come in, many thousand times, and stops at the first that fails.

    python scripts/fuzz.py                  10,000 of each kind; takes hours
    python scripts/fuzz.py 500 gifts media  500 of each kind in two modules of tests/fuzz

Every module in ``tests/fuzz`` is run by itself, with the count as its one argument. The tests try a
few of each with other seeds.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(file.stem for file in (ROOT / "tests" / "fuzz").glob("[a-z]*.py"))


def main() -> int:
    """Run them one after the other; 1 as soon as one fails."""
    parser = argparse.ArgumentParser(
        prog="scripts/fuzz.py",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("modules", nargs="*", metavar="module", help=", ".join(MODULES))
    options = parser.parse_args()
    for name in options.modules or MODULES:
        print(name, flush=True)
        command = [sys.executable, "-m", f"tests.fuzz.{name}", str(options.count)]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
