"""Forget what was typed about something and never sent."""

from collections.abc import Iterable

from edinstvo.foundation.ui.models import Draft


def forget_drafts_about(*, form: str, subjects: Iterable[int]) -> int:
    """Delete everybody's drafts of the form about these, and return how many."""
    forgotten, _by_model = Draft.objects.filter(form=form, subject__in=[str(one) for one in subjects]).delete()
    return forgotten
