"""Who has got a letter and who has come in: the chairs below an organisation, counted and listed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONObject
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.notices.models import Notice, State
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.offices.models import Letter, LetterBatch, Mandate, OfficerLogin
from edinstvo.registry.offices.rules import MOST_TRIES, OfficeCode, Reachable
from edinstvo.registry.organisations.models import Contact, Organisation, known
from edinstvo.registry.organisations.queries.contacts import contacts_of

# How the chair of an organisation stands: nobody known; no login yet; a letter on its way; a message that was not
# delivered; a letter that opens nothing; in.
NOBODY, NONE, SENT, FAILED, DEAD, IN = "nobody", "none", "sent", "failed", "dead", "in"
STATES = (NONE, SENT, FAILED, DEAD, IN, NOBODY)


@dataclass(frozen=True)
class Figures:
    """How many organisations below stand how."""

    by_state: dict[str, int]

    @property
    def chairs(self) -> int:
        """Those whose chair is known."""
        return sum(self.by_state.values()) - self.by_state[NOBODY]

    @property
    def missing(self) -> int:
        """Those whom an issue to "those who have none" would reach."""
        return self.by_state[NONE] + self.by_state[DEAD] + self.by_state[FAILED]

    @property
    def unused(self) -> int:
        """Those whom an issue to "all who have not come in" would reach."""
        return self.missing + self.by_state[SENT]


@dataclass(frozen=True)
class Sent:
    """A message with a login: by which channel and where it went, and what became of it."""

    channel: str
    address: str
    state: str


@dataclass(frozen=True)
class ChairLine:
    """An organisation, its chair as far as known, and how they stand; `is_named` without a mandate, by name alone.

    `above` names what it stands under between the place of the list and itself, the nearest first: there may be many of
    one name. `sent` is the message that their last letter was, if it was one.
    """

    organisation: Organisation
    name: str
    is_named: bool
    state: str
    login: str
    valid_until: datetime | None
    sent: Sent | None
    above: list[str]


def heads_below(organisation: Organisation) -> QuerySet[Organisation]:
    """The open organisations below that head a branch of their own: parts of a primary have no logins."""
    below = Organisation.objects.filter(path__gt=organisation.path, path__lt=f"{organisation.path}~")
    return below.filter(closed_on=None, inpo__isnull=False)


def figures_of_letters(organisation: Organisation, *, at: datetime, seen_by: Actor) -> Figures:
    """The organisations below by how their chairs stand: one query."""
    rows: Any = _with_states(organisation, at, seen_by)
    counted = {row["state"]: row["n"] for row in rows.values("state").annotate(n=Count("pk")).order_by()}
    return Figures({state: counted.get(state, 0) for state in STATES})


def page_of_chairs(
    organisation: Organisation,
    *,
    state: str = "",
    after: int | None = None,
    only: int | None = None,
    size: int,
    at: datetime,
    seen_by: Actor,
) -> list[ChairLine]:
    """At most `size` + 1 of them in the order of names, after the organisation `after`, or `only` one: four queries."""
    rows: Any = _with_states(organisation, at, seen_by).order_by("name_key", "pk")
    rows = rows.select_related("territory", "region")
    if state:
        rows = rows.filter(state=state)
    if only is not None:
        rows = rows.filter(pk=only)
    if after is not None:
        begin = Organisation.objects.filter(pk=after).values_list("name_key", flat=True).first()
        rows = rows.filter(Q(name_key__gt=begin or "") | (Q(name_key=begin or "") & Q(pk__gt=after)))
    found = list(rows[: size + 1])
    chairs = Mandate.objects.filter(Mandate.OPEN, office=OfficeCode.CHAIR, organisation__in=found)
    by_place = {one.organisation_id: one.person.full_name for one in chairs.select_related("person")}
    named = contacts_of(ids=[row.pk for row in found], on=timezone.localdate(at))
    return [_line(row, organisation, by_place.get(row.pk), named.get(row.pk)) for row in found]


def chairs_meant(
    organisation: Organisation, *, states: Collection[str] | None, only: int | None, at: datetime, seen_by: Actor
) -> list[tuple[Reachable, int | None]]:
    """(address of the record, login) of every chair below in these states, or of the `only` one; each person once.

    A chair known by name alone has no record, so no address of their own. One query.
    """
    chair = Mandate.objects.filter(Mandate.OPEN, office=OfficeCode.CHAIR, organisation=OuterRef("pk"))
    own = {name: Subquery(chair.values(f"person__{name}")[:1]) for name in ("email", "phone")}
    rows: Any = _with_states(organisation, at, seen_by).order_by("path")
    rows = rows.filter(pk=only) if only is not None else rows.filter(state__in=states or ())
    rows = rows.annotate(chair_id=Subquery(chair.values("person_id")[:1]), **own)
    found: dict[object, tuple[Reachable, int | None]] = {}
    for id_, chair_id, email, phone, login in rows.values_list("pk", "chair_id", "email", "phone", "login_id"):
        found.setdefault(chair_id or f"named {id_}", (Reachable(id_, email or "", phone or ""), login))
    return list(found.values())


def _line(row: Any, place: Organisation, chair: str | None, contact: Contact | None) -> ChairLine:
    name = chair or (contact.chair if contact and contact.chair_last_name else "")
    heads = [head for head in (row.territory, row.region) if head and head.pk not in (row.pk, *place.chain_ids)]
    return ChairLine(
        organisation=row,
        name=name,
        is_named=chair is None,
        state=row.state,
        login=row.login or "",
        valid_until=row.valid_until,
        sent=Sent(**row.sent) if row.sent else None,
        above=[head.short_name for head in heads],
    )


def _with_states(organisation: Organisation, at: datetime, seen_by: Actor) -> QuerySet[Organisation]:
    """The organisations below with `state`, `login` (and its id), `valid_until` and `sent` of the last letter."""
    here = OuterRef("pk")
    logins = OfficerLogin.objects.filter(_of_the_chair(""), ended_at=None)
    letters = Letter.objects.filter(_of_the_chair("login__"), login__ended_at=None)
    living = letters.filter(_opens(at))
    failed = living.filter(Exists(Notice.objects.filter(pk=OuterRef("notice_id"), state=State.FAILED)))
    chair = Mandate.objects.filter(Mandate.OPEN, office=OfficeCode.CHAIR, organisation=here)
    contacts = Contact.objects.filter(known(), organisation=here, valid_from__lte=timezone.localdate(at))
    state = Case(
        When(Exists(logins.exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)), then=Value(IN)),
        When(Exists(failed), then=Value(FAILED)),
        When(Exists(living), then=Value(SENT)),
        When(Exists(logins), then=Value(DEAD)),
        When(Exists(chair) | Q(named__gt=""), then=Value(NONE)),
        default=Value(NOBODY),
        output_field=CharField(),
    )
    seen = heads_below(organisation).filter(seen_by.scope(Power.MANAGE_ORGANISATIONS))
    named = Subquery(contacts.order_by("-valid_from").values("chair_last_name")[:1])
    return seen.annotate(named=named).annotate(
        state=state,
        login=Subquery(logins.values("user__login")[:1]),
        login_id=Subquery(logins.values("pk")[:1]),
        valid_until=Subquery(letters.order_by("-pk").values("valid_until")[:1]),
        sent=Subquery(letters.order_by("-pk").values(message=_message())[:1]),
    )


def _opens(at: datetime) -> Q:
    """The predicate of the letters whose code still opens."""
    return Letter.IN_ITS_BRANCH & Q(used_at=None, voided_at=None, valid_until__gt=at, tries__lt=MOST_TRIES)


def _message() -> Subquery:
    """The message that the outer letter was, as the fields of `Sent`."""
    said = JSONObject(channel="channel", address="address", state="state")
    return Subquery(Notice.objects.filter(pk=OuterRef("notice_id")).values(said=said))


def _of_the_chair(via: str) -> Q:
    """Logins of whoever chairs the outer organisation by a mandate, or of its chair by name alone."""
    by_mandate = {
        f"{via}person__mandates__organisation": OuterRef("pk"),
        f"{via}person__mandates__office": OfficeCode.CHAIR.value,
        f"{via}person__mandates__ended_on": None,
    }
    return Q(**by_mandate) | Q(**{f"{via}organisation": OuterRef("pk")})


def issues(organisation: Organisation, *, seen_by: Actor) -> QuerySet[LetterBatch]:
    """The issues of letters of the organisation, the latest first."""
    rows = LetterBatch.objects.filter(seen_by.scope(Power.MANAGE_ORGANISATIONS), organisation=organisation)
    return rows.order_by("-pk")


def issue(*, id: int, seen_by: Actor) -> LetterBatch:
    """One issue; raises LetterBatch.DoesNotExist where it is not the actor's to see."""
    rows = LetterBatch.objects.filter(seen_by.scope(Power.MANAGE_ORGANISATIONS))
    return rows.select_related("organisation").get(pk=id)


def messages_of(batch: LetterBatch) -> dict[str, int]:
    """How many messages of the issue came to each state of a notice. The caller has seen the issue already."""
    sent = Letter.objects.filter(batch=batch, notice_id__isnull=False).values("notice_id")
    rows = Notice.objects.filter(pk__in=sent).values_list("state").annotate(n=Count("pk")).order_by()
    return dict(rows)


def work_on(batch: LetterBatch) -> Work | None:
    """The work that makes the letters."""
    return Work.objects.filter(pk=batch.work_id).first() if batch.work_id else None
