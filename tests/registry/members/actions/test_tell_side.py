"""Transfers are told to those who have to answer, or who have asked."""

import pytest

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.notices.queries import told_to
from edinstvo.registry.members.actions.close_transfer import refuse_transfer, withdraw_transfer
from edinstvo.registry.members.actions.release_member import release_member
from edinstvo.registry.members.models import Side
from tests.cast import NOW, TODAY, a_union, auditor, chair, staff
from tests.registry.members.people import a_member
from tests.registry.members.transfers import asked

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


def subjects(reader: Actor) -> list[str]:
    return list(told_to(seen_by=reader).values_list("subject", flat=True))
