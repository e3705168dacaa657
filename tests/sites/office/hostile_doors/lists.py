"""Where the forms of whole lists of members stand."""

from collections.abc import Callable

from edinstvo.foundation.access.powers import Role
from tests.cast import Cast, visitor
from tests.sites.office.hostile_doors.door import Door, of_the_college


def _members(cast: Cast) -> Door:
    of_the_college(cast)
    sent = {"q": "", "organisation": "", "state": "", "category": "", "age_from": "", "age_to": "", "sort": ""}
    sent |= dict.fromkeys(
        ["lacks", "on", "joined_from", "joined_to", "came_from", "came_to", "left_from", "left_to"], ""
    )
    sent |= dict.fromkeys(["reason", "applied", "month", "jubilee", "year", "suspended"], "")
    nonsense = frozenset("organisation state category sort lacks suspended reason applied month jubilee".split())
    browser = visitor(Role.CHAIR, cast.buy)
    return Door(browser=browser, url="/members/", sent=sent, is_asked=True, answer=200, unseen=nonsense)


def _save_list(cast: Cast) -> Door:
    of_the_college(cast)
    browser, seen = visitor(Role.CHAIR, cast.buy), ("/members/", "/members/lists/")
    return Door(browser=browser, url="/members/lists/new/?state=former", sent={"name": "Ушли"}, seen_at=seen)


def _export(cast: Cast) -> Door:
    of_the_college(cast)
    sent = {"columns": "last_name", "kind": "csv", "purpose": "Сверка"}
    browser, chosen = visitor(Role.CHAIR, cast.buy), frozenset(["columns", "kind"])
    return Door(browser=browser, url="/members/export/", sent=sent, seen_at=("/exports/",), unseen=chosen)


def _categories(cast: Cast) -> Door:
    of_the_college(cast)
    sent = {"category": "support", "since": "01.09.2026", "count": "1"}
    return Door(browser=visitor(Role.CHAIR, cast.buy), url="/members/category/", sent=sent, unseen=frozenset(sent))


DOORS: dict[str, Callable[[Cast], Door]] = {
    "members.FilterForm": _members,
    "members.SaveListForm": _save_list,
    "members.ExportForm": _export,
    "members.CategoriesForm": _categories,
}
