"""bin/setup: quick when nothing changed, a sentence when there is no Python to use."""

import shutil
import subprocess
import time
from pathlib import Path

from tests.launcher.conftest import ROOT


def test_does_nothing_when_nothing_changed(tmp_path: Path) -> None:
    venv = tmp_path / ".venv"
    for folder in ("bin", "requirements"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "edinstvo").touch(mode=0o755)
    (venv / "installed-at").write_text(f"{tmp_path}\n")
    shutil.copy(ROOT / "requirements" / "run.txt", venv / "installed-run.txt")
    begun_at = time.monotonic()
    done = subprocess.run([tmp_path / "bin" / "setup"], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
    assert time.monotonic() - begun_at < 2


def test_tells_that_python_is_missing_or_too_old(tmp_path: Path) -> None:
    for folder in ("bin", "requirements"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("dirname", "cat", "cmp", "rm", "grep"):
        (tools / tool).symlink_to(shutil.which(tool) or tool)
    (tools / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tools / "python3").chmod(0o755)
    done = subprocess.run(
        [tmp_path / "bin" / "setup"], env={"PATH": str(tools)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr
    assert "Нужен Python 3.11 или новее" in done.stderr
