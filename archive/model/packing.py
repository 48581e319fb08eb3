"""How small frozen values are stored: by the call that makes them again.

There are hundreds of thousands of them in an archive, and what dataclasses with slots do by
themselves when they are unpickled costs five times as much.
"""

from typing import ClassVar


class Packed:
    """Mixed into a frozen dataclass with slots: pickled as its type and its fields in order."""

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), tuple([getattr(self, name) for name in self.__match_args__])
