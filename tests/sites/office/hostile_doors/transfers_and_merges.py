"""Where the forms of transfers and of merging records stand."""

from collections.abc import Callable

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.members.models import Side
from tests.cast import Cast, chair, visitor
from tests.registry.members.merges import mark_of
from tests.registry.members.merges import merged as joined
from tests.registry.members.people import a_member
from tests.registry.members.transfers import asked
from tests.sites.office.hostile_doors.door import JOURNAL, Door, of_the_college


def _ask_transfer(cast: Cast) -> Door:
    _stay, page = of_the_college(cast)
    sent = {"to": str(cast.lyceum.pk), "application_on": "01.09.2026", "note": "Переезд", "moves_on": "01.09.2026"}
    browser, url = visitor(Role.CHAIR, cast.kostroma), f"{page}transfer/"
    chosen = frozenset(["to"])
    return Door(browser=browser, url=url, sent=sent, seen_at=(page, JOURNAL), unseen=chosen, left_out=chosen)


def _merge_people(cast: Cast) -> Door:
    member, page = of_the_college(cast)
    other = a_member(cast.college, "Абрамова Людмилла", None)
    url = f"{page}merge/?other={other.person_id}"
    sent = {"other": str(other.person_id), "seen": mark_of(member, other)}
    chosen, contested = frozenset(["other"]), frozenset(["keep-first_name"])
    browser, kept = visitor(Role.CHAIR, cast.college), frozenset(["other", "seen"])
    return Door(browser=browser, url=url, sent=sent, seen_at=(page,), unseen=kept, left_out=chosen, others=contested)


def _split_people(cast: Cast) -> Door:
    member, page = of_the_college(cast)
    merge = joined(member, a_member(cast.college, "Абрамова Людмилла", None))
    browser = visitor(Role.CHAIR, cast.college)
    sent = {"reason": "Однофамилицы"}
    return Door(browser=browser, url=f"{page}merges/{merge.pk}/split/", sent=sent, seen_at=(page, JOURNAL))


def _answer(act: str, **sent: str) -> Callable[[Cast], Door]:
    def door(cast: Cast) -> Door:
        member, _page = of_the_college(cast)
        waits = asked(member, cast.mtsensk_school, actor=chair(cast.college), by=Side.SOURCE)
        page = f"/transfers/{waits.pk}/"
        browser = visitor(Role.CHAIR, cast.mtsensk_school)
        return Door(browser=browser, url=f"{page}{act}/", sent=sent, seen_at=(page, JOURNAL))

    return door


DOORS: dict[str, Callable[[Cast], Door]] = {
    "members.AskTransferForm": _ask_transfer,
    "members.MergeForm": _merge_people,
    "members.SplitForm": _split_people,
    "members.ReleaseForm": _answer("release", moves_on="24.11.2026"),
    "members.WhyForm": _answer("refusal", reason="Не подавала заявления"),
}
