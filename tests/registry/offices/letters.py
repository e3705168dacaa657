"""Letters issued in one line, and what stands in them."""

import re
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.offices.actions.make_letters import make_letters
from edinstvo.registry.offices.actions.request_letters import request_letters
from edinstvo.registry.offices.actions.sealing import unsealed
from edinstvo.registry.offices.models import LetterBatch
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW
from tests.foundation.documents.papers import texts_of

ADDRESS = "https://union.example/letter/"
Scope, By = LetterBatch.Scope, LetterBatch.By
_SECRETS = re.compile(r"Логин (\S+) Одноразовый код (\S+)")


def issued(
    place: Organisation,
    *,
    actor: Actor,
    scope: Scope = Scope.MISSING,
    by: LetterBatch.By = LetterBatch.By.PRINT,
    chair_of: Organisation | None = None,
    at: datetime = NOW,
) -> LetterBatch:
    """Letters to the chairs below, made at once."""
    batch = request_letters(
        actor=actor,
        organisation=place,
        scope=scope,
        by=by,
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


def codes_in(pdf: bytes) -> dict[str, str]:
    """{login: code} of printed letters, read from the paper: nothing else knows a code."""
    return dict(match.groups() for text in texts_of(pdf) if (match := _SECRETS.search(text)))


def codes() -> dict[str, str]:
    """{login: the code last printed for it} of all issues."""
    printed: dict[str, str] = {}
    for batch in LetterBatch.objects.filter(file__isnull=False).select_related("file").order_by("pk"):
        assert batch.file is not None
        with default_storage.open(batch.file.key) as file:
            printed |= codes_in(unsealed(file))
    return printed
