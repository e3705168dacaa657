"""Who has got a letter and who has come in: the chairs below an organisation, counted and listed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.queue.models import Work
from edinstvo.registry.offices.models import Letter, LetterBatch, Mandate, OfficerLogin
from edinstvo.registry.offices.rules import MOST_TRIES, OfficeCode
from edinstvo.registry.organisations.models import Organisation

# How a chair stands: no login yet; a letter on its way; a letter that opens nothing any more; come in.
NONE, SENT, DEAD, IN = "none", "sent", "dead", "in"
STATES = (NONE, SENT, DEAD, IN)


@dataclass(frozen=True)
class Figures:
    """How many chairs below an organisation stand how; `without_chair`: open organisations where nobody is entered."""

    by_state: dict[str, int]
    without_chair: int

    @property
    def chairs(self) -> int:
        """All of them."""
        return sum(self.by_state.values())

    @property
    def missing(self) -> int:
        """Those whom an issue to "those who have none" would reach."""
        return self.by_state[NONE] + self.by_state[DEAD]

    @property
    def unused(self) -> int:
        """Those whom an issue to "all who have not come in" would reach."""
        return self.missing + self.by_state[SENT]


def chairs_below(organisation: Organisation, *, at: datetime, seen_by: Actor) -> QuerySet[Mandate]:
    """The open mandates of the chairs below, each with its `state`, `login` and `valid_until` of the last letter."""
    logins = OfficerLogin.objects.filter(person_id=OuterRef("person_id"))
    last = Letter.objects.filter(login__person_id=OuterRef("person_id")).order_by("-pk")
    living = Letter.objects.filter(
        login__person_id=OuterRef("person_id"),
        used_at=None,
        voided_at=None,
        valid_until__gt=at,
        tries__lt=MOST_TRIES,
    )
    has_come_in = logins.exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    state = Case(
        When(Exists(has_come_in), then=Value(IN)),
        When(Exists(living), then=Value(SENT)),
        When(Exists(logins), then=Value(DEAD)),
        default=Value(NONE),
        output_field=CharField(),
    )
    rows = Mandate.objects.filter(
        Mandate.OPEN,
        seen_by.scope(Power.MANAGE_ORGANISATIONS),
        _below(organisation, "organisation__"),
        office=OfficeCode.CHAIR,
    )
    return rows.select_related("person", "organisation").annotate(
        state=state,
        login=Subquery(logins.values("user__login")[:1]),
        valid_until=Subquery(last.values("valid_until")[:1]),
    )


def figures_of_letters(organisation: Organisation, *, at: datetime, seen_by: Actor) -> Figures:
    """The chairs below by their state, and the organisations without one: two queries."""
    rows: Any = chairs_below(organisation, at=at, seen_by=seen_by)
    counted = {row["state"]: row["n"] for row in rows.values("state").annotate(n=Count("pk")).order_by()}
    chairs = Mandate.objects.filter(Mandate.OPEN, office=OfficeCode.CHAIR, organisation_id=OuterRef("pk"))
    without = Organisation.objects.filter(_below(organisation, "")).exclude(Exists(chairs))
    return Figures({state: counted.get(state, 0) for state in STATES}, without.count())


def page_of_chairs(
    organisation: Organisation, *, state: str, after: int | None, size: int, at: datetime, seen_by: Actor
) -> list[Mandate]:
    """At most `size` + 1 of them in the order of organisations, after the mandate with this id."""
    rows: Any = chairs_below(organisation, at=at, seen_by=seen_by).order_by("organisation__name_key", "pk")
    if state:
        rows = rows.filter(state=state)
    if after is not None:
        begin = Mandate.objects.filter(pk=after).values_list("organisation__name_key", flat=True).first()
        if begin is not None:
            rows = rows.filter(
                Q(organisation__name_key__gt=begin) | (Q(organisation__name_key=begin) & Q(pk__gt=after))
            )
    return list(rows[: size + 1])


def issues(organisation: Organisation, *, seen_by: Actor) -> QuerySet[LetterBatch]:
    """The issues of letters of the organisation, the latest first."""
    rows = LetterBatch.objects.filter(seen_by.scope(Power.MANAGE_ORGANISATIONS), organisation=organisation)
    return rows.order_by("-pk")


def issue(*, id: int, seen_by: Actor) -> LetterBatch:
    """One issue; raises LetterBatch.DoesNotExist where it is not the actor's to see."""
    rows = LetterBatch.objects.filter(seen_by.scope(Power.MANAGE_ORGANISATIONS))
    return rows.select_related("organisation").get(pk=id)


def work_on(batch: LetterBatch) -> Work | None:
    """The work that makes the letters."""
    return Work.objects.filter(pk=batch.work_id).first() if batch.work_id else None


def _below(organisation: Organisation, via: str) -> Q:
    """The open organisations below that head a branch of their own: parts of a primary have no logins."""
    said: dict[str, Any] = {
        f"{via}path__gt": organisation.path,
        f"{via}path__lt": f"{organisation.path}~",
        f"{via}closed_on": None,
        f"{via}inpo__isnull": False,
    }
    return Q(**said)
