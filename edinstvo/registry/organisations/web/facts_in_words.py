"""What dated facts say, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.people import phone_in_words
from edinstvo.registry.organisations.models import (
    Contact,
    DatedFact,
    DeclaredHeads,
    OrganisationInstitution,
    OrganisationKind,
    OrganisationName,
    Workforce,
)
from edinstvo.registry.organisations.queries.timeline import Correction, Happening


def fact_in_words(fact: DatedFact) -> str:
    """What a fact of a kind that can be taken back says."""
    match fact:
        case OrganisationName():
            return fact.name
        case OrganisationKind():
            return fact.get_type_display()
        case OrganisationInstitution():
            return fact.get_institution_display()
        case Workforce():
            return heads_in_words([fact.workers, fact.students])
        case DeclaredHeads():
            return heads_in_words([fact.workers, fact.students, fact.retired])
        case Contact():
            return _contact([fact.chair, fact.phone, fact.email, fact.address])
    raise TypeError(type(fact))


def line_in_words(line: Happening | Correction) -> str:
    """What a line of the timeline says that holds, or held."""
    if line.heads:
        return heads_in_words(line.heads)
    return _contact(line.name.split("\n")) if "\n" in line.name else line.name


def heads_in_words(heads: Sequence[int]) -> str:
    """«30 работающих, 3 пенсионера» of workers, students and, if told, pensioners; of none nothing is said."""
    workers, students, retired = (*heads, 0)[:3]
    said = [
        ngettext("%(n)s who works", "%(n)s who work", workers) % {"n": number(workers)} if workers else "",
        ngettext("%(n)s who studies", "%(n)s who study", students) % {"n": number(students)} if students else "",
        ngettext("%(n)s pensioner", "%(n)s pensioners", retired) % {"n": number(retired)} if retired else "",
    ]
    return ", ".join(filter(None, said)) or _("nobody")


def _contact(parts: Sequence[str]) -> str:
    """The chair, the telephone, the e-mail, the address, as far as they are known."""
    chair, phone, *others = parts
    return ", ".join(filter(None, (chair, phone_in_words(phone) if phone else "", *others))) or _("unknown")
