"""Transfers are told to those who have to answer, or who have asked."""

import pytest

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.notices.queries import told_to
from edinstvo.registry.members.actions.close_transfer import refuse_transfer, withdraw_transfer
from edinstvo.registry.members.actions.complete_overdue_transfers import complete_overdue_transfers
from edinstvo.registry.members.actions.release_member import release_member
from edinstvo.registry.members.models import EndReason, LapseReason, Side, Transfer
from tests.cast import NOW, OPERATOR, TODAY, a_union, auditor, chair, staff
from tests.registry.members.people import a_member, ended
from tests.registry.members.transfers import DUE, asked
from tests.registry.organisations.closing import closed
from tests.registry.reorganisations.merging import merged

pytestmark = pytest.mark.django_db


def test_who_keeps_the_other_side_is_told_or_the_nearest_above_them() -> None:
    cast = a_union()
    asking, answering, above = chair(cast.mtsensk_school), chair(cast.lyceum), staff(cast.galich)
    watching, elsewhere = auditor(cast.lyceum), chair(cast.college)
    wanted = asked(a_member(cast.lyceum), cast.mtsensk_school, actor=asking, by=Side.TARGET)
    (line,) = told_to(seen_by=answering)
    assert (line.subject, line.link) == (
        "Переход ждёт вашего ответа: Абрамова Людмила Викторовна",
        f"members:transfer {wanted.pk}",
    )
    assert "Без ответа переход состоится сам 24 декабря 2026 года." in line.text.replace("\xa0", " ")
    assert subjects(asking) == subjects(above) == subjects(watching) == subjects(elsewhere) == []

    refuse_transfer(actor=answering, transfer_id=wanted.pk, reason="Не подавала", at=NOW)
    assert told_to(seen_by=asking)[0].text.strip().endswith("Причина: Не подавала")

    # Nobody keeps the members of this school but those above it.
    of_above = asked(a_member(cast.berezovka, "Ким Анна"), cast.mtsensk_school, actor=asking, by=Side.TARGET)
    assert subjects(above) == ["Переход ждёт вашего ответа: Ким Анна"]
    withdraw_transfer(actor=asking, transfer_id=of_above.pk, reason="", at=NOW)
    assert subjects(above)[0] == "Переход отозван: Ким Анна"


def test_who_asked_is_told_that_it_is_agreed_to() -> None:
    cast = a_union()
    asking, answering = chair(cast.lyceum), chair(cast.mtsensk_school)
    wanted = asked(a_member(cast.lyceum), cast.mtsensk_school, actor=asking)
    release_member(actor=answering, transfer_id=wanted.pk, moves_on=TODAY, on=TODAY, at=NOW)
    assert subjects(asking) == ["Переход согласован: Абрамова Людмила Викторовна"]


@pytest.mark.parametrize(
    ("reason", "because", "words"),
    [(EndReason.DIED, LapseReason.DIED, "Человек умер"), (EndReason.OWN_WISH, LapseReason.LEFT, "выбыл")],
)
def test_both_sides_are_told_why_it_lapses(reason: EndReason, because: LapseReason, words: str) -> None:
    cast = a_union()
    stay, asking, answering = a_member(cast.lyceum), chair(cast.lyceum), chair(cast.mtsensk_school)
    waits = asked(stay, cast.mtsensk_school, actor=asking)
    ended(stay, TODAY, reason=reason)
    assert Transfer.objects.get(pk=waits.pk).lapsed_because == because
    for side in (asking, answering):
        line = told_to(seen_by=side)[0]
        assert line.subject == "Переход отпал: Абрамова Людмила Викторовна"
        assert words in line.text
    entries = Entry.objects.filter(verb="transfer_lapsed", object_id=waits.pk)
    assert {entry.after["lapsed_because"] for entry in entries} == {because}
    assert {entry.primary_id for entry in entries} == {cast.lyceum.pk, cast.mtsensk_school.pk}


def test_both_sides_are_told_of_a_reorganisation_and_of_a_closing() -> None:
    cast = a_union()
    first, second, third = chair(cast.lyceum), chair(cast.mtsensk_school), chair(cast.berezovka)
    asked(a_member(cast.lyceum), cast.mtsensk_school, actor=first)
    late = asked(a_member(cast.berezovka, "Ким Анна"), cast.mtsensk_school, actor=third)
    merged(cast.lyceum, cast.college, on=TODAY)
    assert "При реорганизации" in told_to(seen_by=second)[0].text
    closed(cast.mtsensk_school, on=TODAY)
    assert complete_overdue_transfers(actor=OPERATOR, on=DUE, at=NOW) == 0
    assert "закрыта" in told_to(seen_by=third)[0].text
    assert Transfer.objects.get(pk=late.pk).lapsed_because == LapseReason.TARGET_CLOSED


def subjects(reader: Actor) -> list[str]:
    return list(told_to(seen_by=reader).values_list("subject", flat=True))
