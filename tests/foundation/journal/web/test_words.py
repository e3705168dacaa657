"""Every verb that anybody writes has a sentence."""

import ast
from collections.abc import Iterator
from pathlib import Path

from edinstvo.foundation.journal.web.verbs import VERBS

HOUSE = Path(__file__).parents[4] / "edinstvo"


def test_every_verb_in_the_house_has_a_sentence() -> None:
    written = {verb for path in HOUSE.rglob("actions/*.py") for verb in _verbs(path)}
    assert "organisation_founded" in written
    assert written <= set(VERBS)


def _verbs(path: Path) -> Iterator[str]:
    """The texts given as `verb=` in the calls of a file, also those of a conditional expression."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.keyword) and node.arg == "verb":
            constants = (leaf for leaf in ast.walk(node.value) if isinstance(leaf, ast.Constant))
            yield from (str(constant.value) for constant in constants)
