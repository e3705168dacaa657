"""Unions of several sizes, simulated side by side on one server: the same proportions, ten and forty times larger."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from benchmarks.databases import begin, call_it, copy_of, environment_of, stands, use
from benchmarks.figures import progress
from benchmarks.pages.register import Register, filled, opened
from benchmarks.stage import KEEPS, KEPT
from benchmarks.union import Shape
from edinstvo.insight.indicators.actions.keep_structures import keep_structures
from launcher.place import ROOT
from launcher.postgres import DATABASE
from launcher.surroundings import django_command

_SIZES = """
SELECT relname, pg_table_size(oid) - coalesce(pg_total_relation_size(reltoastrelid), 0), pg_indexes_size(oid),
  coalesce(pg_total_relation_size(reltoastrelid), 0)
FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""


@dataclass(frozen=True)
class Size:
    """Bytes of a table: its rows, its indexes, and what is kept aside of wide rows."""

    rows: int
    indexes: int
    aside: int

    @property
    def whole(self) -> int:
        """All of it."""
        return self.rows + self.indexes + self.aside


@dataclass(frozen=True)
class Union:
    """A simulated union: the database it lies in, its register to be visited, and how large each table is."""

    name: str
    register: Register
    organisations: int
    sizes: Mapping[str, Size]


@contextmanager
def simulated(counts: Sequence[int]) -> Iterator[list[Union]]:
    """One union of each size; they go with the block. Where unions are kept, copies of those."""
    with ExitStack() as ending:
        unions = []
        for count in counts:
            name = f"union{count}"
            ending.enter_context(copy_of(_kept(count) if os.environ.get(KEEPS) else DATABASE, into=name))
            if not os.environ.get(KEEPS):
                _simulate(name, count)
            unions.append(_union(name, count))
            ending.callback(unions[-1].register.connection.close)
        yield unions


@contextmanager
def register_of(members: int | None, *, shape: Shape) -> Iterator[tuple[str, Register]]:
    """The database and the register of a simulated union of so many members; of the shape where none are named."""
    if members is not None:
        with simulated([members]) as (union,):
            yield union.name, union.register
        return
    progress(f"filling a register with {shape.members} members")
    with copy_of(DATABASE, into="filled"):
        register = filled(name="filled", shape=shape)
        try:
            yield "filled", register
        finally:
            register.connection.close()


def _kept(count: int) -> str:
    """The database of a union of that size that is kept, simulated unless it is there already."""
    name = f"{KEPT}{count}"
    if not stands(name):
        begin(f"begun{count}")
        _simulate(f"begun{count}", count)
        call_it(f"begun{count}", name)
    return name


def _simulate(name: str, count: int) -> None:
    progress(f"simulating a union of {count} members")
    command = django_command(name="simulate", arguments=("--members", str(count), "--seed", "2020", "--quiet"))
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment_of(name)}, check=True)


def _union(name: str, count: int) -> Union:
    use(name)
    register = opened(name=name, members=count)
    use(name)
    # What the worker does in its first minute.
    keep_structures(on=timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(_SIZES)
        sizes = {table: Size(*map(int, bytes_)) for table, *bytes_ in cursor.fetchall()}
    return Union(name, register, len(register.inpo), sizes)
