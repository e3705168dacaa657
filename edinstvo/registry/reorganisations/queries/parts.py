"""What an organisation consists of, what became of it, and what it can become."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.search import search_organisations
from edinstvo.registry.reorganisations.models import Reorganisation
from edinstvo.registry.reorganisations.permissions import takers, visible_to
from edinstvo.registry.reorganisations.rules import takes_over

# So many people are chosen one by one; of more, by the subdivision they are in.
CHOSEN_BY_HAND = 400


def open_parts(*, organisation_ids: Sequence[int]) -> list[Organisation]:
    """Of these organisations those that stand, what lies deeper before what it lies in."""
    standing = Organisation.objects.filter(pk__in=organisation_ids, closed_on=None)
    return list(standing.order_by(Length("path").desc(), "pk"))


def targets_of(source: Organisation, *, seen_by: Actor, text: str) -> QuerySet[Organisation]:
    """The organisations found by words or number that can take over all of the source. Raises InpoMistyped."""
    found = search_organisations(text, seen_by=seen_by).filter(takers(seen_by), closed_on=None)
    fitting = found.filter(type__in=takes_over(source=source.type)).select_related("parent", "region")
    return fitting.exclude(path__gte=source.path, path__lt=f"{source.path}~")


def target(source: Organisation, *, id: int, seen_by: Actor) -> Organisation | None:
    """One of them by its id."""
    found = Organisation.objects.filter(takers(seen_by), pk=id, closed_on=None)
    fitting = found.filter(type__in=takes_over(source=source.type)).select_related("parent", "region")
    return fitting.exclude(path__gte=source.path, path__lt=f"{source.path}~").first()


def stays_in(source: Organisation) -> QuerySet[Membership]:
    """The open stays in the organisation and its parts, by name. The caller keeps its people."""
    here = Membership.objects.filter(Membership.OPEN, organisation__path__gte=source.path)
    return here.filter(organisation__path__lt=f"{source.path}~").select_related("person").order_by("name_key", "pk")


def subdivisions_in(source: Organisation) -> list[tuple[str, int]]:
    """(subdivision as written in the records, people) by name; those without one are not among them."""
    counted = stays_in(source).exclude(subdivision="").order_by().values("subdivision").annotate(n=Count("pk"))
    return sorted((row["subdivision"], row["n"]) for row in counted)


def reorganisations_of(organisation: Organisation) -> list[Reorganisation]:
    """Those that it gave to or took from, the latest first. The caller has seen the organisation."""
    found = Reorganisation.objects.filter(Q(source=organisation) | Q(target=organisation))
    return list(found.select_related("source", "target").order_by("-on", "-pk"))


def reorganisation(*, id: int, seen_by: Actor) -> Reorganisation:
    """One of them, if the actor sees its source; raises Reorganisation.DoesNotExist."""
    return Reorganisation.objects.filter(visible_to(seen_by)).select_related("source", "target").get(pk=id)
