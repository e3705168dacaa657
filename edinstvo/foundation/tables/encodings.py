"""In which alphabet a text file is written: UTF-8, UTF-16, CP1251 or CP866, told by its bytes."""

import codecs
import re
from pathlib import Path

from edinstvo.foundation.tables.errors import UnreadableFile

CHUNK = 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")
_ORDINARY = re.compile(r"[\t\n\r -~а-яА-ЯёЁ№«»–—\u00a0]")
_WORD = re.compile(r"(?<![а-яёА-ЯЁ])(?:[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+)(?![а-яёА-ЯЁ])")


def encoding_of(path: Path) -> str:
    """The codec that reads the whole file at `path`; `UnreadableFile` when the bytes are no text at all."""
    with path.open("rb") as file:
        head = file.read(CHUNK)
        found = sniffed_encoding(head)
        if found != "utf-8":
            return found
        decoder = codecs.getincrementaldecoder("utf-8")()
        chunk = head
        while chunk:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return _encoding_of_the_rest(chunk)
            chunk = file.read(CHUNK)
    return "utf-8"


def sniffed_encoding(head: bytes) -> str:
    """The codec that the first bytes of a text speak for; `UnreadableFile` when they are no text."""
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return codec
    wide = _wide_codec(head)
    if wide:
        return wide
    if len(_CONTROL.findall(head)) > len(head) // 1000:
        raise UnreadableFile("not a text")
    return "utf-8" if _is_utf8(head) else _cyrillic_codec(head)


def _wide_codec(head: bytes) -> str:
    """UTF-16 without its mark: nearly every pair of bytes is a Russian or an ASCII sign in one byte order."""
    even = head[: len(head) // 2 * 2]
    if len(even) < 4 or not (b"\x00" in even or b"\x04" in even):
        return ""
    for codec in ("utf-16-le", "utf-16-be"):
        text = even.decode(codec, errors="replace")
        if len(_ORDINARY.findall(text)) > 0.95 * len(text):
            return codec
    return ""


def _is_utf8(head: bytes) -> bool:
    """Whether UTF-8 reads the text but for a cut last character and the odd broken one."""
    text = head.decode("utf-8", errors="replace").rstrip("\ufffd")
    broken = text.count("\ufffd")
    return broken == 0 or broken * 50 < sum(sign > "\x7f" for sign in text)


def _encoding_of_the_rest(chunk: bytes) -> str:
    return "utf-8" if _is_utf8(chunk) else _cyrillic_codec(chunk)


def _cyrillic_codec(head: bytes) -> str:
    """CP1251 or CP866, whichever makes more whole Russian words of the bytes; in doubt CP1251."""
    return max(("cp1251", "cp866"), key=lambda codec: _russian_letters(head, codec=codec))


def _russian_letters(head: bytes, *, codec: str) -> int:
    text = head.decode(codec, errors="replace")
    return sum(len(word) for word in _WORD.findall(text) if len(word) > 1)
