"""Founding a region: it has a seat of its own among its subjects, also after its closing."""

from datetime import date

import pytest

from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.actions.found_organisation import (
    SeatTaken,
    SeatUnknown,
    SubjectUnknown,
    found_organisation,
)
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_region, a_union, found


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.mark.parametrize(
    ("seat", "subjects", "refusal"),
    [
        ("", (), SeatUnknown),
        ("99", (), SeatUnknown),
        ("76", ("33",), SeatUnknown),
        ("76", ("76", "99"), SubjectUnknown),
        ("44", (), SeatTaken),
    ],
)
def test_a_region_needs_a_free_seat_among_its_subjects(
    cast: Cast, seat: str, subjects: tuple[str, ...], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        _interregional(cast, seat, subjects)


def test_a_region_covers_its_seat_or_several_subjects(cast: Cast) -> None:
    covered = _interregional(cast, "78", ("47", "78"))
    assert [subject.code for subject in covered.subjects.order_by("code")] == ["47", "78"]
    assert [subject.code for subject in cast.oryol.subjects.all()] == ["57"]
    assert covered.number.startswith("78-000-0000")


def test_only_regions_cover_subjects(cast: Cast) -> None:
    with pytest.raises(SubjectUnknown):
        found(cast.kostroma, "Районная", type=OrganisationType.TERRITORIAL, seat="44")


def test_a_closed_region_keeps_its_seat(cast: Cast) -> None:
    region = a_region(cast.union, "Ярославская", seat="76")
    close_organisation(actor=OPERATOR, organisation=region, on=TODAY, at=NOW, decision="№ 1", expected_version=1)
    with pytest.raises(SeatTaken):
        a_region(cast.union, "Ярославская новая", seat="76")


def _interregional(cast: Cast, seat: str, subjects: tuple[str, ...]) -> Organisation:
    return found_organisation(
        actor=OPERATOR,
        type=OrganisationType.INTERREGIONAL,
        parent=cast.union,
        name="Межрегиональная организация",
        short_name="Межрегиональная",
        on=date(2000, 1, 1),
        at=NOW,
        decision="",
        seat=seat,
        subjects=subjects,
    )
