"""Beginnings of names as ranges: unlike LIKE they keep their index under row-level security (data.md "Schema")."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.db.models.fields.tuple_lookups import (  # type: ignore[import-untyped]  # the stubs do not know it yet
    Tuple,
    TupleGreaterThanOrEqual,
    TupleLessThan,
)

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Branch, Level
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.organisations.models import Organisation

_LAST = "\U0010ffff"


@dataclass(frozen=True)
class Reach:
    """Where names are looked for. `is_narrow`: a territory or less, small enough to look into every name of it.

    `branch` is the one branch that all the rows lie in, where it is one: then names are looked up in the index of that
    branch. Left to itself the planner takes a rare beginning for nobody's, and walks its bearers in the whole union.
    """

    is_narrow: bool
    branch: Branch | None = None

    def begins(self, word: str) -> Q:
        """Whose surname begins so."""
        return self._between(word, f"{word}{_LAST}")

    def is_surname(self, surname: str) -> Q:
        """Whose surname it is, or the first word of it; two spaces or one end it, nothing sorts before a space."""
        return self._between(surname, f"{surname} {_LAST}")

    def _between(self, first: str, beyond: str) -> Q:
        if self.branch is None:
            return between("name_key", first, beyond)
        column, id_ = f"{self.branch.level.value}_id", self.branch.organisation_id
        names = Tuple(F(column), F("name_key"))
        return Q(TupleGreaterThanOrEqual(names, (id_, first))) & Q(TupleLessThan(names, (id_, beyond)))


def reach_of(actor: Actor, organisation: Organisation | None, *, is_of_today: bool) -> Reach:
    """Where the actor looks: in the organisation, or in all they see. On a past day rows lie where they lay then."""
    branches = actor.branches(Power.SEE_MEMBERS)
    if organisation is not None and organisation.level is not None:
        branches = (Branch(level=organisation.level, organisation_id=organisation.pk),)
    is_part = organisation is not None and organisation.level is None
    is_narrow = is_part or all(branch.level in (Level.TERRITORY, Level.PRIMARY) for branch in branches)
    is_one = is_of_today and not is_part and len(branches) == 1 and branches[0].level is not Level.UNION
    return Reach(is_narrow, branches[0] if is_one else None)


def begins(column: str, word: str) -> Q:
    """The column begins with the word."""
    return between(column, word, f"{word}{_LAST}")


def is_word(column: str, word: str) -> Q:
    """The column is the word, or begins with it and a space."""
    return between(column, word, f"{word} {_LAST}")


def between(column: str, first: str, beyond: str) -> Q:
    """From the first on, and before the other."""
    return Q(**{f"{column}__gte": first, f"{column}__lt": beyond})
