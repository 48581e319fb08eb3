"""What can go wrong: the tree of errors, and problems in hand-written content."""

from archive.errors.codes import PROBLEM_CODES, ProblemCode, Severity
from archive.errors.problem import (
    ConfigError,
    ContentError,
    PintuError,
    Problem,
    has_errors,
    with_field,
)

__all__ = [
    "PROBLEM_CODES",
    "ConfigError",
    "ContentError",
    "PintuError",
    "Problem",
    "ProblemCode",
    "Severity",
    "has_errors",
    "with_field",
]
