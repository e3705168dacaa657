"""Forms about members as a browser opens them, and what becomes of them."""

import re
from typing import Any

from django.test import Client

from edinstvo.registry.members.models import Membership


def opened(client: Client, address: str) -> dict[str, str]:
    """What a browser would send from the form as it was opened: hidden fields, texts and chosen options."""
    return opened_in(client.get(address).content.decode())


def opened_in(html: str) -> dict[str, str]:
    """The same of a page that is open already."""
    main = html[html.index("<main") : html.index("</main")]
    said = dict(re.findall(r'<input type="(?:text|email|hidden)" name="([^"]+)"(?: value="([^"]*)")?', main))
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', main, re.S):
        said[name] = (re.findall(r'value="([^"]*)" selected', options) or [""])[0]
    for name, value in re.findall(r'<textarea name="([^"]+)"[^>]*>\s*(.*?)</textarea>', main, re.S):
        said[name] = value
    return {name: value for name, value in said.items() if name != "csrfmiddlewaretoken"}


def text(response: Any) -> str:
    """An answer as one line of text."""
    return re.sub(r"\s+", " ", response.content.decode())


def fresh(membership: Membership) -> Membership:
    """The membership as it stands now."""
    return Membership.objects.select_related("person").get(pk=membership.pk)
