"""The village as an archive of ours: records, transcripts, and consents that open everything."""

from collections.abc import Mapping
from pathlib import Path

from front_matter import write_page
from village import Item, Village

SETTINGS = """\
site_name: 测速村
docs_dir: content/pages
site_dir: site
theme:
  name: pintu
plugins:
  - pintu:
      languages: [{languages}]
      notice: 测量速度用的虚构村庄。
"""
USES = ("存档", "馆内屏", "网站")
SUBJECTS = ("声音", "肖像", "姓名", "文字", "实物照片")


def write_archive(village: Village, folder: Path, *, languages: tuple[str, ...]) -> None:
    """Write ``village`` below ``folder``, which must be empty."""
    pages = folder / "content" / "pages"
    pages.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(SETTINGS.format(languages=", ".join(languages)), "utf-8")
    (pages / "index.md").write_text("# 测速村\n\n一个只为测量速度而编的村子。\n", "utf-8")
    (pages / "about.md").write_text("# 关于\n\n写错了请告诉我们。\n", "utf-8")
    consents = {item.id: f"consents/con-{item.number[-5:]}" for item in village.of_kind("people")}
    covers: dict[str, list[str]] = {person: [person] for person in consents}
    for interview in village.of_kind("interviews"):
        covers[interview.narrator].append(interview.id)
    for kind in ("interviews", "people", "places", "events", "documents", "terms", "consents"):
        (folder / "content" / kind).mkdir()
    for item in village.items.values():
        _write_record(item, folder / "content", consents)
    for person, covered in covers.items():
        write_page(folder / "content" / f"{consents[person]}.md", _consent(person, covered), "")


def edit_archive(village: Village, folder: Path, *, kind: str, round_: int) -> None:
    """Change one record: a line of the first interview's transcript, or a person's text."""
    item = village.of_kind(kind)[0]
    changed = f"第{round_}遍听，又听出一句来。"
    if kind == "interviews":
        path = folder / "content" / item.id / "transcript.vtt"
        text = path.read_text("utf-8")
        path.write_text(text.replace(item.turns[1].words, item.turns[1].words + changed), "utf-8")
    else:
        path = folder / "content" / f"{item.id}.md"
        path.write_text(path.read_text("utf-8") + changed + "\n", "utf-8")


def _write_record(item: Item, content: Path, consents: Mapping[str, str]) -> None:
    fields = {**_fields(item, consents), "access": "开放"}
    if item.kind != "interviews":
        write_page(content / f"{item.id}.md", fields, item.body)
        return
    (content / item.id).mkdir()
    write_page(content / item.id / "index.md", fields, item.body)
    cues = "\n".join(
        f"{_clock(turn.start)} --> {_clock(turn.end)}\n<v {turn.who}>{turn.words}\n"
        for turn in item.turns
    )
    (content / item.id / "transcript.vtt").write_text(f"WEBVTT\n\n{cues}", "utf-8")


def _fields(item: Item, consents: Mapping[str, str]) -> dict[str, object]:
    facts = item.facts
    shared = {"accession": item.number, "themes": item.themes}
    match item.kind:
        case "interviews":
            return {
                **shared,
                "title": item.title,
                "narrators": [{"person": item.narrator, "witness": ["亲历"]}],
                "collectors": ["周宁"],
                "institution": "测速村村史馆",
                "recorded_on": f"{facts['year']}-05",
                "recorded_at": "口述者家中",
                "languages": ["普通话"],
                "period": "1954/1998",
                "summary": facts["summary"],
                "mentions": item.links,
                "consents": [consents[item.narrator]],
                "transcript_state": "校对",
            }
        case "people":
            return {
                **shared,
                "name": item.title,
                "name_kind": "真名",
                "born": str(facts["born"]),
                "group": facts["group"],
                "occupations": [facts["craft"]],
                "related": item.links,
            }
        case "places":
            return {
                **shared,
                "name": item.title,
                "place_type": facts["type"],
                "existed_from": str(facts["from"]),
                "group": facts["group"],
                "related": item.links,
            }
        case "events":
            return {
                **shared,
                "name": item.title,
                "when": str(facts["year"]),
                "places": [link for link in item.links if link.startswith("places/")],
                "participants": [link for link in item.links if link.startswith("people/")],
            }
        case "documents":
            return {
                **shared,
                "title": item.title,
                "document_type": facts["type"],
                "when": str(facts["year"]),
                "secrecy": "公开",
                "personal_information": [],
                "public_scope": "开放",
                "summary": item.body.partition("。")[0] + "。",
                "related": item.links,
            }
        case _:
            return {
                **shared,
                "word": item.title,
                "meaning": facts["meaning"],
                "category": facts["category"],
                "examples": [{"text": facts["example"], "speaker": item.links[0]}],
            }


def _consent(person: str, covers: list[str]) -> dict[str, object]:
    return {
        "accession": f"SQ-{person[-5:]}",
        "grantor": person,
        "capacity": "本人",
        "covers": covers,
        "uses": [{"use": use, "answer": "同意"} for use in USES],
        "subjects": [{"subject": subject, "answer": "同意"} for subject in SUBJECTS],
        "attribution": "真名",
        "valid_until": "永久",
        "signed_on": "2024-01-05",
        "access": "不开放",
    }


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes // 60):02}:{int(minutes % 60):02}:{rest:06.3f}"
