"""What a stretch of work costs: time on the wall, processor time here and in the server, bytes of its log."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """Seconds on the wall, seconds of processor here and in the server's process, bytes written ahead."""

    wall: float
    here: float
    server: float
    log: int

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(self.wall - other.wall, self.here - other.here, self.server - other.server, self.log - other.log)


def reading() -> Cost:
    """The meters as they stand; one costs the difference of two."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), pg_current_wal_insert_lsn() - '0/0'::pg_lsn")
        pid, log = cursor.fetchone() or (0, 0)
    return Cost(time.perf_counter(), _children_too(), _processor_of(int(pid)), int(log))


def _children_too() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _processor_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
