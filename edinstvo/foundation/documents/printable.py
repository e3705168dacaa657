"""What can be printed of a text: the signs our fonts have, without what would steer a reader or a program."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias

FONTS = Path(__file__).parent / "fonts"
UNPRINTABLE = "\ufffd"
# Longer words than any language has would run off the sheet.
_LONG_WORD = re.compile(r"\S{40}(?=\S)")
_ENDS_OF_LINES = re.compile(r"\r\n?|[\u2028\u2029\v\f]")
_KEPT = "\n\t"
# Control signs, invisible joiners and changes of direction, halves of signs.
_DROPPED = {"Cc", "Cf", "Cs"}

Printable: TypeAlias = (
    str | int | bool | Mapping[str, "Printable"] | Sequence["Printable"] | None  # as JSON has it, without fractions
)


def printable(value: Printable) -> Printable:
    """The same value with every text in it made printable, however deep; the keys of mappings are ours and stay.

    Raises TypeError for anything that JSON has no word for: days and numbers are put into words by the caller.
    """
    match value:
        case str():
            return printable_text(value)
        case None | bool() | int():
            return value
        case Mapping():
            return {name: printable(part) for name, part in value.items()}
        case Sequence():
            return [printable(part) for part in value]
    raise TypeError(f"a document has no word for {type(value).__name__}")


def printable_text(text: str) -> str:
    """The text with `UNPRINTABLE` for what the fonts lack; control signs go, overlong words may be broken."""
    composed = unicodedata.normalize("NFC", _ENDS_OF_LINES.sub("\n", text))
    shown = "".join(_shown(sign) for sign in composed)
    return _LONG_WORD.sub("\\g<0>\u200b", shown)


def _shown(sign: str) -> str:
    if sign in _KEPT:
        return sign
    kind = unicodedata.category(sign)
    if kind in _DROPPED:
        return ""
    if _has(ord(sign)):
        return sign
    # Narrow spaces, hyphens that do not break: the plain ones say the same.
    return {"Zs": "\u00a0", "Pd": "-"}.get(kind, UNPRINTABLE)


def _has(code: int) -> bool:
    starts, ends = _ranges()
    place = bisect_right(starts, code) - 1
    return place >= 0 and code <= ends[place]


@cache
def _ranges() -> tuple[list[int], list[int]]:
    """The first and the last sign of every range that the text face shows (see fonts/README.md)."""
    lines = [line.partition("-") for line in (FONTS / "signs.txt").read_text().split()]
    return [int(first, 16) for first, _dash, _last in lines], [int(last or first, 16) for first, _dash, last in lines]
