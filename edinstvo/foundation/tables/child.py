"""The reading process: parses one file within a bound of memory and time and writes its rows to standard output."""

import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

from edinstvo.foundation.tables.archives import counts_from_1904, weigh_archive
from edinstvo.foundation.tables.delimited import delimited_sheet
from edinstvo.foundation.tables.errors import FileTooLarge, UnreadableFile
from edinstvo.foundation.tables.kinds import Kind, kind_of
from edinstvo.foundation.tables.markup import markup_sheet
from edinstvo.foundation.tables.model import Limits, Sheet
from edinstvo.foundation.tables.spreadsheetml import spreadsheetml_sheets
from edinstvo.foundation.tables.wire import fault_line, lines_of
from edinstvo.foundation.tables.workbooks import workbook_sheets

# Between the signal that time is up, which tells it from a lack of memory, and the one that ends everything.
GRACE = 5


def main(path: str, name: str, size: str, rows: str, memory: str, seconds: str) -> None:
    """Write the sheets of the file at `path`, or the line that says what is wrong with it."""
    limits = Limits(bytes=int(size), rows=int(rows), memory=int(memory), seconds=int(seconds))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + GRACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = sys.stdout.buffer
    try:
        for line in lines_of(_sheets(Path(path), name=name, limits=limits)):
            out.write(line)
    except (FileTooLarge, MemoryError) as fault:
        out.write(fault_line(FileTooLarge.__name__, str(fault)))
    except BrokenPipeError:
        os._exit(0)
    except BaseException as fault:  # a panic of the parser below is no Exception
        out.write(fault_line(UnreadableFile.__name__, f"{type(fault).__name__}: {fault}"))
    out.flush()


def _sheets(path: Path, *, name: str, limits: Limits) -> Iterator[Sheet]:
    kind = kind_of(path)
    if path.stat().st_size > limits.bytes:
        raise FileTooLarge("size")
    if kind is Kind.ARCHIVE:
        weigh_archive(path, limits=limits)
        yield from workbook_sheets(path, limits=limits, from_1904=counts_from_1904(path))
    elif kind is Kind.OLE:
        yield from workbook_sheets(path, limits=limits, from_1904=False)
    elif kind is Kind.HTML:
        yield markup_sheet(path, limits=limits, name=name)
    elif kind is Kind.SPREADSHEETML:
        yield from spreadsheetml_sheets(path, limits=limits)
    else:
        yield delimited_sheet(path, limits=limits, name=name)


if __name__ == "__main__":
    main(*sys.argv[1:])
