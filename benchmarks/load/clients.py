"""The clients, in one process: chairs go on with one thing after another, importers bring lists, staff look on."""

import argparse
import asyncio
import itertools
import json
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

import httpx

from benchmarks.load.forms import NoForm, form_with

_PATIENCE = 60.0
_LIST_ROWS = 200
# How often staff take a file along with a page.
_FILES = 0.1
_SEEN, _DONE = 200, 302
_COLUMNS = ["last_name", "first_name", "middle_name", "birth_date", "category"]
_NAMES = ("Анна", "Мария", "Ольга", "Елена", "Нина", "Вера", "Ирина", "Дарья")


@dataclass
class Told:
    """What happened: each request (kind, moment, seconds, answer), and what was acknowledged of what was written."""

    requests: list[tuple[str, float, float, int]] = field(default_factory=list)
    edits: list[dict[str, Any]] = field(default_factory=list)
    admissions: list[dict[str, Any]] = field(default_factory=list)
    lists: list[dict[str, Any]] = field(default_factory=list)
    exports: list[dict[str, Any]] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)


class Visitor:
    """Somebody with a browser. A request that is not answered is 0."""

    def __init__(self, who: dict[str, Any], base: str, told: Told, number: int) -> None:
        self.who, self.told, self.number = who, told, number
        self.rng = Random(number)  # noqa: S311 (nothing secret)
        self.counter = itertools.count(1)
        self.client = httpx.AsyncClient(
            base_url=base, headers={"Cookie": who["cookie"]}, timeout=_PATIENCE, follow_redirects=False
        )

    async def ask(self, kind: str, address: str) -> tuple[int, str]:
        return await self._timed(kind, lambda: self.client.get(address))

    async def send(self, kind: str, address: str, values: Mapping[str, Any], files: Any = None) -> tuple[int, str]:
        return await self._timed(kind, lambda: self.client.post(address, data=values, files=files))

    async def _timed(self, kind: str, request: Callable[[], Awaitable[httpx.Response]]) -> tuple[int, str]:
        begun = time.time()
        try:
            answer = await request()
            status, said = answer.status_code, answer.headers.get("Location", "") or answer.text
        except httpx.HTTPError as error:
            status, said = 0, repr(error)
        self.told.requests.append((kind, begun, time.time() - begun, status))
        return status, said


async def chair(one: Visitor, until: float, pause: float) -> None:
    """Lists, people, searches, now and then an edit, an admission or a file."""
    acts = [
        (_list, 30),
        (_member, 25),
        (_search, 15),
        (_home, 10),
        (_edit, 12),
        (_admit, 5),
        (_journal, 3),
        (_export, 1),
    ]
    while time.time() < until:
        [act] = one.rng.choices([act for act, _ in acts], [weight for _, weight in acts])
        await act(one)
        await asyncio.sleep(one.rng.expovariate(1 / pause))


async def _list(one: Visitor) -> None:
    await one.ask("list of members", "/members/")


async def _member(one: Visitor) -> None:
    await one.ask("member page", f"/members/{one.rng.choice(one.who['people'])}/")


async def _search(one: Visitor) -> None:
    await one.ask("search", f"/members/?q={one.rng.choice('АБВГДЕКЛМНПРСТ')}{one.rng.choice('аеиор')}")


async def _home(one: Visitor) -> None:
    await one.ask("home", "/")


async def _journal(one: Visitor) -> None:
    await one.ask("journal", "/journal/")


async def _edit(one: Visitor) -> None:
    person = one.rng.choice(one.who["people"])
    address = f"/members/{person}/record/"
    status, page = await one.ask("form of a record", address)
    if status != _SEEN:
        return
    phone = f"+7901{one.number % 10_000:04d}{next(one.counter) % 1000:03d}"
    try:
        form = form_with(page, "phone", address=address)
    except NoForm:
        return
    begun = time.time()
    status, _ = await one.send("record saved", form.action, form.filled(phone=phone))
    one.told.edits.append({"person": person, "phone": phone, "begun": begun, "at": time.time(), "answer": status})


async def _admit(one: Visitor) -> None:
    status, page = await one.ask("form of an admission", "/members/new/")
    if status != _SEEN:
        return
    phone = f"+7902{one.number % 10_000:04d}{next(one.counter) % 1000:03d}"
    last_name = f"Новая{_letters(one.number)}{_letters(next(one.counter))}".capitalize()
    try:
        form = form_with(page, "last_name", address="/members/new/")
    except NoForm:
        return
    values = form.filled(last_name=last_name, first_name=one.rng.choice(_NAMES), phone=phone, has_no_middle_name="on")
    status, _ = await one.send("admission", form.action, values)
    one.told.admissions.append({"organisation": one.who["organisation"], "phone": phone, "answer": status})


async def _export(one: Visitor) -> None:
    """The list as a file: asked for, and whatever is ready by now taken along."""
    address = "/members/export/"
    status, page = await one.ask("form of an export", address)
    if status != _SEEN:
        return
    purpose = f"{one.number}-{next(one.counter)}"
    values = form_with(page, "purpose", address=address).filled(purpose=purpose, kind="csv")
    status, _ = await one.send("export asked for", address, {**values, "columns": _COLUMNS})
    one.told.exports.append({"purpose": purpose, "answer": status})
    status, page = await one.ask("list of exports", "/exports/")
    try:
        form = form_with(page, "/file/", address="/exports/")
    except NoForm:
        return
    status, _ = await one.send("file taken", form.action, form.filled())
    if status == _SEEN:
        one.told.taken.append(int(form.action.split("/")[-3]))


async def importer(one: Visitor, until: float, pause: float) -> None:
    """A list of 200 people, looked at, brought in; then the next one."""
    while time.time() < until:
        await _bring(one, until)
        await asyncio.sleep(one.rng.uniform(pause, 3 * pause))


async def _bring(one: Visitor, until: float) -> None:
    status, page = await one.ask("form of a list", "/imports/new/")
    if status != _SEEN:
        return
    file = {"file": ("список.csv", _csv(one, next(one.counter)).encode(), "text/csv")}
    form = form_with(page, "file", address="/imports/new/")
    status, where = await one.send("list uploaded", form.action, form.filled(), files=file)
    if status != _DONE:
        return
    page = await _waited(one, where, until, "/commit/")
    if not page:
        return
    form = form_with(page, "/commit/", address=where)
    status, _ = await one.send("list to be committed", form.action, form.filled())
    one.told.lists.append({"address": where, "answer": status, "rows": _LIST_ROWS})


async def _waited(one: Visitor, address: str, until: float, sign: str) -> str:
    """The page, when the sign stands in it; "" when the time is over."""
    while time.time() < until:
        status, page = await one.ask("page of a list", address)
        if status == _SEEN and sign in page:
            return page
        await asyncio.sleep(1)
    return ""


def _csv(one: Visitor, turn: int) -> str:
    lines = ["ФИО;Дата рождения;Телефон"]
    for row in range(_LIST_ROWS):
        name = f"Списочная{_letters(one.number)}{_letters(turn)}{_letters(row)}".capitalize()
        phone = f"8903{one.number % 100:02d}{turn % 100:02d}{row:03d}"
        lines.append(f"{name} Вера Павловна;{row % 28 + 1:02d}.{row % 12 + 1:02d}.19{60 + row % 39};{phone}")
    return "\n".join(lines)


async def staff(one: Visitor, until: float, pause: float) -> None:
    """Boards of today and of past days, the board and the list of the region as files."""
    past = f"/indicators/?on={one.rng.randrange(1, 28):02d}.{one.rng.randrange(1, 12):02d}.2024"
    pages = [("board", "/indicators/"), ("board of a past day", past), ("list of a region", "/members/"), ("home", "/")]
    pages += [("map", "/indicators/map/"), ("structure", "/indicators/structure/")]
    while time.time() < until:
        kind, address = one.rng.choice(pages)
        await one.ask(kind, address)
        if one.rng.random() < _FILES:
            await one.rng.choice((_export, _board_as_file))(one)
        await asyncio.sleep(one.rng.expovariate(1 / pause))


async def _board_as_file(one: Visitor) -> None:
    address = "/indicators/export/"
    status, page = await one.ask("form of a board", address)
    if status == _SEEN:
        await one.send("board as a file", address, form_with(page, "kind", address=address).filled())


def _letters(number: int) -> str:
    """A number as Cyrillic letters: names differ and stay names."""
    letters = "абвгдежзик"
    return "".join(letters[int(digit)] for digit in str(number))


async def work(who: dict[str, list[dict[str, Any]]], base: str, seconds: float, pause: float) -> Told:
    """All of them at once for so long."""
    told, until, number = Told(), time.time() + seconds, itertools.count(1)
    kinds = (("chairs", chair), ("importers", importer), ("staff", staff))
    tasks = [act(Visitor(one, base, told, next(number)), until, pause) for name, act in kinds for one in who[name]]
    await asyncio.gather(*tasks)
    return told


def main() -> None:
    """Whoever works comes in on standard input as one object; what happened goes out as one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--pause", type=float, required=True, help="seconds between two things of a person, on average")
    given = parser.parse_args()
    told = asyncio.run(work(json.load(sys.stdin), given.base, given.seconds, given.pause))
    json.dump(vars(told), sys.stdout)


if __name__ == "__main__":
    main()
