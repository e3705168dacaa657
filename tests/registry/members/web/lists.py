"""The list of members as its page shows it."""

import re
from typing import Any

from django.test import Client

from edinstvo.registry.members.rules.people import MembershipDetails
from tests.registry.members.people import BEGAN

TEACHER = MembershipDetails(category="pedagogical", joined_on=BEGAN, position="Учитель", ticket_number="0044-17")


def page(client: Client, address: str = "/members/", *, status: int = 200, **headers: Any) -> str:
    """A page of the list, as one line of text."""
    answer = client.get(address, headers=headers)
    assert answer.status_code == status, address
    return re.sub(r"\s+", " ", answer.content.decode())


def names(html: str) -> list[str]:
    """Who stands in it, in its order."""
    return re.findall(r'<a class="name" href="/members/\d+/">([^<]+)</a>', html)
