"""Where the forms of consents stand."""

from collections.abc import Callable

from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.members.models import Membership
from tests.cast import TODAY, Cast, visitor
from tests.registry.consents.giving import a_text, gave, withdrew
from tests.sites.office.hostile_doors.door import JOURNAL, Door, of_the_college

_SIGNED = {"given_on": "01.09.2026", "channel": "paper", "paper_number": "17"}


def _agreed(cast: Cast) -> tuple[Client, int]:
    """(the chair's browser, somebody of the college): there are words that they can agree to."""
    for kind in ("processing", "photo"):
        a_text(kind)
    return visitor(Role.CHAIR, cast.college), of_the_college(cast)[0].person_id


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


DOORS: dict[str, Callable[[Cast], Door]] = {
    "consents.AskedForm": _asked_consents,
    "consents.GiveForm": _give_consent,
    "consents.ManyForm": _many_consents,
    "consents.WithdrawForm": _withdraw_consent,
    "consents.StrikeForm": _strike_consent,
    "consents.SettleForm": _settle_consent,
    "consents.TextForm": _write_consent,
}
