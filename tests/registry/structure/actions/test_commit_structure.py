"""Committing a list of organisations does what the plan says, or nothing."""

from datetime import timedelta

import pytest
from django.db import transaction

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.imports.actions.change_state import WrongState
from edinstvo.registry.imports.actions.commit_plan import RegisterMoved
from edinstvo.registry.imports.models import State
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.models import Contact, Organisation, OrganisationType
from edinstvo.registry.organisations.queries.contacts import contact_of
from edinstvo.registry.organisations.queries.figures import declared_of
from edinstvo.registry.organisations.queries.timeline import timeline_of
from edinstvo.registry.structure.actions.answer_row import NoSuchAnswer, answer_row
from edinstvo.registry.structure.actions.bring_structure import OrganisationTakesNoStructure
from edinstvo.registry.structure.actions.commit_structure import commit_structure
from edinstvo.registry.structure.models import StructurePlan, StructureRow
from edinstvo.registry.structure.rules.matching import AS_NEW
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_primary, a_union, chair, staff
from tests.registry.organisations.closing import closed
from tests.registry.structure.actions.small_list import GALICH, GARDEN, NEYA, ROWS, SCHOOL, called, undone
from tests.registry.structure.committee_lists import HEADINGS, HOSTILE, Rows, actions_of, committed, planned


@pytest.fixture
def cast() -> Cast:
    return a_union()


@pytest.mark.django_db
def test_founds_states_and_writes_one_line(cast: Cast) -> None:
    committee = staff(cast.kostroma)
    entries = Entry.objects.count()
    plan = committed(planned(cast.kostroma, ROWS, actor=committee), actor=committee)

    assert [action for _, action in actions_of(plan)] == ["same", "update", "new", "new", "new"]
    school, neya = called(SCHOOL), called(NEYA)
    assert (neya.type, neya.parent, neya.founded_on) == (OrganisationType.TERRITORIAL, cast.kostroma, FOUNDED)
    assert (school.parent, school.region_id, school.territory_id) == (neya, cast.kostroma.pk, neya.pk)
    assert school.inpo
    assert neya.inpo
    assert school.inpo[:5] == neya.inpo[:5]
    assert (school.institution, called(GARDEN).institution) == ("school", "preschool")
    contact, declared = contact_of(school, on=TODAY), declared_of(school, on=TODAY)
    assert contact
    assert declared
    assert (contact.chair, contact.phone, declared.total) == ("Белова Анна Ильинична", "+79105550114", 31)
    # Whoever is named today did not chair it in the year of its founding, nor were so many there.
    assert contact.valid_from == declared.valid_from == TODAY
    assert contact_of(school, on=TODAY - timedelta(days=1)) is None
    assert declared_of(school, on=TODAY - timedelta(days=1)) is None
    assert school.institutions.get().valid_from == FOUNDED
    known = contact_of(cast.berezovka, on=TODAY)
    assert known
    assert (known.chair, known.valid_from) == ("Иванова Мария Петровна", TODAY)
    assert {line.kind for line in timeline_of(school)} == {"founded", "contact", "institution", "declared"}
    assert Entry.objects.count() == entries + 1
    entry = Entry.objects.get(verb="structure_committed")
    assert (entry.after["new"], entry.after["update"], entry.region_id) == (3, 1, cast.kostroma.pk)
    assert set(StructureRow.objects.filter(plan=plan, action="new").values_list("organisation_id", flat=True)) == {
        one.pk for one in (neya, school, called(GARDEN))
    }
    with pytest.raises(WrongState):
        committed(plan)


@pytest.mark.django_db
def test_a_worker_stopped_at_the_very_end_has_done_nothing(cast: Cast) -> None:
    plan, organisations = planned(cast.kostroma, ROWS), Organisation.objects.count()

    def stopped(*, done: int | None = None, total: int | None = None, stage: str | None = None) -> None:
        if done == 2:
            raise SystemExit

    with pytest.raises(SystemExit), transaction.atomic():
        commit_structure(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=stopped)
    assert (Organisation.objects.count(), Contact.objects.count()) == (organisations, 0)
    assert committed(plan).counts["new"] == 3


@pytest.mark.django_db
def test_refuses_when_the_register_has_moved(cast: Cast) -> None:
    plan = planned(cast.kostroma, ROWS)
    # What the list does not speak of moves nothing.
    a_primary(cast.kostroma, "ППО Нейской районной организации")
    other = planned(cast.kostroma, [(GALICH, "ППО школы № 9", "", "", "", "", "")])
    a_primary(cast.galich, "ППО школы № 9")
    organisations = Organisation.objects.count()
    with pytest.raises(RegisterMoved):
        committed(other)
    assert (Organisation.objects.count(), Contact.objects.count()) == (organisations, 0)
    assert StructurePlan.objects.get(pk=other.pk).state == State.PLANNED
    assert committed(plan).state == State.COMMITTED


@pytest.mark.django_db
def test_refuses_when_the_head_or_a_parent_was_closed_meanwhile(cast: Cast) -> None:
    to_territory = planned(cast.mtsensk, [("", "ППО школы № 8", "", "", "", "", "")])
    to_region = planned(cast.oryol, [(cast.mtsensk.name, "ППО школы № 8", "", "", "", "", "")])
    closed(cast.mtsensk_school, on=TODAY)
    closed(cast.mtsensk, on=TODAY)
    with pytest.raises(OrganisationClosed):
        committed(to_territory)
    with pytest.raises(RegisterMoved):
        committed(to_region)


@pytest.mark.django_db
def test_asks_about_what_is_similar_and_takes_the_answer(cast: Cast) -> None:
    rows: Rows = [
        (GALICH, "ППО МБОУ Берёзовская СОШ", "", "Иванова Мария Петровна", "", "", ""),
        ("Буйский район", "ППО школы № 2", "", "", "", "", ""),
    ]
    plan = planned(cast.kostroma, rows)
    asked = StructureRow.objects.get(plan=plan, name="ППО МБОУ Берёзовская СОШ")
    assert (asked.action, asked.candidates, asked.question["code"]) == ("ask", [cast.berezovka.pk], "similar_name")

    with pytest.raises(NoSuchAnswer):
        answer_row(actor=OPERATOR, plan_id=plan.pk, position=asked.position, answer=cast.lyceum.pk, on=TODAY)
    answer_row(actor=OPERATOR, plan_id=plan.pk, position=asked.position, answer=cast.berezovka.pk, on=TODAY)
    assert StructureRow.objects.get(pk=asked.pk).action == "update"
    assert committed(plan).counts["update"] == 1
    known = contact_of(cast.berezovka, on=TODAY)
    assert known
    assert known.chair == "Иванова Мария Петровна"

    other = planned(cast.kostroma, rows[:1])
    assert other.counts["ask"] == 1
    answer_row(actor=OPERATOR, plan_id=other.pk, position=asked.position, answer=AS_NEW, on=TODAY)
    assert committed(other).counts["new"] == 1
    assert called("ППО МБОУ Берёзовская СОШ").parent == cast.galich


@pytest.mark.django_db
def test_the_staff_bring_lists_within_their_branch_and_a_chair_none(cast: Cast) -> None:
    galich = staff(cast.galich)
    plan = planned(cast.galich, [("", GARDEN, "", "", "", "", "")], actor=galich)
    with pytest.raises(PowerMissing):
        committed(plan, actor=staff(cast.buy))
    assert committed(plan, actor=galich).counts["new"] == 1
    for actor, place in ((galich, cast.kostroma), (chair(cast.galich), cast.galich), (chair(cast.lyceum), cast.lyceum)):
        with pytest.raises(PowerMissing):
            planned(place, ROWS, actor=actor)
    with pytest.raises(OrganisationTakesNoStructure):
        planned(cast.lyceum, ROWS)


@pytest.mark.django_db
def test_a_row_about_the_head_itself_tells_its_contacts_only(cast: Cast) -> None:
    name = f"{'Очень ' * 60}длинная районная организация"
    rows: Rows = [
        (GALICH, "", "", "Кораблёва Тамара Викторовна", "", "", 1000),
        (name, "ППО школы № 1", "", "", "", "", ""),
    ]
    plan = committed(planned(cast.galich, rows))
    assert [action for _, action in actions_of(plan)] == ["update", "error", "error"]
    known = contact_of(cast.galich, on=TODAY)
    assert known
    assert known.chair == "Кораблёва Тамара Викторовна"
    assert declared_of(cast.galich, on=TODAY) is None


@pytest.mark.django_db
def test_hostile_texts_in_every_column_end_in_a_plan_and_a_commit(cast: Cast) -> None:
    usual = [NEYA, SCHOOL, "", "Белова Анна Ильинична", "8 910 555-01-14", "a@b.ru", "31"]
    rows: list[list[str]] = [usual]
    for column in range(len(HEADINGS)):
        for number, text in enumerate(HOSTILE):
            row = [usual[0], f"ППО школы № {column + 2} города {'абвгдежзиклмнопрстуфхцчшщэюя'[number]}", *usual[2:]]
            row[column] = text
            rows.append(row)
    plan = committed(planned(cast.kostroma, rows))
    assert plan.state == State.COMMITTED
    assert called(SCHOOL).parent == called(NEYA)
    refused = StructureRow.objects.filter(plan=plan, name__contains="<b>")
    assert {row.action for row in refused} == {"error"}
    assert {problem["code"] for row in refused for problem in row.problems} == {"name_has_signs"}
    assert not Organisation.objects.filter(name__contains="<").exists()
    assert undone(plan)["kept"] == 0
