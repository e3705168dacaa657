"""Tags for pages that name organisations: `{% load organisations %}`."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.permissions import may_see
from edinstvo.registry.organisations.queries.timeline import Correction, Happening
from edinstvo.registry.organisations.web.addresses import address_of
from edinstvo.registry.organisations.web.facts_in_words import line_in_words
from edinstvo.registry.organisations.web.going_along import so_many_organisations, what_goes_along

register = template.Library()
register.filter(what_goes_along)
register.filter(so_many_organisations)


@register.simple_tag
def organisation_url(organisation: Organisation, act: str = "page") -> str:
    """The address of its page, or of an act on it."""
    return address_of(organisation, act)


@register.simple_tag
def members_url(organisation: Organisation) -> str:
    """The list of the people on record in it and below; "" for a part of a primary, whose list is the primary's."""
    return _address("members:list", organisation=organisation.inpo) if organisation.inpo else ""


@register.simple_tag
def upload_url(organisation: Organisation) -> str:
    """Where its chair brings a list in."""
    return _address("imports:start", organisation=organisation.inpo) if organisation.inpo else ""


@register.simple_tag
def structure_url(organisation: Organisation) -> str:
    """Where its committee brings a list of what stands below it."""
    return _address("structure:start", organisation=organisation.inpo) if organisation.inpo else ""


@register.simple_tag
def journal_url(organisation: Organisation) -> str:
    """What was done to it."""
    return _address("journal:list", about=f"organisation-{organisation.pk}")


@register.simple_tag
def taking_back_url(organisation: Organisation, line: Happening) -> str:
    """Where what a line of the timeline states is taken back."""
    return address_of(organisation, "take-back", kind=line.of, fact_id=line.fact_id)


@register.filter
def in_words(line: Happening | Correction) -> str:
    """What a line of the timeline, or what was taken for true before, says."""
    return line_in_words(line)


@register.filter
def is_seen_by(organisation: Organisation, actor: Actor) -> bool:
    """Whether the actor may open its page."""
    return may_see(actor, organisation)


def _address(name: str, **query: str) -> str:
    """The address on another slice's site, or "" in a house without it."""
    try:
        return f"{reverse(name)}?{urlencode(query)}"
    except NoReverseMatch:
        return ""
