"""A folder with a simulated union, as `edinstvo simulate` leaves it: made for the measurement, or kept from before."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import number, progress
from launcher.place import ROOT, Mode

_SEED = "2020"
# Beside the union: it was filled to its end.
_WHOLE = "simulated"


@contextmanager
def union_folder(given: Path | None, *, members: int) -> Iterator[Path]:
    """The folder `given`, filled unless it is filled already, which is kept; or one that goes with the block."""
    if given is not None:
        _simulate(given, members)
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="edinstvo-union-", ignore_cleanup_errors=True) as folder:
        _simulate(Path(folder), members)
        yield Path(folder)


def own_environment(folder: Path, *, mode: Mode = Mode.REAL) -> dict[str, str]:
    """The environment of a command of the platform about the union of that folder, whatever stands in ours."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "EDINSTVO_"))}
    return own | {"EDINSTVO_DATA": str(folder), "DEMO": "0" if mode is Mode.REAL else "1"}


def edinstvo(*words: str) -> list[str]:
    """The command line of `edinstvo …`."""
    return [sys.executable, "-P", "-m", "launcher", *words]


def _simulate(folder: Path, members: int) -> None:
    if (folder / _WHOLE).exists():
        return
    progress(f"simulating {number(members)} members")
    command = edinstvo("simulate", "--members", str(members), "--seed", _SEED, "--quiet")
    subprocess.run(command, cwd=ROOT, env=own_environment(folder), check=True)
    (folder / _WHOLE).touch()
