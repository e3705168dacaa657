"""The words of the indicators: what each count is, where it comes from, who answers for it, which act brings it on."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from edinstvo.insight.indicators.rules import Day


@dataclass(frozen=True)
class Count:
    """A count in words; `act_address` is the page on which somebody brings it forward (`acts.py`)."""

    words: Any
    source: Any
    owner: Any
    act: Any
    act_address: str = ""


# Of which day a count is (`rules.COUNTED_ON`).
DAYS = {
    Day.AS_OF: _("on the day of the figures"),
    Day.BASE: _("on the base day, usually the 1st of January of the year"),
    Day.PERIOD: _("from the day after the base day to the day of the figures"),
    Day.YEAR: _("in the calendar year before the base day"),
    Day.TWELVE_MONTHS: _("in the year before the day of the figures"),
}
BY_ITSELF = _("told by itself")
_RECORDS, _CARDS, _BONUS = _("records of members"), _("cards, by the days of issue and end"), _("participations, dated")
_TREE, _ACCESS = _("the tree of organisations, dated"), _("mandates of chairs and their logins")
_ORGANISING, _COMPUTING = _("organisational department"), _("department of information technology")
_ADMIT = (_("admit members, or bring their list"), "imports:start")
_ISSUE = (_("issue logins to the chairs who have none"), "offices:letters")

COUNTS = {
    "total": Count(_("members on record, on paper or electronically"), _RECORDS, _ORGANISING, *_ADMIT),
    "registered": Count(
        _("members whose record is kept here"),
        _RECORDS,
        _COMPUTING,
        _("take over the records that are kept on paper"),
        "members:electronic",
    ),
    "plastic": Count(_("members who hold a plastic card"), _CARDS, _COMPUTING, _("issue cards to those without one")),
    "virtual": Count(_("members who hold a virtual card"), _CARDS, _COMPUTING, _("offer it to those without one")),
    "bonus": Count(_("members who take part in the bonus programme"), _BONUS, _ORGANISING, _("tell them of it")),
    "issued_in_year": Count(_("plastic cards issued"), _CARDS, _COMPUTING, _("issue cards to those without one")),
    "joined_online": Count(
        _("members who applied on the website, ever"), _RECORDS, _ORGANISING, _("answer applications in time")
    ),
    "regions_total": Count(_("regional organisations that stood"), _TREE, _ORGANISING, _("none: it is no aim")),
    "regions_structured": Count(
        _("regional organisations with as many primaries here as they confirmed, each with a chair who can sign in"),
        _("confirmations of the regions, the tree, logins"),
        _ORGANISING,
        _("confirm the number, found what is lacking, issue logins"),
        "indicators:structure",
    ),
    "primaries": Count(
        _("primary organisations that stood"),
        _TREE,
        _ORGANISING,
        _("found those that are lacking"),
        "organisations:tree",
    ),
    "chairs_with_access": Count(_("primaries whose chair can sign in"), _ACCESS, _COMPUTING, *_ISSUE),
    "chairs_signed_in": Count(
        _("primaries whose chair signed in within thirty days"), _("sign-ins"), _COMPUTING, *_ISSUE
    ),
    "members": Count(_("members on record"), _RECORDS, _ORGANISING, *_ADMIT),
    "joined": Count(_("members who joined; transfers are none"), _RECORDS, _ORGANISING, *_ADMIT),
    "left": Count(
        _("members who left; transfers are none"), _RECORDS, _ORGANISING, _("speak with those who want to leave")
    ),
    "net": Count(_("members who joined, less those who left"), _RECORDS, _ORGANISING, *_ADMIT),
    "youth": Count(_("members up to the age of 35"), _("dates of birth"), _ORGANISING, *_ADMIT),
    "complete": Count(
        _("records that lack neither birth date, sex, category, joining date nor telephone, as known at the day's end"),
        _RECORDS,
        _COMPUTING,
        _("fill in what is missing"),
        "members:completeness",
    ),
    "stale": Count(
        _("records that nobody has touched"),
        _("versions of the records"),
        _COMPUTING,
        _("look them through"),
        "members:list?lacks=changes",
    ),
    "covered": Count(
        _("members who work or study where the number of those who do is stated"),
        _("records of members, the workforce that organisations state"),
        _ORGANISING,
        *_ADMIT,
    ),
    "employed": Count(
        _("those who work or study there, as stated last"), _("the workforce that organisations state"), _ORGANISING, ""
    ),
}

LABELS = {
    "total": _("Members in all"),
    "registered": _("On electronic record"),
    "plastic": _("Plastic card"),
    "virtual": _("Virtual card"),
    "bonus": _("Bonus programme"),
    "issued_in_year": _("Cards issued in the year"),
    "joined_online": _("Joined online"),
    "regions_total": _("Regional organisations"),
    "regions_structured": _("Structure built"),
    "primaries": _("Primary organisations"),
    "chairs_with_access": _("Chairs with access"),
    "chairs_signed_in": _("Chairs who signed in"),
    "members": _("People on record"),
    "joined": _("Joined"),
    "left": _("Left"),
    "net": _("Difference"),
    "youth": _("Youth"),
    "complete": _("Complete records"),
    "stale": _("Stale records"),
    "registered_share": _("Share on electronic record"),
    "plastic_share_of_registered": _("Share with a plastic card, of those on electronic record"),
    "plastic_share_of_total": _("Share with a plastic card, of all"),
    "virtual_share": _("Share with a virtual card"),
    "bonus_share": _("Share in the bonus programme"),
    "structured_share": _("Share of regions with their structure built"),
    "chairs_with_access_share": _("Share of primaries whose chair can sign in"),
    "chairs_signed_in_share": _("Share of primaries whose chair signed in"),
    "coverage": _("Coverage"),
    "stale_share": _("Share of stale records"),
    "youth_share": _("Share of the young"),
    "completeness": _("Share of complete records"),
}
