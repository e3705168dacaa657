"""Tell what a file is by its first bytes; its name is not asked."""

import re
from enum import StrEnum
from pathlib import Path

from edinstvo.foundation.tables.encodings import sniffed_encoding
from edinstvo.foundation.tables.errors import UnreadableFile

HEAD = 64 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
OTHER_DOCUMENTS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", "gzip"),
    (b"%!PS", "PostScript"),
    (b"MIME-Version:", "MHTML"),
)
_MARKUP = re.compile(
    r"\s*<(?:!doctype|html|head|meta|body|table|style|\?xml|!--|div|center|[a-z:]*workbook)\b|\s*<!--", re.I
)
_TABLE = re.compile(r"<(?:table|tr|html|body)\b", re.I)
_SPREADSHEETML = re.compile(r"urn:schemas-microsoft-com:office:spreadsheet")


class Kind(StrEnum):
    """The families of files that are read."""

    ARCHIVE = "archive"
    OLE = "ole"
    HTML = "html"
    SPREADSHEETML = "spreadsheetml"
    TEXT = "text"


def kind_of(path: Path) -> Kind:
    """The family that the file at `path` belongs to; `UnreadableFile` for anything else."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe\x1a"):
        raise UnreadableFile("empty")
    for magic, name in OTHER_DOCUMENTS:
        if head.startswith(magic):
            raise UnreadableFile(name)
    if head.startswith(ZIP):
        return Kind.ARCHIVE
    if head.startswith((OLE, b"\x09\x08", b"\x09\x04", b"\x09\x02")):
        return Kind.OLE
    return _kind_of_text(head)


def _kind_of_text(head: bytes) -> Kind:
    text = head.decode(sniffed_encoding(head), errors="replace").lstrip("\ufeff")
    if _MARKUP.match(text):
        # Excel's own web page names the same namespace, so the element is asked first.
        if (
            re.match(r"\s*(<\?xml|<[a-z:]*workbook)", text, re.I)
            and _SPREADSHEETML.search(text)
            and "<html" not in text.lower()
        ):
            return Kind.SPREADSHEETML
        if _TABLE.search(text):
            return Kind.HTML
        raise UnreadableFile("markup without a table")
    return Kind.TEXT
