"""Write the words that members are asked to agree to, as a new version."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Min

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.consents.models import ConsentKind, ConsentText
from edinstvo.registry.consents.permissions import require_writing_texts
from edinstvo.registry.consents.rules import LAW_OF_CONSENTS


class TextFromThatDay(Exception):
    """Other words hold from this very day already; `text` is them."""

    def __init__(self, *, text: ConsentText) -> None:
        super().__init__(f"version {text.number} holds from that day")
        self.text = text


class TextTooEarly(Exception):
    """The words would hold before the first version, or before there was a law of consents; `earliest` fits."""

    def __init__(self, *, earliest: date) -> None:
        super().__init__(f"not before {earliest}")
        self.earliest = earliest


class TextEmpty(Exception):
    """Nothing is written."""


def write_text(
    *, actor: Actor, kind: str, body: str, valid_from: date, at: datetime, is_sample: bool = False
) -> ConsentText:
    """The new version. Consents given to former words go on (152-ФЗ asks nobody twice for the same purpose).

    Raises PowerMissing, TextEmpty, TextFromThatDay, TextTooEarly, ConsentKind.DoesNotExist.
    """
    require_writing_texts(actor)
    if not body.strip():
        raise TextEmpty
    with transaction.atomic():
        held = ConsentKind.objects.select_for_update().get(pk=kind)
        if same := ConsentText.objects.filter(kind=held, valid_from=valid_from).first():
            raise TextFromThatDay(text=same)
        _refuse_early(held, valid_from)
        last = ConsentText.objects.filter(kind=held).aggregate(last=Max("number"))["last"] or 0
        text = ConsentText.objects.create(
            kind=held,
            number=last + 1,
            valid_from=valid_from,
            body=body.strip(),
            is_sample=is_sample,
            written_by_name=actor.name,
            written_at=at,
        )
        write_entry(
            actor=actor,
            verb="consent_text_written",
            about=About(type="consent_text", id=text.pk, name=held.get_code_display()),
            at_place=None,
            at=at,
            after={"consent": held.code, "version": text.number, "valid_from": valid_from.isoformat()},
        )
    return text


def _refuse_early(kind: ConsentKind, valid_from: date) -> None:
    first = ConsentText.objects.filter(kind=kind).aggregate(first=Min("valid_from"))["first"]
    earliest = first or LAW_OF_CONSENTS
    if valid_from < earliest:
        raise TextTooEarly(earliest=earliest)
