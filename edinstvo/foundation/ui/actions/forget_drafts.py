"""Forget what was typed long ago and never sent."""

from datetime import datetime, timedelta

from edinstvo.foundation.ui.models import Draft

# A form begun before the summer holidays is still there in September; it holds somebody's personal data.
KEPT_FOR = timedelta(days=120)


def forget_drafts(*, at: datetime) -> int:
    """Delete the drafts that nobody has touched for KEPT_FOR, and return how many."""
    forgotten, _by_model = Draft.objects.filter(saved_at__lt=at - KEPT_FOR).delete()
    return forgotten
