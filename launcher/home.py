"""Where the embedded server of a place lives, so that the user it runs as can reach it."""

import os
import pwd
import secrets
from pathlib import Path

from launcher.binaries import PUBLIC_HOME, server_programs
from launcher.place import Place
from launcher.postgres import Server
from launcher.refusals import Refused
from launcher.system_user import SystemUser, give, may_enter, server_user
from launcher.tuning import memory_of_machine, server_settings
from launcher.turns import brief_turn
from launcher.words import _, say


def server_of(*, place: Place) -> Server:
    """The place's own server, not started. Refused: its files belong to another user."""
    user = server_user()
    with brief_turn(folder=place.folder):
        if not os.path.lexists(place.postgres):
            _make_home(place=place, user=user)
    home = place.postgres.resolve()
    user = _owner_of(home=home)
    programs = server_programs(user=user)
    return Server(programs=programs, home=home, user=user, settings=server_settings(memory=memory_of_machine()))


def _owner_of(*, home: Path) -> SystemUser | None:
    """The server runs as the owner of its files, also when root starts what an ordinary user made."""
    if not home.is_dir():
        raise Refused(
            _("The database's folder %(folder)s is gone. Bring it back, or name another EDINSTVO_DATA.")
            % {"folder": home}
        )
    owner = home.stat().st_uid
    if owner == os.geteuid() != 0:
        return None
    if os.geteuid() != 0 or owner == 0:
        raise Refused(
            _("The database in %(folder)s belongs to another user. Start it as that user.") % {"folder": home}
        )
    entry = pwd.getpwuid(owner)
    return SystemUser(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)


def _make_home(*, place: Place, user: SystemUser | None) -> None:
    """Inside the data folder; or, when its parents are closed to the server's user, in a public place, by a link.

    The link is all that ties them together: without it (the data folder was removed) a new home is made, never the
    old one taken.
    """
    if may_enter(user=user, folder=place.folder):
        _make_private(folder=place.postgres, user=user)
        return
    PUBLIC_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
    _tell_of_earlier_homes(place=place)
    home = PUBLIC_HOME / f"{place.folder.name}-{secrets.token_hex(4)}"
    _make_private(folder=home, user=user)
    (home / "belongs-to").write_text(f"{place.folder}\n")
    place.postgres.symlink_to(home)
    sentence = _("%(folder)s is closed to PostgreSQL's user, so the database lies in %(home)s.")
    say(sentence % {"folder": place.folder, "home": home})


def _tell_of_earlier_homes(*, place: Place) -> None:
    for note in PUBLIC_HOME.glob("*/belongs-to"):
        if note.read_text().strip() == str(place.folder):
            say(_("An earlier database of this folder is still in %(home)s; it is not used.") % {"home": note.parent})


def _make_private(*, folder: Path, user: SystemUser | None) -> None:
    folder.mkdir(mode=0o700)
    give(path=folder, user=user)
