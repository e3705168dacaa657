"""Transfers as the actor may see them: those that concern an organisation whose members they see."""

from dataclasses import dataclass

from django.db.models import Case, F, Q, QuerySet, When

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.members.models import Side, Transfer
from edinstvo.registry.organisations.models import Organisation


@dataclass(frozen=True)
class TransfersPage:
    """Transfers, those that wait first by their day, then the newest; whether there are more."""

    rows: list[Transfer]
    has_more: bool


def transfers(*, seen_by: Actor) -> QuerySet[Transfer]:
    """Every transfer of which the actor sees one of the two sides, with person and organisations."""
    return Transfer.objects.filter(_concerns(seen_by, Power.SEE_MEMBERS)).select_related("person", "source", "target")


def transfer(*, id: int, seen_by: Actor) -> Transfer:
    """One of them; raises Transfer.DoesNotExist, for a foreign one too."""
    return transfers(seen_by=seen_by).get(pk=id)


def page_of_transfers(*, seen_by: Actor, waiting: bool, before: int | None = None, size: int = 50) -> TransfersPage:
    """Those that wait, the most urgent first, or those that are closed, the newest first, older than `before`."""
    found = transfers(seen_by=seen_by)
    if waiting:
        rows = list(found.filter(Transfer.WAITS).order_by("due_on", "pk")[: size + 1])
    else:
        older = Q(pk__lt=before) if before is not None else Q()
        rows = list(found.filter(older).exclude(Transfer.WAITS).order_by("-pk")[: size + 1])
    return TransfersPage(rows[:size], len(rows) > size)


def waiting_for(actor: Actor, *, within: Organisation) -> QuerySet[Transfer]:
    """Those that wait for an answer of an organisation in the branch of `within`, whose members the actor keeps."""
    side = Case(When(asked_by=Side.SOURCE, then=F("target__path")), default=F("source__path"))
    asked = Transfer.objects.filter(Transfer.WAITS, _is_asked(actor)).alias(side=side)
    return asked.filter(side__gte=within.path, side__lt=f"{within.path}~")


def told_of(person_id: int) -> Transfer | None:
    """The last transfer of a person, if it waits, or has lapsed and it is known why. The caller has seen the person."""
    last = Transfer.objects.filter(person_id=person_id).select_related("source", "target").order_by("-pk").first()
    return last if last is not None and (last.is_waiting or last.lapsed_because) else None


def waiting_of(person_id: int) -> Transfer | None:
    """The transfer of a person that waits, if there is one. The caller has seen the person already."""
    found = Transfer.objects.filter(Transfer.WAITS, person_id=person_id)
    return found.select_related("source", "target").first()


def _concerns(actor: Actor, power: Power) -> Q:
    return actor.scope(power, via="source__") | actor.scope(power, via="target__")


def _is_asked(actor: Actor) -> Q:
    keeps = Power.KEEP_MEMBERS
    return (Q(asked_by=Side.TARGET) & actor.scope(keeps, via="source__")) | (
        Q(asked_by=Side.SOURCE) & actor.scope(keeps, via="target__")
    )
