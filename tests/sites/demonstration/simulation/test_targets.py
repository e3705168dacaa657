"""The file of targets: what is read, and what is refused in a sentence."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.rules.simulation.targets import Named, read_targets
from tests.sites.demonstration.simulation.drawing import TODAY

TOLD = {
    "as_of": "2021-03-16",
    "base": "2021-01-01",
    "total": 600,
    "registered": 312,
    "plastic": 173,
    "bonus": 36,
    "issued_2020": 155,
    "regions_total": 4,
    "regions_structured": 3,
    "structured_by": "2020-11-01",
    "joined_online": 27,
    "joined_online_named": [{"region": "62", "name": " ППО  института ", "count": 12}],
}


def test_says_everything() -> None:
    read = read_targets(json.dumps(TOLD), members=600, today=TODAY)
    assert (read.issued, read.issued_year, read.regions_structured) == (155, 2020, 3)
    assert read.named == (Named("62", "ППО института", 12),)


def test_the_published_figures_are_shipped() -> None:
    text = (Path(settings.BASE_DIR) / "docs/targets-2021.json").read_text(encoding="utf-8")
    read = read_targets(text, members=3_770_613, today=TODAY)
    assert (read.registered, read.plastic, read.bonus) == (1_960_719, 1_085_471, 223_194)
    assert (read.issued_year, read.issued, read.joined_online) == (2020, 974_746, 2_708)
    assert (read.regions_structured, read.regions_total) == (58, 80)


def test_a_region_is_called_by_any_subject_that_it_covers() -> None:
    told = {**TOLD, "joined_online_named": [{"region": "89", "name": "ППО", "count": 1}]}
    assert read_targets(json.dumps(told), members=600, today=TODAY).named[0].region in ("72", "86", "89")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ("[1]", "нет объекта"),
        ("{", "не JSON"),
        ({"total": None}, "«total» должно быть целым"),
        ({"total": 601}, "совпадать с --members: 600"),
        ({"registered": 601}, "не могут быть больше «total»"),
        ({"plastic": 313}, "больше «registered»"),
        ({"bonus": -1}, "«bonus» должно быть целым"),
        ({"bonus": True}, "«bonus» должно быть целым"),
        ({"as_of": "16.03.2021"}, "2021-03-16"),
        ({"as_of": "2020-12-31"}, "«as_of» не может"),
        ({"as_of": "2999-01-01"}, "«as_of» не может"),
        ({"structured_by": "2010-01-01"}, "на пять лет"),
        ({"issued_2019": 3}, "несколько лет"),
        ({"regions_total": 81}, "от 1 до 80"),
        ({"regions_total": 2}, "не может быть больше «regions_total»"),
        ({"joined_online": 11}, "суммы joined_online_named"),
        ({"joined_online": 599}, "не больше чем половина"),
        ({"plastics": 3}, "«plastics»"),
        ({"joined_online_named": {}}, "списком"),
        ({"joined_online_named": [{"region": "62"}]}, "region, name и count"),
        ({"joined_online_named": [{"region": "00", "name": "ППО", "count": 1}]}, "«00»"),
        ({"joined_online_named": [{"region": "62", "name": " ", "count": 1}]}, "от одного до 160"),
        ({"joined_online_named": [{"region": "62", "name": "ППО", "count": 1}] * 2}, "дважды"),
        ({"registered": 0, "plastic": 0, "bonus": 0}, "Карты некому"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    changed: "str | dict[str, object]", sentence: str, tmp_path: Path
) -> None:
    file = tmp_path / "targets.json"
    file.write_text(changed if isinstance(changed, str) else json.dumps({**TOLD, **changed}), encoding="utf-8")
    with pytest.raises(CommandError, match=sentence):
        call_command("simulate", "--members", "600", "--seed", "1", "--targets", str(file), stderr=StringIO())
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_what_is_missing_is_named(tmp_path: Path) -> None:
    file = tmp_path / "targets.json"
    file.write_text(json.dumps({name: told for name, told in TOLD.items() if name != "issued_2020"}))
    with pytest.raises(CommandError, match="нет «issued_YYYY»"):
        call_command("simulate", "--members", "600", "--seed", "1", "--targets", str(file))
    with pytest.raises(CommandError, match="не читается"):
        call_command("simulate", "--members", "600", "--seed", "1", "--targets", str(tmp_path / "none.json"))
    with pytest.raises(CommandError, match="не меньше 2"):
        call_command("simulate", "--members", "1", "--seed", "1")
