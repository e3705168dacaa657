"""Committing a list of organisations does what the plan says; undoing takes back what nobody has built upon."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.imports.actions.change_state import WrongState
from edinstvo.registry.imports.actions.commit_plan import RegisterMoved
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.actions.undo_plan import TooLateToUndo
from edinstvo.registry.imports.models import State
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.state_contacts import Reached, state_contacts
from edinstvo.registry.organisations.models import Contact, Organisation, OrganisationType
from edinstvo.registry.organisations.queries.contacts import contact_of
from edinstvo.registry.organisations.queries.figures import declared_of
from edinstvo.registry.organisations.queries.history import status_on
from edinstvo.registry.organisations.queries.timeline import timeline_of
from edinstvo.registry.structure.actions.answer_row import NoSuchAnswer, answer_row
from edinstvo.registry.structure.actions.bring_structure import OrganisationTakesNoStructure
from edinstvo.registry.structure.actions.commit_structure import commit_structure
from edinstvo.registry.structure.actions.undo_structure import undo_structure
from edinstvo.registry.structure.models import StructurePlan, StructureRow
from edinstvo.registry.structure.queries.exchange import plan_as_json
from edinstvo.registry.structure.rules.matching import AS_NEW
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_primary, a_union, chair, staff
from tests.registry.members.people import a_member
from tests.registry.organisations.closing import closed
from tests.registry.organisations.moving import moved
from tests.registry.structure.committee_lists import HEADINGS, HOSTILE, Rows, actions_of, committed, planned

GALICH, BEREZOVKA = "Галичская районная организация", "ППО Берёзовской средней школы"
NEYA, SCHOOL, GARDEN = "Нейская районная организация", "ППО школы № 1 города Неи", "ППО детского сада «Ромашка»"
ROWS: Rows = (
    (GALICH, BEREZOVKA, "", "Иванова Мария Петровна", "8 910 555-01-12", "school@example.org", 12),
    (NEYA, "", "", "Сидоров Иван Иванович", "", "", ""),
    (NEYA, SCHOOL, "", "Белова Анна Ильинична", "8 910 555-01-14", "", 31),
    (NEYA, GARDEN, "", "", "", "", ""),
)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def cast() -> Cast:
    return a_union()


def called(name: str) -> Organisation:
    """The organisation of this name, open or not."""
    return Organisation.objects.get(name=name)


def undone(plan: StructurePlan, *, actor: Actor = OPERATOR, days: int = 0) -> dict[str, int]:
    """What became of the rows."""
    at = LATER + timedelta(days=days)
    return undo_structure(actor=actor, plan_id=plan.pk, at=at, report=say_nothing).counts


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
def test_a_list_that_names_its_day_tells_what_held_on_that_day(cast: Cast) -> None:
    day = TODAY - timedelta(days=40)
    state_contacts(
        actor=OPERATOR,
        organisation=cast.berezovka,
        contacts=Reached(chair_last_name="Орехова"),
        on=TODAY - timedelta(days=5),
        at=NOW - timedelta(hours=1),
        decision="",
        expected_version=1,
    )
    title = f"Сведения о первичных организациях по состоянию на {day:%d.%m.%Y} г."
    plan = committed(planned(cast.kostroma, ROWS, title=title))
    contact, declared = contact_of(called(SCHOOL), on=TODAY), declared_of(called(SCHOOL), on=TODAY)
    assert contact
    assert declared
    assert contact.valid_from == declared.valid_from == day
    then, now = contact_of(cast.berezovka, on=day), contact_of(cast.berezovka, on=TODAY)
    assert then
    assert now
    assert (then.chair, now.chair) == ("Иванова Мария Петровна", "Орехова")
    assert planned(cast.kostroma, ROWS, title=title).counts["same"] == len(actions_of(plan))
    assert undone(plan)["kept"] == 0
    assert contact_of(cast.berezovka, on=day) is None


@pytest.mark.django_db
def test_a_day_ahead_or_before_the_founding_is_no_day_of_a_list(cast: Cast) -> None:
    ahead = committed(planned(cast.kostroma, ROWS, title="на 1 января 2099 года"))
    contact = contact_of(called(SCHOOL), on=TODAY)
    assert contact
    assert contact.valid_from == TODAY
    undone(ahead)
    committed(planned(cast.kostroma, ROWS, title=f"на 01.09.{FOUNDED.year - 1}"))
    contact = contact_of(Organisation.objects.get(name=SCHOOL, closed_on=None), on=TODAY)
    assert contact
    assert contact.valid_from == FOUNDED


@pytest.mark.django_db
def test_undoing_restores_what_was_told_and_leaves_nothing_founded(cast: Cast) -> None:
    before = Reached(chair_last_name="Орехова", phone="+79105550199")
    state_contacts(
        actor=OPERATOR,
        organisation=cast.berezovka,
        contacts=before,
        on=TODAY,
        at=NOW - timedelta(hours=1),
        decision="",
        expected_version=1,
    )
    plan = committed(planned(cast.kostroma, ROWS))
    counts = undone(plan)

    assert (counts["reversed"], counts["kept"]) == (4, 0)
    known = contact_of(cast.berezovka, on=TODAY)
    assert known
    assert (known.chair, known.phone) == ("Орехова", "+79105550199")
    assert declared_of(cast.berezovka, on=TODAY) is None
    for name in (NEYA, SCHOOL, GARDEN):
        one = called(name)
        assert one.closed_on == one.founded_on
        assert status_on(one, on=TODAY) == "closed"
    assert Entry.objects.get(verb="structure_undone").after == {
        "organisation": cast.kostroma.name,
        "reversed": 4,
        "kept": 0,
    }
    # The same list can be brought once more; numbers are not given twice.
    numbers = set(Organisation.objects.values_list("inpo", flat=True))
    again = committed(planned(cast.kostroma, ROWS))
    assert again.counts["new"] == 3
    assert Organisation.objects.get(name=SCHOOL, closed_on=None).inpo not in numbers


@pytest.mark.django_db
def test_undoing_keeps_what_something_stands_on(cast: Cast) -> None:
    plan = committed(planned(cast.kostroma, ROWS))
    a_member(called(SCHOOL))
    state_contacts(
        actor=OPERATOR,
        organisation=cast.berezovka,
        contacts=Reached(chair_last_name="Другая"),
        on=TODAY,
        at=NOW + timedelta(minutes=1),
        decision="",
        expected_version=Organisation.objects.get(pk=cast.berezovka.pk).version,
    )
    counts = undone(plan)

    assert (counts["reversed"], counts["kept"]) == (1, 3)
    assert (called(NEYA).is_open, called(SCHOOL).is_open, called(GARDEN).is_open) == (True, True, False)
    known = contact_of(cast.berezovka, on=TODAY)
    assert known
    assert known.chair == "Другая"
    assert contact_of(called(SCHOOL), on=TODAY)


@pytest.mark.django_db
def test_undoing_leaves_what_has_moved_to_others(cast: Cast) -> None:
    plan = committed(planned(cast.kostroma, ROWS))
    for name in (BEREZOVKA, GARDEN):
        moved(called(name), cast.mtsensk)
    counts = undone(plan, actor=staff(cast.kostroma))
    assert (counts["reversed"], counts["kept"]) == (2, 2)
    assert called(GARDEN).is_open
    assert contact_of(cast.berezovka, on=TODAY)


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
def test_is_not_undone_twice_nor_after_thirty_days(cast: Cast) -> None:
    plan = committed(planned(cast.kostroma, ROWS))
    with pytest.raises(TooLateToUndo):
        undone(plan, days=31)
    undone(plan)
    with pytest.raises(WrongState):
        undone(plan)


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
def test_new_ones_stand_no_earlier_than_those_above_and_it_is_said(cast: Cast) -> None:
    rows: Rows = [(NEYA, SCHOOL, "", "", "", "", ""), (GALICH, GARDEN, "", "", "", "", "")]
    plan = planned(cast.kostroma, rows, founded_on=date(1950, 1, 1))
    told = {row.name: row.question for row in StructureRow.objects.filter(plan=plan, has_problems=True)}
    # What stands below a new one follows it, and is told there.
    assert {name: question["params"]["parent"] for name, question in told.items()} == {
        NEYA: cast.kostroma.short_name,
        GARDEN: cast.galich.short_name,
    }
    assert told[NEYA]["code"] == "founded_later"
    assert (told[NEYA]["params"]["day"], told[NEYA]["params"]["wished"]) == (f"{FOUNDED:%d.%m.%Y}", "01.01.1950")
    problems = plan_as_json(plan=plan)["problems"]
    assert {(one["field"], one["severity"]) for one in problems} == {("founded_on", "warning")}
    assert "не с 01.01.1950" in problems[0]["message"]
    assert committed(plan).counts["new"] == 3
    assert (called(NEYA).founded_on, called(SCHOOL).founded_on) == (FOUNDED, FOUNDED)


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
