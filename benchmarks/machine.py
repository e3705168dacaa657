"""The machine a figure was measured on, in words: its size and how busy it was, never its name."""

import os
import platform
from datetime import UTC, datetime

from launcher.tuning import memory_of_machine


def in_words(*, command: str) -> str:
    """The line above every table: when, with what command, on what."""
    memory = memory_of_machine() / 2**30
    load = os.getloadavg()[0]
    return (
        f"`{command}`, {datetime.now(tz=UTC):%d.%m.%Y}: {os.cpu_count()} cores, {memory:.0f} GiB, "
        f"Python {platform.python_version()}, load of the machine before {load:.1f}."
    )
