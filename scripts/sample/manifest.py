"""Write ``media/manifest-sha256.txt`` anew from the files below ``media/``.

    python scripts/sample/manifest.py

For the authors of the sample alone: in a real archive a manifest is added to, never rewritten.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

MEDIA = Path(__file__).resolve().parents[2] / "media"
NAME = "manifest-sha256.txt"


def format_manifest(media: Path) -> str:
    """One line a file, ``<hex>  <path below media/>``, sorted by path."""
    files = (path for path in media.rglob("*") if path.is_file() and path.name != NAME)
    kept = sorted(p.relative_to(media).as_posix() for p in files if not p.name.startswith("."))
    digests = ((hashlib.sha256((media / name).read_bytes()).hexdigest(), name) for name in kept)
    return "".join(f"{digest}  {name}\n" for digest, name in digests)


def main() -> None:
    """Write it beside its place and rename."""
    partial = MEDIA / f".{NAME}.part"
    partial.write_text(format_manifest(MEDIA), encoding="utf-8")
    partial.replace(MEDIA / NAME)
    print(f"{NAME}: {len((MEDIA / NAME).read_text(encoding='utf-8').splitlines())} files")


if __name__ == "__main__":
    main()
