"""What stands in the register, without the ids of rows and the moments at which they were written."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from django.db.models import DateTimeField, Model

from edinstvo.membership.benefits.models import Participation
from edinstvo.membership.cards.models import Card
from edinstvo.registry.members.models import Membership, Person, SecondWorkplace, Suspension
from edinstvo.registry.offices.models import Mandate
from edinstvo.registry.organisations.models import (
    ConfirmedStructure,
    Organisation,
    OrganisationName,
    OrganisationParent,
)

_TABLES: list[type[Model]] = [
    Organisation,
    OrganisationName,
    OrganisationParent,
    ConfirmedStructure,
    Person,
    Membership,
    Suspension,
    SecondWorkplace,
    Card,
    Participation,
    Mandate,
]
# By what the rows that a row points to are known, instead of by their ids.
_KNOWN_BY = {
    Organisation: ("inpo", "name", "founded_on"),
    Person: ("name_key", "birth_date", "phone", "email"),
}


def hashes() -> dict[str, str]:
    """A hash of the rows of each table, in whatever order they were written."""
    return {table.__name__: _hash(table) for table in _TABLES}


def _hash(table: type[Model]) -> str:
    rows = Counter(map(repr, table._default_manager.values_list(*_columns(table))))
    return hashlib.sha256(repr(sorted(rows.items())).encode()).hexdigest()


def _columns(table: type[Model]) -> Iterator[str]:
    for field in table._meta.concrete_fields:
        known_by = _KNOWN_BY.get(field.related_model) if field.is_relation else None  # type: ignore[arg-type]  # a class
        if known_by:
            yield from (f"{field.name}__{column}" for column in known_by)
        elif not (
            field.is_relation or field.primary_key or isinstance(field, DateTimeField) or _is_plain_id(field.name)
        ):
            yield field.name


def _is_plain_id(name: str) -> bool:
    """The path of an organisation is made of ids too."""
    return name.endswith("_id") or name == "path"
