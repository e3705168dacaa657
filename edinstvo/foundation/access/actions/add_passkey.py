"""Add a passkey: the public half of a key that a device of the user has just made."""

from datetime import datetime

from django.db import IntegrityError, transaction
from webauthn import verify_registration_response
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException

from edinstvo.foundation.access.actions.hold_user import hold_for_another
from edinstvo.foundation.access.actions.put_recovery_codes import put_first_recovery_codes
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import Passkey
from edinstvo.foundation.access.passkeys import PasskeyRefused, Proof
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


def add_passkey(*, actor: Actor, proof: Proof, name: str, at: datetime, is_arriving: bool = False) -> list[str]:
    """Recovery codes, if these are the first. Raises SecondFactorStands, PasskeyRefused (also of one known already)."""
    try:
        made = verify_registration_response(
            credential=proof.answer,
            expected_challenge=proof.challenge,
            expected_rp_id=proof.site.host,
            expected_origin=proof.site.origin,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as fault:
        raise PasskeyRefused from fault
    with transaction.atomic():
        user = hold_for_another(actor=actor, is_arriving=is_arriving)
        passkey = Passkey(user=user, name=name, counter=made.sign_count, added_at=at)
        passkey.credential_id = bytes_to_base64url(made.credential_id)
        passkey.public_key = made.credential_public_key
        try:
            with transaction.atomic():
                passkey.save()
        except IntegrityError as fault:
            raise PasskeyRefused from fault
        write_entry(
            actor=actor,
            verb="passkey_added",
            about=About(type="user", id=user.pk, name=user.name),
            at_place=None,
            at=at,
            after={"passkey": name},
        )
        return put_first_recovery_codes(user=user)
