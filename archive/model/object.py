"""Object 老物件, described with reference to WW/T 0017 and the census of movable relics."""

from typing import Annotated, ClassVar

from pydantic import Field

from archive.model.dates import When
from archive.model.fields import Hidden, Line, Part, Prose, Reference, Shown
from archive.model.kinds import Kind
from archive.model.media import Picture
from archive.model.records import Record
from archive.model.terms import (
    Acquisition,
    Completeness,
    Condition,
    Grade,
    Ownership,
    Touch,
)


class Size(Part):
    """尺寸 in centimetres, and 质量 in kilograms."""

    length: Annotated[float | None, Shown("Length"), Field(gt=0)] = None
    """通长, cm."""
    width: Annotated[float | None, Shown("Width"), Field(gt=0)] = None
    """通宽, cm."""
    height: Annotated[float | None, Shown("Height"), Field(gt=0)] = None
    """通高, cm."""
    mass: Annotated[float | None, Shown("Mass"), Field(gt=0)] = None
    """质量, kg."""


class Object(Record):
    """A thing that was used, and what it is remembered for."""

    kind: ClassVar[Kind] = Kind.OBJECT
    title_field: ClassVar[str] = "name"

    accession: Annotated[Line, Shown("Registration number")]
    """总登记号."""
    name: Annotated[Line, Shown("Name", fact=False)]
    """名称: age, feature and form, such as 民国榆木龙骨水车."""
    dialect_name: Annotated[Line | None, Shown("Name in dialect")] = None
    """方言名."""
    former_name: Annotated[Line | None, Shown("Former name")] = None
    """原名."""
    category: Annotated[Line, Shown("Category")]
    """类别."""
    age: Annotated[When, Shown("Age")]
    """年代."""
    material: Annotated[Line, Shown("Material")]
    """质地."""
    quantity: Annotated[Line, Shown("Quantity")] = "1"
    """数量, with its unit where there is one."""
    size: Annotated[Size | None, Shown("Size")] = None
    """尺寸 and 质量."""
    completeness: Annotated[Completeness, Shown("Completeness")]
    """完残程度."""
    damage: Annotated[Prose | None, Shown("Damage")] = None
    """完残情况."""
    condition: Annotated[Condition | None, Shown("Condition")] = None
    """保存状态."""
    acquisition: Annotated[Acquisition, Shown("How it came")]
    """来源方式."""
    donor: Annotated[Reference | None, Shown("Given by")] = None
    """捐赠人 with a record; shown where consent gives the name."""
    source: Annotated[Line | None, Hidden("Source")] = None
    """具体来源, where no person's record serves."""
    acquired_on: Annotated[When | None, Shown("Acquired")] = None
    """入藏日期."""
    ownership: Annotated[Ownership, Shown("Ownership")]
    """权属."""
    ownership_until: Annotated[When | None, Hidden("Ownership until")] = None
    """到期, for loans."""
    holder: Annotated[Line, Shown("Held by")]
    """收藏单位."""
    storage: Annotated[Line | None, Hidden("Storage")] = None
    """库位."""
    used_by: Annotated[tuple[Reference, ...], Shown("Used by", fact=False)] = ()
    """谁用过."""
    usage: Annotated[Prose, Shown("How it was used", fact=False)]
    """用法."""
    touch: Annotated[Touch | None, Shown("Touching")] = None
    """可否触摸."""
    told_in: Annotated[tuple[Reference, ...], Shown("Told in", fact=False)] = ()
    """相关口述."""
    pictures: Annotated[tuple[Picture, ...], Shown("Pictures", fact=False)] = ()
    """照片. A register may know of a thing that nobody has photographed yet."""
    grade: Annotated[Grade | None, Shown("Grade")] = None
    """级别."""
