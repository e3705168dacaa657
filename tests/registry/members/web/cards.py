"""Paper cards as somebody types them in."""

import re
from typing import Any

from django.test import Client

CARDS = "/members/cards/"
VETROVA = {
    "last_name": "ветрова",
    "first_name": "нина",
    "middle_name": "степановна",
    "birth_date": "010280",
    "phone": "9105550112",
    "sex": "by_patronymic",
    "category": "support",
    "position": "Повар",
    "joined_on": "2015",
    "decision_on": "3.9.15",
    "decision_number": "4",
}


def typed(client: Client, address: str = CARDS, **said: str) -> Any:
    """The next card, sent."""
    return client.post(address, {**VETROVA, **said})


def value(html: str, name: str) -> str:
    """What stands in a field of the page."""
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', html)
    assert field is not None
    found = re.search(r' value="([^"]*)"', field[0])
    return found[1] if found else ""
