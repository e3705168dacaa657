"""The form of admission as somebody fills it in."""

from typing import Any

from django.test import Client

VETROVA = {"last_name": "Ветрова", "first_name": "Нина", "middle_name": "Степановна"}
FULL = {
    **VETROVA,
    "sex": "female",
    "birth_date": "30 июля 1991 г.",
    "phone": "8 (910) 555-01-12",
    "email": "Nina@Example.org",
    "category": "support",
    "position": "Повар",
    "application_on": "1.9.2026",
    "decision_on": "03.09.2026",
    "decision_number": "4",
    "ticket_number": "0044-17",
}


def answer(client: Client, said: dict[str, Any], address: str = "/members/new/") -> Any:
    """What the form comes to."""
    return client.post(address, said)
