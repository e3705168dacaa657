"""The commands of the demonstration."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from edinstvo.registry.organisations.actions.found_union import found_union
from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.management import filling
from edinstvo.sites.demonstration.rules.logins import PASSWORD
from tests.cast import FOUNDED, NOW, OPERATOR
from tests.sites.demonstration.small_union import SMALL

COMMANDS = ["fill_demonstration", "demonstration_logins", "demo_organisations"]


def _said(command: str, *arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command(command, *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def demonstration(settings: Settings, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Demonstration mode, and a small union to fill in."""
    settings.IS_DEMONSTRATION = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(filling, "FULL", SMALL)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.django_db
def test_a_real_union_refuses_them_all(command: str, settings: Settings) -> None:
    settings.IS_DEMONSTRATION = False
    with pytest.raises(CommandError, match="настоящий союз"):
        _said(command)
    assert not Organisation.objects.exists()


@pytest.mark.usefixtures("demonstration")
def test_the_list_fills_an_empty_demonstration_and_prints_nothing_but_json() -> None:
    out, err = _said("demo_organisations", "--json")
    rows = json.loads(out)
    assert [list(row) for row in rows] == [["inpo", "name", "type", "members"]] * Organisation.objects.filter(
        closed_on=None
    ).count()
    assert "из" in err
    again, said = _said("demo_organisations", "--json")
    assert (json.loads(again), said) == (rows, "")


@pytest.mark.usefixtures("demonstration")
def test_the_list_for_people_has_numbers_with_hyphens() -> None:
    out, _err = _said("demo_organisations")
    assert "00-000-0000-6" in out.splitlines()[1]


@pytest.mark.usefixtures("demonstration")
def test_filling_shows_progress_unless_it_is_to_be_quiet_and_then_leaves_the_union_alone() -> None:
    assert _said("fill_demonstration", "--quiet") == ("", "")
    before = Organisation.objects.count()
    assert _said("fill_demonstration") == ("", "Организации уже есть: ничего не заполнено.\n")
    assert Organisation.objects.count() == before


@pytest.mark.usefixtures("demonstration")
def test_nothing_is_filled_in_where_an_organisation_exists() -> None:
    found_union(actor=OPERATOR, name="Профсоюз", short_name="Профсоюз", on=FOUNDED, at=NOW, decision="")
    _said("fill_demonstration")
    assert Organisation.objects.count() == 1


@pytest.mark.usefixtures("demonstration")
def test_the_logins_are_a_table_with_the_password() -> None:
    assert _said("demonstration_logins")[0] == "Демонстрация ещё не заполнена.\n"
    _said("fill_demonstration", "--quiet")
    lines = _said("demonstration_logins")[0].splitlines()
    assert len(lines) == 8
    assert all(PASSWORD in line for line in lines[1:])
    assert lines[1].startswith("centre ")
    assert "Берёзовской" in lines[4]
