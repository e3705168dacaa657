"""Which way a letter can go to a chair as a message: by the addresses of their own record."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import partial

from django.conf import settings

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.notices.addresses import is_usable_address
from edinstvo.foundation.notices.models import Channel, Notice, State
from edinstvo.foundation.notices.sending.ways import leads_out
from edinstvo.registry.offices.models import Letter, LetterBatch
from edinstvo.registry.offices.queries.letters import DEAD, FAILED, NONE, SENT, chairs_meant
from edinstvo.registry.offices.rules import Reachable, routes_of
from edinstvo.registry.organisations.models import Organisation

# The other side knows no such address, or takes nothing there; a server that was shut says nothing of an address.
_OF_THE_ADDRESS = ("refused", "bad_address")
_STATES_OF = {
    LetterBatch.Scope.MISSING: (NONE, DEAD, FAILED),
    LetterBatch.Scope.UNUSED: (NONE, DEAD, FAILED, SENT),
    LetterBatch.Scope.FAILED: (FAILED,),
}


def open_ways() -> dict[str, Callable[[str], bool]]:
    """The ways by which messages leave, each with the check of an address; in a demonstration all are shown."""
    ways = [Channel.EMAIL, Channel.SMS]
    return {way.value: partial(is_usable_address, way) for way in ways if leads_out(way) or settings.IS_DEMONSTRATION}


def routes_to(people: Sequence[Reachable], *, logins: Collection[int]) -> dict[int, tuple[str, str]]:
    """{organisation: (way, address)}, as `routes_of` chooses; `logins` are those whom messages may have missed."""
    ways = open_ways()
    if not ways:
        return {}
    sent = Letter.objects.filter(login__in=logins, notice_id__isnull=False).values("notice_id")
    failed = Notice.objects.filter(pk__in=sent, state=State.FAILED, error__in=_OF_THE_ADDRESS)
    return routes_of(people, ways=ways, failed=set(failed.values_list("address", flat=True)))


def reach_of_issue(
    organisation: Organisation, *, scope: LetterBatch.Scope, only: int | None, at: datetime, seen_by: Actor
) -> tuple[int, dict[int, tuple[str, str]]]:
    """How many chairs an issue would be for, and whom of them messages would reach: two queries, one without ways."""
    states = _STATES_OF.get(scope)
    chairs = chairs_meant(organisation, states=states, only=only, at=at, seen_by=seen_by)
    logins = [login for _reachable, login in chairs if login is not None]
    return len(chairs), routes_to([reachable for reachable, _login in chairs], logins=logins)
