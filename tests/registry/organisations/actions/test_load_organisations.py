"""Loading in bulk: the same rows, facts, numbers and refusals as one act after another."""

from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.organisations.actions.found_organisation import (
    FoundedBeforeParent,
    ParentClosed,
    SeatTaken,
    SeatUnknown,
    TypeNotAllowedHere,
)
from edinstvo.registry.organisations.actions.load_organisations import load_organisations
from edinstvo.registry.organisations.actions.loaded_rows import EarlierParent, NameRow, OrganisationRow
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.organisations.queries.branch_on import chain_on
from edinstvo.registry.organisations.queries.history import name_on, status_on
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_primary, a_union, staff


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_a_loaded_organisation_is_like_a_founded_one(cast: Cast) -> None:
    ids = _load(
        _row("region", cast.union.pk, "regional", seat="76"), _row("t", "region", "territorial"), _row("p", "t")
    )
    loaded = Organisation.objects.get(pk=ids["p"])
    founded = a_primary(Organisation.objects.get(pk=ids["t"]), "founded")
    assert loaded.number.startswith("76-001-0001")
    assert founded.number.startswith("76-001-0002")
    assert (loaded.region_id, loaded.territory_id, loaded.primary_id) == (ids["region"], ids["t"], ids["p"])
    assert (loaded.path, loaded.name_key) == (founded.path.replace(str(founded.pk), str(loaded.pk)), "p")
    for facts in ("names", "parents", "statuses"):
        assert _facts(loaded, facts) == _facts(founded, facts)
    assert [subject.code for subject in Organisation.objects.get(pk=ids["region"]).subjects.all()] == ["76"]


def test_numbers_go_on_where_founding_stopped(cast: Cast) -> None:
    ids = _load(_row("one", cast.galich.pk), _row("two", cast.galich.pk), _row("far", cast.mtsensk.pk))
    numbers = {key: Organisation.objects.get(pk=id_).number[:-2] for key, id_ in ids.items()}
    assert numbers == {"one": "44-001-0003", "two": "44-001-0004", "far": "57-001-0002"}


def test_renamings_and_closings_come_along(cast: Cast) -> None:
    names = (NameRow(on=FOUNDED, name="А", short_name="А"), NameRow(on=date(2010, 1, 1), name="Б", short_name="Б"))
    ids = _load(_row("p", cast.galich.pk, names=names, closed_on=date(2020, 1, 1)))
    loaded = Organisation.objects.get(pk=ids["p"])
    assert [fact and fact.name for fact in (name_on(loaded, on=date(year, 1, 1)) for year in (2009, 2010))] == [
        "А",
        "Б",
    ]
    assert (loaded.name, loaded.closed_on) == ("Б", date(2020, 1, 1))
    assert [status_on(loaded, on=day) for day in (date(2019, 12, 31), date(2020, 1, 1))] == ["open", "closed"]


def test_where_it_stood_before_comes_along(cast: Cast) -> None:
    moved = EarlierParent(parent="there", until=date(2015, 3, 1), decision="о переходе")
    again = EarlierParent(parent=cast.mtsensk.pk, until=date(2018, 1, 1), decision="о возвращении")
    ids = _load(
        _row("there", cast.kostroma.pk, "territorial"),
        replace(_row("p", cast.galich.pk), earlier=(moved, again)),
    )
    loaded = Organisation.objects.select_related("parent").get(pk=ids["p"])
    days = [date(2015, 2, 28), date(2015, 3, 1), date(2018, 1, 1)]
    assert [chain_on(loaded, on=day)[-1].pk for day in days] == [ids["there"], cast.mtsensk.pk, cast.galich.pk]
    assert (loaded.parent_id, loaded.territory_id) == (cast.galich.pk, cast.galich.pk)
    assert loaded.number.startswith(Organisation.objects.get(pk=ids["there"]).number[:6])


@pytest.mark.parametrize("until", [FOUNDED, date(2100, 1, 1)])
def test_a_move_before_the_founding_or_ahead_is_refused(cast: Cast, until: date) -> None:
    moved = EarlierParent(parent=cast.mtsensk.pk, until=until)
    with pytest.raises((BeforeFounding, DayNotCome)):
        _load(replace(_row("p", cast.galich.pk), earlier=(moved,)))


def test_writes_one_entry(cast: Cast) -> None:
    before = Entry.objects.count()
    _load(_row("one", cast.galich.pk), _row("two", cast.galich.pk), _row("g", "one", "group"))
    assert Entry.objects.count() == before + 1
    assert Entry.objects.latest("id").after == {"primary": 2, "group": 1}


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"type": "regional"}, TypeNotAllowedHere),
        ({"founded": FOUNDED - timedelta(days=1)}, FoundedBeforeParent),
        ({"founded": TODAY + timedelta(days=1)}, DayNotCome),
        ({"closed_on": TODAY + timedelta(days=1)}, DayNotCome),
        ({"closed_on": FOUNDED - timedelta(days=1)}, BeforeFounding),
        ({"name": "ППО Берёзовской средней школы"}, NameTaken),
    ],
)
def test_is_refused(cast: Cast, fields: dict[str, Any], refusal: type[Exception]) -> None:
    count = Organisation.objects.count()
    with pytest.raises(refusal):
        _load(_row("good", cast.galich.pk), _row("bad", cast.galich.pk, **fields))
    assert Organisation.objects.count() == count


def test_rows_are_refused_for_each_other_too(cast: Cast) -> None:
    with pytest.raises(NameTaken):
        _load(_row("one", cast.galich.pk, name="ППО"), _row("two", cast.galich.pk, name="ППО"))
    with pytest.raises(ParentClosed):
        _load(_row("t", cast.kostroma.pk, "territorial", closed_on=date(2020, 1, 1)), _row("p", "t"))
    with pytest.raises(SeatTaken):
        _load(_row("r", cast.union.pk, "regional", seat="44"))
    with pytest.raises(SeatUnknown):
        _load(_row("r", cast.union.pk, "regional"))


def test_names_out_of_order_are_refused(cast: Cast) -> None:
    names = (NameRow(on=FOUNDED, name="А", short_name="А"), NameRow(on=FOUNDED, name="Б", short_name="Б"))
    with pytest.raises(BeforeFounding):
        _load(_row("p", cast.galich.pk, names=names))


def test_needs_the_power_at_every_parent(cast: Cast) -> None:
    rows = [_row("mine", cast.galich.pk), _row("foreign", cast.mtsensk.pk)]
    with pytest.raises(PowerMissing):
        load_organisations(actor=staff(cast.kostroma), rows=rows, at=NOW)


def test_is_many_times_faster_than_founding_one_by_one(cast: Cast) -> None:
    begun = perf_counter()
    for n in range(20):
        a_primary(cast.mtsensk, f"founded {n}")
    of_one = (perf_counter() - begun) / 20
    rows = [_row(f"loaded {n}", cast.mtsensk.pk) for n in range(2000)]
    begun = perf_counter()
    _load(*rows)
    assert (perf_counter() - begun) / 2000 < of_one / 5


def _load(*rows: OrganisationRow) -> dict[str, int]:
    return load_organisations(actor=OPERATOR, rows=rows, at=NOW)


def _row(
    key: str,
    parent: str | int,
    type: str = OrganisationType.PRIMARY,
    *,
    name: str = "",
    founded: date = FOUNDED,
    names: tuple[NameRow, ...] = (),
    **fields: Any,
) -> OrganisationRow:
    first = NameRow(on=founded, name=name or key, short_name=name or key, decision="Постановление президиума № 1-1")
    return OrganisationRow(key=key, parent=parent, type=type, names=names or (first,), **fields)


def _facts(organisation: Organisation, facts: str) -> list[dict[str, Any]]:
    """The facts without what is the organisation's own: its id and its name."""
    own = {"id", "organisation_id", "name", "short_name"}
    rows = getattr(organisation, facts).values()
    return [{field: value for field, value in row.items() if field not in own} for row in rows]
