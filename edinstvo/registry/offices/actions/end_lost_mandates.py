"""End the mandates of people who are on record no more where they held them."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.models import EndReason as StayEnd
from edinstvo.registry.members.models import Membership
from edinstvo.registry.offices.actions.close_mandate import close_mandate
from edinstvo.registry.offices.actions.settle_named_login import end_named_login
from edinstvo.registry.offices.models import EndReason, Mandate, OfficerLogin
from edinstvo.registry.offices.queries.standing import lies_below
from edinstvo.registry.organisations.models import OrganisationType

_REASONS = {StayEnd.DIED.value: EndReason.DIED}
# Under whom somebody has to be on record, by the type of the organisation: the column of the stay that names it.
_COLUMNS = (
    ("region_id", (OrganisationType.REGIONAL, OrganisationType.INTERREGIONAL)),
    ("territory_id", (OrganisationType.TERRITORIAL,)),
)


def end_lost_mandates(*, actor: Actor, person_id: int, on: date, at: datetime) -> int:
    """End those of the person that no open stay carries any more, from the day `on`; return how many.

    Inside the transaction of the act that ended a stay: nobody's powers are asked but those of that act.
    """
    held = list(_held(person_id=person_id))
    if not held:
        return 0
    stays = list(Membership.objects.filter(person_id=person_id).order_by("-registered_on", "-pk"))
    lost = [one for one in held if not any(stay.is_open and lies_below(stay, one.organisation) for stay in stays)]
    reason = _REASONS.get(stays[0].end_reason if stays else "", EndReason.LEFT)
    for mandate in lost:
        ended_on = max(on, mandate.since)
        close_mandate(actor=actor, mandate=mandate, ended_on=ended_on, reason=reason, decision="", at=at)
    return len(lost)


def end_all_lost_mandates(*, actor: Actor, at: datetime) -> int:
    """The same for everybody: what an undone list or a moved organisation left behind. Returns how many were ended."""
    stay = Membership.objects.filter(Membership.OPEN, person_id=OuterRef("person_id"))
    in_primary = Q(Exists(stay.filter(primary_id=OuterRef("primary_id"))))
    carried = Q(organisation__type=OrganisationType.UNION) & Q(Exists(stay))
    for column, types in _COLUMNS:
        carried |= Q(organisation__type__in=types) & Q(Exists(stay.filter(**{column: OuterRef("organisation_id")})))
    lost = Mandate.objects.filter(Mandate.OPEN).exclude(carried | (Q(primary_id__isnull=False) & in_primary))
    ended = 0
    for person_id in lost.order_by("person_id").values_list("person_id", flat=True).distinct():
        with transaction.atomic():
            ended += end_lost_mandates(actor=actor, person_id=person_id, on=timezone.localdate(at), at=at)
    return ended


def end_logins_of_closed(*, actor: Actor, at: datetime) -> int:
    """End the logins of chairs known by name alone whose organisations were closed; return how many."""
    ended = 0
    for id_ in OfficerLogin.objects.filter(ended_at=None, organisation__closed_on__isnull=False).values_list(
        "pk", flat=True
    ):
        with transaction.atomic():
            named = OfficerLogin.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=id_)
            end_named_login(actor=actor, named=named, at=at)
        ended += 1
    return ended


def _held(*, person_id: int) -> list[Mandate]:
    rows = Mandate.objects.filter(Mandate.OPEN, person_id=person_id).select_for_update(of=("self",))
    return list(rows.select_related("person", "organisation").order_by("pk"))
