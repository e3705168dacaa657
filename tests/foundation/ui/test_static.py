"""What a browser fetches: light, ours, licensed."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "edinstvo/foundation/ui/static/ui"
TEXTS = [path for path in FOLDER.rglob("*") if path.suffix in (".css", ".js", ".svg", ".webmanifest")]


def weight(*names: str) -> int:
    """Bytes over the wire."""
    return sum(len(brotli.compress((FOLDER / name).read_bytes())) for name in names)


def test_everything_a_first_page_fetches_beside_itself_is_under_forty_kilobytes() -> None:
    [htmx] = (FOLDER / "vendor").glob("htmx-*.min.js")
    first = ["style.css", "scenes.css", "app.js", "icons.svg", "favicon.svg", "site.webmanifest", f"vendor/{htmx.name}"]
    assert weight(*first) < 40_000


def test_the_font_is_under_twenty_five_kilobytes_and_never_waited_for() -> None:
    assert sum(path.stat().st_size for path in (FOLDER / "fonts").glob("*.woff2")) <= 25_000
    faces = re.findall(r"@font-face\{[^}]*\}", (FOLDER / "style.css").read_text())
    assert faces
    assert all("font-display:optional" in face for face in faces)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_no_file_leads_to_another_host(path: Path) -> None:
    addresses = re.findall(r"(?:url\(|src=|href=|import )\s*[\"']?(?:https?:)?//[^\s\"')]+", path.read_text())
    assert addresses == []


def test_whatever_is_not_ours_has_its_licence_beside_it() -> None:
    for licence in ("vendor/htmx-LICENSE.txt", "icons-LICENSE.txt", "fonts/OFL.txt"):
        assert len((FOLDER / licence).read_text()) > 200


def test_our_own_script_stays_readable() -> None:
    lines = (FOLDER / "app.js").read_text().splitlines()
    assert len(lines) <= 150
    assert max(map(len, lines)) <= 140


def test_both_themes_say_every_colour() -> None:
    style = (FOLDER / "style.css").read_text()
    chosen, by_computer = [
        dict(re.findall(r"(--[\w-]+):([^;}]+)", block))
        for block in (
            re.search(r"\n@media screen\{:root\[data-theme=dark\]\{(.*?)\}\}", style, re.DOTALL)[1],  # type: ignore[index]  # it is there
            re.search(r":root:not\(\[data-theme=light\]\)\{(.*?)\}\}", style, re.DOTALL)[1],  # type: ignore[index]  # it is there
        )
    ]
    assert chosen == by_computer
    assert {"--ink", "--red", "--green", "--amber", "--board"} <= set(chosen)
