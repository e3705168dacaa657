"""Tags for pages that name offices: `{% load offices %}`."""

from django import template

from edinstvo.registry.offices.queries.letters import Sent
from edinstvo.registry.offices.web.addresses import offices_address
from edinstvo.registry.offices.web.words import address_in_words
from edinstvo.registry.organisations.models import Organisation

register = template.Library()


@register.filter
def message_address(sent: Sent) -> str:
    """Where the message went."""
    return address_in_words(sent.channel, sent.address)


@register.filter
def bare_number(typed: str) -> str:
    """The number of a decision without the sign that the page writes before it: people type it too."""
    return typed.lstrip("№N# \xa0")


@register.simple_tag
def offices_url(organisation: Organisation, act: str = "composition") -> str:
    """The address of its composition, or of an act on it."""
    return offices_address(organisation, act)
