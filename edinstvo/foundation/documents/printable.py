"""What can be printed of a text: the signs our fonts have, without what would steer a reader or a program."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias

FONTS = Path(__file__).parent / "fonts"
UNPRINTABLE = "\ufffd"
# Longer words than any language has would run off the sheet.
_LONG_WORD = re.compile(r"\S{40}(?=\S)")
_ENDS_OF_LINES = re.compile(r"\r\n?|[\u2028\u2029\v\f]")
# Control signs, invisible joiners and changes of direction, halves of signs.
_DROPPED = {"Cc", "Cf", "Cs"}


class Drawing(str):
    """An SVG of our own making, which is no text: it travels as it is."""


Printable: TypeAlias = (
    str | int | bool | Mapping[str, "Printable"] | Sequence["Printable"] | None  # as JSON has it, without fractions
)


def printable(value: Printable) -> Printable:
    """The same value with every text in it made printable, however deep; the keys of mappings are ours and stay.

    Raises TypeError for anything that JSON has no word for: days and numbers are put into words by the caller.
    """
    match value:
        case Drawing():
            return value
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
    shown = _others().sub(lambda found: _instead_of(found[0]), composed)
    return _LONG_WORD.sub("\\g<0>\u200b", shown)


def _instead_of(sign: str) -> str:
    """What is printed for a sign that our fonts lack, or that is no sign at all."""
    kind = unicodedata.category(sign)
    if kind in _DROPPED:
        return ""
    # Narrow spaces, hyphens that do not break: the plain ones say the same.
    return {"Zs": "\u00a0", "Pd": "-"}.get(kind, UNPRINTABLE)


@cache
def _others() -> re.Pattern[str]:
    """Every sign but those of the text face that are signs (see fonts/README.md)."""
    ranges = "".join(f"\\U{int(part, 16):08x}" if part != "-" else part for part in _parts())
    return re.compile(f"[^\n\t{ranges}]|[\u00ad\u200b\ufeff]")


def _parts() -> list[str]:
    """First and last signs in hexadecimal, with hyphens between: "0020", "-", "007E", "00A0"."""
    return re.findall(r"[0-9A-F]+|-", (FONTS / "signs.txt").read_text())
