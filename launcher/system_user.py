"""Give up root: PostgreSQL refuses to run as root, so as root it runs as a named user without a password."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from launcher.refusals import Refused
from launcher.words import _

NAME = "edinstvo"


class Identity(TypedDict, total=False):
    """The arguments of `subprocess` that make a child run as another user."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class SystemUser:
    """A user of the operating system, numbers as in the password file."""

    name: str
    uid: int
    gid: int


def server_user() -> SystemUser | None:
    """The user that PostgreSQL runs as; None means "the one who started us". Refused: root without `useradd`."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        _make_user()
        entry = pwd.getpwnam(NAME)
    return SystemUser(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)


def identity_of(*, user: SystemUser | None) -> Identity:
    """What to pass to `subprocess` so that the child runs as `user`."""
    return Identity(user=user.uid, group=user.gid, extra_groups=[]) if user else Identity()


def may_enter(*, user: SystemUser | None, folder: Path) -> bool:
    """Whether `user` can reach `folder`: tried, not computed, so that every kind of permission counts."""
    entering = ["/bin/sh", "-c", 'cd "$0"', str(folder)]
    return subprocess.run(entering, cwd="/", capture_output=True, check=False, **identity_of(user=user)).returncode == 0


def give(*, path: Path, user: SystemUser | None) -> None:
    """Make `user` the owner of `path` (nothing to do when the owner is the one who started us)."""
    if user:
        os.chown(path, user.uid, user.gid)


def _make_user() -> None:
    makers = {
        "useradd": [
            "--system",
            "--user-group",
            "--no-create-home",
            "--home-dir",
            "/nonexistent",
            "--shell",
            "/bin/false",
        ],
        "adduser": ["-S", "-D", "-H", "-h", "/nonexistent", "-s", "/bin/false"],
    }
    for maker, options in makers.items():
        path = shutil.which(maker, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
        if path and subprocess.run([path, *options, NAME], capture_output=True, check=False).returncode == 0:
            return
    sentence = _("PostgreSQL may not run as root, and the user “%(name)s” could not be made. Do not run as root.")
    raise Refused(sentence % {"name": NAME})
