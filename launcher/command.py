"""`edinstvo`: the operators' one command. It brings the database with it and leaves nothing running behind."""

import os
import signal
import sys
from collections.abc import Mapping

import django
from django.core.management import ManagementUtility
from django.utils import translation

from launcher.children import adopt_grandchildren, wait_for_adopted
from launcher.copies.backup import backup
from launcher.copies.restore import restore
from launcher.copies.vacancy import refuse_half_restored
from launcher.database import database_of, running
from launcher.help import explain, is_known
from launcher.place import Mode, chosen_place, make_place
from launcher.preparation import fill_demonstration, prepare
from launcher.refusals import Refused
from launcher.stopping import exit_on_signals
from launcher.surroundings import surroundings
from launcher.turns import shared_turn
from launcher.words import USUAL_LANGUAGE, _, language_of, say, speak

_FILLING = "demo_organisations"
_AS_OWNER = {"migrate"}
# They take a place as it is, and prepare nothing in it.
_COPYING = {"backup": backup, "restore": restore}


def main() -> int:
    """Do what the command line asks; the exit code is the command's own, 1 for a refusal."""
    chosen, arguments = language_of(arguments=sys.argv[1:], environment=os.environ)
    language = chosen or USUAL_LANGUAGE
    if arguments == ["run"]:
        # The parent of everything is small: it has no Django in it. (No shell is wanted, hence the mark below.)
        os.execv(sys.executable, [sys.executable, "-P", "-m", "launcher.run", "--lang", language])  # noqa: S606
    speak(language=language, stream=sys.stderr)
    adopt_grandchildren()
    try:
        if arguments in ([], ["help"], ["--help"], ["-h"]):
            _load_django(settings={}, language=language)
            explain(language_is_chosen=chosen is not None)
        else:
            _operate(arguments=arguments, language=language)
    except Refused as refusal:
        say(str(refusal))
        return 1
    finally:
        wait_for_adopted(patience=1)
    return 0


def _operate(*, arguments: list[str], language: str) -> None:
    spelt, rest = (arguments[1], ["--help"]) if arguments[0] == "help" else (arguments[0], arguments[1:])
    command = spelt.replace("-", "_")
    if command in _COPYING:
        _load_django(settings={}, language=language)
        exit_on_signals(signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
        _COPYING[command](arguments=rest)
        return
    if "--help" in rest or "-h" in rest:
        _load_django(settings={}, language=language)
        _refuse_unknown(command=command, spelt=spelt)
        _execute(command=command, spelt=spelt, rest=rest)
        return
    _operate_with_database(command=command, spelt=spelt, rest=rest, language=language)


def _operate_with_database(*, command: str, spelt: str, rest: list[str], language: str) -> None:
    place = chosen_place(environment=os.environ)
    if command == _FILLING and place.mode is not Mode.DEMONSTRATION:
        raise Refused(_("This data folder holds a real union; there is no demonstration in it."))
    make_place(place=place)
    exit_on_signals(signal.SIGTERM, signal.SIGHUP)
    database = database_of(place=place, environment=os.environ)
    settings = surroundings(place=place, database=database, language=language)
    address = database.owner_url if command in _AS_OWNER else database.worker_url
    _load_django(settings={**settings, "DATABASE_URL": address}, language=language)
    _refuse_unknown(command=command, spelt=spelt)
    with shared_turn(folder=place.folder) as turn, running(database=database, turn=turn) as is_ours:
        refuse_half_restored(place=place)
        if is_ours:
            prepare(place=place, database=database, settings=settings)
        if command == _FILLING:
            fill_demonstration(place=place, database=database, settings=settings)
        _execute(command=command, spelt=spelt, rest=rest)


def _load_django(*, settings: Mapping[str, str], language: str) -> None:
    os.environ.update({"DJANGO_SETTINGS_MODULE": "config.settings", **settings})
    django.setup()
    translation.activate(language)


def _refuse_unknown(*, command: str, spelt: str) -> None:
    if not is_known(command=command):
        raise Refused(_("There is no command “%(name)s”. See: edinstvo help.") % {"name": spelt})


def _execute(*, command: str, spelt: str, rest: list[str]) -> None:
    """In this process; the name is given as it was typed, so that its help says it so."""
    found = ManagementUtility(["edinstvo"]).fetch_command(command)
    # Argument parsers take no lazy translations; by now the language is known.
    found.help = str(found.help)
    found.run_from_argv(["edinstvo", spelt, *rest])
