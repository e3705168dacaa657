"""What `edinstvo` can do, told in the operator's language."""

import sys

from django.core.management import get_commands, load_command_class

from launcher.words import _


def is_known(*, command: str) -> bool:
    """Whether there is such a command, written with underscores."""
    return command in get_commands()


def explain(*, language_is_chosen: bool) -> None:
    """Write the list of commands to standard output."""
    ours = {name: _help_of(name, app) for name, app in get_commands().items() if str(app).startswith("edinstvo.")}
    others = sorted(name for name, app in get_commands().items() if not str(app).startswith("edinstvo."))
    lines = [_("edinstvo — commands for operators"), "", _("Usage: edinstvo [--lang ru|en] COMMAND [ARGUMENTS]"), ""]
    lines += _table({**_own(), **dict(sorted(ours.items()))})
    lines += ["", _("The data folder: EDINSTVO_DATA, else var/demo, or var/real with DEMO=0.")]
    lines += [_("The database: DATABASE_URL, DATABASE_WORKER_URL and DATABASE_OWNER_URL, else the embedded one.")]
    lines += ["", _("Django's own commands: %(names)s.") % {"names": ", ".join(_spelt(name) for name in others)}]
    lines += [] if language_is_chosen else ["", "In English: edinstvo help --lang en"]
    sys.stdout.write("\n".join([*lines, ""]))


def _own() -> dict[str, str]:
    """What the launcher itself does; the rest are the platform's and Django's commands."""
    return {
        "run": _("Open the platform and keep it open (`make run` does this)."),
        "backup": _("Copy everything into a folder while people work."),
        "restore": _("Give a copy back at an empty place, and compare every row."),
        "help": _("This list; `help COMMAND` tells about one command."),
    }


def _help_of(name: str, app: object) -> str:
    command = load_command_class(app, name) if isinstance(app, str) else app
    return str(getattr(command, "help", "")).strip().split("\n")[0]


def _spelt(name: str) -> str:
    return name.replace("_", "-")


def _table(lines: dict[str, str]) -> list[str]:
    width = max(len(name) for name in lines) + 2
    return [f"  {_spelt(name):{width}}{text}" for name, text in lines.items()]
