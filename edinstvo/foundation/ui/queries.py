"""Reading drafts and what was sent."""

from uuid import UUID

from django.db.models import QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.ui.models import Draft, Sending


def draft_of(*, form: str, subject: str, seen_by: Actor) -> Draft | None:
    """The actor's own draft of this form about this subject, or None."""
    if seen_by.user_id is None:
        return None
    return Draft.objects.filter(user_id=seen_by.user_id, form=form, subject=subject).first()


def drafts_of(*, form: str, begins: str, seen_by: Actor) -> QuerySet[Draft]:
    """The actor's own drafts of this form whose subjects begin so, the oldest first."""
    if seen_by.user_id is None:
        return Draft.objects.none()
    return Draft.objects.filter(user_id=seen_by.user_id, form=form, subject__startswith=begins).order_by("pk")


def answer_to(*, token: UUID, seen_by: Actor) -> str:
    """Where the form with this token led when the actor sent it before; "" when it was not sent, or led nowhere."""
    if seen_by.user_id is None:
        return ""
    return Sending.objects.filter(token=token, user_id=seen_by.user_id).values_list("answer", flat=True).first() or ""
