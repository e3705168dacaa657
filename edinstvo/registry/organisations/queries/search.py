"""Find an organisation by its number or by the beginnings of words of its name, in any order."""

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import organisations
from edinstvo.registry.organisations.rules import key_words, looks_like_inpo, read_inpo

# The very expression of the index organisation_words (migration 0003).
_WORDS = "array_to_tsvector(array_remove(string_to_array(organisations_organisation.name_key, ' '), '')) @@ %s::tsquery"


def search_organisations(text: str, *, seen_by: Actor) -> QuerySet[Organisation]:
    """Open organisations first, then by name: those with the typed ИНПО, or whose name has words that begin so.

    Nothing typed finds nothing. Raises InpoMistyped for a number with a wrong digit.
    """
    seen = organisations(seen_by=seen_by)
    if looks_like_inpo(text):
        return seen.filter(inpo=read_inpo(text))
    words = key_words(text)
    if not words:
        return seen.none()
    # Folded words hold letters and digits only: nothing in them is an operator of a tsquery.
    beginnings = " & ".join(f"'{word}':*" for word in words)
    by_words = RawSQL(_WORDS, [beginnings], output_field=BooleanField())  # noqa: S611  the text is a constant
    return seen.filter(by_words).order_by("-closed_on", "name_key", "pk")
