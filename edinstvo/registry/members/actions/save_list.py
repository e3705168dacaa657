"""Keep a question to the list of members under a name, and forget it again."""

from datetime import datetime

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import User
from edinstvo.registry.members.models import SavedList

MOST_LISTS = 30


class TooManyLists(Exception):
    """The person has MOST_LISTS already."""


class NameTaken(Exception):
    """The person has a list of this name."""


def save_list(*, actor: Actor, name: str, question: str, at: datetime) -> SavedList:
    """Save the question for the actor alone. Raises TooManyLists, NameTaken.

    It is a bookmark and shows nothing: what it leads to is asked with the powers of that day. Hence no journal.
    """
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(pk=actor.user_id or 0)
        if SavedList.objects.filter(user=user).count() >= MOST_LISTS:
            raise TooManyLists
        try:
            with transaction.atomic():
                return SavedList.objects.create(user=user, name=name, question=question, saved_at=at)
        except IntegrityError as taken:
            raise NameTaken from taken


def forget_list(*, actor: Actor, list_id: int) -> bool:
    """Forget one of the actor's own lists; whether there was such a one."""
    return bool(SavedList.objects.filter(pk=list_id, user_id=actor.user_id or 0).delete()[0])
