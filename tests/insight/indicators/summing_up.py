"""A summary that is counted."""

from datetime import date

from edinstvo.insight.indicators.actions.ask_summary import ask_summary
from edinstvo.insight.indicators.actions.count_summary import count_summary
from edinstvo.insight.indicators.models import Summary
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY


def summed_up(place: Organisation, *, as_of: date = TODAY) -> Summary:
    """Of the day, beside the 1st of January of 2024."""
    days = {"as_of": as_of, "base": date(2024, 1, 1), "year": 2023}
    summary = ask_summary(actor=OPERATOR, organisation=place, at=NOW, **days)
    count_summary(actor=OPERATOR, summary_id=summary.pk, at=NOW, report=lambda **_: None)
    return summary
