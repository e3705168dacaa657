"""The place of one union: its data folder, what kind of union lives there, and what lies where."""

import hashlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from launcher.refusals import Refused
from launcher.turns import brief_turn
from launcher.words import _

ROOT = Path(__file__).resolve().parent.parent


class Mode(StrEnum):
    """Demonstration and real data never share a folder or a database."""

    DEMONSTRATION = "demonstration"
    REAL = "real"


@dataclass(frozen=True)
class Place:
    """`folder` holds everything of one union; `mode` is what its own file says."""

    folder: Path
    mode: Mode

    @property
    def secret_key(self) -> Path:
        """The key that signs sessions and links."""
        return self.folder / "secret-key"

    @property
    def files(self) -> Path:
        """What people uploaded."""
        return self.folder / "files"

    @property
    def static(self) -> Path:
        """Style sheets and scripts, collected and compressed."""
        return self.folder / "static"

    @property
    def postgres(self) -> Path:
        """The embedded server's home, or a link to it."""
        return self.folder / "postgres"


def chosen_place(*, environment: Mapping[str, str]) -> Place:
    """The place that the environment names: EDINSTVO_DATA, else var/demo or var/real in the checkout.

    The kind of union: DEMO=0 or EDINSTVO_MODE, else what the folder says of itself, else a demonstration. An external
    database has a folder of its own beside them. Refused: the folder holds the other kind.
    """
    asked = _mode_asked(environment)
    named = environment.get("EDINSTVO_DATA")
    folder = Path(named).expanduser().absolute() if named else _usual_folder(asked or Mode.DEMONSTRATION, environment)
    recorded = _mode_recorded(folder)
    if asked and recorded and asked != recorded:
        raise Refused(_refusal_of_mixing(folder=str(folder), recorded=recorded))
    return Place(folder=folder, mode=asked or recorded or Mode.DEMONSTRATION)


def make_place(*, place: Place) -> None:
    """Make the folder on first use, with its key and its kind written down; others may not look into it.

    As root others may pass through it, because the server's user must reach its own folder inside.
    """
    try:
        place.folder.mkdir(parents=True, exist_ok=True)
        place.folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
        with brief_turn(folder=place.folder):
            if not place.secret_key.exists():
                _write_private(place.secret_key, secrets.token_urlsafe(64))
            _write_private(place.folder / "mode", f"{place.mode}\n")
    except OSError as error:
        sentence = _("The data folder %(folder)s cannot be used: %(reason)s. Name another one with EDINSTVO_DATA.")
        raise Refused(sentence % {"folder": place.folder, "reason": error.strerror}) from error


def refuse_mixing(*, place: Place, recorded: str | None, where: str) -> None:
    """Refused when `where` (a database) says it holds the other kind of union."""
    if recorded and recorded != place.mode:
        raise Refused(_refusal_of_mixing(folder=where, recorded=recorded))


def _mode_asked(environment: Mapping[str, str]) -> Mode | None:
    demo, mode = environment.get("DEMO"), environment.get("EDINSTVO_MODE")
    if demo:
        return Mode.REAL if demo in ("0", "no", "false") else Mode.DEMONSTRATION
    if mode and mode not in [*Mode]:
        raise Refused(_("EDINSTVO_MODE may be “demonstration” or “real”, not “%(mode)s”.") % {"mode": mode})
    return Mode(mode) if mode else None


def _usual_folder(mode: Mode, environment: Mapping[str, str]) -> Path:
    name = "demo" if mode is Mode.DEMONSTRATION else "real"
    if url := environment.get("DATABASE_URL"):
        parts = urlsplit(url)
        database = f"{parts.hostname}:{parts.port}{parts.path}?{parts.query}"
        name = f"{name}-{hashlib.sha256(database.encode()).hexdigest()[:8]}"
    return ROOT / "var" / name


def _mode_recorded(folder: Path) -> Mode | None:
    try:
        return Mode((folder / "mode").read_text().strip())
    except (FileNotFoundError, ValueError):
        return None
    except OSError as error:
        sentence = _("The data folder %(folder)s cannot be used: %(reason)s. Name another one with EDINSTVO_DATA.")
        raise Refused(sentence % {"folder": folder, "reason": error.strerror}) from error


def _refusal_of_mixing(*, folder: str, recorded: str) -> str:
    if recorded == Mode.REAL:
        sentence = _("%(place)s holds a real union, and a demonstration never goes there. Start it with DEMO=0.")
    else:
        sentence = _("%(place)s holds a demonstration, and a real union never goes there. Name another EDINSTVO_DATA.")
    return sentence % {"place": folder}


def _write_private(path: Path, text: str) -> None:
    scratch = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    scratch.replace(path)
