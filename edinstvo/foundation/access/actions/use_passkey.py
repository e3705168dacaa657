"""Accept a passkey's answer."""

import json
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from webauthn import verify_authentication_response
from webauthn.helpers.exceptions import WebAuthnException

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import Passkey, User
from edinstvo.foundation.access.passkeys import PasskeyRefused, Proof
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


class CounterWentBack(PasskeyRefused):
    """The key has counted further before: somebody may have copied it. It stands in the journal."""


def use_passkey(*, actor: Actor, user: User, proof: Proof, at: datetime) -> str:
    """The means: "passkey". Raises PasskeyRefused, CounterWentBack."""
    passkey = _passkey_in(user, proof.answer)
    try:
        counter = verify_authentication_response(
            credential=proof.answer,
            expected_challenge=proof.challenge,
            expected_rp_id=proof.site.host,
            expected_origin=proof.site.origin,
            credential_public_key=bytes(passkey.public_key),
            # The counter is compared below, by the row itself: two answers at once must not both pass.
            credential_current_sign_count=0,
        ).new_sign_count
    except (WebAuthnException, ValueError, KeyError, TypeError) as fault:
        raise PasskeyRefused from fault
    # Devices that keep a key in several places do not count: their zero stays zero.
    grown = Q(counter__lt=counter) if counter else Q(counter=0)
    if not Passkey.objects.filter(grown, pk=passkey.pk).update(counter=counter, used_at=at):
        _tell_of_the_copy(actor, user, passkey, at)
        raise CounterWentBack
    return "passkey"


def _passkey_in(user: User, answer: str) -> Passkey:
    try:
        credential_id = str(json.loads(answer)["id"])
    except (ValueError, KeyError, TypeError) as fault:
        raise PasskeyRefused from fault
    found = (
        Passkey.objects.filter(user=user, credential_id=credential_id).first() if "\0" not in credential_id else None
    )
    if found is None:
        raise PasskeyRefused
    return found


def _tell_of_the_copy(actor: Actor, user: User, passkey: Passkey, at: datetime) -> None:
    with transaction.atomic():
        write_entry(
            actor=actor,
            verb="passkey_refused",
            about=About(type="user", id=user.pk, name=user.name),
            at_place=None,
            at=at,
            after={"passkey": passkey.name},
        )
