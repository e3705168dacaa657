"""`make run`: from nothing to an open register, then keep it open until Ctrl-C."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping

from launcher.children import adopt_grandchildren, end_child, end_the_rest, start_child, wait_for_adopted
from launcher.copies.vacancy import refuse_half_restored
from launcher.database import Database, database_of, start, stop
from launcher.orphans import end_orphans
from launcher.place import ROOT, Mode, Place, chosen_place, make_place
from launcher.postgres import Server
from launcher.preparation import collect_static, fill_demonstration, prepare
from launcher.programs import Doors, Program, answers, doors_of, programs, refuse_taken
from launcher.refusals import Refused
from launcher.steps import said_by
from launcher.stopping import Stopped, refuse_to_go_on, stopping_on_signals
from launcher.supervisor import Kept, end_together
from launcher.surroundings import as_worker, django_command, process_environment, surroundings
from launcher.turns import sole_turn
from launcher.words import USUAL_LANGUAGE, _, language_of, say, speak

_TICK = 0.1
_PATIENCE_WITH_PROGRAMS = 5.0


def main() -> int:
    """`edinstvo run`; the exit code is 1 for a refusal."""
    chosen, _rest = language_of(arguments=sys.argv[1:], environment=os.environ)
    language = chosen or USUAL_LANGUAGE
    speak(language=language, stream=sys.stdout)
    adopt_grandchildren()
    try:
        run(environment=os.environ, language=language)
    except Refused as refusal:
        say(str(refusal))
        return 1
    finally:
        wait_for_adopted(patience=1)
    return 0


def run(*, environment: Mapping[str, str], language: str) -> None:
    """Open the platform and keep it open until somebody asks to end. Refused: with the sentence why it cannot."""
    place, doors = chosen_place(environment=environment), doors_of(environment=environment)
    make_place(place=place)
    with _told_when_ended(), stopping_on_signals(), sole_turn(folder=place.folder, address=doors.address):
        refuse_half_restored(place=place)
        end_orphans(folder=place.folder)
        refuse_taken(doors=doors)
        database = database_of(place=place, environment=environment)
        settings = surroundings(place=place, database=database, language=language) | {"PORT": str(doors.port)}
        try:
            start(database=database)
            _prepare(place=place, database=database, settings=settings)
            _keep_open(place=place, database=database, settings=settings, doors=doors)
        except Stopped as stopped:
            stop(database=database, patience=stopped.time_left())
            raise
        finally:
            stop(database=database)
            end_the_rest()


def _prepare(*, place: Place, database: Database, settings: Mapping[str, str]) -> None:
    prepare(place=place, database=database, settings=settings)
    collect_static(place=place, settings=settings)
    if place.mode is Mode.DEMONSTRATION:
        fill_demonstration(place=place, database=database, settings=settings)


def _keep_open(*, place: Place, database: Database, settings: Mapping[str, str], doors: Doors) -> None:
    environment = process_environment(settings=settings, place=place)
    workers = process_environment(settings=as_worker(settings=settings, database=database), place=place)
    kept: list[Kept] = [_kept_server(server=database.server)] if database.server else []
    with contextlib.ExitStack() as ending:
        running: list[Kept] = []
        ending.callback(end_together, children=running, patience=_PATIENCE_WITH_PROGRAMS)
        pages, *others = programs(doors=doors)
        running.append(_kept(program=pages, environment=environment))
        greeting = said_by(arguments=_greeting(place=place, doors=doors), environment=workers)
        ending.callback(end_child, child=greeting, patience=1)
        while not answers(doors=doors):
            _watch(kept=kept + running)
        running += [_kept(program=one, environment=workers if one.is_worker else environment) for one in others]
        _greet(place=place, doors=doors, greeting=greeting)
        while True:
            _watch(kept=kept + running)


def _watch(*, kept: list[Kept]) -> None:
    time.sleep(_TICK)
    refuse_to_go_on()
    for child in kept:
        child.look()


def _greeting(*, place: Place, doors: Doors) -> list[str]:
    """The command whose words a person needs to come in."""
    if place.mode is Mode.DEMONSTRATION:
        return django_command(name="demonstration_logins")
    return django_command(name="first_administrator_link", arguments=("--address", doors.address))


def _greet(*, place: Place, doors: Doors, greeting: subprocess.Popen[bytes]) -> None:
    words, _errors = greeting.communicate()
    say()
    if place.mode is Mode.DEMONSTRATION:
        say(_("The demonstration is open: %(address)s") % {"address": doors.address})
    else:
        say(_("Edinstvo is open: %(address)s") % {"address": doors.address})
    say()
    say(words.decode().rstrip())
    say()
    say(_("Data: %(folder)s. Ctrl-C ends everything.") % {"folder": place.folder})


def _kept(*, program: Program, environment: Mapping[str, str]) -> Kept:
    def begin() -> subprocess.Popen[bytes]:
        return start_child(arguments=program.arguments, environment=environment, folder=ROOT)

    return Kept(name=program.name, start=begin)


def _kept_server(*, server: Server) -> Kept:
    """It runs already; when it dies it is started like the others, after its remains are cleared."""

    def begin() -> subprocess.Popen[bytes]:
        if server.process is None or server.process.poll() is not None:
            return server.start()
        return server.process

    return Kept(name=_("database"), start=begin)


@contextlib.contextmanager
def _told_when_ended() -> Iterator[None]:
    try:
        yield
    except Stopped:
        say()
        say(_("Everything has ended; the data are kept."))


if __name__ == "__main__":
    sys.exit(main())
