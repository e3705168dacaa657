"""What templates get wrong in silence: a name that is told in one block is unknown in the next one."""

import re
from collections.abc import Iterator

from tests.architecture.sources import ROOT

_BLOCK = re.compile(r"{% block (\w+) %}")
_TOLD = re.compile(r" as (\w+) %}|{% for ([\w, ]+) in ")
_ASKED = re.compile(r"{{ *(\w+)|{% *\w+ ([^%]*)%}")
_TEXT = re.compile(r"\"[^\"]*\"|'[^']*'")


def test_no_block_asks_for_a_name_that_only_another_block_tells() -> None:
    asked = [
        f"{path.relative_to(ROOT)}: {name} in {block}"
        for path in sorted((ROOT / "edinstvo").rglob("templates/**/*.html"))
        for block, name in _unknown(path.read_text())
    ]
    assert asked == []


def _unknown(template: str) -> Iterator[tuple[str, str]]:
    pieces = _BLOCK.split(template)[1:]
    blocks = dict(zip(pieces[::2], pieces[1::2], strict=True))
    told = {
        block: set(re.findall(r"\w+", " ".join(map(" ".join, _TOLD.findall(text))))) for block, text in blocks.items()
    }
    for block, text in blocks.items():
        elsewhere = set().union(*(names for other, names in told.items() if other != block)) - told[block]
        yield from ((block, name) for name in sorted(elsewhere & _names_asked(text)))


def _names_asked(text: str) -> set[str]:
    names = set()
    for shown, arguments in _ASKED.findall(text):
        names |= {shown, *re.findall(r"(?<![.\w])[a-z_]\w*", _TEXT.sub("", arguments))}
    # A word of `blocktranslate`.
    return names - {"count"}
