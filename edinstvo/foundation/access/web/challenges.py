"""What passkeys are asked: a challenge of our own for each page shown, kept in the session and good once."""

import json
from datetime import datetime, timedelta
from ipaddress import ip_address
from secrets import token_bytes

from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils import timezone
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

from edinstvo.foundation.access.passkeys import PasskeyRefused, Proof, Site

_KEY = "challenges"
_GOOD_FOR = timedelta(minutes=10)
# As many tabs as somebody may have open.
_MOST = 5


def site_of(request: HttpRequest) -> Site | None:
    """The site as a passkey would know it; None where browsers make none: without HTTPS, or under a bare number."""
    host = split_domain_port(request.get_host())[0]
    if _is_number(host) or not (request.is_secure() or host == "localhost"):
        return None
    return Site(host=host, origin=f"{request.scheme}://{request.get_host()}")


def new_challenge(request: HttpRequest) -> bytes:
    """A challenge for the page that is being shown."""
    challenge = token_bytes(32)
    kept = [*_alive(request), [bytes_to_base64url(challenge), timezone.now().isoformat()]]
    request.session[_KEY] = kept[-_MOST:]
    return challenge


def proof_in(request: HttpRequest, answer: str) -> Proof:
    """The answer with the challenge that it says it answers, which is used up; raises PasskeyRefused."""
    site, named = site_of(request), _challenge_named_in(answer)
    alive = _alive(request)
    if site is None or named not in [challenge for challenge, _ in alive]:
        raise PasskeyRefused
    request.session[_KEY] = [one for one in alive if one[0] != named]
    return Proof(answer=answer, challenge=base64url_to_bytes(named), site=site)


def _alive(request: HttpRequest) -> list[list[str]]:
    since = timezone.now() - _GOOD_FOR
    return [one for one in request.session.get(_KEY, []) if datetime.fromisoformat(one[1]) > since]


def _challenge_named_in(answer: str) -> str:
    try:
        said = json.loads(base64url_to_bytes(json.loads(answer)["response"]["clientDataJSON"]))
        return str(said["challenge"]).rstrip("=")
    except (ValueError, KeyError, TypeError) as fault:
        raise PasskeyRefused from fault


def _is_number(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
