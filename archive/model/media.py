"""Originals: files below ``media/`` that records speak of."""

from pathlib import PurePosixPath
from typing import Annotated

from archive.model.dates import When
from archive.model.fields import Digest, Fraction, Hidden, Line, Part, Reference, Shown
from archive.model.terms import MediaType


class Picture(Part):
    """A picture file and what it shows."""

    file: Annotated[PurePosixPath, Hidden("File")]
    """Path below ``media/``."""
    caption: Annotated[Line | None, Shown("Caption")] = None
    """What is to be seen; read out to those who cannot see it."""
    file_says: Annotated[Line | None, Hidden("Said by the file")] = None
    """When and with what it was made, as the file says of itself."""
    sha256: Annotated[Digest | None, Hidden("SHA-256")] = None
    """Checksum of the original; the manifest in ``media/`` serves when this is empty."""


class Recording(Part):
    """音像: a sound or film, described with reference to DA/T 63."""

    file: Annotated[PurePosixPath, Hidden("File")]
    """Path below ``media/``."""
    media_type: Annotated[MediaType, Shown("Media type")] = MediaType.AUDIO
    """Sound or film."""
    recorded_on: Annotated[When | None, Shown("Recorded on")] = None
    """When it was recorded, if not on the day of the interview."""
    recorder: Annotated[Line | None, Shown("Recorded by")] = None
    """Who recorded it."""
    duration: Annotated[float | None, Shown("Duration", fact=False)] = None
    """Seconds; measured from the file when empty."""
    technical: Annotated[Line | None, Hidden("Format, bit rate, sampling rate")] = None
    """Format, bit rate and sampling rate as noted by the recorder."""
    carrier: Annotated[Line | None, Hidden("Original carrier")] = None
    """What it was recorded on: cassette, phone, MiniDisc."""
    file_says: Annotated[Line | None, Hidden("Said by the file")] = None
    """When and with what it was made, as the file says of itself."""
    sha256: Annotated[Digest | None, Hidden("SHA-256")] = None
    """Checksum of the original; the manifest in ``media/`` serves when this is empty."""


class Sound(Part):
    """A sound that tells nothing: of water, of wood, of a bell."""

    file: Annotated[PurePosixPath, Hidden("File")]
    """Path below ``media/``."""
    caption: Annotated[Line | None, Shown("Caption")] = None
    """What is to be heard; read by those who cannot hear it."""
    heard: Annotated[tuple[Reference, ...], Hidden("Voices in it")] = ()
    """Whose voices are in it: each must have allowed theirs for this record."""
    sha256: Annotated[Digest | None, Hidden("SHA-256")] = None
    """Checksum of the original; the manifest in ``media/`` serves when this is empty."""


class Clip(Part):
    """A citable span of a recording: ``interview``, ``start`` and ``end`` in seconds."""

    interview: Annotated[Reference, Shown("Interview")]
    """Which interview."""
    start: Annotated[float, Shown("Start")]
    """Seconds from the beginning."""
    end: Annotated[float, Shown("End")]
    """Seconds from the beginning, after ``start``."""


class Outline(Part):
    """A rectangle on a picture, as fractions of its width and height, upright."""

    x: Annotated[Fraction, Shown("Left")]
    """Left edge."""
    y: Annotated[Fraction, Shown("Top")]
    """Upper edge."""
    width: Annotated[Fraction, Shown("Width")]
    """Width."""
    height: Annotated[Fraction, Shown("Height")]
    """Height."""
