"""Where a request came from: our proxies are believed, nobody else is."""

from ipaddress import ip_network

import pytest

from edinstvo.foundation.access.network import client_address

OURS = [ip_network("127.0.0.1/32"), ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


@pytest.mark.parametrize(
    ("remote", "forwarded", "expected"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        # A stranger writes what it likes.
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        # Two proxies of ours, and what the visitor made up before them.
        ("127.0.0.1", "6.6.6.6, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("127.0.0.1", "2001:db8::7", "2001:db8::7"),
        ("::ffff:127.0.0.1", "::ffff:203.0.113.9", "203.0.113.9"),
        # Nothing, nonsense, or only ourselves.
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9, <script>", "127.0.0.1"),
        ("127.0.0.1", "10.0.0.1, 10.0.0.2", "10.0.0.1"),
        ("", "203.0.113.9", ""),
        ("fd00::1", "198.51.100.1", "198.51.100.1"),
    ],
)
def test_is_the_first_that_is_no_proxy_of_ours(remote: str, forwarded: str, expected: str) -> None:
    assert client_address(remote=remote, forwarded=forwarded, proxies=OURS) == expected


def test_is_always_the_sender_where_no_proxy_is_named() -> None:
    assert client_address(remote="127.0.0.1", forwarded="203.0.113.9", proxies=[]) == "127.0.0.1"
