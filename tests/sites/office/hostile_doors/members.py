"""Where the forms of one member's record stand."""

from collections.abc import Callable

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.members.models import Membership
from tests.cast import Cast, visitor
from tests.registry.members.people import a_former_member, versions
from tests.sites.office.hostile_doors.door import JOURNAL, KEPT, Door, of_the_college

_WHO = {"last_name": "Ветрова", "first_name": "Нина", "middle_name": "", "sex": "female", "birth_date": "30.07.1991"}


_CONTACTS = {"phone": "8 910 555-01-12", "email": "nina@example.org", "snils": "112-233-445 95", "inn": "500100732259"}


_WORK = {"category": "support", "position": "Повар", "subdivision": "Столовая", "ticket_number": "0044-17"}


_PAPERS = {"application_on": "01.09.2026", "decision_on": "01.09.2026", "decision_number": "4"}


def _admit(cast: Cast) -> Door:
    sent = {**_WHO, **_CONTACTS, **_WORK, **_PAPERS, "registered_on": "01.09.2026", "joined_on": "01.09.2026"}
    sent |= {"place": str(cast.college.pk), "asked": "", "organisation": str(cast.college.inpo)}
    seen = ("/members/", JOURNAL, "/")
    hidden = frozenset(["asked", "organisation"])
    browser = visitor(Role.CHAIR, cast.college)
    return Door(browser=browser, url="/members/new/", sent=sent, seen_at=seen, unseen=hidden)


def _card(cast: Cast) -> Door:
    sent = {**_WHO, **_WORK, **_PAPERS, "phone": "8 910 555-01-12", "registered_on": "01.09.2026", "joined_on": "2026"}
    sent = {name: value for name, value in sent.items() if name not in ("has_no_middle_name", "subdivision")}
    sent |= {"place": str(cast.college.pk), "asked": "", "card": "", "organisation": str(cast.college.inpo)}
    hidden = frozenset(["asked", "card", "organisation"])
    browser, seen = visitor(Role.CHAIR, cast.college), ("/members/", JOURNAL, "/", "/members/cards/")
    return Door(browser=browser, url="/members/cards/", sent=sent, seen_at=seen, unseen=hidden)


def _readmit(cast: Cast) -> Door:
    left = a_former_member(cast.college)
    sent = {**_WORK, **_PAPERS, "registered_on": "01.09.2026", "place": str(cast.college.pk)}
    page = f"/members/{left.person_id}/"
    browser = visitor(Role.CHAIR, cast.college)
    return Door(browser=browser, url=f"{page}return/", sent=sent, seen_at=(page, JOURNAL))


def _edit(cast: Cast) -> Door:
    member, page = of_the_college(cast)
    sent = {**_CONTACTS, **_WORK, **_PAPERS, "category_from": "01.09.2026", "version": _version(member)}
    sent |= {**_WHO, "joined_on": "01.09.2019"}
    browser = visitor(Role.CHAIR, cast.college)
    known = frozenset(["last_name", "first_name", "middle_name", "birth_date", "joined_on"])
    return Door(browser=browser, url=f"{page}record/", sent=sent, seen_at=(page, JOURNAL), left_out=known, unseen=KEPT)


def _print(cast: Cast) -> Door:
    _, page = of_the_college(cast)
    sent = {"paper": "certificate_docx", "named": "Ветровой Нине", "purpose": "В личное дело"}
    browser = visitor(Role.CHAIR, cast.college)
    unseen = frozenset(["named"])
    return Door(browser=browser, url=f"{page}papers/", sent=sent, seen_at=(JOURNAL,), unseen=unseen, answer=200)


def _rename(cast: Cast) -> Door:
    member, page = of_the_college(cast)
    sent = {"last_name": "Ветрова", "first_name": "Нина", "middle_name": "Степановна", "since": "01.09.2026"}
    sent |= {"document": "Свидетельство о браке", "version": _version(member)}
    browser = visitor(Role.CHAIR, cast.college)
    return Door(
        browser=browser, url=f"{page}name/", sent=sent, seen_at=(page, JOURNAL, "/members/?q=Абрамова"), unseen=KEPT
    )


def _correct(cast: Cast) -> Door:
    member, page = of_the_college(cast)
    sent = {"last_name": "Ветрова", "first_name": "Нина", "middle_name": "Степановна", "birth_date": "30.07.1969"}
    sent |= {"joined_on": "01.09.2019", "registered_on": "01.09.2020", "ended_on": "", "end_reason": ""}
    sent |= {"reason": "Описка", "version": _version(member)}
    browser = visitor(Role.CHAIR, cast.college)
    of_a_past_stay = frozenset(["ended_on", "end_reason"])
    return Door(
        browser=browser,
        url=f"{page}correction/",
        sent=sent,
        seen_at=(page, JOURNAL),
        left_out=of_a_past_stay,
        unseen=KEPT,
    )


def _end(cast: Cast) -> Door:
    member, page = of_the_college(cast)
    sent = {"ended_on": "01.09.2026", "reason": "own_wish", "decision": "Заявление", "version": _version(member)}
    browser = visitor(Role.CHAIR, cast.college)
    return Door(browser=browser, url=f"{page}end/", sent=sent, seen_at=(page, JOURNAL), unseen=KEPT)


def _version(member: Membership) -> str:
    now = versions(member)
    return f"{now.person}.{now.membership}"


DOORS: dict[str, Callable[[Cast], Door]] = {
    "members.AdmitForm": _admit,
    "members.CardForm": _card,
    "members.ReadmitForm": _readmit,
    "members.EditForm": _edit,
    "members.RenameForm": _rename,
    "members.CorrectForm": _correct,
    "members.PrintForm": _print,
    "members.EndForm": _end,
}
