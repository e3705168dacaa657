"""Former members of the tests, with everything that is known of them."""

from datetime import date

from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import Cast
from tests.registry.members.people import a_former_member

CONTACTS, PARTICULARS = "members.contacts", "members.particulars"
PHONE, EMAIL = "+79105550112", "anna@left.example"
WORK = MembershipDetails(
    position="учитель", subdivision="кафедра", ticket_number="44-12", application_on=date(2020, 8, 1)
)
LONG_AGO = date(2022, 6, 1)


def left(cast: Cast, name: str = "Абрамова Людмила Викторовна", until: date = LONG_AGO, **more: object) -> Membership:
    """Somebody who left, with everything known of them."""
    return a_former_member(
        cast.berezovka, name, until=until, **{"phone": PHONE, "email": EMAIL, "details": WORK, **more}
    )
