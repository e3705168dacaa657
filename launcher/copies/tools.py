"""PostgreSQL's own programs for a copy: which of them, and their words while they work."""

import contextlib
import math
import os
import re
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from launcher.binaries import server_programs
from launcher.children import end_child, start_child
from launcher.postgres import Server
from launcher.refusals import Refused
from launcher.words import _

_INSTALLED = Path("/usr/lib/postgresql")
_VERSION = re.compile(r"(\d+)(?:\.\d+)*")
# Programs from 17 on ask for it from every server; those before do not know it.
_PASSED_OVER = 'unrecognized configuration parameter "transaction_timeout"'
# They write a line in four pieces, and several of them at once: the words of another may stand in the midst of it.
_ERROR = re.compile(r"(?:^|[: ])error: ")
_OF_THEM = ("pg_dump:", "pg_restore:")
# Who only tells of another one's death, or was interrupted before the message, which then stands in the next line.
_SAYS_LITTLE = re.compile(r"worker process died|error: pg_(?:dump|restore):")
_NO_ROOM = ("No space left on device", "Disk quota exceeded")
_PATIENCE, _SILENCE, _LAST_WORDS = 3.0, 1.0, 1.0


def tools_for(*, server: Server | None, oldest: int) -> Path:
    """The folder with `pg_dump` and `pg_restore`: the embedded server's, or the oldest of version `oldest` or later.

    Refused: there are none.
    """
    if server is not None:
        return server.programs
    fit = {major: folder for folder in _found() if (major := major_of(programs=folder)) and major >= oldest}
    if not fit:
        sentence = _(
            "This database needs pg_dump and pg_restore of PostgreSQL %(version)d or later, and none are in PATH. "
            "Install its client programs (postgresql-client-%(version)d)."
        )
        raise Refused(sentence % {"version": oldest})
    return fit[min(fit)]


def major_of(*, programs: Path) -> int:
    """18 for pg_dump 18.4; 0 where it does not run."""
    try:
        said = subprocess.run([programs / "pg_dump", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = _VERSION.search(said)
    return int(found[1]) if found else 0


def run_tool(*, arguments: list[str], url: str, hear: Callable[[str], None]) -> None:
    """Run one that speaks to the database at `url`; `hear` its lines ("" in a silence). Refused: its first error."""
    errors: list[str] = []
    last_words_until = math.inf
    address, environment = _address(url)
    child = start_child(arguments=[*arguments, "--dbname", address], environment=environment, output=subprocess.PIPE)
    try:
        for line in _lines_of(child):
            if _tells_of_error(line, is_after_one=bool(errors)):
                errors.append(line)
                last_words_until = min(last_words_until, time.monotonic() + _LAST_WORDS)
            if time.monotonic() > last_words_until:
                break
            hear(line)
        code = 1 if errors else child.wait()
    finally:
        end_child(child=child, patience=_PATIENCE)
    if errors or code not in (0, 1) or (code == 1 and "pg_dump" in arguments[0]):
        errors.sort(key=lambda line: bool(_SAYS_LITTLE.search(line)))
        raise Refused(tool_failed(reason=next(iter(errors), _("it ended with code %(code)s") % {"code": code})))


def _tells_of_error(line: str, *, is_after_one: bool) -> bool:
    """Also the rest of a message after an error: it bears nobody's name."""
    is_rest = is_after_one and bool(line) and not line.startswith(_OF_THEM)
    return (is_rest or bool(_ERROR.search(line))) and _PASSED_OVER not in line


def said_by_tool(*, arguments: list[str]) -> str:
    """What one that needs no database writes to its standard output. Refused: it failed."""
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, env=_plain())
    if done.returncode != 0:
        raise Refused(tool_failed(reason=done.stderr.strip()))
    return done.stdout


def tool_failed(*, reason: str) -> str:
    """One sentence; a full disk is called so."""
    if any(sign in reason for sign in _NO_ROOM):
        return _("There is no room left on the disk. Free some, or name a folder on another disk, then repeat.")
    return _("PostgreSQL's program did not manage it: %(reason)s") % {"reason": reason}


@contextlib.contextmanager
def listed(*, entries: list[str]) -> Iterator[str]:
    """The option that makes pg_restore take these entries and no others."""
    with tempfile.NamedTemporaryFile("w", suffix=".list") as file:
        file.write("\n".join([*entries, ""]))
        file.flush()
        yield f"--use-list={file.name}"


def _found() -> Iterator[Path]:
    if on_path := shutil.which("pg_dump"):
        # Debian's is a wrapper that chooses by the server, and knows only what is installed.
        yield Path(on_path).parent
    yield from sorted(_INSTALLED.glob("*/bin"))
    try:
        yield server_programs(user=None)
    except Refused:
        return


def _lines_of(child: subprocess.Popen[bytes]) -> Iterator[str]:
    """Each line as it comes, and an empty one where nothing came for a while."""
    if child.stdout is None:
        return
    with child.stdout:
        rest = b""
        while True:
            if not select.select([child.stdout], [], [], _SILENCE)[0]:
                yield ""
                continue
            if not (more := os.read(child.stdout.fileno(), 65536)):
                break
            *lines, rest = (rest + more).split(b"\n")
            yield from (line.decode(errors="replace").strip() for line in lines)
        if rest:
            yield rest.decode(errors="replace").strip()


def _address(url: str) -> tuple[str, dict[str, str]]:
    """The address without its password, which every user of the machine could read, and the environment with it."""
    parts = conninfo_to_dict(url)
    password = parts.pop("password", None)
    secret = {"PGPASSWORD": str(password)} if password else {}
    return make_conninfo("", **dict(parts.items())), {**_plain(), **secret}


def _plain() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C", "LANGUAGE": "C"}
