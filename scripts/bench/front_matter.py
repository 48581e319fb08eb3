"""A page with fields at its head, as every program that is measured reads it."""

import json
from collections.abc import Mapping
from pathlib import Path


def write_page(
    path: Path, fields: Mapping[str, object], body: str, *, is_yaml: bool = True
) -> None:
    """YAML between fences, then the text; each value is JSON, which is YAML too. Or all JSON."""
    if not is_yaml:
        path.write_text(f"{json.dumps(fields, ensure_ascii=False)}\n\n{body}\n", "utf-8")
        return
    head = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items()
    )
    path.write_text(f"---\n{head}---\n\n{body}\n", "utf-8")
