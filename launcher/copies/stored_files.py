"""The files that people brought, as one snapshot of the database names them."""

import hashlib
import shutil
from pathlib import Path

import psycopg

from launcher.copies.manifest import FILES, Manifest
from launcher.copies.progress import Progress
from launcher.words import _, say

_NAMED = "SELECT key, sha256 FROM public.files_storedfile ORDER BY key"
_SHOWN_AT_MOST = 10


def copy_stored_files(
    *, connection: psycopg.Connection, source: Path, copy: Path, progress: Progress
) -> tuple[dict[str, str], list[str]]:
    """Copy every file that is named; (sha256 by path in the copy, keys that are not in the folder).

    The bytes are stored before their row and never changed; a file forgotten since the snapshot may be gone.
    """
    named = connection.execute(_NAMED).fetchall()
    copied: dict[str, str] = {}
    absent, altered = [], []
    for done, (key, expected) in enumerate(named, start=1):
        try:
            copied[f"{FILES}/{key}"] = found = _copy(source / key, copy / FILES / key)
        except FileNotFoundError:
            absent.append(key)
            continue
        altered += [key] if found != expected else []
        progress.now_and_then(_("Copying the stored files: %(done)d of %(all)d.") % {"done": done, "all": len(named)})
    _tell(_("%(count)d stored files are not in the folder any more, and the copy is without them: %(names)s"), absent)
    _tell(_("%(count)d stored files are not what people brought; they are copied as they are: %(names)s"), altered)
    return copied, absent


def give_back_files(*, manifest: Manifest, copy: Path, target: Path, progress: Progress) -> None:
    """Copy them into the place, each with the sha256 of the manifest. Raises ValueError where one is another."""
    names = [name for name in manifest.files if name.startswith(f"{FILES}/")]
    for done, name in enumerate(names, start=1):
        if _copy(copy / name, target / name.removeprefix(f"{FILES}/")) != manifest.files[name]:
            raise ValueError(name)
        progress.now_and_then(
            _("Giving back the stored files: %(done)d of %(all)d.") % {"done": done, "all": len(names)}
        )


def _copy(source: Path, target: Path) -> str:
    """Copy one file, private to us, and return the sha256 of what lies there now."""
    with source.open("rb") as reading:
        for folder in [parent for parent in reversed(target.parents) if not parent.exists()]:
            folder.mkdir(mode=0o700)
        with target.open("wb") as writing:
            target.chmod(0o600)
            shutil.copyfileobj(reading, writing, 1024 * 1024)
    with target.open("rb") as written:
        return hashlib.file_digest(written, "sha256").hexdigest()


def _tell(sentence: str, keys: list[str]) -> None:
    if keys:
        say(sentence % {"count": len(keys), "names": ", ".join(keys[:_SHOWN_AT_MOST])})
