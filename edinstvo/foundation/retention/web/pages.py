"""The table of periods, what is due by it, and what exactly would be removed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.note_reading import note_reading
from edinstvo.foundation.journal.models import Reading
from edinstvo.foundation.retention.actions.confirm_periods import (
    DecisionAhead,
    DecisionBeforeFounding,
    NumberMissing,
    TableChanged,
    confirm_periods,
)
from edinstvo.foundation.retention.actions.set_period import (
    BasisMissing,
    DayIsPast,
    PeriodEndless,
    PeriodTooShort,
    set_period,
)
from edinstvo.foundation.retention.kinds import Kind, UnknownKind, kind_of
from edinstvo.foundation.retention.permissions import may_set, may_watch, require_setting
from edinstvo.foundation.retention.queries import (
    SHOWN,
    Standing,
    counts_due,
    last_runs,
    periods_named,
    preview,
    standing_decision,
    standing_of,
    standings,
)
from edinstvo.foundation.retention.web.forms import DecisionForm, PeriodForm
from edinstvo.foundation.retention.web.words import basis_in_words, period_in_words, state_of
from edinstvo.foundation.ui.moments import day
from edinstvo.foundation.ui.once import acts_once


@require_safe
@signed_in
def table(request: Request) -> HttpResponse:
    """Every kind with its period, and how much of it is due."""
    if not may_watch(request.actor):
        raise Http404
    found = standings(on=timezone.localdate())
    due, runs = counts_due(found, seen_by=request.actor), last_runs()
    rows = [{**_told(one), "due": due.get(one.kind.code), "run": runs.get(one.kind.code)} for one in found]
    context = {
        "rows": rows,
        "decision": standing_decision(),
        "is_all_confirmed": all(one.is_confirmed for one in found),
        "may_set": may_set(request.actor),
    }
    return render(request, "retention/table.html", context)


@require_safe
@signed_in
def page(request: Request, code: str) -> HttpResponse:
    """One kind: what is removed, what stays, and the first of what is due now."""
    kind = _kind(request, code)
    one = standing_of(kind, on=timezone.localdate())
    seen = preview(one, seen_by=request.actor)
    if kind.shows_people and seen.lines:
        _note(request, kind)
    context = {
        **_told(one),
        "preview": seen,
        "more": max(0, seen.due - SHOWN) if seen.lines else 0,
        "said": [(row, period_in_words(row.period)) for row in one.history],
        "run": last_runs().get(code),
        "may_set": may_set(request.actor),
    }
    return render(request, "retention/kind.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def period(request: Request, code: str) -> HttpResponse:
    """Set how long one kind is kept."""
    kind = _kind(request, code)
    require_setting(request.actor)
    on = timezone.localdate()
    one = standing_of(kind, on=on)
    form = PeriodForm(request.POST if request.method == "POST" else None, initial=_initial(one))
    if form.is_valid() and _is_set(request, kind, form):
        messages.success(request, _("The period is set. What waits for a decision counts once it is confirmed."))
        return redirect("retention:page", code=code)
    context = {**_told(one), "form": form, "back_url": reverse("retention:page", args=[code])}
    return render(request, "retention/period.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def decision(request: Request) -> HttpResponse:
    """Confirm the periods that wait, by a decision."""
    require_setting(request.actor)
    found = [one for one in standings(on=timezone.localdate()) if one.kind.waits]
    seen = " ".join(f"{code}={period}" for code, period in periods_named(found).items())
    form = DecisionForm(request.POST if request.method == "POST" else None, initial={"seen": seen})
    if form.is_valid() and _is_confirmed(request, form):
        messages.success(request, _("The periods are confirmed. What is due is removed every night."))
        return redirect("retention:table")
    if form.is_bound:
        # Whoever sends it again has the table before them as it stands now.
        form.data = {**request.POST.dict(), "seen": seen}
    due = counts_due(found, seen_by=request.actor)
    rows = [{**_told(one), "due": due.get(one.kind.code)} for one in found]
    context = {"rows": rows, "form": form}
    return render(request, "retention/decision.html", context, status=422 if form.errors else 200)


def _kind(request: Request, code: str) -> Kind:
    if not may_watch(request.actor):
        raise Http404
    try:
        return kind_of(code)
    except UnknownKind:
        raise Http404 from None


def _told(one: Standing) -> dict[str, Any]:
    words, tag = state_of(one)
    return {
        "standing": one,
        "kind": one.kind,
        "url": reverse("retention:page", args=[one.kind.code]),
        "period": period_in_words(one.period),
        "basis": basis_in_words(one),
        "state": words,
        "tag": tag,
        "coming": (period_in_words(one.coming.period), one.coming) if one.coming else None,
    }


def _initial(one: Standing) -> dict[str, Any]:
    stands = one.period
    unit = "permanent" if stands.is_permanent else "days" if stands.days else "months"
    return {
        "unit": unit,
        "length": stands.days or stands.months or None,
        "basis": basis_in_words(one),
        "valid_from": timezone.localdate(),
    }


def _is_set(request: Request, kind: Kind, form: PeriodForm) -> bool:
    said = {name: form.cleaned_data[name] for name in ("period", "basis", "valid_from")}
    try:
        set_period(actor=request.actor, kind=kind.code, on=timezone.localdate(), at=timezone.now(), **said)
    except BasisMissing:
        form.add_error("basis", _("Say what the period rests on."))
    except PeriodTooShort as refusal:
        least = period_in_words(refusal.shortest)
        form.add_error(
            "length", _("This is needed for longer. Write not less than this: %(least)s.") % {"least": least}
        )
    except PeriodEndless:
        form.add_error("unit", _("This is kept for a purpose that ends. Choose months or days."))
    except DayIsPast:
        form.add_error("valid_from", _("The day is over. Write today or a later day."))
    return not form.errors


def _is_confirmed(request: Request, form: DecisionForm) -> bool:
    try:
        confirm_periods(actor=request.actor, on=timezone.localdate(), at=timezone.now(), **form.cleaned_data)
    except NumberMissing:
        form.add_error("number", _("Write the number of the decision."))
    except DecisionAhead:
        form.add_error("decided_on", _("This day has not come yet. Check the year"))
    except DecisionBeforeFounding as refusal:
        founded = day(refusal.founded_on)
        form.add_error("decided_on", _("The union was founded later, on %(day)s. Check the date.") % {"day": founded})
    except TableChanged:
        form.add_error(None, _("The periods have changed since you opened the page. Look through them again."))
    return not form.errors


def _note(request: Request, kind: Kind) -> None:
    """Who looks at what would be removed looks at people."""
    note_reading(
        actor=request.actor,
        how=Reading.How.LISTED,
        purpose=Reading.Purpose.KEEPING if request.actor.may(Power.KEEP_MEMBERS) else Reading.Purpose.INSPECTING,
        words=_("What is kept no longer: %(kind)s") % {"kind": kind.name},
        at_place=None,
        at=timezone.now(),
    )
