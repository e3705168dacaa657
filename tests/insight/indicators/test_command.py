"""`edinstvo indicators` over a register in which everything is known."""

import json
import re
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.journal.models import Entry
from edinstvo.insight.indicators.rules import INDICATORS
from edinstvo.membership.benefits.actions.load_participations import LoadedParticipation, load_participations
from edinstvo.membership.cards.actions.load_cards import LoadedCard, load_cards
from edinstvo.registry.members.models import Membership, PersonVersion
from edinstvo.registry.organisations.models import Workforce
from tests.cast import NOW, OPERATOR, Cast, a_union
from tests.registry.members.people import a_former_member, a_member
from tests.registry.offices.people import elected, with_login
from tests.registry.organisations.moving import moved

AS_OF, BASE = "2024-03-16", "2024-01-01"


def _printed(*arguments: str) -> dict[str, dict[str, object]]:
    out = StringIO()
    call_command("indicators", "--as-of", AS_OF, "--base", BASE, "--json", *arguments, stdout=out)
    answer = json.loads(out.getvalue())
    assert (answer["as_of"], answer["base"], answer["year"]) == (AS_OF, BASE, 2023)
    values: dict[str, dict[str, object]] = answer["values"]
    return values


@pytest.fixture
def cast(db: None) -> Cast:
    """Three on record on the day as of, two on the base day; two of the three electronically; one card, one lost."""
    cast = a_union()
    here = a_member(cast.berezovka, "Первая Анна", since=date(2020, 1, 1))
    there = a_member(cast.mtsensk_school, "Вторая Анна", since=date(2024, 2, 1))
    a_former_member(cast.berezovka, "Третья Анна", since=date(2020, 1, 1), until=date(2024, 3, 17))
    Membership.objects.filter(pk=here.pk).update(electronic_on=date(2023, 5, 1))
    Membership.objects.filter(pk=there.pk).update(electronic_on=date(2024, 3, 16), applied_online=True)
    cards = [
        LoadedCard(number="4400000000017", kind="plastic", person_id=here.person_id, issued_on=date(2023, 6, 1)),
        LoadedCard(
            number="5700000000013",
            kind="plastic",
            person_id=there.person_id,
            issued_on=date(2023, 7, 1),
            ended_on=date(2024, 3, 16),
            end_reason="lost",
        ),
        LoadedCard(number="5700000000021", kind="plastic", person_id=there.person_id, issued_on=date(2024, 3, 17)),
    ]
    load_cards(actor=OPERATOR, cards=cards, at=NOW)
    took_part = LoadedParticipation(person_id=here.person_id, began_on=date(2024, 3, 16))
    load_participations(actor=OPERATOR, participations=[took_part], at=NOW)
    return cast


def _values(told: dict[str, dict[str, object]], *names: str) -> list[object]:
    return [told[name]["value"] for name in names]


PEOPLE = ("total", "members", "registered", "plastic", "bonus", "issued_in_year", "joined_online", "joined", "left")


@pytest.mark.usefixtures("cast")
def test_each_figure_is_of_its_own_day() -> None:
    told = _printed()
    assert _values(told, *PEOPLE) == [2, 3, 2, 1, 1, 2, 1, 1, 0]
    assert told["registered"] == {"value": 2, "numerator": 2, "denominator": 2}
    assert told["plastic_share_of_registered"] == {"value": 50.0, "numerator": 1, "denominator": 2}
    assert _values(told, "regions_total", "regions_structured") == [2, 0]


def test_a_branch_is_counted_as_it_stood(cast: Cast) -> None:
    assert _values(_printed("--organisation", cast.kostroma.number), *PEOPLE) == [2, 2, 1, 1, 1, 1, 0, 0, 0]
    before = _printed("--organisation", cast.oryol.number)
    moved(cast.galich, cast.oryol, on=date(2024, 6, 1))
    assert _printed("--organisation", cast.oryol.number) == before


def test_coverage_counts_the_primaries_whose_workforce_is_stated(cast: Cast) -> None:
    Workforce.objects.create(
        organisation=cast.berezovka, workers=3, students=1, valid_from=date(2024, 3, 16), known_since=NOW
    )
    Workforce.objects.create(
        organisation=cast.mtsensk_school, workers=50, students=0, valid_from=date(2024, 3, 17), known_since=NOW
    )
    assert _printed()["coverage"] == {"value": 50.0, "numerator": 2, "denominator": 4}
    assert _printed("--organisation", cast.oryol.number)["coverage"]["value"] is None


@pytest.mark.usefixtures("cast")
def test_a_record_is_stale_that_nobody_touched_for_a_year() -> None:
    assert _values(_printed(), "stale", "net") == [3, 1]
    untouched = Membership.objects.order_by("pk")[0]
    Membership.objects.filter(pk=untouched.pk).update(known_since=datetime(2023, 3, 16, tzinfo=UTC))
    assert _printed()["stale"]["value"] == 2
    Membership.objects.filter(pk=untouched.pk).update(known_since=datetime(2023, 3, 15, 12, tzinfo=UTC))
    assert _printed()["stale"]["value"] == 3
    then = {"person_id": untouched.person_id, "version": 1, "known_until": NOW, "name_key": "", "sex": ""}
    PersonVersion.objects.create(known_since=datetime(2024, 1, 1, tzinfo=UTC), **then)
    assert _printed()["stale"]["value"] == 2


def test_chairs_have_signed_in_within_thirty_days(cast: Cast) -> None:
    officer = elected(cast.berezovka, since=date(2023, 1, 1))
    login = with_login(officer, "predsedatel")
    Grant.objects.update(valid_from=date(2023, 1, 1))
    for moment in (datetime(2024, 2, 15, tzinfo=UTC), datetime(2024, 3, 17, tzinfo=UTC)):
        Entry.objects.create(at=moment, verb="signed_in", object_type="user", object_id=login.pk)
    assert _values(_printed(), "chairs_with_access", "chairs_signed_in") == [1, 0]
    Entry.objects.create(at=datetime(2024, 2, 16, tzinfo=UTC), verb="signed_in", object_type="user", object_id=login.pk)
    assert _values(_printed(), "chairs_with_access", "chairs_signed_in") == [1, 1]


@pytest.mark.usefixtures("cast")
def test_people_read_lines() -> None:
    out = StringIO()
    call_command("indicators", "--as-of", AS_OF, stdout=out)
    lines = out.getvalue().splitlines()
    assert "registered                              2  (2 / 3)" in lines
    assert "joined                                  —" in lines


@pytest.mark.usefixtures("cast")
def test_without_a_base_day_nobody_is_said_to_have_come_or_gone() -> None:
    told = _told("--as-of", AS_OF)
    assert (told["base"], told["year"]) == (AS_OF, 2023)
    nothing = {"value": None, "numerator": None, "denominator": None}
    assert [told["values"][name] for name in ("joined", "left", "net")] == [nothing] * 3
    assert told["values"]["total"] == {"value": 3, "numerator": 3, "denominator": None}
    later = _told("--as-of", AS_OF, "--base", "2024-03-17")
    assert later["values"]["joined"] == nothing


@pytest.mark.usefixtures("cast")
def test_the_year_of_the_cards_is_echoed() -> None:
    told = _told("--as-of", AS_OF, "--base", BASE, "--year", "2024")
    assert (told["year"], told["values"]["issued_in_year"]["value"]) == (2024, 0)
    assert _told("--as-of", "2024-03-17", "--year", "2024")["values"]["issued_in_year"]["value"] == 1


def _told(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("indicators", *arguments, "--json", stdout=out)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


def test_the_guide_names_every_figure() -> None:
    guide = Path("docs/guides/operate.md").read_text(encoding="utf-8")
    table = guide.partition("## Figures")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [one.name for one in INDICATORS]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--as-of", "16.03.2021"], "2021-03-16, а не «16.03.2021»"),
        (["--as-of", AS_OF], "Реестр пуст"),
        (["--as-of", AS_OF, "--year", "0"], "2020, а не «0»"),
        (["--as-of", AS_OF, "--organisation", "44-001-0001-1"], "Организации с номером"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("indicators", *arguments)
