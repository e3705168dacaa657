"""The disk under the database and the files fills up while people work: what they are told, and what is lost."""

import argparse
import contextlib
import itertools
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from benchmarks.figures import number, progress, seconds, table
from benchmarks.folders import union_folder
from benchmarks.load.forms import form_with
from benchmarks.load.platform import Platform, opened
from launcher.place import ROOT

_PORT, _MEMBERS, _CHAIRS = 8393, 6_000, 3
_SEEN, _DONE, _SENTENCE = 200, 302, 503
_BLOCK, _TIMES, _PATIENCE = 2**20, 40, 120.0
_ADMISSION, _DRAFT = "/members/new/", "/drafts/members-admit/new/"


@dataclass
class Full:
    """What the chairs were answered while nothing more could be written. `unlike`: answers that were no sentence."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    unlike: list[str] = field(default_factory=list)
    edits: list[dict[str, Any]] = field(default_factory=list)
    returned: int = 0
    before: int = 0
    again: float = 0.0


def main() -> None:
    """Fill it, work on, free it, work on; then the tables. Ends with an error where anything is lost or unsaid."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mebibytes", type=int, default=900, help="of the disk that is made for it, in memory")
    parser.add_argument("--small", action="store_true", help="the same: it is small already")
    given = parser.parse_args()
    with (
        _disk(given.mebibytes) as disk,
        union_folder(disk / "union", members=_MEMBERS) as folder,
        opened(folder, port=_PORT) as platform,
    ):
        found, lost = _worked(platform, disk)
    sys.stdout.write(_tables(found, lost))
    if any(lost.values()):
        sys.stderr.write("\n".join(found.unlike[:3]) + "\n")
        sys.exit(1)


def _worked(platform: Platform, disk: Path) -> tuple[Full, dict[str, int]]:
    """Before, on the full disk, and after; what was found, and what is lost."""
    who = json.loads(_child(platform, "benchmarks.load.visitors", "--chairs", str(_CHAIRS), "--lists", "0"))["chairs"]
    clients = [_client(one, platform) for one in who]
    found, kept = Full(), _draft(clients[0])
    turns = itertools.count(1)
    for client, one in zip(clients, who, strict=True):
        found.before += _edit(client, one, next(turns), found) == _DONE
    filler = _filled(disk)
    progress("the disk is full")
    for _ in range(_TIMES):
        for client, one in zip(clients, who, strict=True):
            found.answers["a record saved", _edit(client, one, next(turns), found)] += 1
            found.answers["a list of members", _read(client, "/members/", found)] += 1
            found.answers["a list of people uploaded", _upload(client, found)] += 1
    filler.unlink()
    progress("there is room again")
    found.again = _until_saved(clients[0], who[0], turns, found)
    told = {"edits": found.edits, "admissions": [], "lists": []}
    lost: dict[str, int] = json.loads(_child(platform, "benchmarks.load.reconcile", said=json.dumps(told)))
    is_kept = kept in clients[0].get(_ADMISSION).text
    return found, lost | {"drafts lost": int(not is_kept), "answers without a sentence": len(found.unlike)}


@contextlib.contextmanager
def _disk(mebibytes: int) -> Iterator[Path]:
    """A disk of its own, in memory; it takes the right to mount."""
    with tempfile.TemporaryDirectory(prefix="edinstvo-disk-") as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=711", "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def _filled(disk: Path) -> Path:
    """A file that leaves no byte."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"\0" * _BLOCK):
            pass
    return filler


def _client(one: dict[str, Any], platform: Platform) -> httpx.Client:
    headers = {"Cookie": one["cookie"]}
    return httpx.Client(base_url=platform.doors.address.rstrip("/"), headers=headers, timeout=60)


def _draft(client: httpx.Client) -> str:
    """What somebody has typed of an admission and put aside."""
    typed = "Недописанная-Отложенная"
    form = form_with(client.get(_ADMISSION).text, "last_name", address=_ADMISSION)
    answer = client.post(_DRAFT, data=form.filled(last_name=typed))
    if answer.status_code != _DONE:
        raise SystemExit(f"the draft was answered with {answer.status_code}")
    return typed


def _edit(client: httpx.Client, one: dict[str, Any], turn: int, found: Full) -> int:
    """A telephone saved; the answer. Where it was not saved, what was typed stands in the answer."""
    person = one["people"][turn % len(one["people"])]
    address = f"/members/{person}/record/"
    page = _asked(client, address, found)
    if page is None:
        return _SENTENCE
    phone = f"+7901{turn:07d}"
    form = form_with(page, "phone", address=address)
    begun = time.time()
    answer = client.post(form.action, data=form.filled(phone=phone))
    edit = {"person": person, "phone": phone, "begun": begun, "at": time.time(), "answer": answer.status_code}
    found.edits.append(edit)
    if answer.status_code != _DONE:
        found.returned += phone in answer.text
        if not (_is_sentence(answer) and phone in answer.text):
            found.unlike.append(f"{address}: {answer.status_code} {answer.text[:2000]}")
    return answer.status_code


def _upload(client: httpx.Client, found: Full) -> int:
    page = _asked(client, "/imports/new/", found)
    if page is None:
        return _SENTENCE
    form = form_with(page, "file", address="/imports/new/")
    rows = "\n".join(f"Списочная{'абвгд'[row % 5]} Вера Павловна;01.02.1970" for row in range(30_000))
    file = {"file": ("список.csv", f"ФИО;Дата рождения\n{rows}".encode(), "text/csv")}
    answer = client.post(form.action, data=form.filled(), files=file)
    if answer.status_code != _DONE and not _is_sentence(answer):
        found.unlike.append(f"list: {answer.status_code} {answer.text[:2000]}")
    return answer.status_code


def _read(client: httpx.Client, address: str, found: Full) -> int:
    return _SEEN if _asked(client, address, found) is not None else _SENTENCE


def _asked(client: httpx.Client, address: str, found: Full) -> str | None:
    answer = client.get(address)
    if answer.status_code == _SEEN:
        return answer.text
    if not _is_sentence(answer):
        found.unlike.append(f"{address}: {answer.status_code} {answer.text[:2000]}")
    return None


def _is_sentence(answer: httpx.Response) -> bool:
    said = ("На сервере кончилось место", "База данных сейчас не отвечает")
    return answer.status_code == _SENTENCE and any(words in answer.text for words in said)


def _until_saved(client: httpx.Client, one: dict[str, Any], turns: Iterator[int], found: Full) -> float:
    """Seconds until a record is saved again. Ends the measurement where that never comes."""
    begun = time.monotonic()
    while _edit(client, one, next(turns), found) != _DONE:
        if time.monotonic() - begun > _PATIENCE:
            raise SystemExit("nothing could be saved two minutes after there was room again")
        time.sleep(0.5)
    return time.monotonic() - begun


def _child(platform: Platform, module: str, *arguments: str, said: str = "") -> str:
    command = [sys.executable, "-m", "benchmarks.child", module, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=dict(platform.environment), input=said, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def _tables(found: Full, lost: dict[str, int]) -> str:
    lines = [[what, str(answer), number(count)] for (what, answer), count in sorted(found.answers.items())]
    saved = sum(edit["answer"] == _DONE for edit in found.edits)
    return "\n\n".join(
        [
            f"A union of {number(_MEMBERS)} members on a disk of its own. {found.before} records are saved, then a "
            f"file takes the last byte, and {_CHAIRS} chairs work on:",
            table(["what was done on the full disk", "answer", "times"], lines),
            f"302 is “done”, 503 the page that says what is wrong; {number(found.returned)} times it gave back what "
            f"was typed. Once the file was gone a record was saved after {seconds(found.again)} s; {number(saved)} "
            "were acknowledged in all. What ought to be there and is not:",
            table(["what", "count"], [[words, str(count)] for words, count in lost.items()]),
        ]
    )


if __name__ == "__main__":
    main()
