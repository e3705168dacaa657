"""Texts, consents and withdrawals of the tests, through the acts themselves."""

from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.consents.actions.give_consent import give_consent
from edinstvo.registry.consents.actions.withdraw_consent import Withdrawal, withdraw_consent
from edinstvo.registry.consents.actions.write_text import write_text
from edinstvo.registry.consents.models import Consent, ConsentText, Duty
from edinstvo.registry.consents.rules import ConsentDetails
from edinstvo.registry.members.models import Membership, Person
from tests.cast import NOW, OPERATOR, TODAY

WRITTEN = date(2021, 9, 1)
GIVEN = date(2025, 9, 1)
BODY = "на обработку моих персональных данных.\n\nСогласие действует, пока я состою в Профсоюзе."


def a_text(kind: str = "processing", valid_from: date = WRITTEN, *, actor: Actor = OPERATOR) -> ConsentText:
    """Words in force from a day."""
    return write_text(actor=actor, kind=kind, body=BODY, valid_from=valid_from, at=NOW)


def gave(
    stay: Membership,
    kind: str = "processing",
    given_on: date = GIVEN,
    *,
    actor: Actor = OPERATOR,
    on: date = TODAY,
    at: datetime = NOW,
) -> Consent:
    """Somebody has agreed, on paper."""
    details = ConsentDetails(given_on=given_on, channel="paper", paper_number="17")
    return give_consent(actor=actor, person_id=stay.person_id, kind=kind, details=details, on=on, at=at)


def withdrew(
    stay: Membership,
    kind: str = "processing",
    received_on: date = TODAY,
    *,
    actor: Actor = OPERATOR,
    on: date = TODAY,
    at: datetime = NOW,
) -> Duty | None:
    """Somebody has taken it back."""
    withdrawal = Withdrawal(received_on=received_on, channel="paper", reason="Не объясняет")
    return withdraw_consent(actor=actor, person_id=stay.person_id, kind=kind, withdrawal=withdrawal, on=on, at=at)


def lacks(stay: Membership) -> bool:
    """What the person's row says, which every stay must say as well."""
    said = Person.objects.values_list("lacks_consent", flat=True).get(pk=stay.person_id)
    stays = set(Membership.objects.filter(person_id=stay.person_id).values_list("lacks_consent", flat=True))
    assert stays <= {said}
    return bool(said)
