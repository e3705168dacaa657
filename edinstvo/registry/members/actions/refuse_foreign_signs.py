"""Refuse a name with signs that stand in no name: `<b>`, digits, an e-mail address."""

from collections.abc import Mapping
from typing import Any

from edinstvo.registry.members.rules.people import foreign_signs

NAMES = ("last_name", "first_name", "middle_name")


class NameHasSigns(Exception):
    """A name holds signs that stand in no name; `field` is which one, `signs` are they."""

    def __init__(self, *, field: str, signs: str) -> None:
        super().__init__(f"{field} holds {signs}")
        self.field, self.signs = field, signs


def refuse_foreign_signs(values: Mapping[str, Any]) -> None:
    """Raise NameHasSigns for the first of NAMES among the values that could be nobody's."""
    for field in NAMES:
        if signs := foreign_signs(values.get(field, "")):
            raise NameHasSigns(field=field, signs=signs)
