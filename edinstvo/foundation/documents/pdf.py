"""PDF from typst templates, set in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from edinstvo.foundation.documents.printable import Printable, printable, printable_text

# How the printing process ends when the template is at fault.
BROKEN = 3
_ROOT = Path(__file__).resolve().parents[3]
# A document says of which day it is; the hour is of no matter, only that it is always the same.
_NOON = time(12, tzinfo=timezone(timedelta(hours=3)))


class TemplateBroken(Exception):
    """The template does not exist, or cannot be compiled with these data. Never the fault of a text."""


class TypesetterDied(Exception):
    """The printing process ended before its document was done: most likely the machine has no memory left."""


def render_pdf(template: str, sheets: Sequence[Mapping[str, Printable]], *, title: str, on: date) -> bytes:
    """One PDF/A-2a document with a run of pages for each of the sheets; 1 to 2 ms and up to 150 kB each.

    `template` lies below `edinstvo/`, as "registry/members/documents/card.typ", and defines `sheet(data)`. Every text
    in the sheets comes out as text. The same arguments give the same bytes. typst keeps what it has set as long as its
    process lives, some 0.4 MiB a page: so that process ends with the document. Raises TemplateBroken, TypesetterDied.
    """
    inputs = {
        "template": f"/{template}",
        "title": printable_text(title),
        "sheets": json.dumps(printable(sheets), ensure_ascii=False),
    }
    order = {"inputs": inputs, "at": datetime.combine(on, _NOON).isoformat()}
    done = subprocess.run(
        [sys.executable, "-m", "edinstvo.foundation.documents.typesetter"],
        input=json.dumps(order).encode(),
        capture_output=True,
        cwd=_ROOT,
        env={"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PATH": os.environ.get("PATH", "")},
        check=False,
    )
    complaint = f"{template}: {done.stderr.decode(errors='replace')}"
    if done.returncode == BROKEN:
        raise TemplateBroken(complaint)
    if done.returncode:
        raise TypesetterDied(f"{done.returncode}, {complaint}")
    return done.stdout
