"""Sessions whose keys are kept as hashes: whoever reads the table cannot sign in with what stands there.

Django keeps the key that stands in the cookie, so that one injected SELECT would hand out everybody who is signed in,
and with them a sight that is signed (docs/decisions/0023).
"""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as KeptInTable
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from edinstvo.foundation.access.links import token_hash

# Of the column; 160 bits of a hash of what is long and random.
_KEPT_LENGTH = 40


def kept_key(key_hash: str) -> str:
    """Under which key the table keeps the session, by the `token_hash` of the key in the cookie."""
    return key_hash[:_KEPT_LENGTH]


class SessionStore(KeptInTable):
    """The sessions of the table, each under the hash of its key."""

    def exists(self, session_key: str) -> bool:
        """Whether there is one of this key."""
        return super().exists(_kept(session_key))

    async def aexists(self, session_key: str) -> bool:
        """The same for whoever awaits."""
        return await super().aexists(_kept(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row as it is kept."""
        made = super().create_model_instance(data)
        made.session_key = _kept(made.session_key)
        return made

    async def acreate_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The same for whoever awaits."""
        made = await super().acreate_model_instance(data)
        made.session_key = _kept(made.session_key)
        return made

    def delete(self, session_key: str | None = None) -> None:
        """Delete this one, or that of the key."""
        if key := session_key or self.session_key:
            super().delete(_kept(key))

    async def adelete(self, session_key: str | None = None) -> None:
        """The same for whoever awaits."""
        if key := session_key or self.session_key:
            await super().adelete(_kept(key))

    def _get_session_from_db(self) -> Session | None:
        found = self._living().first()
        if found is None:
            self._session_key = None
        return found

    async def _aget_session_from_db(self) -> Session | None:
        found = await self._living().afirst()
        if found is None:
            self._session_key = None
        return found

    def _living(self) -> QuerySet[Session]:
        return Session.objects.filter(pk=_kept(self.session_key or ""), expire_date__gt=timezone.now())


def _kept(key: str) -> str:
    return kept_key(token_hash(key))
