"""Reads the text back out of the PDFs that typst writes, page by page, through the fonts' own tables of signs."""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.S)
_PAGE = re.compile(rb"/Type ?/Page\b")
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.S)
_PIECE = rb"\((?:\\.|\([^()]*\)|[^\\()])*\)|<[0-9A-F]*>"
_SHOWN = re.compile(rb"/(f\d+) [\d.]+ Tf|\[((?:" + _PIECE + rb"|[-\d. ])*)\] ?TJ|(" + _PIECE + rb") ?Tj|\nET", re.S)
_PIECES = re.compile(_PIECE, re.S)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def texts_of(pdf: bytes) -> list[str]:
    """The text of each page, in the order it was set, one space between runs, without signs of no width."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    pages = (body for body in objects.values() if _PAGE.search(body))
    return [_text_of(_unpacked(objects[_reference(b"Contents", page)]), _fonts_of(page, objects)) for page in pages]


def _fonts_of(page: bytes, objects: dict[int, bytes]) -> dict[bytes, dict[int, str]]:
    resources = objects[_reference(b"Resources", page)]
    return {name: _signs_of(objects, int(number)) for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources)}


def _text_of(contents: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    signs: dict[int, str] = {}
    words: list[str] = []
    for font, run, single in _SHOWN.findall(contents):
        if font:
            signs = fonts[font]
        elif run or single:
            words += [signs.get(code, "?") for code in _codes(run or single)]
        else:
            words.append(" ")
    return " ".join("".join(words).replace("\u200b", "").split())


def _codes(run: bytes) -> Iterator[int]:
    for piece in _PIECES.findall(run):
        inside = piece[1:-1]
        is_hex = piece.startswith(b"<")
        raw = bytes.fromhex(inside.decode()) if is_hex else _ESCAPE.sub(lambda found: _unescaped(found[1]), inside)
        yield from (int.from_bytes(raw[place : place + 2]) for place in range(0, len(raw), 2))


def _unescaped(sign: bytes) -> bytes:
    return bytes([int(sign, 8)]) if sign.isdigit() else _NAMED.get(sign, sign)


def _signs_of(objects: dict[int, bytes], font: int) -> dict[int, str]:
    table = _unpacked(objects[_reference(b"ToUnicode", objects[font])])
    blocks = b"".join(re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S))
    pairs = re.findall(rb"<([0-9a-fA-F]{4})> ?<([0-9a-fA-F]+)>", blocks)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _reference(name: bytes, body: bytes) -> int:
    return int(re.findall(rb"/" + name + rb" (\d+) 0 R", body)[0])


def _unpacked(body: bytes) -> bytes:
    return zlib.decompress(_STREAM.findall(body)[0])
