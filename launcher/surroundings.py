"""What a process of the platform is told: its environment."""

import os
import sys
from collections.abc import Mapping

from launcher.database import Database
from launcher.place import ROOT, Place

# Marks every process of a place, and what it starts: so the orphans of a killed launcher are known from others.
MARK = "EDINSTVO_PLACE"
_OTHER_ROLES = {"DATABASE_OWNER_URL", "DATABASE_WORKER_URL"}


def surroundings(*, place: Place, database: Database, language: str) -> dict[str, str]:
    """The settings of a process that serves this place, as the restricted role of the pages."""
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database.app_url,
        "EDINSTVO_MODE": place.mode.value,
        "EDINSTVO_FILES": str(place.files),
        "EDINSTVO_STATIC": str(place.static),
        "EDINSTVO_SECRET_KEY_FILE": str(place.secret_key),
        "EDINSTVO_LANGUAGE": language,
    }


def as_worker(*, settings: Mapping[str, str], database: Database) -> dict[str, str]:
    """The same for the worker and for commands: they act on the whole register."""
    return {**settings, "DATABASE_URL": database.worker_url}


def process_environment(*, settings: Mapping[str, str], place: Place) -> dict[str, str]:
    """The whole environment of a child: ours without the addresses of the other roles, the settings, and the mark."""
    inherited = {name: value for name, value in os.environ.items() if name not in _OTHER_ROLES}
    return {**inherited, **settings, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", MARK: str(place.folder)}


def django_command(*, name: str, arguments: tuple[str, ...] = ()) -> list[str]:
    """The command line of a Django command in a process of its own."""
    return [sys.executable, "-P", "-m", "launcher.django_process", name, *arguments]
