"""A first day on record that is earlier than the founding of the organisation: kept, counted, and told."""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.ui.moments import day
from edinstvo.registry.members.models import Membership


def tell_early_day(request: Request, stay: Membership) -> None:
    """Say it where it is so, with the way to correct it: it may be a slip, or the register knows the founding late."""
    founded_on = stay.organisation.founded_on
    if stay.registered_on >= founded_on:
        return
    said = _(
        "%(name)s is on record since %(day)s: by the register “%(place)s” was founded later, on %(founded)s. "
        "The day is counted."
    )
    words = {"name": stay.person.full_name, "day": day(stay.registered_on), "founded": day(founded_on)}
    words["place"] = stay.organisation.short_name
    address = reverse("members:correct-stay", args=[stay.person_id, stay.pk])
    messages.warning(request, format_html('{} <a href="{}">{}</a>', said % words, address, _("Correct the days")))
