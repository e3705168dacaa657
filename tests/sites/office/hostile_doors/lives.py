"""Where the forms of suspensions, second workplaces and seniority stand."""

from collections.abc import Callable

from edinstvo.foundation.access.powers import Role
from tests.cast import Cast, visitor
from tests.registry.members.suspending import suspended
from tests.registry.members.working import works_too
from tests.sites.office.hostile_doors.door import JOURNAL, Door, of_the_college


def _suspend(cast: Cast) -> Door:
    _stay, page = of_the_college(cast)
    sent = {"valid_from": "01.09.2026", "reason": "army", "expected_until": "01.09.2027", "decision": "Протокол № 3"}
    browser = visitor(Role.CHAIR, cast.college)
    return Door(browser=browser, url=f"{page}suspension/", sent=sent, seen_at=(page, JOURNAL))


def _resume(cast: Cast) -> Door:
    stay, page = of_the_college(cast)
    suspended(stay)
    sent = {"resumed_on": "01.09.2026", "decision": "Протокол № 9"}
    browser = visitor(Role.CHAIR, cast.college)
    return Door(browser=browser, url=f"{page}resumption/", sent=sent, seen_at=(page, JOURNAL))


def _correct_suspension(cast: Cast) -> Door:
    stay, page = of_the_college(cast)
    url = f"{page}suspensions/{suspended(stay).pk}/correction/"
    sent = {"valid_from": "01.04.2026", "valid_until": "01.09.2026", "expected_until": "01.10.2026", "reason": "other"}
    sent |= {"decision": "Протокол № 3", "why": "Описка"}
    browser = visitor(Role.CHAIR, cast.college)
    return Door(browser=browser, url=url, sent=sent, seen_at=(page, JOURNAL))


def _add_workplace(cast: Cast) -> Door:
    _stay, page = of_the_college(cast)
    sent = {"to": "", "employer": "Музыкальная школа", "position": "Концертмейстер", "since": "01.09.2026"}
    browser, chosen = visitor(Role.CHAIR, cast.college), frozenset(["to"])
    url = f"{page}workplace/?employer"
    return Door(browser=browser, url=url, sent=sent, seen_at=(page, JOURNAL), unseen=chosen, left_out=chosen)


def _end_workplace(cast: Cast) -> Door:
    stay, page = of_the_college(cast)
    fact = works_too(stay, cast.lyceum)
    sent = {"ended_on": "01.09.2026", "why": "Однофамилица"}
    browser = visitor(Role.CHAIR, cast.college)
    url = f"/members/workplaces/{fact.pk}/end/"
    return Door(browser=browser, url=url, sent=sent, seen_at=(page, JOURNAL))


def _seniority_rule(cast: Cast) -> Door:
    sent = {"valid_from": "01.01.2027", "decision": "Постановление № 6-12"}
    sent |= dict.fromkeys(["transferred", "dismissed", "graduated", "own_wish", "expelled", "other"], "3")
    browser = visitor(Role.STAFF, cast.union)
    return Door(browser=browser, url="/members/seniority/", sent=sent, seen_at=("/members/seniority/", JOURNAL))


DOORS: dict[str, Callable[[Cast], Door]] = {
    "members.SuspendForm": _suspend,
    "members.ResumeForm": _resume,
    "members.CorrectSuspensionForm": _correct_suspension,
    "members.WorkplaceForm": _add_workplace,
    "members.EndWorkplaceForm": _end_workplace,
    "members.SeniorityRuleForm": _seniority_rule,
}
