"""The rules of seniority: read by everybody who sees members, stated by the staff of the union."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.members.actions.state_seniority_rule import state_seniority_rule
from edinstvo.registry.members.models import SeniorityRule
from edinstvo.registry.members.queries.seniority import seniority_rules
from edinstvo.registry.members.web.life_forms import SeniorityRuleForm
from edinstvo.registry.members.web.life_words import REFUSALS, refuse
from edinstvo.registry.members.web.pages import sent
from edinstvo.registry.members.web.seniority_words import AFTER, months_in_words
from edinstvo.registry.organisations.models import Organisation, OrganisationType


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def rules(request: Request) -> HttpResponse:
    """The rules, the latest first; for the staff of the union, a form for another one."""
    if not request.actor.may(Power.SEE_MEMBERS):
        raise Http404
    stated = list(seniority_rules())
    form = _form(request, stated) if _may_state(request) else None
    if request.method == "POST" and form is None:
        raise Http404
    if form is not None and form.is_valid() and _state(request, form):
        messages.success(request, _("The rule is entered. Seniority is reckoned by it from now on."))
        return redirect("members:seniority")
    on = timezone.localdate()
    now_id = next((one.pk for one in stated if one.valid_from <= on), None)
    context = {"rules": [(one, _lines(one), one.pk == now_id) for one in stated], "form": form, "on": on}
    return render(request, "members/seniority.html", context, status=422 if form and form.errors else 200)


def _state(request: Request, form: SeniorityRuleForm) -> bool:
    said = form.cleaned_data
    try:
        state_seniority_rule(
            actor=request.actor,
            valid_from=said["valid_from"],
            gap_months={reason: said[reason] for reason in form.REASONS},
            suspension_counts=said["suspension_counts"],
            decision=said["decision"],
            on=timezone.localdate(),
            at=timezone.now(),
        )
    except REFUSALS as refusal:
        refuse(form, refusal)
        return False
    return True


def _form(request: Request, stated: list[SeniorityRule]) -> SeniorityRuleForm:
    """Filled with what the latest rule says: one changes what is to change."""
    initial: dict[str, Any] = dict.fromkeys(SeniorityRuleForm.REASONS, 0)
    if stated:
        initial |= {**stated[0].gap_months, "suspension_counts": stated[0].suspension_counts}
    return SeniorityRuleForm(sent(request), initial=initial)


def _may_state(request: Request) -> bool:
    union = Organisation.objects.filter(type=OrganisationType.UNION).first()
    return union is not None and request.actor.may(Power.MANAGE_ORGANISATIONS, at=union)


def _lines(rule: SeniorityRule) -> list[tuple[str, str]]:
    """(after what, within how many months) in the order of the form."""
    return [
        (str(AFTER[reason]), months_in_words(rule.gap_months.get(reason, 0))) for reason in SeniorityRuleForm.REASONS
    ]
