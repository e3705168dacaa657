"""What withdrawals ask for: the list with its last lawful days, and settling one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.consents import rules
from edinstvo.registry.consents.actions.settle_duty import settle_duty
from edinstvo.registry.consents.models import Duty
from edinstvo.registry.consents.queries.missing import duties_owed, duty_seen, present_records
from edinstvo.registry.consents.web.forms import SettleForm
from edinstvo.registry.consents.web.words import OUTCOMES, OWED, REFUSALS, refuse

_SHOWN = 100


@require_safe
@signed_in
def duties(request: Request) -> HttpResponse:
    """What is owed in the branch, the most urgent first."""
    if not request.actor.may(Power.KEEP_MEMBERS):
        raise Http404
    rows = list(duties_owed(organisation=None, seen_by=request.actor).select_related("person", "kind")[: _SHOWN + 1])
    stays = present_records([row.person_id for row in rows])
    lines = [(row, OWED[row.what], stays.get(row.person_id)) for row in rows[:_SHOWN]]
    context = {"lines": lines, "has_more": len(rows) > _SHOWN, "on": timezone.localdate()}
    return render(request, "consents/duties.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def settle(request: Request, duty_id: int) -> HttpResponse:
    """Say what is owed and by when; ask what was done."""
    try:
        duty = duty_seen(id=duty_id, seen_by=request.actor)
    except Duty.DoesNotExist:
        raise Http404 from None
    if duty.settled_at is not None:
        return redirect("consents:duties")
    choices = [(one.value, str(OUTCOMES[one])) for one in rules.OUTCOMES[rules.FollowUp(duty.what)]]
    form = SettleForm(request.POST or None, choices=choices, initial={"settled_on": timezone.localdate()})
    if form.is_valid() and _settled(request, duty_id, form):
        messages.success(request, _("It is settled."))
        return redirect("consents:duties")
    stay = present_records([duty.person_id])[duty.person_id]
    context = {"form": form, "duty": duty, "owed": OWED[duty.what], "stay": stay, "on": timezone.localdate()}
    return render(request, "consents/settle.html", context, status=422 if form.errors else 200)


def _settled(request: Request, duty_id: int, form: SettleForm) -> bool:
    said = form.cleaned_data
    try:
        settle_duty(
            actor=request.actor,
            duty_id=duty_id,
            outcome=rules.Outcome(said["outcome"]),
            settled_on=said["settled_on"],
            note=said["note"],
            on=timezone.localdate(),
            at=timezone.now(),
        )
    except REFUSALS as refusal:
        refuse(form, refusal, day_field="settled_on")
        return False
    return True
