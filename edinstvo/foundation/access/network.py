"""Where a request came from, also through the proxies that stand before the pages."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Network = IPv4Network | IPv6Network


def client_address(*, remote: str, forwarded: str, proxies: Iterable[Network]) -> str:
    """The first address, counted from ours, that is no proxy of ours; "" when even the nearest is no address.

    `remote` has sent the request, `forwarded` is its X-Forwarded-For: each proxy adds at the end whom it heard. What
    stands before the word of somebody we do not know anybody may have written, and it is not looked at.
    """
    ours, nearest = tuple(proxies), ""
    for told in [remote, *reversed(forwarded.split(","))]:
        address = _address(told)
        if address is None:
            break
        nearest = str(address)
        if not any(address in network for network in ours):
            break
    return nearest


def _address(told: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(told.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
