"""A region in which everything has happened that a page can show."""

from dataclasses import dataclass
from datetime import date

from edinstvo.foundation.access.actions.issue_one_time_link import issue_one_time_link
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Role
from edinstvo.registry.imports.actions.commit_plan import commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.actions.undo_plan import undo_plan
from edinstvo.registry.imports.models import ImportPlan
from edinstvo.registry.members.actions.change_member import Versions
from edinstvo.registry.members.actions.end_membership import end_membership
from edinstvo.registry.members.models import (
    EndReason,
    Membership,
    PersonMerge,
    SecondWorkplace,
    Side,
    Suspension,
    Transfer,
)
from edinstvo.registry.offices.actions.bind_login import bind_login
from edinstvo.registry.offices.models import LetterBatch, Mandate
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.reorganisations.models import Reorganisation
from edinstvo.registry.structure.models import StructurePlan
from tests.cast import NOW, OPERATOR, PASSWORD, TODAY, Cast, a_primary, a_union, a_user, chair, found
from tests.foundation.notices.saying import said
from tests.registry.consents.giving import a_text, gave, withdrew
from tests.registry.imports.lists import planned
from tests.registry.members.merges import merged as joined
from tests.registry.members.people import a_member
from tests.registry.members.suspending import suspended
from tests.registry.members.transfers import asked
from tests.registry.members.working import works_too
from tests.registry.offices.letters import issued
from tests.registry.offices.people import elected
from tests.registry.organisations.closing import closed
from tests.registry.organisations.moving import moved
from tests.registry.reorganisations.merging import merged
from tests.registry.structure.committee_lists import in_every_state

# One row each of what a list can bring: whole, with remarks, repeated, nameless, with a very long name.
ROWS = [
    ["Иванова Анна Петровна", "12.03.1968", "8 910 555-01-12", "учитель математики", "01.09.1990"],
    ["Белозёрская-Воскресенская Анастасия Константиновна", "31.02.1980", "55-1", "", ""],
    ["Гусейнов Рамиз Алиага оглы", "", "", "Заместитель директора по учебно-воспитательной работе", "2019"],
    ["Иванова Анна Петровна", "12.03.1968", "", "", ""],
]


@dataclass(frozen=True)
class World:
    """The cast with one list in every state, and somebody signed in who may do everything in the region."""

    cast: Cast
    plans: dict[str, ImportPlan]
    token: str
    closed: Organisation
    closed_part: Organisation
    mandate: Mandate
    letters: LetterBatch
    stays: Membership
    twins: list[Membership]
    joined: PersonMerge
    wanted: Transfer
    leaving: Transfer
    merged: Reorganisation
    structures: dict[str, StructurePlan]
    suspended: Suspension
    works_too: SecondWorkplace


def a_lived_in_region() -> World:
    """Everything that a page can show, and the chief of Kostroma to look at it."""
    cast = a_union()
    a_user("chief", name="Лебедев Алексей Петрович", password=PASSWORD, grants=[(Role.STAFF, cast.kostroma)])
    plans = {"planned": planned(cast.berezovka, ROWS), "committed": planned(cast.lyceum, ROWS)}
    plans["undone"] = planned(cast.buy_school, [["Петров Пётр Петрович", "01.02.1970", "", "", ""]])
    for plan in (plans["committed"], plans["undone"]):
        commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)
    undo_plan(actor=OPERATOR, plan_id=plans["undone"].pk, on=TODAY, at=NOW, report=say_nothing)
    _leaves(Membership.objects.get(name_key__startswith="гусейнов"))
    plans["failed"] = planned(cast.berezovka, [], headings=("Показатель", "Значение"))
    token = issue_one_time_link(actor=OPERATOR, user=a_user("guest"), at=NOW, valid_for=NOW - NOW.replace(year=2000))
    said(at_place=cast.galich)
    moved(cast.buy_school, cast.galich)
    moved(cast.group, cast.college)
    former = a_primary(cast.galich, "ППО Закрытой школы"), found(cast.college, "Бывшее отделение", type="subdivision")
    for one in former:
        closed(one, on=TODAY)
    stays = a_member(cast.college)
    for kind in ("processing", "photo"):
        a_text(kind)
        gave(stays, kind)
    for kind, name in (("processing", "Отозвавшая Анна"), ("photo", "Белозёрская-Воскресенская Анастасия")):
        withdrawing = a_member(cast.college, name)
        gave(withdrawing, kind)
        withdrew(withdrawing, kind)
    bind_login(actor=OPERATOR, user=User.objects.get(login="chief"), person_id=stays.person_id, at=NOW)
    wanted, leaving = Membership.objects.filter(Membership.OPEN, organisation=cast.lyceum).order_by("pk")[:2]
    return World(
        cast=cast,
        plans=plans,
        token=token,
        mandate=elected(cast.college, until=date(2026, 12, 31)),
        letters=issued(cast.kostroma, actor=OPERATOR),
        closed=former[0],
        closed_part=former[1],
        stays=stays,
        twins=[
            a_member(place, "Абрамова Людмилла", None, email="long.address.of.somebody@example.org")
            for place in (cast.college, cast.lyceum)
        ],
        joined=joined(a_member(cast.buy_school, "Зимина Ольга"), a_member(cast.buy_school, "Зимина Олга", None)),
        structures=in_every_state(cast.kostroma),
        wanted=asked(wanted, cast.mtsensk_school, actor=chair(cast.mtsensk_school), by=Side.TARGET),
        merged=merged(a_primary(cast.galich, "ППО Присоединённой школы"), cast.berezovka),
        suspended=suspended(away := a_member(cast.college, "Отсутствующая Вера"), expected=TODAY),
        works_too=works_too(away, cast.lyceum),
        leaving=asked(leaving, cast.mtsensk_school, actor=chair(cast.lyceum), note="Переезд " * 30),
    )


def _leaves(membership: Membership) -> None:
    end_membership(
        actor=OPERATOR,
        membership_id=membership.pk,
        expected=Versions(person=membership.person.version, membership=membership.version),
        ended_on=TODAY,
        reason=EndReason.OWN_WISH,
        decision="",
        on=TODAY,
        at=NOW,
    )
