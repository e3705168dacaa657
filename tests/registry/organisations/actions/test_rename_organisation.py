"""Renaming: dated facts, corrections of a day, two people at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.actions.rename_organisation import (
    BeforeFounding,
    NameUnchanged,
    rename_organisation,
)
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.history import name_on
from edinstvo.registry.organisations.rules import NameMissing
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_union, staff

LATER = NOW + timedelta(days=1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_the_name_holds_from_its_day_on(cast: Cast) -> None:
    renamed = _rename(cast.galich, "Галичская городская", on=date(2015, 3, 1))
    assert (renamed.name, renamed.name_key, renamed.version) == ("Галичская городская", "галичская городская", 2)
    assert _name(renamed, date(2015, 2, 28)) == cast.galich.name
    assert _name(renamed, date(2015, 3, 1)) == "Галичская городская"


def test_a_renaming_before_a_later_one_leaves_todays_name(cast: Cast) -> None:
    _rename(cast.galich, "Третья", on=date(2015, 3, 1))
    renamed = _rename(cast.galich, "Вторая", on=date(2005, 3, 1), version=2)
    assert (renamed.name, renamed.version) == ("Третья", 3)
    assert [_name(renamed, date(year, 6, 1)) for year in (2004, 2010, 2020)] == [cast.galich.name, "Вторая", "Третья"]


def test_the_same_day_again_is_a_correction(cast: Cast) -> None:
    day = date(2015, 3, 1)
    _rename(cast.galich, "Галическая", on=day)
    corrected = _rename(cast.galich, "Галичская", on=day, version=2, at=LATER)
    assert corrected.name == _name(corrected, day) == "Галичская"
    assert _name(corrected, day, known_on=TODAY) == "Галическая"
    closed, stands = corrected.names.filter(valid_from=day).order_by("known_since")
    assert closed.known_until == stands.known_since == LATER
    assert stands.known_until is None


def test_the_founding_name_is_corrected_on_the_day_of_founding(cast: Cast) -> None:
    corrected = _rename(cast.galich, "Галичская", on=FOUNDED)
    assert corrected.name == _name(corrected, FOUNDED) == "Галичская"


def test_said_twice_is_done_once(cast: Cast) -> None:
    for _ in range(2):
        renamed = _rename(cast.galich, "Галичская", on=TODAY, version=1)
    assert renamed.version == 2
    assert renamed.names.count() == 2
    assert Entry.objects.filter(verb="organisation_renamed").count() == 1


def test_writes_what_changed_and_why(cast: Cast) -> None:
    _rename(cast.galich, "Галичская", on=TODAY)
    _rename(cast.galich, "Галичская районная", on=TODAY, version=2)
    renamed, corrected = Entry.objects.filter(object_id=cast.galich.pk).order_by("id")[1:]
    assert (renamed.verb, corrected.verb) == ("organisation_renamed", "organisation_name_corrected")
    assert (renamed.before["name"], renamed.after["name"]) == (cast.galich.name, "Галичская")
    assert (corrected.before["name"], corrected.after["valid_from"]) == ("Галичская", TODAY.isoformat())
    assert renamed.reason == "№ 2-1"


@pytest.mark.parametrize(
    ("name", "day", "refusal"),
    [
        ("Новая", FOUNDED - timedelta(days=1), BeforeFounding),
        ("Новая", TODAY + timedelta(days=1), DayNotCome),
        ("Галичская районная организация", TODAY, NameUnchanged),
        ("  ", TODAY, NameMissing),
        ("Буйская городская организация", TODAY, NameTaken),
    ],
)
def test_is_refused(cast: Cast, name: str, day: date, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        _rename(cast.galich, name, on=day)
    assert Organisation.objects.get(pk=cast.galich.pk).name == cast.galich.name
    assert cast.galich.names.count() == 1


def test_a_closed_organisation_is_renamed_only_in_its_time(cast: Cast) -> None:
    close_organisation(
        actor=OPERATOR, organisation=cast.lyceum, on=date(2020, 1, 1), at=NOW, decision="№ 1", expected_version=1
    )
    with pytest.raises(OrganisationClosed):
        _rename(cast.lyceum, "Гимназия", on=date(2020, 1, 1), version=2)
    assert _rename(cast.lyceum, "Гимназия", on=date(2019, 12, 31), version=2).name == "Гимназия"


def test_the_second_of_two_people_is_told_and_shown_what_stands_now(cast: Cast) -> None:
    _rename(cast.galich, "Первая", on=date(2026, 1, 1), version=1)
    with pytest.raises(EditedMeanwhile) as refusal:
        _rename(cast.galich, "Вторая", on=date(2026, 2, 1), version=1)
    assert (refusal.value.organisation.name, refusal.value.organisation.version) == ("Первая", 2)


def test_the_staff_renames_what_lies_below_its_head_only(cast: Cast) -> None:
    own = staff(cast.kostroma)
    assert _rename(cast.galich, "Галичская", on=TODAY, actor=own).name == "Галичская"
    for place in (cast.kostroma, cast.mtsensk, cast.union):
        with pytest.raises(PowerMissing):
            _rename(place, "Чужая", on=TODAY, actor=own)


@pytest.mark.django_db(transaction=True)
def test_two_renamings_at_one_moment_do_not_overwrite_each_other() -> None:
    territory = a_union().galich
    started = Barrier(2)

    def rename(name: str) -> str:
        started.wait()
        try:
            return _rename(territory, name, on=TODAY).name
        except EditedMeanwhile as refusal:
            return f"told of {refusal.organisation.name}"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = set(pool.map(rename, ["Первая", "Вторая"]))
    stands = Organisation.objects.get(pk=territory.pk)
    assert said == {stands.name, f"told of {stands.name}"}
    assert stands.version == 2


def _rename(
    organisation: Organisation, name: str, *, on: date, version: int = 1, at: datetime = NOW, actor: Actor = OPERATOR
) -> Organisation:
    return rename_organisation(
        actor=actor,
        organisation=organisation,
        name=name,
        short_name=name,
        on=on,
        at=at,
        decision="№ 2-1",
        expected_version=version,
    )


def _name(organisation: Organisation, on: date, *, known_on: date | None = None) -> str | None:
    fact = name_on(organisation, on=on, known_on=known_on)
    return fact.name if fact else None
