"""docs/performance.md: each measurement has its place there, between two comments, and is replaced as a whole."""

import re

from launcher.place import ROOT

DOCUMENT = ROOT / "docs" / "performance.md"


class NoPlace(Exception):
    """The document has no place for this section."""


def put(*, section: str, text: str) -> None:
    """Replace what stands between `<!-- bench import -->` and `<!-- end -->`. Raises NoPlace."""
    place = re.compile(rf"(<!-- bench {section} -->\n).*?(<!-- end -->)", re.S)
    before = DOCUMENT.read_text(encoding="utf-8")
    if not place.search(before):
        raise NoPlace(section)
    DOCUMENT.write_text(place.sub(lambda match: f"{match[1]}{text}\n{match[2]}", before), encoding="utf-8")
