"""Who is signed in: the user of a session together with their roles, asked for at once."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from edinstvo.foundation.access.models import Grant, User


class GrantedBackend(ModelBackend):
    """Django's own backend; every page asks for the roles next, so they come in the same statement."""

    def get_user(self, user_id: Any) -> User | None:
        """The active user with this id; `known_grants` are all their roles, of any day."""
        grants = list(Grant.objects.filter(user_id=user_id).select_related("user"))
        user = grants[0].user if grants else super().get_user(user_id)
        if not isinstance(user, User) or not self.user_can_authenticate(user):
            return None
        user.known_grants = grants
        return user
