"""What a row says of an organisation that the register does not say yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from edinstvo.foundation.folding import fold


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the register says of one organisation today."""

    CONTACT: ClassVar[tuple[str, ...]] = (
        *("chair_last_name", "chair_first_name", "chair_middle_name"),
        *("phone", "email", "address"),
    )
    contact: Mapping[str, str]
    institution: str
    workforce: Sequence[int] | None
    declared: Sequence[int] | None


def changes(said: Mapping[str, Any], *, standing: Standing, is_head: bool) -> dict[str, list[Any]]:
    """{field: [known, new]} of what the row adds or says otherwise; what it leaves blank changes nothing.

    A name is told anew as a whole; initials that fit the known name tell nothing. Of the head only contacts are taken.
    """
    told: dict[str, list[Any]] = {}
    name = [said[part] for part in Standing.CONTACT[:3]]
    known = [standing.contact[part] for part in Standing.CONTACT[:3]]
    if name[0] and not _is_same_person(name, known):
        told["chair"] = [known, name]
    for field in Standing.CONTACT[3:]:
        if said[field] and fold(said[field]) != fold(standing.contact[field]):
            told[field] = [standing.contact[field], said[field]]
    if is_head:
        return told
    if said["institution"] and not standing.institution:
        told["institution"] = ["", said["institution"]]
    for field, counted in (("workforce", standing.workforce), ("declared", standing.declared)):
        if said[field] is not None and list(said[field]) != (None if counted is None else list(counted)):
            told[field] = [None if counted is None else list(counted), list(said[field])]
    return told


def _is_same_person(name: Sequence[str], known: Sequence[str]) -> bool:
    """Whether nothing is told that is not known: «Иванова М. П.» of «Иванова Мария Петровна»."""
    if fold(name[0]) != fold(known[0]):
        return False
    return all(not part or fold(was).startswith(fold(part)) for part, was in zip(name[1:], known[1:], strict=True))
