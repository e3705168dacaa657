"""The documents of figures: each measurement has its place there, between two comments, and is replaced as a whole."""

import re

from launcher.place import ROOT

_PERFORMANCE, _RELIABILITY = ROOT / "docs" / "performance.md", ROOT / "docs" / "reliability.md"
# Whatever is not named here stands in the first one.
_ELSEWHERE = {"load": _RELIABILITY, "disk": _RELIABILITY}


class NoPlace(Exception):
    """The document has no place for this section."""


def put(*, section: str, text: str) -> None:
    """Replace what stands between `<!-- bench import -->` and `<!-- end -->`. Raises NoPlace."""
    document = _ELSEWHERE.get(section, _PERFORMANCE)
    place = re.compile(rf"(<!-- bench {section} -->\n).*?(<!-- end -->)", re.S)
    before = document.read_text(encoding="utf-8")
    if not place.search(before):
        raise NoPlace(section)
    document.write_text(place.sub(lambda match: f"{match[1]}{text}\n{match[2]}", before), encoding="utf-8")
