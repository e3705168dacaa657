"""What a blank says, in the words of the union: Russian, whatever language the reader's pages have."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils import translation

from edinstvo.foundation.documents.pdf import render_pdf
from edinstvo.foundation.documents.printable import Printable
from edinstvo.foundation.ui.moments import day_plain
from edinstvo.registry.consents.models import ConsentText
from edinstvo.registry.consents.rules import paragraphs
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.queries.standing import chain_of

_TEMPLATE = "registry/consents/documents/blank.typ"
_TITLES = {
    "processing": "на обработку персональных данных",
    "publication": "на обработку персональных данных, разрешённых субъектом для распространения",
    "photo": "на фото- и видеосъёмку и показ изображения",
    "children": "на обработку персональных данных детей",
    "news": "на получение сообщений Профсоюза",
}


def blanks_for(stays: Sequence[Membership], text: ConsentText, *, on: date) -> bytes:
    """One PDF with a sheet for each: the words in force, the person's name, the operators (152-ФЗ, article 9, part 4).

    The stays come with people and organisations; two queries for each organisation among them.
    """
    with translation.override(settings.LANGUAGE_CODE):
        operators: dict[int, list[str]] = {}
        for stay in stays:
            if stay.organisation_id not in operators:
                operators[stay.organisation_id] = _operators(stay)
        sheets = [_sheet(stay, text, operators[stay.organisation_id]) for stay in stays]
    return render_pdf(_TEMPLATE, sheets, title=f"Согласие {_TITLES[text.kind_id]}", on=on)


def _sheet(stay: Membership, text: ConsentText, operators: list[str]) -> dict[str, Printable]:
    person = stay.person
    return {
        "title": _TITLES[text.kind_id],
        "name": person.full_name,
        "born": f"{day_plain(person.birth_date)} года" if person.birth_date else "",
        "operators": operators,
        "paragraphs": paragraphs(text.body),
        "is_sample": text.is_sample,
        "version": f"Редакция {text.number} от {day_plain(text.valid_from)} года",
    }


def _operators(stay: Membership) -> list[str]:
    """Whoever keeps the record and everybody above: each decides for themselves what is done with it."""
    return [*(one.name for one in chain_of(stay.organisation)), stay.organisation.name]
