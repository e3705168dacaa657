"""Read the tables of a file that somebody sent: the parsing happens in a bounded process, the rows stream here."""

import json
import os
import select
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from edinstvo.foundation.tables import wire
from edinstvo.foundation.tables.errors import FileTooLarge, UnreadableFile
from edinstvo.foundation.tables.model import Limits, Row, Sheet

LIMITS = Limits()
ROOT = Path(__file__).resolve().parents[3]
PIPE = 256 * 1024
_OUT_OF_MEMORY = ("memory allocation of", "MemoryError", "out of memory", "capacity overflow")


def read_tables(path: Path, *, name: str = "", limits: Limits = LIMITS) -> Iterator[Sheet]:
    """The sheets of the file at `path` in order, each with its rows: walk the rows of one before asking for the next.

    The kind of file is told by its content. `name` is what the only sheet of a text or of a page is called (by default
    the file's own name without its ending). `UnreadableFile` or `FileTooLarge` come before the first sheet when the
    file as a whole shows it, and with a sheet or a row when the parser finds it there.
    """
    with tempfile.TemporaryFile() as complaints:
        child = _started(path.resolve(), name=name or path.stem, limits=limits, complaints=complaints)
        try:
            yield from _sheets(_messages(child, complaints, seconds=limits.seconds))
        finally:
            child.kill()
            child.wait()
            if child.stdout:
                child.stdout.close()


def _started(path: Path, *, name: str, limits: Limits, complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start afresh rather than fork: a forked worker would bring its memory and its database connection along."""
    bounds = (limits.bytes, limits.rows, limits.memory, limits.seconds)
    return subprocess.Popen(
        [sys.executable, "-m", "edinstvo.foundation.tables.child", str(path), name, *map(str, bounds)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=complaints,
        cwd=ROOT,
        # Nothing of the settings, and no secrets, where a stranger's file is parsed.
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": os.environ.get("PATH", "")},
    )


def _sheets(messages: Iterator[list[Any]]) -> Iterator[Sheet]:
    waiting = next(messages, None)
    while waiting is not None:
        following: list[list[Any]] = []
        rows = _rows(messages, following)
        yield wire.sheet_of(waiting[1], rows)
        for _ in rows:
            pass
        waiting = following[0] if following else None


def _rows(messages: Iterator[list[Any]], following: list[list[Any]]) -> Iterator[Row]:
    """The rows up to the next sheet, whose announcement is left in `following`."""
    for message in messages:
        if message[0] == wire.SHEET:
            following.append(message)
            return
        yield from wire.rows_of(*message[1:])


def _messages(child: subprocess.Popen[bytes], complaints: IO[bytes], *, seconds: int) -> Iterator[list[Any]]:
    """What the child says, up to its «end»; its faults become our errors."""
    for line in _lines(child, seconds=seconds):
        message: list[Any] = json.loads(line)
        if message[0] == wire.FAULT:
            raise (FileTooLarge if message[1] == FileTooLarge.__name__ else UnreadableFile)(message[2])
        if message[0] == wire.END:
            return
        yield message
    raise _death(child, complaints)


def _lines(child: subprocess.Popen[bytes], *, seconds: int) -> Iterator[bytes]:
    pipe = cast(IO[bytes], child.stdout).fileno()
    rest = b""
    while True:
        if not select.select([pipe], [], [], seconds)[0]:
            raise UnreadableFile("no answer")
        piece = os.read(pipe, PIPE)
        if not piece:
            return
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines


def _death(child: subprocess.Popen[bytes], complaints: IO[bytes]) -> Exception:
    child.wait()
    complaints.seek(0)
    said = complaints.read(PIPE).decode(errors="replace")
    # The kernel's own killer leaves no words.
    if child.returncode == -9 or any(words in said for words in _OUT_OF_MEMORY):
        return FileTooLarge("memory")
    return UnreadableFile(f"reader ended with {child.returncode}")
