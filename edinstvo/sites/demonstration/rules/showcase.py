"""The people of the shown school, as the pictures of the guide have them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from edinstvo.sites.demonstration.rules.histories import Life, Stay
from edinstvo.sites.demonstration.rules.tree import SHOWCASE

SHOWN_SCHOOL = "44-galich-school"


def shown_lives() -> Iterator[Life]:
    """Those who are drawn by hand; the rest of the school is drawn as everywhere."""
    for row in SHOWCASE["people"]:
        person = details_of(row)
        yield Life(person, list(_stays(row)), _former(person, row))


def details_of(row: dict[str, Any]) -> PersonDetails:
    """A person as the data file says."""
    return PersonDetails(
        last_name=row["last"],
        first_name=row["first"],
        middle_name=row["middle"],
        sex=row["sex"],
        birth_date=date.fromisoformat(row["born"]) if "born" in row else None,
        phone=row.get("phone", ""),
        email=row.get("email", ""),
    )


def _stays(row: dict[str, Any]) -> Iterator[Stay]:
    """Their stays: each but the last ended in a transfer on the day the next began."""
    registered = row.get("registered", row["joined"])
    here = [SHOWN_SCHOOL, registered, row["category"], row["position"]]
    stays = [*row.get("before", []), here]
    for (at, since, category, position), later in zip(stays, [*stays[1:], None], strict=True):
        details = MembershipDetails(joined_on=date.fromisoformat(row["joined"]), category=category, position=position)
        ended = date.fromisoformat(later[1]) if later else None
        yield Stay(at, date.fromisoformat(since), details, ended, "transferred" if later else "")


def _former(person: PersonDetails, row: dict[str, Any]) -> tuple[PersonDetails, ...]:
    if "former" not in row:
        return ()
    return (PersonDetails(last_name=row["former"], first_name=person.first_name, middle_name=person.middle_name),)
