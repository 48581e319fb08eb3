"""Seconds, bytes and numbers as people read them."""


def format_clock(seconds: float) -> str:
    """``3:12``, ``1:02:03``: what stands beside a line of a transcript. Rounded down."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, secs = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{secs:02}" if hours else f"{minutes:02}:{secs:02}"


def format_duration(seconds: float, *, language: str) -> str:
    """``25 分 10 秒``, ``25 min 10 s``; rounded down like the clock beside it."""
    minutes, secs = divmod(int(seconds), 60)
    minute, second = {"en": ("min", "s"), "zh-Hant": ("分", "秒")}.get(language, ("分", "秒"))
    if not minutes:
        return f"{secs} {second}"
    return f"{minutes} {minute} {secs:02} {second}"


def format_ordinal(number: int, *, language: str) -> str:
    """``三``, ``十二``, ``3``: the number of a stop, 1 to 99."""
    if language == "en" or not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones]}"


_DIGITS = ("", *"一二三四五六七八九")


def format_iso_duration(seconds: float) -> str:
    """``PT25M10S``, as schema.org wants it."""
    minutes, secs = divmod(int(seconds), 60)
    return f"PT{minutes}M{secs}S"


def format_megabytes(size: int) -> str:
    """``0.2 MB``, ``9 MB``: one decimal below ten."""
    megabytes = size / 1_000_000
    return f"{max(megabytes, 0.1):.1f} MB" if megabytes < 9.5 else f"{megabytes:.0f} MB"


def format_seconds(seconds: float) -> str:
    """Seconds as they stand in an address: at most three decimals, no trailing zeros."""
    return f"{seconds:.3f}".rstrip("0").rstrip(".")
