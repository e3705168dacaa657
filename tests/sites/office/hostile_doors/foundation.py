"""Where the forms of the journal, of messages and of retention stand, and the sample of the demonstration."""

from collections.abc import Callable

from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.retention.queries import periods_named, standings
from tests.cast import TODAY, Cast, visitor
from tests.sites.office.hostile_doors.door import JOURNAL, Door


def _journal(cast: Cast) -> Door:
    sent = {"verb": "", "who": "Орехова", "since": "01.01.2020", "until": "01.01.2030", "about": ""}
    return Door(browser=visitor(Role.CHAIR, cast.galich), url=JOURNAL, sent=sent, is_asked=True, answer=200)


def _outbox(cast: Cast) -> Door:
    sent = {"channel": "email", "state": "shown"}
    return Door(browser=visitor(Role.CHAIR, cast.galich), url="/outbox/", sent=sent, is_asked=True, answer=200)


def _trial(cast: Cast) -> Door:
    browser, sent = visitor(Role.STAFF, cast.union), {"channel": "email", "address": "nina@example.org"}
    return Door(browser=browser, url="/outbox/trial/", sent=sent, seen_at=("/outbox/",))


def _period(cast: Cast) -> Door:
    page = "/retention/members.contacts/"
    sent = {"unit": "months", "length": "2", "basis": "Решение № 6-12", "valid_from": "01.01.2030"}
    return Door(browser=visitor(Role.STAFF, cast.union), url=f"{page}period/", sent=sent, seen_at=(page,))


def _decision(cast: Cast) -> Door:
    seen = " ".join(f"{code}={period}" for code, period in periods_named(standings(on=TODAY)).items())
    sent = {"decided_on": "24.11.2026", "number": "6-12", "body": "Исполком", "seen": seen}
    browser, shown = visitor(Role.STAFF, cast.union), ("/retention/",)
    return Door(browser=browser, url="/retention/decision/", sent=sent, seen_at=shown, unseen=frozenset(["seen"]))


def _sample(_cast: Cast) -> Door:
    sent = {"last_name": "Ветрова", "born_on": "30.07.1991", "category": "teacher", "email": "nina@example.org"}
    sent |= {"ticket": "both", "wishes": "chorus", "reason": "Описка"}
    urls = "tests.sites.demonstration.addresses"
    return Door(browser=Client(), url="/components/form/", sent=sent, answer=200, addresses=urls)


DOORS: dict[str, Callable[[Cast], Door]] = {
    "journal.FilterForm": _journal,
    "notices.OutboxForm": _outbox,
    "notices.TrialForm": _trial,
    "retention.PeriodForm": _period,
    "retention.DecisionForm": _decision,
    "demonstration.SampleForm": _sample,
}
