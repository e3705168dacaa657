"""Where an organisation is found: by its ИНПО, or, a part of a primary, by its id."""

from django.urls import reverse

from edinstvo.registry.organisations.models import Organisation


class InpoConverter:
    """Ten digits in an address."""

    regex = "[0-9]{10}"

    def to_python(self, value: str) -> str:
        """As they stand."""
        return value

    def to_url(self, value: str) -> str:
        """As they are kept, without hyphens."""
        return value


def address_of(organisation: Organisation, act: str = "page", **about: str | int) -> str:
    """The address of its page, or of an act on it, by the name of its address: "found", "move" and so on."""
    if organisation.inpo:
        return reverse(f"organisations:{act}", kwargs={"inpo": organisation.inpo, **about})
    name = "organisations:part" if act == "page" else f"organisations:part-{act}"
    return reverse(name, kwargs={"id": organisation.pk, **about})
