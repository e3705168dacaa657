"""Which folder, and which kind of union."""

from pathlib import Path

import pytest

from launcher.place import ROOT, Mode, Place, chosen_place, make_place
from launcher.refusals import Refused
from launcher.words import language_of


@pytest.mark.parametrize(
    ("environment", "folder", "mode"),
    [
        ({}, "demo", Mode.DEMONSTRATION),
        ({"DEMO": "1"}, "demo", Mode.DEMONSTRATION),
        ({"DEMO": "0"}, "real", Mode.REAL),
        ({"EDINSTVO_MODE": "real"}, "real", Mode.REAL),
        ({"DATABASE_URL": "postgresql://a:secret@db/x"}, "demo-a8b1d8a3", Mode.DEMONSTRATION),
    ],
)
def test_is_in_the_checkout_unless_it_is_named(environment: dict[str, str], folder: str, mode: Mode) -> None:
    place = chosen_place(environment=environment)
    assert (place.folder.parent, place.mode) == (ROOT / "var", mode)
    assert place.folder.name.split("-")[0] == folder.split("-")[0]
    assert "secret" not in place.folder.name


def test_is_where_it_is_named_and_remembers_its_kind(tmp_path: Path) -> None:
    make_place(place=Place(folder=tmp_path / "union", mode=Mode.REAL))
    named = {"EDINSTVO_DATA": str(tmp_path / "union")}
    assert chosen_place(environment=named) == Place(folder=tmp_path / "union", mode=Mode.REAL)
    with pytest.raises(Refused, match="holds a real union"):
        chosen_place(environment={**named, "DEMO": "1"})


def test_keeps_its_key_from_start_to_start(tmp_path: Path) -> None:
    place = Place(folder=tmp_path / "union", mode=Mode.REAL)
    make_place(place=place)
    key = place.secret_key.read_text()
    make_place(place=place)
    assert place.secret_key.read_text() == key
    assert len(key) > 50


def test_says_so_when_it_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused, match="cannot be used"):
        make_place(place=Place(folder=tmp_path / "file" / "union", mode=Mode.REAL))


def test_refuses_a_kind_that_does_not_exist() -> None:
    with pytest.raises(Refused, match=r"not “demo”"):
        chosen_place(environment={"EDINSTVO_MODE": "demo"})


@pytest.mark.parametrize(
    ("arguments", "environment", "language", "rest"),
    [
        (["help"], {"LANG": "ru_RU.UTF-8"}, "ru", ["help"]),
        (["help"], {"LANG": "ru_RU.UTF-8", "LC_ALL": "en_GB"}, "en", ["help"]),
        (["help"], {"LANG": "C.UTF-8"}, None, ["help"]),
        (["--lang", "en", "help"], {"LANG": "ru_RU"}, "en", ["help"]),
        (["help", "--lang=ru", "run"], {}, "ru", ["help", "run"]),
    ],
)
def test_speaks_the_operators_language(
    arguments: list[str], environment: dict[str, str], language: str | None, rest: list[str]
) -> None:
    assert language_of(arguments=arguments, environment=environment) == (language, rest)
