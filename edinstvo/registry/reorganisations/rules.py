"""What can go over into what: pure."""

_PRIMARIES = {"primary", "primary_with_territorial_rights"}
_PARTS = {"subdivision", "group"}


class TakesNothing(Exception):
    """An organisation of that type cannot take over what one of this type has."""


def takes_over(*, source: str) -> frozenset[str]:
    """The types of organisation that can take over the people or the organisations of one of this type.

    A primary and its parts have people: any primary or part takes them. A territory has primaries: another territory
    takes them. Regional organisations and the union are not merged here (docs/decisions/0015).
    """
    if source in _PRIMARIES | _PARTS:
        return frozenset(_PRIMARIES | _PARTS)
    return frozenset({"territorial"}) if source == "territorial" else frozenset()


def refuse_unlike(*, source: str, target: str) -> None:
    """Raise TakesNothing."""
    if target not in takes_over(source=source):
        raise TakesNothing


def can_split(*, source: str) -> bool:
    """Whether something can be split off: people leave a primary for a new one beside it."""
    return source in _PRIMARIES
