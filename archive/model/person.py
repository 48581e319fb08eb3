"""Person 人物. No family trees of the living."""

from typing import Annotated, ClassVar

from archive.model.dates import When
from archive.model.fields import Hidden, Line, Part, Prose, Reference, Shown
from archive.model.kinds import Kind
from archive.model.media import Picture
from archive.model.records import Record
from archive.model.terms import AliasKind, Gender, Living, NameKind


class Alias(Part):
    """One other name: 学名, 小名, 绰号, 排行, 辈分, 某某家的."""

    name: Annotated[Line, Shown("Name")]
    """The name."""
    kind: Annotated[AliasKind, Shown("Sort of name")] = AliasKind.OTHER
    """What sort of name."""


class Person(Record):
    """Someone of the village: a narrator, or someone spoken of."""

    kind: ClassVar[Kind] = Kind.PERSON
    title_field: ClassVar[str] = "name"

    accession: Annotated[Line, Shown("Number")]
    """编号."""
    name: Annotated[Line, Shown("Public name", fact=False)]
    """公开称呼: the only name people are found and shown by."""
    name_kind: Annotated[NameKind, Shown("Sort of name", fact=False)]
    """真名, 化名 or 匿名."""
    real_name: Annotated[Line | None, Hidden("Real name")] = None
    """真名 behind a pseudonym; never published."""
    aliases: Annotated[tuple[Alias, ...], Shown("Other names")] = ()
    """别名. Published only when the public name is the real one."""
    gender: Annotated[Gender | None, Shown("Gender")] = None
    """性别."""
    born: Annotated[When | None, Hidden("Born")] = None
    """出生年; published as a decade."""
    died: Annotated[When | None, Hidden("Died")] = None
    """Year of death; not published."""
    group: Annotated[Line | None, Shown("Village group")] = None
    """原村组."""
    household: Annotated[Reference | None, Shown("Household")] = None
    """原户: the house plot, a place."""
    relation: Annotated[Line | None, Shown("Relation to the village")] = None
    """与村关系."""
    occupations: Annotated[tuple[Line, ...], Shown("Occupations")] = ()
    """职业经历."""
    dialect_point: Annotated[Line | None, Shown("Dialect of")] = None
    """方言点."""
    living: Annotated[Living, Hidden("Living or deceased")] = Living.UNKNOWN
    """在世状态."""
    contact: Annotated[Prose | None, Hidden("Contact")] = None
    """身后联系人 and how to reach them."""
    portrait: Annotated[Picture | None, Shown("Portrait", fact=False)] = None
    """Published only where consent gives the portrait."""
    birth_decade: Annotated[int | None, Shown("Born in the decade", fact=False)] = None
    """First year of the decade of birth; worked out from ``born``."""
