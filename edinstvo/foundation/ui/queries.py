"""Reading drafts."""

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.ui.models import Draft


def draft_of(*, form: str, subject: str, seen_by: Actor) -> Draft | None:
    """The actor's own draft of this form about this subject, or None."""
    if seen_by.user_id is None:
        return None
    return Draft.objects.filter(user_id=seen_by.user_id, form=form, subject=subject).first()
