"""Forms sent when their session has ended: what was typed waits for whoever the form was shown to, for nobody else."""

from datetime import timedelta
from hashlib import sha256

from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.sight import sight_of
from edinstvo.foundation.ui.actions.save_draft import DraftTooLarge, NoSuchForm, save_draft
from edinstvo.foundation.ui.models import Draft
from edinstvo.foundation.ui.queries import draft_of

OWNER, SENT_AGAIN = "whose", "late"
FORM = "late"
# Over a weekend a page may stay open, and what was typed there is still wanted.
VALID_FOR = timedelta(days=3)
MACHINE_FIELDS = frozenset({"csrfmiddlewaretoken", "next", "once", OWNER, SENT_AGAIN})
_SALT = "edinstvo.foundation.ui.late"


def owner_field(request: HttpRequest | None) -> SafeString:
    """A hidden field that proves to whom a form was shown; nothing for a form that anybody is shown."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.user_id is None:
        return SafeString("")
    return format_html('<input type="hidden" name="{}" value="{}">', OWNER, _signer().sign(str(actor.user_id)))


def owner_of(request: HttpRequest) -> Actor | None:
    """To whom the form that is sent was shown, as nobody but the house itself can have written it; None otherwise."""
    try:
        user_id = int(_signer().unsign(request.POST.get(OWNER, ""), max_age=VALID_FOR))
    except (BadSignature, ValueError):
        return None
    user = User.objects.filter(pk=user_id, is_active=True).first()
    return Actor(user_id=user.pk, name=user.name) if user is not None else None


def keep(request: HttpRequest, *, owner: Actor, form: str = FORM, subject: str = "") -> bool:
    """Keep what was sent as a draft of its owner; whether it could be kept. Files and secrets are in no such form."""
    data = {name: values for name, values in request.POST.lists() if name not in MACHINE_FIELDS}
    subject = subject or subject_of(request.get_full_path())
    try:
        with transaction.atomic(), sight_of(owner):
            save_draft(actor=owner, form=form, subject=subject, data=data, at=timezone.now())
    except (DraftTooLarge, NoSuchForm):
        return False
    return True


def kept_of(address: str, *, seen_by: Actor) -> Draft | None:
    """What the actor sent too late to this address of the house, or None."""
    return draft_of(form=FORM, subject=subject_of(address), seen_by=seen_by)


def subject_of(address: str) -> str:
    """An address is longer than the name of a draft may be."""
    return sha256(address.encode()).hexdigest()[:40]


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=_SALT)
