"""Passkeys (WebAuthn): what a browser is asked for, and what it answers."""

from dataclasses import dataclass

from django.utils.crypto import salted_hmac
from webauthn import generate_authentication_options, generate_registration_options, options_to_json
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from edinstvo.foundation.access.models import Passkey, User


class PasskeyRefused(Exception):
    """The browser's answer is not of a key of this user, for this site and this question."""


@dataclass(frozen=True)
class Site:
    """The pages as a browser knows them: a passkey is made for a host and answers no other."""

    host: str
    origin: str


@dataclass(frozen=True)
class Proof:
    """The browser's answer (JSON) to a challenge of ours, asked on this site."""

    answer: str
    challenge: bytes
    site: Site


def question_for_a_new_one(*, user: User, site: Site, challenge: bytes) -> str:
    """What `navigator.credentials.create` is given, as JSON: any device that has no key of this user yet."""
    return options_to_json(
        generate_registration_options(
            rp_id=site.host,
            rp_name="Edinstvo",
            user_id=salted_hmac("edinstvo.access.passkey", str(user.pk), algorithm="sha256").digest(),
            user_name=user.login,
            user_display_name=user.name,
            challenge=challenge,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.DISCOURAGED,
                user_verification=UserVerificationRequirement.PREFERRED,
            ),
            exclude_credentials=_keys_of(user),
        )
    )


def question_for_one_of(*, user: User, site: Site, challenge: bytes) -> str:
    """What `navigator.credentials.get` is given, as JSON: one of this user's own keys."""
    return options_to_json(
        generate_authentication_options(rp_id=site.host, challenge=challenge, allow_credentials=_keys_of(user))
    )


def _keys_of(user: User) -> list[PublicKeyCredentialDescriptor]:
    known = Passkey.objects.filter(user=user).values_list("credential_id", flat=True)
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known]
