"""Where the forms of uploaded lists stand."""

from collections.abc import Callable

from edinstvo.foundation.access.powers import Role
from tests.cast import Cast, visitor
from tests.registry.imports.lists import planned
from tests.registry.imports.web.wizard import ANNA, address
from tests.registry.structure.committee_lists import planned as structure_planned
from tests.sites.office.hostile_doors.door import Door


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


DOORS: dict[str, Callable[[Cast], Door]] = {
    "imports.BringForm": _bring,
    "imports.ColumnsForm": _columns,
    "structure.BringStructureForm": _bring_structure,
    "structure.AnswerForm": _answer_structure,
}
