"""Where the offices of an organisation are found: by its ИНПО, or, a part of a primary, by its id."""

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


def offices_address(organisation: Organisation, act: str = "composition") -> str:
    """The address of its composition, or of the form that fills an office ("fill")."""
    if organisation.inpo:
        return reverse(f"offices:{act}", kwargs={"inpo": organisation.inpo})
    return reverse(f"offices:part-{act}", kwargs={"id": organisation.pk})


def terms_address(organisation: Organisation) -> str:
    """Where the terms stand that run out in its branch; a part of a primary shows them in its composition."""
    if organisation.inpo:
        return reverse("offices:terms", kwargs={"inpo": organisation.inpo})
    return offices_address(organisation)
