"""The joining process: reads the parts of a document, writes them as one. Nothing else knows pikepdf."""

import io
import sys
from collections.abc import Iterator
from typing import BinaryIO

from pikepdf import Array, Name, Object, Pdf

from edinstvo.foundation.documents.pdf import BROKEN, LENGTH

# How many pages there are, as the document says of itself (XMP).
_PAGES = "{http://ns.adobe.com/xap/1.0/t/pg/}NPages"


def main() -> int:
    """Read parts as typst writes them, each after its length, from standard input; write the whole to the output."""
    parts = (Pdf.open(io.BytesIO(part)) for part in _parts(sys.stdin.buffer))
    whole = next(parts)
    for part in parts:
        if Name.IDTree in part.Root.StructTreeRoot:
            sys.stderr.write("tables with heads name their cells, and the names of two parts would clash")
            return BROKEN
        _append(whole, part)
    with whole.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata[_PAGES] = str(len(whole.pages))
    written = io.BytesIO()
    # The same parts give the same bytes: no moment and no chance in the document's own number.
    whole.save(written, deterministic_id=True)
    sys.stdout.buffer.write(written.getbuffer())
    return 0


def _parts(stream: BinaryIO) -> Iterator[bytes]:
    while head := stream.read(LENGTH.size):
        yield stream.read(*LENGTH.unpack(head))


def _append(whole: Pdf, part: Pdf) -> None:
    """Pages first: what is copied later finds those of them that it points to."""
    tags = whole.Root.StructTreeRoot
    first = int(tags.ParentTreeNextKey)
    for page in part.pages:
        for tagged, key in [(page.obj, Name.StructParents), *((note, Name.StructParent) for note in _notes(page.obj))]:
            if key in tagged:
                tagged[key] = int(tagged[key]) + first
    whole.pages.extend(part.pages)
    _append_tags(tags, whole.copy_foreign(part.Root.StructTreeRoot), first)
    if Name.Outlines in part.Root:
        _append_headings(whole.Root.Outlines, whole.copy_foreign(part.Root.Outlines))


def _notes(page: Object) -> list[Object]:
    return list(page.get(Name.Annots, Array()))


def _append_tags(tags: Object, more: Object, first: int) -> None:
    """What each page is made of, for whoever has it read aloud: the numbers of the part go on after those before it."""
    for element in more.K:
        element.P = tags
    tags.K.extend(more.K)
    for place, entry in enumerate(more.ParentTree.Nums):
        tags.ParentTree.Nums.append(entry if place % 2 else int(entry) + first)
    tags.ParentTreeNextKey = first + int(more.ParentTreeNextKey)


def _append_headings(headings: Object, more: Object) -> None:
    """A chain from the first to the last; each knows whose it is."""
    heading: Object | None = more.First
    while heading is not None:
        heading.Parent = headings
        heading = heading.get(Name.Next)
    headings.Last.Next, more.First.Prev = more.First, headings.Last
    headings.Last = more.Last
    headings.Count = int(headings.Count) + int(more.Count)


if __name__ == "__main__":
    sys.exit(main())
