"""Where a person was going, if that is one of our own pages."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def next_page(request: HttpRequest, *, otherwise: str) -> str:
    """The address under `next`, as long as it lies on this very site."""
    address = request.POST.get("next", request.GET.get("next", ""))
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    # Only from the root: "members:list" would be taken for the name of a page, "members/" for a part of this one.
    return address if is_ours and address.startswith("/") else otherwise
