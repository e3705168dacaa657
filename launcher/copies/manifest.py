"""A copy of a union on disk: what lies where in it, its manifest, and whether its files are whole."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from launcher.copies.progress import Progress
from launcher.copies.sums import Sum
from launcher.place import Mode
from launcher.refusals import Refused
from launcher.words import _

FORMAT = 1
MANIFEST, SEAL = "manifest.json", "manifest.sha256"
DUMP, FILES, KEY = "database", "files", "secret-key"
UNFINISHED = ".unfinished-"
_NAMED_AT_MOST = 3


@dataclass(frozen=True)
class Manifest:
    """What a copy holds. `tables`: by schema and name; `files`: sha256 by path in the copy.

    `applied`: migrations as "app.name". `roles`: what the place called its roles ("owner", "app"); `grantees`: all that
    have rights to anything. `absent`: stored files that the register names and the folder had not.
    """

    format: int
    platform: str
    applied: list[str]
    postgresql: str
    tools: int
    encoding: str
    made_at: str
    mode: Mode
    roles: dict[str, str]
    grantees: list[str]
    tables: dict[str, Sum]
    files: dict[str, str]
    absent: list[str]

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(one.rows for one in self.tables.values())


def write_manifest(*, manifest: Manifest, copy: Path) -> None:
    """Write it and its seal into the copy, as the last of its files."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + "\n"
    (copy / MANIFEST).write_text(text)
    (copy / SEAL).write_text(f"{hashlib.sha256(text.encode()).hexdigest()}  {MANIFEST}\n")
    for name in (MANIFEST, SEAL):
        (copy / name).chmod(0o600)


def read_manifest(*, copy: Path) -> Manifest:
    """Refused: no copy lies there, or an unfinished one; its manifest is damaged, or of a later format."""
    if UNFINISHED in copy.name:
        raise Refused(_("%(copy)s was not finished. Name another copy.") % {"copy": copy})
    try:
        text, seal = (copy / MANIFEST).read_bytes(), (copy / SEAL).read_text()
    except OSError as error:
        sentence = _("%(copy)s is no whole copy: %(name)s cannot be read (%(reason)s). Name another copy.")
        name = Path(str(error.filename)).name
        raise Refused(sentence % {"copy": copy, "name": name, "reason": error.strerror}) from error
    except UnicodeDecodeError as error:
        raise _damaged(copy, [SEAL]) from error
    if seal.split()[:1] != [hashlib.sha256(text).hexdigest()]:
        raise _damaged(copy, [MANIFEST])
    said: dict[str, Any] = json.loads(text)
    if said["format"] > FORMAT:
        raise newer(copy=copy, platform=said["platform"])
    return _manifest_of(said, copy)


def check_files(*, copy: Path, manifest: Manifest, progress: Progress) -> int:
    """Compare every file with the manifest; return their bytes. Refused: any is missing or another one."""
    unlike, size = [], 0
    for done, (name, expected) in enumerate(manifest.files.items(), start=1):
        found = _bytes_and_sha256(copy / name)
        size += found[0]
        if found[1] != expected:
            unlike.append(name)
        progress.now_and_then(
            _("Checking the files of the copy: %(done)d of %(all)d.") % {"done": done, "all": len(manifest.files)}
        )
    if unlike:
        raise _damaged(copy, unlike)
    return size


def sha256_of(path: Path) -> str:
    """64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def newer(*, copy: Path, platform: str) -> Refused:
    """The refusal of a copy that a later platform made."""
    sentence = _(
        "%(copy)s was made by a newer platform (%(made_by)s). Bring that version or a later one here, then repeat."
    )
    return Refused(sentence % {"copy": copy, "made_by": platform})


def _manifest_of(said: Mapping[str, Any], copy: Path) -> Manifest:
    tables = {name: Sum(**one) for name, one in said["tables"].items()}
    for name in said["files"]:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise _damaged(copy, [name])
    return Manifest(**{**said, "tables": tables, "mode": Mode(said["mode"])})


def _bytes_and_sha256(path: Path) -> tuple[int, str]:
    try:
        return path.stat().st_size, sha256_of(path)
    except FileNotFoundError:
        return 0, ""
    except OSError as error:
        sentence = _("%(file)s cannot be read: %(reason)s.")
        raise Refused(sentence % {"file": path, "reason": error.strerror}) from error


def _damaged(copy: Path, names: list[str]) -> Refused:
    sentence = _(
        "%(copy)s is damaged; %(count)d of its files are missing or not what was copied: %(names)s. Name another copy."
    )
    shown = ", ".join(names[:_NAMED_AT_MOST]) + (", …" if len(names) > _NAMED_AT_MOST else "")
    return Refused(sentence % {"copy": copy, "count": len(names), "names": shown})
