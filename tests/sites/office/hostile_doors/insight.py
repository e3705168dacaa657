"""Where the forms of the figures stand."""

from collections.abc import Callable

from edinstvo.foundation.access.powers import Role
from tests.cast import Cast, visitor
from tests.sites.office.hostile_doors.door import JOURNAL, KEPT, Door


def _confirm_structure(cast: Cast) -> Door:
    url = f"/indicators/structure/{cast.kostroma.inpo}/"
    sent = {"primaries": "12", "on": "01.09.2021", "decision": "Постановление № 7-3"}
    sent["version"] = str(cast.kostroma.version)
    browser = visitor(Role.STAFF, cast.kostroma)
    return Door(browser=browser, url=url, sent=sent, seen_at=(url, JOURNAL), unseen=KEPT)


DOORS: dict[str, Callable[[Cast], Door]] = {"indicators.ConfirmationForm": _confirm_structure}
