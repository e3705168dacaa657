"""Acts of random histories that fill gaps of records, leave them, or take them elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas
from edinstvo.registry.imports.actions.commit_plan import commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.actions.undo_plan import undo_plan
from edinstvo.registry.imports.models import ImportPlan
from edinstvo.registry.members.actions.correct_member import correct_member
from edinstvo.registry.members.actions.edit_member import edit_member
from edinstvo.registry.members.actions.readmit_member import readmit_member
from edinstvo.registry.members.actions.recategorise_member import recategorise_member
from edinstvo.registry.members.models import Membership, PersonMerge
from edinstvo.registry.members.rules.people import ESSENTIALS, MembershipDetails, PersonDetails
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.reorganisations.actions.undo_reorganisation import undo_reorganisation
from edinstvo.registry.reorganisations.models import Reorganisation
from tests.cast import NOW, OPERATOR, TODAY, Cast
from tests.registry.imports.lists import planned
from tests.registry.members.merges import merged, split
from tests.registry.members.people import a_member, dates_of, ended, person, versions
from tests.registry.members.transfers import asked
from tests.registry.organisations.moving import fresh, moved
from tests.registry.reorganisations.merging import merged as organisation_merged

SINCE = date(2020, 9, 1)
NAMES = ("Абрамова Анна Львовна", "Ветрова Нина Павловна", "Зимина Татьяна Юрьевна")
PLACES = ("berezovka", "lyceum", "evening_department", "group", "mtsensk_school")
# Each value is known or not, as the bits of a number say.
KNOWN: dict[str, Any] = {
    "birth_date": date(1980, 5, 1),
    "sex": "female",
    "category": "pedagogical",
    "joined_on": date(2019, 9, 1),
    "phone": "+79105550112",
}
HEADINGS = ("ФИО", "Дата рождения", "Пол", "Категория", "Дата вступления", "Телефон")
# Pensioners are counted apart: lists bring them, and windows admit others.
IN_A_LIST = ("01.05.1980", "женский", "пенсионер", "01.09.2019", "8 910 555-01-12")


@dataclass
class History:
    """The small union, and what was done in it that can be taken back."""

    cast: Cast
    plans: list[ImportPlan] = field(default_factory=list)
    merges: list[PersonMerge] = field(default_factory=list)
    joined: list[Reorganisation] = field(default_factory=list)
    minutes: int = 0

    def place(self, number: int) -> Organisation:
        return fresh(getattr(self.cast, PLACES[number % len(PLACES)]))

    def stay(self, number: int) -> Membership | None:
        rows = list(Membership.objects.select_related("person").order_by("-ended_on", "pk"))
        return rows[number % len(rows)] if rows else None


def known(bits: int) -> dict[str, Any]:
    """What is said of somebody, as the bits of the number say."""
    return {name: KNOWN[name] for place, name in enumerate(ESSENTIALS) if bits >> place & 1}


def _admit(past: History, who: int, what: int, where: int) -> None:
    said = known(what)
    details = MembershipDetails(category=said.pop("category", ""), joined_on=said.pop("joined_on", None))
    name, born = NAMES[who % len(NAMES)], said.pop("birth_date", None)
    is_another = bool(who & 8)
    a_member(past.place(where), name, born, since=SINCE, details=details, is_another_person=is_another, **said)


def _edit(past: History, who: int, what: int, where: int) -> None:
    """Learns what was not known, and lets a telephone be forgotten."""
    if stay := past.stay(who):
        said = {name: known(what).get(name, "" if name == "phone" else None) for name in ESSENTIALS}
        kept = {name: getattr(stay.person, name) for name in ("last_name", "first_name", "middle_name")}
        born = stay.person.birth_date or said["birth_date"]
        human = PersonDetails(
            **kept, birth_date=born, sex=said["sex"] or stay.person.sex, phone=said["phone"], email="a@example.org"
        )
        edit_member(
            actor=OPERATOR,
            membership_id=stay.pk,
            expected=versions(stay),
            person=human,
            details=MembershipDetails(
                category=said["category"] or "", joined_on=stay.joined_on or said["joined_on"], position=f"{where}"
            ),
            category_from=TODAY,
            on=TODAY,
            at=NOW,
        )


def _correct(past: History, who: int, what: int, where: int) -> None:
    """Also of a past stay, also so that it goes on again."""
    if stay := past.stay(who):
        said, now = known(what), stay.person
        ended_on = None if where % 2 else stay.ended_on
        reason = stay.end_reason if ended_on else ""
        correct_member(
            actor=OPERATOR,
            membership_id=stay.pk,
            expected=versions(stay),
            person=person(now.full_name, said.get("birth_date"), sex=said.get("sex", ""), phone=said.get("phone", "")),
            dates=dates_of(stay, joined_on=said.get("joined_on"), ended_on=ended_on, end_reason=reason),
            reason="Опечатка",
            on=TODAY,
            at=NOW,
        )


def _end(past: History, who: int, what: int, where: int) -> None:
    if stay := past.stay(who):
        ended(stay, SINCE + timedelta(days=100 * what + 30 * where))


def _readmit(past: History, who: int, what: int, where: int) -> None:
    if stay := past.stay(who):
        said = known(what)
        readmit_member(
            actor=OPERATOR,
            person_id=stay.person_id,
            organisation=past.place(where),
            membership=MembershipDetails(category=said.get("category", ""), joined_on=said.get("joined_on")),
            on=TODAY,
            registered_on=TODAY - timedelta(days=what),
            at=NOW,
        )


def _transfer(past: History, who: int, what: int, where: int) -> None:
    if (stay := past.stay(who)) and stay.is_open and stay.organisation_id != past.place(where).pk:
        asked(stay, past.place(where), moves_on=TODAY - timedelta(days=what))


def _merge(past: History, who: int, what: int, where: int) -> None:
    one = past.stay(who)
    others = Membership.objects.select_related("person").order_by("organisation_id", "pk")
    other = others.exclude(person_id=one.person_id).first() if one else None
    if one and other:
        past.merges.append(merged(one, other, chosen=ESSENTIALS if where % 2 else ()))


def _split(past: History, who: int, what: int, where: int) -> None:
    if past.merges:
        split(past.merges[who % len(past.merges)])


def _categorise(past: History, who: int, what: int, where: int) -> None:
    if stay := past.stay(who):
        recategorise_member(actor=OPERATOR, membership_id=stay.pk, category="retired", since=TODAY, on=TODAY, at=NOW)


def _list(past: History, who: int, what: int, where: int) -> None:
    """A list of two, each with other gaps, in a place of its own or in a primary whose parts hold some of them."""
    rows = []
    for number, bits in ((who, what), (who + 1, what ^ 21)):
        cells = [cell if bits >> place & 1 else "" for place, cell in enumerate(IN_A_LIST)]
        rows.append([NAMES[number % len(NAMES)], *cells])
    place = past.cast.college if where % 2 else past.place(where)
    plan = planned(fresh(place), rows, headings=HEADINGS)
    past.minutes += 2
    at = NOW + timedelta(minutes=past.minutes)
    past.plans.append(commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=at, report=say_nothing))


def _undo_list(past: History, who: int, what: int, where: int) -> None:
    if past.plans:
        plan, at = past.plans.pop(), NOW + timedelta(minutes=past.minutes + 1)
        undo_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=at, report=say_nothing)


def _join(past: History, who: int, what: int, where: int) -> None:
    source, target = past.place(who), past.place(where)
    if source.pk != target.pk and source.is_open and target.is_open:
        past.joined.append(organisation_merged(source, target, on=TODAY))


def _part(past: History, who: int, what: int, where: int) -> None:
    if past.joined:
        act = past.joined.pop()
        undo_reorganisation(actor=OPERATOR, reorganisation_id=act.pk, reason="Отменено", at=NOW)


def _move(past: History, who: int, what: int, where: int) -> None:
    school = fresh(past.cast.lyceum)
    if school.is_open:
        parent = past.cast.mtsensk if school.parent_id == past.cast.galich.pk else past.cast.galich
        moved(school, parent, on=TODAY)


def _fold(past: History, who: int, what: int, where: int) -> None:
    fold_deltas()


ACTS: dict[str, Callable[[History, int, int, int], None]] = {
    name[1:]: act
    for name, act in list(globals().items())
    if name.startswith("_")
    and not name.startswith("__")
    and callable(act)
    and getattr(act, "__module__", "") == __name__
}
