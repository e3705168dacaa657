"""Where each form stands: who sends it, what it takes when all is well, and where it is seen afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.actions.create_user import create_user
from edinstvo.foundation.access.actions.issue_one_time_link import issue_one_time_link
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import Grant, User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.retention.queries import periods_named, standings
from edinstvo.registry.members.models import Membership, Side
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import FOUNDED, NOW, OPERATOR, PASSWORD, TODAY, Cast, a_user, chair, visitor
from tests.foundation.access.factors import APP, SECURITY, STEP, half_in, with_app
from tests.registry.consents.giving import a_text, gave, withdrew
from tests.registry.imports.lists import planned
from tests.registry.imports.web.wizard import ANNA, address
from tests.registry.members.merges import mark_of
from tests.registry.members.merges import merged as joined
from tests.registry.members.people import a_former_member, a_member, versions
from tests.registry.members.suspending import suspended
from tests.registry.members.transfers import asked
from tests.registry.members.working import works_too
from tests.registry.offices.people import elected
from tests.registry.organisations.closing import closed
from tests.registry.organisations.moving import moved
from tests.registry.reorganisations.merging import merged
from tests.registry.structure.committee_lists import planned as structure_planned

JOURNAL = "/journal/"


@dataclass(frozen=True, kw_only=True)
class Door:
    """One form: `sent` holds a value for every field, all of them taken when nothing is hostile.

    `answer` is what the sending of `sent` comes to. `seen_at` are pages that show what was taken; `unseen` are the
    fields whose text no page shows; `left_out` those that the page does not ask for in this case, `others` controls
    that are no fields of the form.
    """

    browser: Client
    url: str
    sent: dict[str, str]
    is_asked: bool = False
    seen_at: tuple[str, ...] = ()
    unseen: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    answer: int = 302
    addresses: str = "config.urls"


def _sign_in(_cast: Cast) -> Door:
    a_user("kora", password=PASSWORD)
    sent = {"login": "kora", "password": PASSWORD}
    return Door(browser=Client(), url="/sign-in/", sent=sent, unseen=frozenset(["password"]))


def _new_password(_cast: Cast) -> Door:
    sent = {"new_password": "another long sentence", "again": "another long sentence"}
    return Door(browser=Client(), url=_link(a_user("kora", password=PASSWORD)), sent=sent, unseen=frozenset(sent))


def _first_visit(_cast: Cast) -> Door:
    user = create_user(actor=OPERATOR, login="oreshkina", name="Орешкина С. Н.", at=NOW)
    secrets = {"new_password": PASSWORD, "again": PASSWORD}
    sent = {"name": "Орешкина Светлана", "login": "oreshkina", **secrets}
    return Door(browser=Client(), url=_link(user), sent=sent, seen_at=("/",), unseen=frozenset(secrets))


def _code(_cast: Cast) -> Door:
    _, codes = with_app(a_user("oreshkina", password=PASSWORD))
    return Door(browser=half_in(), url=STEP, sent={"code": codes[0]}, unseen=_HIDDEN, others=_HIDDEN)


def _first_code(_cast: Cast) -> Door:
    return Door(browser=_fresh(), url=APP, sent={"code": "000000"}, answer=422, unseen=_HIDDEN)


def _passkey(_cast: Cast) -> Door:
    with_app(a_user("oreshkina", password=PASSWORD))
    return Door(browser=half_in(), url=f"{STEP}passkey/", sent={"answer": "{}"}, answer=422, unseen=_HIDDEN)


def _new_passkey(_cast: Cast) -> Door:
    sent = {"name": "Телефон", "answer": "{}"}
    return Door(browser=_fresh(), url=f"{SECURITY}passkeys/new/", sent=sent, answer=422)


def _confirm(_cast: Cast) -> Door:
    return Door(browser=_fresh(), url=f"{SECURITY}confirm/", sent={"password": PASSWORD}, unseen=_HIDDEN)


def _fresh() -> Client:
    a_user("kora", password=PASSWORD)
    browser = Client(headers={"host": "localhost"})
    browser.post("/sign-in/", {"login": "kora", "password": PASSWORD})
    return browser


def _change_password(_cast: Cast) -> Door:
    browser, user = Client(), a_user("kora", password=PASSWORD)
    browser.force_login(user)
    new = "another long sentence"
    sent = {"old_password": PASSWORD, "new_password": new, "again": new}
    return Door(browser=browser, url="/password/", sent=sent, unseen=frozenset(sent))


def _journal(cast: Cast) -> Door:
    sent = {"verb": "", "who": "Орехова", "since": "01.01.2020", "until": "01.01.2030", "about": ""}
    return Door(browser=visitor(Role.CHAIR, cast.galich), url=JOURNAL, sent=sent, is_asked=True, answer=200)


def _extract(cast: Cast) -> Door:
    url = address_of(cast.college, "extract")
    browser = visitor(Role.CHAIR, cast.college)
    return Door(browser=browser, url=url, sent={"purpose": "Для банка"}, seen_at=(JOURNAL,), answer=200)


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
    member, page = _member(cast)
    sent = {**_CONTACTS, **_WORK, **_PAPERS, "category_from": "01.09.2026", "version": _version(member)}
    sent |= {**_WHO, "joined_on": "01.09.2019"}
    browser = visitor(Role.CHAIR, cast.college)
    known = frozenset(["last_name", "first_name", "middle_name", "birth_date", "joined_on"])
    return Door(browser=browser, url=f"{page}record/", sent=sent, seen_at=(page, JOURNAL), left_out=known, unseen=_KEPT)


def _print(cast: Cast) -> Door:
    _, page = _member(cast)
    sent = {"paper": "certificate_docx", "named": "Ветровой Нине", "purpose": "В личное дело"}
    browser = visitor(Role.CHAIR, cast.college)
    unseen = frozenset(["named"])
    return Door(browser=browser, url=f"{page}papers/", sent=sent, seen_at=(JOURNAL,), unseen=unseen, answer=200)


def _rename(cast: Cast) -> Door:
    member, page = _member(cast)
    sent = {"last_name": "Ветрова", "first_name": "Нина", "middle_name": "Степановна", "since": "01.09.2026"}
    sent |= {"document": "Свидетельство о браке", "version": _version(member)}
    browser = visitor(Role.CHAIR, cast.college)
    return Door(
        browser=browser, url=f"{page}name/", sent=sent, seen_at=(page, JOURNAL, "/members/?q=Абрамова"), unseen=_KEPT
    )


def _correct(cast: Cast) -> Door:
    member, page = _member(cast)
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
        unseen=_KEPT,
    )


def _end(cast: Cast) -> Door:
    member, page = _member(cast)
    sent = {"ended_on": "01.09.2026", "reason": "own_wish", "decision": "Заявление", "version": _version(member)}
    browser = visitor(Role.CHAIR, cast.college)
    return Door(browser=browser, url=f"{page}end/", sent=sent, seen_at=(page, JOURNAL), unseen=_KEPT)


def _suspend(cast: Cast) -> Door:
    _stay, page = _member(cast)
    sent = {"valid_from": "01.09.2026", "reason": "army", "expected_until": "01.09.2027", "decision": "Протокол № 3"}
    browser = visitor(Role.CHAIR, cast.college)
    return Door(browser=browser, url=f"{page}suspension/", sent=sent, seen_at=(page, JOURNAL))


def _resume(cast: Cast) -> Door:
    stay, page = _member(cast)
    suspended(stay)
    sent = {"resumed_on": "01.09.2026", "decision": "Протокол № 9"}
    browser = visitor(Role.CHAIR, cast.college)
    return Door(browser=browser, url=f"{page}resumption/", sent=sent, seen_at=(page, JOURNAL))


def _correct_suspension(cast: Cast) -> Door:
    stay, page = _member(cast)
    url = f"{page}suspensions/{suspended(stay).pk}/correction/"
    sent = {"valid_from": "01.04.2026", "valid_until": "01.09.2026", "expected_until": "01.10.2026", "reason": "other"}
    sent |= {"decision": "Протокол № 3", "why": "Описка"}
    browser = visitor(Role.CHAIR, cast.college)
    return Door(browser=browser, url=url, sent=sent, seen_at=(page, JOURNAL))


def _add_workplace(cast: Cast) -> Door:
    _stay, page = _member(cast)
    sent = {"to": "", "employer": "Музыкальная школа", "position": "Концертмейстер", "since": "01.09.2026"}
    browser, chosen = visitor(Role.CHAIR, cast.college), frozenset(["to"])
    url = f"{page}workplace/?employer"
    return Door(browser=browser, url=url, sent=sent, seen_at=(page, JOURNAL), unseen=chosen, left_out=chosen)


def _end_workplace(cast: Cast) -> Door:
    stay, page = _member(cast)
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


def _ask_transfer(cast: Cast) -> Door:
    _stay, page = _member(cast)
    sent = {"to": str(cast.lyceum.pk), "application_on": "01.09.2026", "note": "Переезд", "moves_on": "01.09.2026"}
    browser, url = visitor(Role.CHAIR, cast.kostroma), f"{page}transfer/"
    chosen = frozenset(["to"])
    return Door(browser=browser, url=url, sent=sent, seen_at=(page, JOURNAL), unseen=chosen, left_out=chosen)


def _merge_people(cast: Cast) -> Door:
    member, page = _member(cast)
    other = a_member(cast.college, "Абрамова Людмилла", None)
    url = f"{page}merge/?other={other.person_id}"
    sent = {"other": str(other.person_id), "seen": mark_of(member, other)}
    chosen, contested = frozenset(["other"]), frozenset(["keep-first_name"])
    browser, kept = visitor(Role.CHAIR, cast.college), frozenset(["other", "seen"])
    return Door(browser=browser, url=url, sent=sent, seen_at=(page,), unseen=kept, left_out=chosen, others=contested)


def _split_people(cast: Cast) -> Door:
    member, page = _member(cast)
    merge = joined(member, a_member(cast.college, "Абрамова Людмилла", None))
    browser = visitor(Role.CHAIR, cast.college)
    sent = {"reason": "Однофамилицы"}
    return Door(browser=browser, url=f"{page}merges/{merge.pk}/split/", sent=sent, seen_at=(page, JOURNAL))


def _answer(act: str, **sent: str) -> Callable[[Cast], Door]:
    def door(cast: Cast) -> Door:
        member, _page = _member(cast)
        waits = asked(member, cast.mtsensk_school, actor=chair(cast.college), by=Side.SOURCE)
        page = f"/transfers/{waits.pk}/"
        browser = visitor(Role.CHAIR, cast.mtsensk_school)
        return Door(browser=browser, url=f"{page}{act}/", sent=sent, seen_at=(page, JOURNAL))

    return door


def _members(cast: Cast) -> Door:
    _member(cast)
    sent = {"q": "", "organisation": "", "state": "", "category": "", "age_from": "", "age_to": "", "sort": ""}
    sent |= dict.fromkeys(["lacks", "on", "joined_from", "joined_to", "left_from", "left_to"], "")
    sent |= dict.fromkeys(["reason", "month", "jubilee", "year", "suspended"], "")
    nonsense = frozenset("organisation state category sort lacks suspended reason month jubilee".split())
    browser = visitor(Role.CHAIR, cast.buy)
    return Door(browser=browser, url="/members/", sent=sent, is_asked=True, answer=200, unseen=nonsense)


def _save_list(cast: Cast) -> Door:
    _member(cast)
    browser, seen = visitor(Role.CHAIR, cast.buy), ("/members/", "/members/lists/")
    return Door(browser=browser, url="/members/lists/new/?state=former", sent={"name": "Ушли"}, seen_at=seen)


def _export(cast: Cast) -> Door:
    _member(cast)
    sent = {"columns": "last_name", "kind": "csv", "purpose": "Сверка"}
    browser, chosen = visitor(Role.CHAIR, cast.buy), frozenset(["columns", "kind"])
    return Door(browser=browser, url="/members/export/", sent=sent, seen_at=("/exports/",), unseen=chosen)


def _categories(cast: Cast) -> Door:
    _member(cast)
    sent = {"category": "support", "since": "01.09.2026", "count": "1"}
    return Door(browser=visitor(Role.CHAIR, cast.buy), url="/members/category/", sent=sent, unseen=frozenset(sent))


def _found(cast: Cast) -> Door:
    sent = {**_NAME, "type": "primary", "inpo_external": "12-7"}
    browser = visitor(Role.STAFF, cast.galich)
    seen = (address_of(cast.galich), "/organisations/", JOURNAL, "/organisations/?q=ППО")
    return Door(browser=browser, url=address_of(cast.galich, "found"), sent=sent, seen_at=seen)


def _found_region(cast: Cast) -> Door:
    sent = {**_NAME, "type": "interregional", "seat": "78", "subjects": "78, 47", "inpo_external": "12-7"}
    browser = visitor(Role.ADMINISTRATOR, cast.union)
    seen = (address_of(cast.union), JOURNAL)
    chosen = frozenset(["seat"])
    return Door(browser=browser, url=address_of(cast.union, "found"), sent=sent, seen_at=seen, unseen=chosen)


def _found_union() -> Door:
    browser, user = Client(), a_user("first", name="Орехова Светлана Николаевна")
    Grant.objects.create(user=user, role=Role.ADMINISTRATOR, level=Level.UNION, organisation_id=0, valid_from=FOUNDED)
    browser.force_login(user)
    seen = ("/", "/organisations/", JOURNAL)
    return Door(browser=browser, url="/organisations/union/", sent=_NAME, seen_at=seen)


def _rename_organisation(cast: Cast) -> Door:
    sent = {**_NAME, "version": str(cast.lyceum.version), "was_name": "ППО", "was_short_name": "ППО"}
    browser = visitor(Role.STAFF, cast.galich)
    seen = (address_of(cast.lyceum), "/organisations/", JOURNAL, "/")
    was = frozenset(["was_name", "was_short_name"])
    return Door(browser=browser, url=address_of(cast.lyceum, "rename"), sent=sent, seen_at=seen, unseen=was)


def _close(cast: Cast) -> Door:
    sent = {"on": "01.09.2026", "decision": "Постановление", "version": str(cast.lyceum.version)}
    browser = visitor(Role.STAFF, cast.galich)
    seen = (address_of(cast.lyceum), JOURNAL)
    return Door(browser=browser, url=address_of(cast.lyceum, "close"), sent=sent, seen_at=seen)


def _merge(cast: Cast) -> Door:
    a_member(cast.lyceum)
    sent = {"kind": "merged", "on": "01.09.2026", "decision": "Постановление", "version": "1"}
    sent |= {"to": str(cast.berezovka.pk)}
    browser, seen = visitor(Role.STAFF, cast.galich), (address_of(cast.lyceum), JOURNAL)
    chosen = frozenset(["to"])
    url = f"/reorganisations/of/{cast.lyceum.pk}/merger/"
    return Door(browser=browser, url=url, sent=sent, seen_at=seen, unseen=chosen, left_out=chosen)


def _split(cast: Cast) -> Door:
    stay = a_member(cast.lyceum, details=MembershipDetails(subdivision="Филиал"))
    sent = {"name": _NAME["name"], "short_name": _NAME["short_name"], "on": "01.09.2026", "decision": "Постановление"}
    sent |= {"subdivisions": "Филиал", "people": str(stay.pk)}
    browser, seen = visitor(Role.STAFF, cast.galich), (address_of(cast.lyceum), JOURNAL, "/organisations/")
    return Door(browser=browser, url=f"/reorganisations/of/{cast.lyceum.pk}/split/", sent=sent, seen_at=seen)


def _take_back(cast: Cast) -> Door:
    a_member(cast.lyceum)
    act = merged(cast.lyceum, cast.berezovka)
    browser, seen = visitor(Role.STAFF, cast.galich), (address_of(cast.lyceum), JOURNAL)
    sent = {"reason": "Решение отменено"}
    return Door(browser=browser, url=f"/reorganisations/{act.pk}/undo/", sent=sent, seen_at=seen)


def _move(cast: Cast) -> Door:
    sent = {**_STATED, "parent": str(cast.mtsensk.pk)}
    browser, address = visitor(Role.STAFF, cast.union), address_of(cast.lyceum, "move")
    seen = (address_of(cast.lyceum), JOURNAL)
    chosen = frozenset(["parent"])
    return Door(browser=browser, url=address, sent=sent, seen_at=seen, unseen=chosen, left_out=chosen)


def _undo_move(cast: Cast) -> Door:
    moved(cast.lyceum, cast.mtsensk)
    sent = {"reason": "Внесено по ошибке", "version": "2"}
    browser, address = visitor(Role.STAFF, cast.union), address_of(cast.lyceum, "undo-move")
    return Door(browser=browser, url=address, sent=sent, seen_at=(JOURNAL,), unseen=_KEPT)


def _state(act: str, **said: str) -> Callable[[Cast], Door]:
    def door(cast: Cast) -> Door:
        browser, seen = visitor(Role.STAFF, cast.kostroma), (address_of(cast.university), JOURNAL)
        return Door(browser=browser, url=address_of(cast.university, act), sent={**_STATED, **said}, seen_at=seen)

    return door


def _reopen(cast: Cast) -> Door:
    closed(cast.lyceum, on=TODAY)
    sent = {"reason": "Внесено по ошибке", "version": "2"}
    browser = visitor(Role.STAFF, cast.galich)
    return Door(browser=browser, url=address_of(cast.lyceum, "reopen"), sent=sent, seen_at=(JOURNAL,), unseen=_KEPT)


def _fill_office(cast: Cast) -> Door:
    member, _ = _member(cast)
    page = f"/offices/{cast.college.inpo}/"
    sent = {"person": str(member.person_id), "office": "chair", **_MANDATE}
    browser = visitor(Role.STAFF, cast.buy)
    chosen = frozenset(["person"])
    return Door(browser=browser, url=f"{page}new/", sent=sent, seen_at=(page, JOURNAL), unseen=chosen, left_out=chosen)


def _mandate(act: str, **sent: str) -> Callable[[Cast], Door]:
    def door(cast: Cast) -> Door:
        mandate = elected(cast.college)
        browser = visitor(Role.STAFF, cast.buy)
        seen = (f"/offices/{cast.college.inpo}/", JOURNAL)
        url = f"/offices/mandates/{mandate.pk}/{act}/"
        return Door(browser=browser, url=url, sent={**sent, "version": "1"}, seen_at=seen, unseen=_KEPT)

    return door


def _lost_device(cast: Cast) -> Door:
    with_app(a_user("galich", grants=[(Role.CHAIR, cast.galich)]))
    sent = {"login": "galich", "reason": "Пришла сама"}
    browser = visitor(Role.STAFF, cast.kostroma)
    return Door(
        browser=browser, url="/organisations/lost-device/", sent=sent, answer=200, others=frozenset(["is_sure"])
    )


def _issue_letters(cast: Cast) -> Door:
    elected(cast.college)
    sent = {"scope": "one", "chair_of": str(cast.college.pk), "by": "print"}
    url = f"/letters/{cast.buy.inpo}/issue/"
    return Door(browser=visitor(Role.STAFF, cast.buy), url=url, sent=sent, unseen=frozenset(sent))


def _letter(_cast: Cast) -> Door:
    sent = {"login": "4400200015", "code": "22222-22222", "new_password": PASSWORD, "again": PASSWORD}
    return Door(browser=Client(), url="/letter/", sent=sent, unseen=frozenset(["new_password", "again"]), answer=422)


def _bring(cast: Cast) -> Door:
    browser = visitor(Role.STAFF, cast.galich)
    return Door(browser=browser, url="/imports/new/", sent={"organisation": str(cast.lyceum.inpo)}, answer=422)


def _bring_structure(cast: Cast) -> Door:
    sent = {"organisation": str(cast.galich.inpo), "founded_on": "01.09.2021", "decision": "Постановление № 7-3"}
    return Door(browser=visitor(Role.STAFF, cast.union), url="/structure/new/", sent=sent, answer=422)


def _answer_structure(cast: Cast) -> Door:
    row = (cast.galich.name, "ППО МБОУ Берёзовская СОШ", "", "", "", "", "")
    plan = structure_planned(cast.kostroma, [row])
    browser, url = visitor(Role.STAFF, cast.kostroma), f"/structure/{plan.pk}/rows/2/"
    return Door(browser=browser, url=url, sent={"answer": str(cast.berezovka.pk)}, unseen=frozenset(["answer"]))


def _columns(cast: Cast) -> Door:
    plan = planned(cast.lyceum, [ANNA])
    browser = visitor(Role.CHAIR, cast.lyceum)
    sent = {"0-0": "full_name", "0-1": "birth_date", "0-2": "phone", "0-3": "position", "0-4": "joined_on"}
    return Door(browser=browser, url=address(plan, "columns"), sent=sent)


def _sample(_cast: Cast) -> Door:
    sent = {"last_name": "Ветрова", "born_on": "30.07.1991", "category": "teacher", "email": "nina@example.org"}
    sent |= {"ticket": "both", "wishes": "chorus", "reason": "Описка"}
    urls = "tests.sites.demonstration.addresses"
    return Door(browser=Client(), url="/components/form/", sent=sent, answer=200, addresses=urls)


def _agreed(cast: Cast) -> tuple[Client, int]:
    """(the chair's browser, somebody of the college): there are words that they can agree to."""
    for kind in ("processing", "photo"):
        a_text(kind)
    return visitor(Role.CHAIR, cast.college), _member(cast)[0].person_id


def _asked_consents(cast: Cast) -> Door:
    browser, _ = _agreed(cast)
    sent = {"organisation": str(cast.college.inpo), "kind": "photo", "category": "", "after": "", "before": ""}
    others = frozenset(["who", "given_on", "channel", "paper_number"])
    return Door(
        browser=browser, url="/consents/", sent=sent, is_asked=True, answer=200, unseen=frozenset(sent), others=others
    )


def _give_consent(cast: Cast) -> Door:
    browser, person = _agreed(cast)
    url, seen = f"/members/{person}/consents/photo/", (f"/members/{person}/", JOURNAL)
    return Door(browser=browser, url=url, sent=_SIGNED, seen_at=seen)


def _many_consents(cast: Cast) -> Door:
    browser, _ = _agreed(cast)
    sent, seen = {**_SIGNED, "count": "1"}, (JOURNAL,)
    unseen = frozenset(["count", "paper_number"])
    return Door(browser=browser, url="/consents/many/?kind=photo", sent=sent, seen_at=seen, unseen=unseen)


def _withdraw_consent(cast: Cast) -> Door:
    browser, person = _agreed(cast)
    gave(Membership.objects.get(person_id=person), "photo")
    url, seen = f"/members/{person}/consents/photo/withdrawal/", (f"/members/{person}/", JOURNAL)
    sent = {"received_on": "01.09.2026", "channel": "paper", "reason": "Переезжает"}
    return Door(browser=browser, url=url, sent=sent, seen_at=seen)


def _strike_consent(cast: Cast) -> Door:
    browser, person = _agreed(cast)
    given = gave(Membership.objects.get(person_id=person), "photo")
    sent, seen = {"reason": "Не тот человек"}, (f"/members/{person}/", JOURNAL)
    return Door(browser=browser, url=f"/consents/{given.pk}/slip/", sent=sent, seen_at=seen)


def _settle_consent(cast: Cast) -> Door:
    browser, person = _agreed(cast)
    stay = Membership.objects.get(person_id=person)
    gave(stay)
    duty = withdrew(stay)
    sent = {"outcome": "other_ground", "settled_on": TODAY.strftime("%d.%m.%Y"), "note": "125-ФЗ, статья 22"}
    return Door(browser=browser, url=f"/consents/duties/{duty.pk if duty else 0}/", sent=sent, seen_at=(JOURNAL,))


def _write_consent(cast: Cast) -> Door:
    sent = {"valid_from": "01.09.2026", "body": "на обработку моих данных\n\nСогласие действует год."}
    url, seen = "/consents/texts/news/new/", ("/consents/texts/",)
    return Door(browser=visitor(Role.STAFF, cast.union), url=url, sent=sent, seen_at=seen)


def _link(user: User) -> str:
    token = issue_one_time_link(actor=OPERATOR, user=user, at=timezone.now(), valid_for=timedelta(days=1))
    return f"/link/{token}/"


def _member(cast: Cast) -> tuple[Membership, str]:
    member = a_member(cast.college)
    return member, f"/members/{member.person_id}/"


def _version(member: Membership) -> str:
    now = versions(member)
    return f"{now.person}.{now.membership}"


_WHO = {"last_name": "Ветрова", "first_name": "Нина", "middle_name": "", "sex": "female", "birth_date": "30.07.1991"}
_CONTACTS = {"phone": "8 910 555-01-12", "email": "nina@example.org", "snils": "112-233-445 95", "inn": "500100732259"}
_WORK = {"category": "support", "position": "Повар", "subdivision": "Столовая", "ticket_number": "0044-17"}
_PAPERS = {"application_on": "01.09.2026", "decision_on": "01.09.2026", "decision_number": "4"}
_MANDATE = {"since": "01.09.2026", "until": "01.09.2031", "body": "Собрание"}
_MANDATE |= {"decision_on": "01.09.2026", "decision_number": "7"}
_REACHED = {"chair_last_name": "Ветрова", "chair_first_name": "Нина", "chair_middle_name": "Ильинична"}
_REACHED |= {"phone": "8 910 555-01-12", "email": "nina@example.org", "address": "г. Кострома, ул. Мира, 1"}
_SIGNED = {"given_on": "01.09.2026", "channel": "paper", "paper_number": "17"}
_STATED = {"on": "01.09.2021", "decision": "Постановление № 7-3", "version": "1"}
_NAME = {
    "name": "Первичная профсоюзная организация Ореховской школы",
    "short_name": "ППО Ореховской школы",
    "on": "01.09.2021",
    "decision": "Постановление № 7-3",
}
# Before anything stands.
FIRST_DOOR = {"organisations.UnionForm": _found_union}
# Which version a form was filled from is compared and never shown.
_KEPT = frozenset(["version"])
# Secrets, and what a script answers.
_HIDDEN = frozenset(["password", "code", "answer"])
DOORS: dict[str, Callable[[Cast], Door]] = {
    "access.SignInForm": _sign_in,
    "access.NewPasswordForm": _new_password,
    "access.FirstVisitForm": _first_visit,
    "access.ChangePasswordForm": _change_password,
    "access.CodeForm": _code,
    "access.FirstCodeForm": _first_code,
    "access.PasskeyAnswerForm": _passkey,
    "access.NewPasskeyForm": _new_passkey,
    "access.ConfirmForm": _confirm,
    "journal.FilterForm": _journal,
    "notices.OutboxForm": _outbox,
    "notices.TrialForm": _trial,
    "retention.PeriodForm": _period,
    "retention.DecisionForm": _decision,
    "members.AdmitForm": _admit,
    "members.CardForm": _card,
    "members.ReadmitForm": _readmit,
    "members.EditForm": _edit,
    "members.RenameForm": _rename,
    "members.CorrectForm": _correct,
    "members.PrintForm": _print,
    "members.EndForm": _end,
    "members.AskTransferForm": _ask_transfer,
    "members.SuspendForm": _suspend,
    "members.ResumeForm": _resume,
    "members.CorrectSuspensionForm": _correct_suspension,
    "members.WorkplaceForm": _add_workplace,
    "members.EndWorkplaceForm": _end_workplace,
    "members.SeniorityRuleForm": _seniority_rule,
    "members.MergeForm": _merge_people,
    "members.SplitForm": _split_people,
    "members.ReleaseForm": _answer("release", moves_on="01.09.2026"),
    "members.WhyForm": _answer("refusal", reason="Не подавала заявления"),
    "members.FilterForm": _members,
    "members.SaveListForm": _save_list,
    "members.ExportForm": _export,
    "members.CategoriesForm": _categories,
    "organisations.FoundForm": _found,
    "organisations.FoundRegionForm": _found_region,
    "organisations.ExtractForm": _extract,
    "organisations.RenameForm": _rename_organisation,
    "organisations.ClosingForm": _close,
    "organisations.MoveForm": _move,
    "organisations.UndoMoveForm": _undo_move,
    "organisations.TypeForm": _state("type", type="primary"),
    "organisations.InstitutionForm": _state("institution", institution="university"),
    "organisations.WorkforceForm": _state("workforce", workers="40", students="10"),
    "organisations.ContactsForm": _state("contacts", **_REACHED),
    "organisations.HeadsForm": _state("heads", workers="30", students="5", retired="2"),
    "organisations.TakingBackForm": _reopen,
    "consents.AskedForm": _asked_consents,
    "consents.GiveForm": _give_consent,
    "consents.ManyForm": _many_consents,
    "consents.WithdrawForm": _withdraw_consent,
    "consents.StrikeForm": _strike_consent,
    "consents.SettleForm": _settle_consent,
    "consents.TextForm": _write_consent,
    "offices.FillForm": _fill_office,
    "offices.EndForm": _mandate("end", ended_on="01.09.2026", reason="term", decision="Протокол"),
    "offices.ProlongForm": _mandate("term", until="01.09.2031", decision="Протокол"),
    "offices.CorrectForm": _mandate("correction", **_MANDATE, ended_on="", end_reason="", reason="Описка"),
    "organisations.LostDeviceForm": _lost_device,
    "reorganisations.MergeForm": _merge,
    "reorganisations.SplitForm": _split,
    "reorganisations.TakeBackForm": _take_back,
    "offices.IssueForm": _issue_letters,
    "offices.LetterForm": _letter,
    "imports.BringForm": _bring,
    "imports.ColumnsForm": _columns,
    "structure.BringStructureForm": _bring_structure,
    "structure.AnswerForm": _answer_structure,
    "demonstration.SampleForm": _sample,
}
