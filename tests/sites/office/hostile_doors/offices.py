"""Where the forms of offices and letters stand."""

from collections.abc import Callable

from django.test import Client

from edinstvo.foundation.access.powers import Role
from tests.cast import PASSWORD, Cast, visitor
from tests.registry.offices.people import appointed, elected
from tests.sites.office.hostile_doors.door import JOURNAL, KEPT, Door, of_the_college

_MANDATE = {"since": "01.09.2026", "until": "01.09.2031", "body": "Собрание"}
_MANDATE |= {"decision_on": "01.09.2026", "decision_number": "7"}


def _fill_office(cast: Cast) -> Door:
    member, _ = of_the_college(cast)
    page = f"/offices/{cast.college.inpo}/"
    sent = {"person": str(member.person_id), "office": "chair", **_MANDATE, "ended_on": "", "end_reason": ""}
    browser = visitor(Role.STAFF, cast.buy)
    chosen = frozenset(["person"])
    return Door(browser=browser, url=f"{page}new/", sent=sent, seen_at=(page, JOURNAL), unseen=chosen, left_out=chosen)


def _mandate(act: str, **sent: str) -> Callable[[Cast], Door]:
    def door(cast: Cast) -> Door:
        mandate = elected(cast.college)
        browser = visitor(Role.STAFF, cast.buy)
        seen = (f"/offices/{cast.college.inpo}/", JOURNAL)
        url = f"/offices/mandates/{mandate.pk}/{act}/"
        return Door(browser=browser, url=url, sent={**sent, "version": "1"}, seen_at=seen, unseen=KEPT)

    return door


def _issue_letters(cast: Cast) -> Door:
    elected(cast.college)
    sent = {"scope": "one", "chair_of": str(cast.college.pk), "by": "print"}
    url = f"/letters/{cast.buy.inpo}/issue/"
    return Door(browser=visitor(Role.STAFF, cast.buy), url=url, sent=sent, unseen=frozenset(sent))


def _appoint(cast: Cast) -> Door:
    page = f"/offices/{cast.buy.inpo}/staff/"
    sent = {"name": "Осипова Вера", "login": "osipova", "role": "operator", "since": "01.09.2026", "decision": "№ 3"}
    return Door(browser=visitor(Role.STAFF, cast.kostroma), url=f"{page}new/", sent=sent, seen_at=(page, JOURNAL))


def _dismiss(cast: Cast) -> Door:
    held, page = appointed(cast.buy), f"/offices/{cast.buy.inpo}/staff/"
    sent = {"ended_on": "01.09.2026", "decision": "Распоряжение № 4"}
    url = f"/offices/staff/{held.pk}/end/"
    return Door(browser=visitor(Role.STAFF, cast.kostroma), url=url, sent=sent, seen_at=(page, JOURNAL))


def _letter(_cast: Cast) -> Door:
    sent = {"login": "4400200015", "code": "22222-22222", "new_password": PASSWORD, "again": PASSWORD}
    return Door(browser=Client(), url="/letter/", sent=sent, unseen=frozenset(["new_password", "again"]), answer=422)


DOORS: dict[str, Callable[[Cast], Door]] = {
    "offices.AppointForm": _appoint,
    "offices.DismissForm": _dismiss,
    "offices.FillForm": _fill_office,
    "offices.EndForm": _mandate("end", ended_on="01.09.2026", reason="term", decision="Протокол"),
    "offices.ProlongForm": _mandate("term", until="01.09.2031", decision="Протокол"),
    "offices.CorrectForm": _mandate("correction", **_MANDATE, ended_on="", end_reason="", reason="Описка"),
    "offices.IssueForm": _issue_letters,
    "offices.LetterForm": _letter,
}
