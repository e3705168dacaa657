"""The application for membership (заявление о вступлении): what a record knows of it, or a blank for whoever comes."""

from datetime import date

from django.conf import settings
from django.utils import translation

from edinstvo.foundation.documents.cases import Case, organisation
from edinstvo.foundation.documents.pdf import render_pdf
from edinstvo.foundation.documents.printable import Printable
from edinstvo.foundation.ui.people import phone_in_words
from edinstvo.registry.members.queries.person import PersonSeen
from edinstvo.registry.members.web.papers import day_of, decision_of, named_in, work_of
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import chain_of

_TEMPLATE = "registry/members/documents/application.typ"
_TITLE = "Заявление о вступлении в Профсоюз"
_ACQUAINTED = {"female": "ознакомлена", "male": "ознакомлен", "": "ознакомлен(а)"}


def application(seen: PersonSeen, *, on: date) -> bytes:
    """As PDF, with what the record says; what it does not say is a line to write on."""
    human, stay = seen.person, seen.current
    with translation.override(settings.LANGUAGE_CODE):
        data = {
            **_to(stay.organisation),
            "named": named_in(Case.GENITIVE, human),
            "acquainted": _ACQUAINTED[human.sex],
            "pairs": _asked(
                born=day_of(human.birth_date),
                work=work_of(stay),
                phone=phone_in_words(human.phone) if human.phone else "",
                email=human.email,
            ),
            "day": day_of(stay.application_on),
            "decided": _noted(decision=decision_of(stay), since=day_of(stay.registered_on), ticket=stay.ticket_number),
        }
    return render_pdf(_TEMPLATE, [data], title=_TITLE, on=on)


def application_blank(place: Organisation, *, on: date) -> bytes:
    """As PDF, for nobody yet: only where one applies is written."""
    with translation.override(settings.LANGUAGE_CODE):
        data = {
            **_to(place),
            "named": "",
            "acquainted": _ACQUAINTED[""],
            "pairs": _asked(),
            "day": "",
            "decided": _noted(),
        }
    return render_pdf(_TEMPLATE, [data], title=_TITLE, on=on)


def _to(place: Organisation) -> dict[str, Printable]:
    """Whom it is addressed to, in the cases of its sentences: a part of a primary says whose part it is."""
    union, *above = chain_of(place)
    whose = [one.name for one in above if one.keeps_members]
    return {
        "to": ", ".join([organisation(place.name, case=Case.ACCUSATIVE), *whose]),
        "union": organisation(union.name, case=Case.ACCUSATIVE),
        "where": organisation(place.name, case=Case.PREPOSITIONAL),
    }


def _asked(*, born: str = "", work: str = "", phone: str = "", email: str = "") -> list[Printable]:
    return [
        ["Дата рождения", born],
        ["Место работы или учёбы, должность", work],
        ["Телефон", phone],
        ["Электронная почта", email],
    ]


def _noted(*, decision: str = "", since: str = "", ticket: str = "") -> list[Printable]:
    return [["Решение о приёме", decision], ["На учёте с", since], ["Номер билета", ticket]]
