"""Why two records are not merged, or not taken apart, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.ui.moments import day
from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.members.actions.correct_member import ReasonMissing
from edinstvo.registry.members.actions.follow_person import RowsInTheWay
from edinstvo.registry.members.actions.lock_people import RecordsChanged
from edinstvo.registry.members.actions.open_membership import OrganisationKeepsNoMembers
from edinstvo.registry.members.actions.part_stays import StandsOnMerge
from edinstvo.registry.members.actions.refuse_merge import DifferentPeople, InTwoPlaces, OneHasDied, TransferWaitsStill
from edinstvo.registry.members.actions.split_people import LaterMergeStands, SplitAlready
from edinstvo.registry.members.web.words import LABELS

WHY = {
    "same_birth": gettext_lazy("The same name and date of birth"),
    "same_phone": gettext_lazy("The same surname and telephone"),
    "typo": gettext_lazy("The same date of birth, the name differs in one letter"),
    "same_place": gettext_lazy("The same name in one organisation, a date of birth is not known"),
}
REFUSALS = (
    DifferentPeople,
    InTwoPlaces,
    LaterMergeStands,
    NotOnRecordHere,
    OneHasDied,
    OrganisationKeepsNoMembers,
    PowerMissing,
    ReasonMissing,
    RecordsChanged,
    RowsInTheWay,
    SplitAlready,
    StandsOnMerge,
    TransferWaitsStill,
)


def sentence(refusal: Exception) -> str:
    """What stands in the way, and what to do about it."""
    match refusal:
        case DifferentPeople():
            said = {"what": ", ".join(str(LABELS[name]) for name in refusal.fields)}
            return _("These are different people: %(what)s differ. If one of them is a slip, correct it first.") % said
        case InTwoPlaces():
            said = {
                "one": refusal.stay.organisation.short_name,
                "other": refusal.other_stay.organisation.short_name,
                "day": day(max(refusal.stay.registered_on, refusal.other_stay.registered_on)),
            }
            return (
                _(
                    "On the same days, from %(day)s on, one is on record in “%(one)s” and the other in “%(other)s”. "
                    "First transfer the member or correct the days."
                )
                % said
            )
        case TransferWaitsStill():
            said = {"name": refusal.transfer.answering.short_name}
            return _("A transfer waits for the answer of “%(name)s”. First let it be answered or withdraw it.") % said
        case LaterMergeStands():
            said = {"name": refusal.merge.other_name}
            return _("A later merge stands on this one, with the record of %(name)s. Take that apart first.") % said
    return _plain(refusal)


def _plain(refusal: Exception) -> str:
    return {
        NotOnRecordHere: _("One of the records is not there any more."),
        OneHasDied: _("One of them is recorded as having died, and the other is on record after that day. Correct it."),
        OrganisationKeepsNoMembers: _("An organisation has been closed, and a member would be on record there again."),
        PowerMissing: _("One of the records is kept by another organisation. Ask the one that stands above both."),
        ReasonMissing: _("Say why: it stays in the journal"),
        RecordsChanged: _("One of the records has changed since you opened this page. Look once more, then merge."),
        RowsInTheWay: _(
            "Both hold what one person has once: a login of their own, the same office, the same second workplace, "
            "or a suspension that goes on. End one of the two first."
        ),
        SplitAlready: _("The records have been taken apart already."),
        StandsOnMerge: _(
            "A stay in an organisation has changed since the merge: it ended or has other days. Correct it back first."
        ),
    }[type(refusal)]
