"""Letters issued in one line, and what stands in them."""

from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.offices.actions import print_letters
from edinstvo.registry.offices.actions.make_letters import make_letters
from edinstvo.registry.offices.actions.request_letters import request_letters
from edinstvo.registry.offices.models import LetterBatch
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW

ADDRESS = "https://union.example/letter/"
Scope = LetterBatch.Scope


def issued(
    place: Organisation,
    *,
    actor: Actor,
    scope: Scope = Scope.MISSING,
    chair_of: Organisation | None = None,
    at: datetime = NOW,
) -> LetterBatch:
    """Letters to the chairs below, made at once."""
    batch = request_letters(
        actor=actor,
        organisation=place,
        scope=scope,
        addressee_id=chair_of.pk if chair_of else None,
        address=ADDRESS,
        valid_days=30,
        at=at,
        is_inline=True,
    )
    with transaction.atomic():
        return make_letters(actor=actor, batch_id=batch.pk, at=at, report=say_nothing)


def say_nothing(**_said: object) -> None:
    """Progress that nobody watches."""


@pytest.fixture
def codes(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """{login: the code last printed for it}, read over the printer's shoulder: nothing else knows a code."""
    seen: dict[str, str] = {}
    printed = print_letters.render_pdf

    def read(template: str, sheets: list[dict[str, Any]], **said: Any) -> bytes:
        seen.update({sheet["login"]: sheet["code"] for sheet in sheets})
        return printed(template, sheets, **said)

    monkeypatch.setattr(print_letters, "render_pdf", read)
    return seen
