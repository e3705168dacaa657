"""A person with a login and their own record: who may see it, and in which office somebody looked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.powers import POWERS_OF, Power, Role
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.notices.models import Notice
from edinstvo.foundation.notices.queries import told_to
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.members.queries.list_views import reaching
from edinstvo.registry.offices.models import Appointment, Mandate, Office, OfficerLogin

# What somebody is called whose role no office has given.
ROLES: dict[str, Any] = {
    Role.CHAIR: gettext_lazy("Chair"),
    Role.STAFF: gettext_lazy("Member of the staff"),
    Role.AUDITOR: gettext_lazy("Auditor"),
    Role.OPERATOR: gettext_lazy("Operator of the register"),
    Role.ADMINISTRATOR: gettext_lazy("Administrator"),
}
# The notice to whoever lost an office.
OFFICE_LOST = "offices/office_lost"
_LOWEST_FIRST = (Level.PRIMARY, Level.TERRITORY, Level.REGION)


@dataclass(frozen=True)
class Eye:
    """Somebody who may see the record: their name, what they are there, since when, whether they may change it."""

    name: str
    office: str
    since: date
    keeps: bool


@dataclass(frozen=True)
class Watch:
    """The organisation by which they may, and all of them; whoever keeps the record first, then by name."""

    name: str
    eyes: list[Eye]


@dataclass(frozen=True)
class Lost:
    """An office with powers that somebody held, and the first day without it."""

    office: str
    organisation: str
    ended_on: date


def own_person(*, seen_by: Actor) -> Person | None:
    """Whose record the actor's login is bound to; None where it is bound to none."""
    bound = OfficerLogin.objects.filter(user_id=seen_by.user_id or 0, ended_at=None, person__isnull=False)
    found = bound.select_related("person").first()
    return found.person if found else None


def lost_office(*, seen_by: Actor) -> Lost | None:
    """The last office or appointment of the actor's own that has ended, unless it never was so; at most 3 queries."""
    ended = {"ended_on__gt": F("since")}
    staff = Appointment.objects.filter(user_id=seen_by.user_id or 0, **ended).select_related("organisation")
    found = [Lost(str(ROLES[one.role]), one.organisation.name, one.ended_on) for one in staff if one.ended_on]
    if (person := own_person(seen_by=seen_by)) is not None:
        held = Mandate.objects.filter(person=person, **ended).select_related("organisation")
        found += [
            Lost(one.get_office_display(), one.organisation.name, one.ended_on)
            for one in held
            if one.ended_on and one.carries_powers
        ]
    return max(found, key=lambda one: one.ended_on, default=None)


def losses_unread(*, seen_by: Actor, most: int) -> list[Notice]:
    """What was said to the actor of offices that they lost, as long as it is unread, the newest first; one query."""
    return list(told_to(seen_by=seen_by).filter(template=OFFICE_LOST, read_at=None)[:most])


def stays_of(person: Person) -> list[Membership]:
    """All stays with the heads of their branches, the open one first, then the last that ended."""
    rows = Membership.objects.filter(person=person).select_related("organisation", "region", "territory", "primary")
    return sorted(rows, key=lambda stay: (stay.ended_on or date.max, stay.registered_on, stay.pk), reverse=True)


@whole_register(reason=Reason.OWN_RECORD)
def who_may_see(stays: Sequence[Membership], *, on: date) -> tuple[list[Watch], list[Watch]]:
    """Who may see the whole record, by the organisations of its present stay from below; and who only an earlier one.

    Three queries. The stays are one's own, in the order of `stays_of`.
    """
    held = Q(valid_from__lte=on) & (Q(valid_until=None) | Q(valid_until__gt=on))
    grants = list(_grants(stays).filter(held, user__is_active=True))
    offices, appointed = _offices(grants), _appointed(grants)
    found: dict[tuple[str, int], list[Eye]] = {}
    for grant in grants:
        eye = Eye(grant.user.name, _called(grant, offices), _since(grant, offices, appointed), _keeps(grant))
        found.setdefault(_head(grant), []).append(eye)
    present, past = _heads(stays[:1]), _heads(stays[1:])
    earlier = {key: name for key, name in past.items() if key not in present}
    return _watches(present, found), _watches(earlier, found)


@whole_register(reason=Reason.OWN_RECORD)
def offices_of(readers: Collection[tuple[int | None, date]], *, stays: Sequence[Membership]) -> dict[Any, str]:
    """{(reader, day): "Chair, School № 2"}: by what each could see the stays on the day; none where it is not known.

    Two queries, none without readers.
    """
    if not readers:
        return {}
    grants = list(_grants(stays).filter(user_id__in={reader for reader, _day in readers if reader}))
    offices, names = _offices(grants), _heads(stays)
    said: dict[Any, str] = {}
    for reader, day in readers:
        fitting = [one for one in grants if one.user_id == reader and one.holds_on(day) and _head(one) in names]
        if fitting:
            lowest = min(fitting, key=lambda one: list(names).index(_head(one)))
            said[reader, day] = f"{_called(lowest, offices)}, {names[_head(lowest)]}"
    return said


def _grants(stays: Sequence[Membership]) -> Any:
    return Grant.objects.filter(reaching(stays)).select_related("user").order_by("user__name", "id")


def _offices(grants: Iterable[Grant]) -> Mapping[int, tuple[str, date]]:
    """{grant: the office that has given it, its first day}; of two that share one, the first in their order."""
    ranks = {office.value: rank for rank, office in enumerate(Office)}
    ids = [grant.pk for grant in grants]
    found: dict[int, tuple[str, date]] = {}
    mandates = Mandate.objects.filter(grant_id__in=ids).values_list("grant_id", "office", "since")
    for grant_id, office, since in sorted(mandates, key=lambda row: ranks[row[1]], reverse=True):
        if grant_id is not None:
            found[grant_id] = (str(Office(office).label), since)
    return found


def _appointed(grants: Iterable[Grant]) -> dict[int, date]:
    """{grant: the first day of the appointment that has given it}: the grant itself may be younger."""
    rows = Appointment.objects.filter(grant_id__in=[grant.pk for grant in grants]).order_by("-since")
    return dict(rows.values_list("grant_id", "since"))


def _called(grant: Grant, offices: Mapping[int, tuple[str, date]]) -> str:
    return offices[grant.pk][0] if grant.pk in offices else str(ROLES[grant.role])


def _since(grant: Grant, offices: Mapping[int, tuple[str, date]], appointed: Mapping[int, date]) -> date:
    return offices[grant.pk][1] if grant.pk in offices else appointed.get(grant.pk, grant.valid_from)


def _keeps(grant: Grant) -> bool:
    return Power.KEEP_MEMBERS in POWERS_OF[Role(grant.role)]


def _head(grant: Grant) -> tuple[str, int]:
    return (grant.level, 0 if grant.level == Level.UNION else grant.organisation_id)


def _heads(stays: Sequence[Membership]) -> dict[tuple[str, int], str]:
    """{(level, id): name} of the heads of the branches, from below; the union itself last."""
    heads: dict[tuple[str, int], str] = {}
    for stay in stays:
        for level in _LOWEST_FIRST:
            if (head := getattr(stay, level.value)) is not None:
                heads[level.value, head.pk] = head.short_name
    if stays:
        heads[Level.UNION.value, 0] = _("the whole union")
    return heads


def _watches(heads: Mapping[tuple[str, int], str], found: Mapping[tuple[str, int], list[Eye]]) -> list[Watch]:
    """Each head of a branch with whoever acts there, also where nobody does."""
    return [Watch(name, sorted(found.get(key, []), key=lambda eye: not eye.keeps)) for key, name in heads.items()]
