"""Who tells, who asked and who edited: the line below the title of an interview."""

from archive.model.interview import Interview
from archive.model.public import PublicTelling
from archive.render.catalogue import translator

UNKNOWN = frozenset({"不详", "不詳", "unknown"})
"""What is written where nobody knows; not a name to be credited."""


def format_byline(interview: Interview, telling: PublicTelling | None, *, language: str) -> str:
    """某某口述，某某访谈整理; without ``telling`` nobody may be said to tell it."""
    t = translator(language)
    tellers = telling.narrators if telling else ()
    names = "、".join(n.name or t("a villager") for n in tellers)
    asked = "、".join(name for name in interview.collectors if name not in UNKNOWN)
    if not asked:
        return t("Told by {name}", name=names)
    editors = [name for name in interview.editors if name not in interview.collectors]
    if editors:
        return t(
            "Told by {narrators}, asked by {collectors}, edited by {editors}",
            narrators=names,
            collectors=asked,
            editors="、".join(editors),
        )
    return t(
        "Told by {narrators}, asked and edited by {collectors}",
        narrators=names,
        collectors=asked,
    )
