"""Find an organisation by its number or by the beginnings of words of its name, in any order."""

from django.db.models import BooleanField, Case, QuerySet, When
from django.db.models.expressions import RawSQL

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.folding import as_russian_keys
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import organisations
from edinstvo.registry.organisations.rules import key_words, looks_like_inpo, read_inpo, without_ending

# The very expression of the index organisation_words (migration 0003).
_WORDS = "array_to_tsvector(array_remove(string_to_array(organisations_organisation.name_key, ' '), '')) @@ %s::tsquery"


def search_organisations(text: str, *, seen_by: Actor) -> QuerySet[Organisation]:
    """Open organisations first, then by name: those with the typed ИНПО, or whose name has words that begin so, in any
    case; Russian typed on a Latin keyboard is understood, too.

    Nothing typed finds nothing. Raises InpoMistyped for a number with a wrong digit.
    """
    return _found(text, organisations(seen_by=seen_by))


def search_takers(text: str, *, near: Organisation) -> QuerySet[Organisation]:
    """The same among all organisations of the union that take members on record, with those above them.

    Those of the region of `near` come first: most people stay in theirs, and every region has a school № 1. For whoever
    keeps members: where one of theirs goes to is no secret of a branch. Raises InpoMistyped.
    """
    is_far = Case(When(region_id=near.region_id, then=0), default=1)
    return _found(text, _takers()).order_by(is_far, "name_key", "pk")


def taker(*, id: int) -> Organisation | None:
    """The organisation with this id, if it takes members on record: for whoever keeps members anywhere."""
    return _takers().filter(pk=id).first()


def _takers() -> QuerySet[Organisation]:
    return Organisation.objects.filter(closed_on=None, primary__isnull=False).select_related("parent", "region")


def _found(text: str, among: QuerySet[Organisation]) -> QuerySet[Organisation]:
    if looks_like_inpo(text):
        return among.filter(inpo=read_inpo(text))
    meant = [text, as_russian_keys(text)] if text.isascii() else [text]
    beginnings = " | ".join(filter(None, map(_beginnings, meant)))
    if not beginnings:
        return among.none()
    by_words = RawSQL(_WORDS, [beginnings], output_field=BooleanField())  # noqa: S611  the text is a constant
    return among.filter(by_words).order_by("-closed_on", "name_key", "pk")


def _beginnings(text: str) -> str:
    """All of its words, in any case: folded they hold letters and digits only, nothing is an operator of a tsquery."""
    words = [without_ending(word) for word in key_words(text)]
    told = " & ".join(f"'{word}':*" for word in words)
    return f"({told})" if told else ""
