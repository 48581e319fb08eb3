"""Han characters: traditional ones and their simplified forms."""

from functools import cache

_FIRST, _LAST = 0x3400, 0x9FFF


@cache
def simplified_pairs() -> tuple[tuple[str, str], ...]:
    """Traditional characters and their simplified forms, one to one, by code point.

    Those of GBK and of Big5 with the Hong Kong supplement, where the simplified form has two
    bytes in UTF-16 as well: others are in no text of a village and in no font of a telephone.
    """
    import opencc

    convert = opencc.OpenCC("t2s").convert
    signs = [chr(code_point) for code_point in range(_FIRST, _LAST + 1)]
    # With something between them, or the converter would take neighbours for words.
    plain = convert("\n".join(signs)).split("\n")
    table = {
        sign: simple
        for sign, simple in zip(signs, plain, strict=True)
        if simple != sign and len(simple) == 1 and simple < "\U00010000" and _is_used(sign)
    }
    # A few simplified forms are in turn simplified: 薴, 苧, 苎.
    return tuple((sign, table.get(simple, simple)) for sign, simple in table.items())


def _is_used(sign: str) -> bool:
    for encoding in ("gbk", "big5hkscs"):
        try:
            sign.encode(encoding)
        except UnicodeEncodeError:
            continue
        return True
    return False


@cache
def _simple() -> dict[int, str]:
    return {ord(sign): simple for sign, simple in simplified_pairs()}


def simplify(text: str) -> str:
    """``text`` in simplified characters, each for itself."""
    return text.translate(_simple())


@cache
def _written_as() -> dict[str, str]:
    """Every character that is written in several ways, with all of its ways, sorted."""
    groups: dict[str, set[str]] = {}
    for sign, simple in simplified_pairs():
        groups.setdefault(simple, {simple}).add(sign)
    return {sign: "".join(sorted(group)) for group in groups.values() for sign in group}


def ways_to_write(sign: str) -> str:
    """The ways to write a character, simplified and traditional, itself among them: 钟 gives
    鈡, 鍾, 鐘 and 钟. One that is written in one way is given back."""
    return _written_as().get(sign, sign) if sign >= chr(_FIRST) else sign
