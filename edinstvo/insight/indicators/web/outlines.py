"""The outlines of the subjects, as paths for SVG (data/README.md says where they come from)."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent.parent / "data" / "subjects.json"


@dataclass(frozen=True)
class Outlines:
    """The size of the drawing, and the path of each subject by its code."""

    width: int
    height: int
    paths: dict[str, str]


@cache
def outlines() -> Outlines:
    """Read once."""
    told = json.loads(_FILE.read_text(encoding="utf-8"))
    return Outlines(told["width"], told["height"], told["paths"])
