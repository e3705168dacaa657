"""What is said of members in random histories, act by act, and the account that is kept of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.ui.actions.save_draft import save_draft
from edinstvo.registry.imports.actions.commit_plan import RegisterMoved, commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.imports.models import PlanRow
from edinstvo.registry.members.actions.edit_member import edit_member
from edinstvo.registry.members.actions.readmit_member import readmit_member
from edinstvo.registry.members.actions.refuse_merge import InTwoPlaces
from edinstvo.registry.members.models import Membership, PersonMerge, Side
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_user, actor
from tests.foundation.notices.saying import said as told
from tests.registry.imports.lists import planned
from tests.registry.members.merges import merged, split
from tests.registry.members.people import a_member, ended, versions
from tests.registry.members.transfers import asked

BORN = {"Абрамова Анна": date(1968, 3, 12), "Ветрова Нина": date(1990, 5, 1), "Зимина Татьяна": date(1975, 7, 30)}
HEADINGS = ("ФИО", "Дата рождения", "Телефон", "Должность", "Дата вступления", "E-mail")


@dataclass
class Account:
    """What was ever said of each person, by the number of the person."""

    cast: Cast
    contacts: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    particulars: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    unmatched: set[str] = field(default_factory=set)
    numbers: Iterable[int] = field(default_factory=lambda: count(1_000_001))

    def contact(self, person_id: int | None) -> dict[str, str]:
        """Contacts that nobody ever had."""
        number = next(iter(self.numbers))
        said = {"phone": f"+7910{number}", "email": f"m{number}@left.example", "snils": f"9900{number}"}
        if person_id is not None:
            self.contacts[person_id] |= {f"910{number}", f"m{number}@left", f"9900{number}"}
        return said

    def particular(self, person_id: int | None) -> dict[str, str]:
        number = next(iter(self.numbers))
        if person_id is not None:
            self.particulars[person_id] |= {f"должность-{number}", f"кафедра-{number}", f"билет-{number}"}
        return {
            "position": f"должность-{number}",
            "subdivision": f"кафедра-{number}",
            "ticket_number": f"билет-{number}",
        }

    def join(self, kept: int, other: int) -> None:
        for said in (self.contacts, self.particulars):
            said[kept] |= said[other]
            said[other] |= said[kept]


def _edit(account: Account, stay: Membership) -> None:
    person = stay.person
    if stay.is_open:
        said = account.contact(person.pk)
        edit_member(
            actor=OPERATOR,
            membership_id=stay.pk,
            expected=versions(stay),
            person=PersonDetails(
                last_name=person.last_name, first_name=person.first_name, birth_date=person.birth_date, **said
            ),
            details=MembershipDetails(
                joined_on=stay.joined_on, category="pedagogical", **account.particular(person.pk)
            ),
            category_from=TODAY,
            on=TODAY,
            at=NOW + timedelta(minutes=1),
        )


def _transfer(account: Account, stay: Membership) -> None:
    if stay.is_open and stay.organisation != account.cast.lyceum and stay.registered_on < TODAY and free(stay):
        asked(stay, account.cast.lyceum, note=account.particular(stay.person_id)["position"])


def _ask(account: Account, stay: Membership) -> None:
    """Asked for by a stranger: it waits for an answer."""
    if stay.is_open and free(stay):
        place = account.cast.mtsensk_school
        stranger = actor(Role.CHAIR, place, login=f"stranger-{next(iter(account.numbers))}")
        asked(
            stay,
            place,
            actor=stranger,
            by=Side.TARGET,
            note=account.particular(stay.person_id)["position"],
        )


def _merge(account: Account, stay: Membership) -> None:
    other = a_member(
        account.cast.college,
        stay.person.full_name,
        None,
        since=date(2020, 1, 1),
        is_another_person=True,
        **{**account.contact(None), "snils": ""},
    )
    ended(other, date(2021, 1, 1))
    account.contacts[other.person_id] |= {other.person.phone[2:], other.person.email}
    if stay.is_open and free(stay):
        try:
            merged(stay, other)
        except InTwoPlaces:
            return
        account.join(stay.person_id, other.person_id)


def _split(_account: Account, stay: Membership) -> None:
    merge = PersonMerge.objects.filter(PersonMerge.STANDS, kept_id=stay.person_id).order_by("-pk").first()
    if merge is not None and free(stay):
        split(merge)


def _list(account: Account, stay: Membership) -> None:
    try:
        commit_plan(actor=OPERATOR, plan_id=_brought(account, stay), on=TODAY, at=NOW, report=say_nothing)
    except RegisterMoved:
        return


def _planned(account: Account, stay: Membership) -> None:
    row = PlanRow.objects.select_related("plan").get(plan=_brought(account, stay))
    if row.person_id is None:
        # The samples beside the headings are cells of such a row too.
        account.unmatched |= {row.phone[2:], row.email.split(".")[0], row.position_held}


def _brought(account: Account, stay: Membership) -> int:
    contact, said = account.contact(stay.person_id), account.particular(stay.person_id)
    born = BORN[f"{stay.person.last_name} {stay.person.first_name}"]
    row = [
        stay.person.full_name,
        f"{born:%d.%m.%Y}",
        f"8{contact['phone'][2:]}",
        said["position"],
        "",
        contact["email"],
    ]
    return planned(stay.organisation, [row], headings=HEADINGS).pk


def _draft(account: Account, stay: Membership) -> None:
    user = a_user(f"typist-{next(iter(account.numbers))}")
    data = {"phone": [account.contact(stay.person_id)["phone"]]}
    typist = actor_of(user, on=TODAY, address="")
    save_draft(actor=typist, form="members-edit", subject=str(stay.person_id), data=data, at=NOW)


def _message(_account: Account, stay: Membership) -> None:
    if stay.person.email:
        told(stay.person.email)


def _leave_and_return(account: Account, stay: Membership) -> None:
    if stay.is_open and stay.registered_on < date(2026, 1, 1):
        ended(stay, date(2026, 1, 1))
        readmit_member(
            actor=OPERATOR,
            person_id=stay.person_id,
            organisation=account.cast.berezovka,
            membership=MembershipDetails(**account.particular(stay.person_id)),
            on=TODAY,
            registered_on=date(2026, 2, 1),
            at=NOW,
        )


def free(stay: Membership) -> bool:
    """Whether no transfer waits."""
    return not stay.person.transfers.filter(state="waiting").exists()


ACT = {
    "edit": _edit,
    "transfer": _transfer,
    "ask": _ask,
    "merge": _merge,
    "split": _split,
    "list": _list,
    "planned": _planned,
    "draft": _draft,
    "message": _message,
    "leave_and_return": _leave_and_return,
}
