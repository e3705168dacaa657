"""Where the forms of mergers and splits of organisations stand."""

from collections.abc import Callable

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import Cast, visitor
from tests.registry.members.people import a_member
from tests.registry.reorganisations.merging import merged
from tests.sites.office.hostile_doors.door import JOURNAL, KEPT, NAME, SIGN, Door


def _merge(cast: Cast) -> Door:
    a_member(cast.lyceum)
    sent = {"kind": "merged", "on": "01.09.2026", "decision": "Постановление", "version": "1"}
    sent |= {"to": str(cast.berezovka.pk), "sign": SIGN}
    browser, seen = visitor(Role.STAFF, cast.galich), (address_of(cast.lyceum), JOURNAL)
    chosen = frozenset(["to"])
    url = f"/reorganisations/of/{cast.lyceum.pk}/merger/"
    return Door(browser=browser, url=url, sent=sent, seen_at=seen, unseen=chosen | KEPT, left_out=chosen)


def _split(cast: Cast) -> Door:
    stay = a_member(cast.lyceum, details=MembershipDetails(subdivision="Филиал"))
    sent = {"name": NAME["name"], "short_name": NAME["short_name"], "on": "01.09.2026", "decision": "Постановление"}
    sent |= {"subdivisions": "Филиал", "people": str(stay.pk), "chosen": str(stay.pk), "seek": "Филиал", "sign": SIGN}
    browser, seen = visitor(Role.STAFF, cast.galich), (address_of(cast.lyceum), JOURNAL, "/organisations/")
    return Door(
        browser=browser,
        url=f"/reorganisations/of/{cast.lyceum.pk}/split/",
        sent=sent,
        seen_at=seen,
        unseen=frozenset(["chosen", "seek"]) | KEPT,
        left_out=frozenset(["seek"]),
    )


def _take_back(cast: Cast) -> Door:
    a_member(cast.lyceum)
    act = merged(cast.lyceum, cast.berezovka)
    browser, seen = visitor(Role.STAFF, cast.galich), (address_of(cast.lyceum), JOURNAL)
    sent = {"reason": "Решение отменено", "sign": SIGN}
    return Door(browser=browser, url=f"/reorganisations/{act.pk}/undo/", sent=sent, seen_at=seen, unseen=KEPT)


DOORS: dict[str, Callable[[Cast], Door]] = {
    "reorganisations.MergeForm": _merge,
    "reorganisations.SplitForm": _split,
    "reorganisations.TakeBackForm": _take_back,
}
