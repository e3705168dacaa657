"""Who may do what: the roles with their powers, the offices with their roles; for everybody who is signed in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import POWERS_OF, Power, Role
from edinstvo.registry.offices.models import Office
from edinstvo.registry.offices.queries.sight import ROLES as ROLE_WORDS
from edinstvo.registry.offices.rules import ENTERED_FROM_ABOVE, ROLES, OfficeCode

# What a power lets one do, as the sentences of every slice's permissions.py say at length (docs/guides/powers.md).
POWER_WORDS = {
    Power.SEE_ORGANISATIONS: _("See the organisations of the branch, their bodies and offices, on any day"),
    Power.MANAGE_ORGANISATIONS: _(
        "Found, rename, move, merge, split and close the organisations below; enter chairs and others with powers; "
        "issue logins; appoint staff"
    ),
    Power.SEE_MEMBERS: _("See the members of the branch, present and former, and their consents"),
    Power.KEEP_MEMBERS: _(
        "Admit, edit, correct, transfer and end members; enter consents, head counts and offices without powers"
    ),
    Power.IMPORT_MEMBERS: _("Bring lists of members, enter them and take them back"),
    Power.EXPORT_MEMBERS: _("Take lists of members away as files"),
    Power.READ_JOURNAL: _("Read the journal of the branch and what is due by the retention periods"),
    Power.SET_PERIODS: _("Set the retention periods: over the whole union only"),
    Power.KEEP_PROGRAMME: _(
        "Keep the programme of the organisation: its stages and criteria, the answers to reports, reminders"
    ),
    Power.REPORT_STEPS: _("Report the steps of the programme with their evidence, and keep steps of one's own"),
}


@require_safe
@signed_in
def table(request: Request) -> HttpResponse:
    """The tables of the code in words: nothing of them is said a second time here."""
    powers = [
        (words, [(ROLE_WORDS[role], power in POWERS_OF[role]) for role in Role]) for power, words in POWER_WORDS.items()
    ]
    context = {
        "roles": [ROLE_WORDS[role] for role in Role],
        "powers": powers,
        "offices": [_line(one) for one in OfficeCode],
    }
    return render(request, "offices/powers.html", context)


def _line(office: OfficeCode) -> tuple[str, list[str], str]:
    """The office, its roles at a primary and above, and who enters it."""
    roles = [str(ROLE_WORDS[role]) for role in ROLES.get(office, ())]
    if not roles:
        who = _("whoever keeps the members")
    elif office in ENTERED_FROM_ABOVE:
        who = _("whoever manages organisations above it")
    else:
        who = _("whoever manages organisations there")
    return str(Office(office.value).label), roles or ["—", "—"], str(who)
