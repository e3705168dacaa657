"""PDF from typst templates, set in processes of their own."""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta, timezone
from itertools import chain, islice
from pathlib import Path
from typing import IO

from edinstvo.foundation.documents.printable import Printable, printable, printable_text

# How the printing process ends when the template is at fault.
BROKEN = 3
# How many sheets are set at once: typst keeps some 0.4 MiB for each, and takes no longer for many such parts.
SHEETS_AT_ONCE = 250
# What stands before each part that is to be joined.
LENGTH = struct.Struct("!Q")
_ROOT = Path(__file__).resolve().parents[3]
# A document says of which day it is; the hour is of no matter, only that it is always the same.
_NOON = time(12, tzinfo=timezone(timedelta(hours=3)))

Sheet = Mapping[str, Printable]


class TemplateBroken(Exception):
    """The template does not exist, or cannot be compiled with these data. Never the fault of a text."""


class TypesetterDied(Exception):
    """A printing process ended before its document was done: most likely the machine has no memory left."""


def _nobody(*, done: int) -> None:
    """Nobody waits to hear how far it is."""


def render_pdf(
    template: str, sheets: Iterable[Sheet], *, title: str, on: date, report: Callable[..., None] = _nobody
) -> bytes:
    """One PDF/A-2a document with a run of pages for each of the sheets; 1 to 2 ms and up to 150 kB each.

    `template` lies below `edinstvo/`, as "registry/members/documents/card.typ", and defines `sheet(data)`. Every text
    in the sheets comes out as text. The same arguments give the same bytes. typst keeps what it has set as long as its
    process lives, some 0.4 MiB a page: so `SHEETS_AT_ONCE` are set in one process, and the parts are joined while the
    next is set; more than that have no tables with heads. `report(done=)` hears how many sheets are set.
    Raises TemplateBroken, TypesetterDied.
    """
    parts = _printed(template, sheets, title, on, report)
    first, second = next(parts), next(parts, None)
    return first if second is None else _joined(template, chain([first, second], parts))


def _printed(
    template: str, sheets: Iterable[Sheet], title: str, on: date, report: Callable[..., None]
) -> Iterator[bytes]:
    done = 0
    for part in _in_parts(sheets):
        yield _set(template, part, title, on)
        done += len(part)
        report(done=done)


def _in_parts(sheets: Iterable[Sheet]) -> Iterator[list[Sheet]]:
    """At least one, be it empty."""
    left = iter(sheets)
    yield list(islice(left, SHEETS_AT_ONCE))
    while part := list(islice(left, SHEETS_AT_ONCE)):
        yield part


def _set(template: str, sheets: Sequence[Sheet], title: str, on: date) -> bytes:
    inputs = {
        "template": f"/{template}",
        "title": printable_text(title),
        "sheets": json.dumps(printable(sheets), ensure_ascii=False),
    }
    order = {"inputs": inputs, "at": datetime.combine(on, _NOON).isoformat()}
    done = subprocess.run(
        _command("typesetter"),
        input=json.dumps(order).encode(),
        capture_output=True,
        cwd=_ROOT,
        env=_surroundings(),
        check=False,
    )
    return _unless_failed(template, done.returncode, done.stdout, done.stderr)


def _joined(template: str, parts: Iterable[bytes]) -> bytes:
    """The parts as one document, each handed on as soon as it is there."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        _command("joiner"), stdin=pipe, stdout=pipe, stderr=pipe, cwd=_ROOT, env=_surroundings()
    ) as joiner:
        try:
            if joiner.stdin:
                _hand_on(parts, joiner.stdin)
            document, complaint = joiner.communicate()
        except BaseException:
            joiner.kill()
            raise
    return _unless_failed(template, joiner.returncode, document, complaint)


def _hand_on(parts: Iterable[bytes], stream: IO[bytes]) -> None:
    # One that has gone says why with its end.
    with suppress(BrokenPipeError):
        for part in parts:
            stream.write(LENGTH.pack(len(part)) + part)
            stream.flush()


def _command(process: str) -> list[str]:
    return [sys.executable, "-m", f"edinstvo.foundation.documents.{process}"]


def _surroundings() -> dict[str, str]:
    return {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PATH": os.environ.get("PATH", "")}


def _unless_failed(template: str, code: int, document: bytes, complaint: bytes) -> bytes:
    words = f"{template}: {complaint.decode(errors='replace')}"
    if code == BROKEN:
        raise TemplateBroken(words)
    if code:
        raise TypesetterDied(f"{code}, {words}")
    return document
