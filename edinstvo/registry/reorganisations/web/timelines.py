"""What reorganisations write into the timeline of an organisation: what it took, what it gave, what was split off."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.moments import moment
from edinstvo.foundation.ui.timelines import TimelineLine, timeline_lines
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.reorganisations.models import Kind, Reorganisation
from edinstvo.registry.reorganisations.queries.parts import reorganisations_of

_READ = "reorganisations read"


@timeline_lines(of="organisation")
def reorganisations(subject: Organisation, /) -> list[TimelineLine]:
    """A line for each reorganisation that it gave to or took from, also one that was taken back."""
    return [_line(act, subject) for act in acts_read(subject)]


def acts_read(subject: Organisation) -> list[Reorganisation]:
    """Its reorganisations, read once for a page: the timeline and the panel tell of the same ones."""
    kept = vars(subject)
    if _READ not in kept:
        kept[_READ] = reorganisations_of(subject)
    found: list[Reorganisation] = kept[_READ]
    return found


def _line(act: Reorganisation, subject: Organisation) -> TimelineLine:
    said, is_undone = _said(act, gives=act.source_id == subject.pk), act.undone_at is not None
    if is_undone:
        said = _("%(said)s (taken back)") % {"said": said}
    return TimelineLine(act.on, said, act.decision, tuple(_notes(act)), is_undone)


def _said(act: Reorganisation, *, gives: bool) -> str:
    """What it was to the one that gives, or to the one that takes."""
    words = {
        (Kind.MERGED, True): _("Merged into “%(name)s”"),
        (Kind.MERGED, False): _("Took over “%(name)s”, merged into it"),
        (Kind.CLOSED, True): _("Its members transferred to “%(name)s”"),
        (Kind.CLOSED, False): _("Took the members of “%(name)s”, which was closed"),
        (Kind.SPLIT, True): _("Split off from it: “%(name)s”"),
        (Kind.SPLIT, False): _("Split off from “%(name)s”"),
    }
    return words[Kind(act.kind), gives] % {"name": (act.target if gives else act.source).short_name}


def _notes(act: Reorganisation) -> list[str]:
    notes = []
    if act.people:
        went = ngettext("%(n)s person went over", "%(n)s people went over", act.people)
        notes.append(went % {"n": number(act.people)})
    if act.undone_at is not None:
        taken_back = _("Taken back %(moment)s") % {"moment": moment(act.undone_at, now=timezone.now())}
        notes.append(f"{taken_back}: {act.undone_reason}" if act.undone_reason else taken_back)
    return notes
