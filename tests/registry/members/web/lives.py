"""Pages about the lives of members, as one line of text."""

import re

from django.test import Client

from edinstvo.registry.members.models import Membership


def text(client: Client, url: str, *, status: int = 200) -> str:
    """The page as one line of text, with ordinary spaces."""
    answer = client.get(url, follow=True)
    assert answer.status_code == status
    return plain(answer.content.decode())


def plain(html: str) -> str:
    """Ordinary spaces, one at a time."""
    return re.sub(r"\s+", " ", html.replace("\xa0", " ").replace("&nbsp;", " "))


def page_of(stay: Membership) -> str:
    """Where the page of the member is."""
    return f"/members/{stay.person_id}/"


def text_of_post(client: Client, url: str, sent: dict[str, str], *, status: int = 200) -> str:
    """The page that a form leads to, as `text`."""
    answer = client.post(url, sent, follow=True)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return plain(answer.content.decode())
