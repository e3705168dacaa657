"""Where the forms of organisations stand."""

from collections.abc import Callable

from django.test import Client

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.powers import Role
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import FOUNDED, TODAY, Cast, a_user, visitor
from tests.foundation.access.factors import with_app
from tests.registry.organisations.closing import closed
from tests.registry.organisations.moving import moved
from tests.sites.office.hostile_doors.door import JOURNAL, KEPT, NAME, SIGN, Door

_REACHED = {"chair_last_name": "Ветрова", "chair_first_name": "Нина", "chair_middle_name": "Ильинична"}
_REACHED |= {"phone": "8 910 555-01-12", "email": "nina@example.org", "address": "г. Кострома, ул. Мира, 1"}


_STATED = {"on": "01.09.2021", "decision": "Постановление № 7-3", "version": "1"}


def _extract(cast: Cast) -> Door:
    url = address_of(cast.college, "extract")
    browser = visitor(Role.CHAIR, cast.college)
    return Door(browser=browser, url=url, sent={"purpose": "Для банка"}, seen_at=(JOURNAL,), answer=200)


def _found(cast: Cast) -> Door:
    sent = {**NAME, "type": "primary", "inpo_external": "12-7"}
    browser = visitor(Role.STAFF, cast.galich)
    seen = (address_of(cast.galich), "/organisations/", JOURNAL, "/organisations/?q=ППО")
    return Door(browser=browser, url=address_of(cast.galich, "found"), sent=sent, seen_at=seen)


def _found_region(cast: Cast) -> Door:
    sent = {**NAME, "type": "interregional", "seat": "78", "subjects": "78, 47", "inpo_external": "12-7"}
    browser = visitor(Role.ADMINISTRATOR, cast.union)
    seen = (address_of(cast.union), JOURNAL)
    chosen = frozenset(["seat"])
    return Door(browser=browser, url=address_of(cast.union, "found"), sent=sent, seen_at=seen, unseen=chosen)


def _found_union() -> Door:
    browser, user = Client(), a_user("first", name="Орехова Светлана Николаевна")
    Grant.objects.create(user=user, role=Role.ADMINISTRATOR, level=Level.UNION, organisation_id=0, valid_from=FOUNDED)
    browser.force_login(user)
    seen = ("/", "/organisations/", JOURNAL)
    return Door(browser=browser, url="/organisations/union/", sent=NAME, seen_at=seen)


def _rename_organisation(cast: Cast) -> Door:
    sent = {**NAME, "version": str(cast.lyceum.version), "was_name": "ППО", "was_short_name": "ППО"}
    browser = visitor(Role.STAFF, cast.galich)
    seen = (address_of(cast.lyceum), "/organisations/", JOURNAL, "/")
    was = frozenset(["was_name", "was_short_name"])
    return Door(browser=browser, url=address_of(cast.lyceum, "rename"), sent=sent, seen_at=seen, unseen=was)


def _close(cast: Cast) -> Door:
    sent = {"on": "01.09.2026", "decision": "Постановление", "version": str(cast.lyceum.version)}
    browser = visitor(Role.STAFF, cast.galich)
    seen = (address_of(cast.lyceum), JOURNAL)
    return Door(browser=browser, url=address_of(cast.lyceum, "close"), sent=sent, seen_at=seen)


def _move(cast: Cast) -> Door:
    sent = {**_STATED, "parent": str(cast.mtsensk.pk), "sign": SIGN}
    browser, address = visitor(Role.STAFF, cast.union), address_of(cast.lyceum, "move")
    seen = (address_of(cast.lyceum), JOURNAL)
    chosen = frozenset(["parent"])
    return Door(browser=browser, url=address, sent=sent, seen_at=seen, unseen=chosen | KEPT, left_out=chosen)


def _undo_move(cast: Cast) -> Door:
    moved(cast.lyceum, cast.mtsensk)
    move = cast.lyceum.parents.latest("pk").pk
    sent = {"reason": "Внесено по ошибке", "version": "2", "sign": SIGN, "move": str(move)}
    browser, address = visitor(Role.STAFF, cast.union), address_of(cast.lyceum, "undo-move")
    return Door(browser=browser, url=address, sent=sent, seen_at=(JOURNAL,), unseen=KEPT | {"move"})


def _state(act: str, **said: str) -> Callable[[Cast], Door]:
    def door(cast: Cast) -> Door:
        browser, seen = visitor(Role.STAFF, cast.kostroma), (address_of(cast.university), JOURNAL)
        return Door(browser=browser, url=address_of(cast.university, act), sent={**_STATED, **said}, seen_at=seen)

    return door


def _reopen(cast: Cast) -> Door:
    closed(cast.lyceum, on=TODAY)
    sent = {"reason": "Внесено по ошибке", "version": "2"}
    browser = visitor(Role.STAFF, cast.galich)
    return Door(browser=browser, url=address_of(cast.lyceum, "reopen"), sent=sent, seen_at=(JOURNAL,), unseen=KEPT)


def _lost_device(cast: Cast) -> Door:
    with_app(a_user("galich", grants=[(Role.CHAIR, cast.galich)]))
    sent = {"login": "galich", "reason": "Пришла сама"}
    browser = visitor(Role.STAFF, cast.kostroma)
    return Door(
        browser=browser, url="/organisations/lost-device/", sent=sent, answer=200, others=frozenset(["is_sure"])
    )


# Before anything stands.
FIRST_DOOR = {"organisations.UnionForm": _found_union}
DOORS: dict[str, Callable[[Cast], Door]] = {
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
    "organisations.LostDeviceForm": _lost_device,
}
