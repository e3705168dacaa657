"""What the offices write into the extract of an organisation: who holds which office on the day, and till when."""

from datetime import date

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.ui.moments import day_short
from edinstvo.foundation.ui.paper_lines import paper_lines
from edinstvo.registry.offices.queries.standing import composition
from edinstvo.registry.organisations.models import Organisation


@paper_lines(of="organisation")
def officers(actor: Actor, subject: Organisation, *, on: date) -> list[tuple[str, str]]:
    """A line for each mandate, in the order of offices."""
    lines = []
    for one in composition(subject, on=on, seen_by=actor):
        until = f" по {day_short(one.mandate.until)}" if one.mandate.until else ""
        lines.append((one.office, f"{one.person.full_name}, с {day_short(one.mandate.since)}{until}"))
    return lines
