"""What the papers about a member say, in the words of the union: Russian, whatever language the reader's pages have."""

from datetime import date

from django.conf import settings
from django.utils import translation

from edinstvo.foundation.documents.cases import Case, organisation, person
from edinstvo.foundation.documents.docx import render_docx
from edinstvo.foundation.documents.pdf import render_pdf
from edinstvo.foundation.documents.printable import Printable
from edinstvo.foundation.ui.moments import day_plain, day_short
from edinstvo.foundation.ui.people import phone_in_words
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.person import PersonSeen
from edinstvo.registry.members.web.words import in_their_words
from edinstvo.registry.organisations.queries.standing import chain_of

_FOLDER = "registry/members/documents"
_HE = {"female": "она", "male": "он", "": "он (она)"}
_WAS = {"female": "состояла", "male": "состоял", "": "состоял (состояла)"}


def registration_card(seen: PersonSeen, *, on: date) -> bytes:
    """The registration card (учётная карточка) as PDF: who it is, and every stay that the actor sees."""
    with translation.override(settings.LANGUAGE_CODE):
        data = _card(seen, on=on)
    return render_pdf(f"{_FOLDER}/registration_card.typ", [data], title="Учётная карточка члена Профсоюза", on=on)


def certificate(seen: PersonSeen, *, named: str, kind: str, on: date) -> bytes:
    """The certificate of membership (справка); `named` is whom it is given to, in the dative; `kind` "pdf" or "docx"."""
    with translation.override(settings.LANGUAGE_CODE):
        data = _certificate(seen, named=named, on=on)
    title = "Справка о членстве в Профсоюзе"
    if kind == "docx":
        return render_docx(f"{_FOLDER}/certificate.docx", data, title=title, on=on)
    return render_pdf(f"{_FOLDER}/certificate.typ", [data], title=title, on=on)


def named_in_dative(seen: PersonSeen) -> str:
    """«Орешкиной Светлане Николаевне», as far as rules go: whoever prints may put it right."""
    human = seen.person
    return person(
        last_name=human.last_name,
        first_name=human.first_name,
        middle_name=human.middle_name,
        sex=human.sex,
        case=Case.DATIVE,
    )
