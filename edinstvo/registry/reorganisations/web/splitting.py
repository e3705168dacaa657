"""Splitting: name the new organisation, choose who goes there, then act."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.tables.errors import FileTooLarge, UnreadableFile
from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.imports.rules.interpretation import NoNameColumn
from edinstvo.registry.offices.queries.standing import mandates
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.signs import standing_sign
from edinstvo.registry.organisations.rules import MOST_AT_ONCE
from edinstvo.registry.reorganisations.actions.request_reorganisation import request_split
from edinstvo.registry.reorganisations.actions.split_organisation import split_organisation
from edinstvo.registry.reorganisations.models import Reorganisation
from edinstvo.registry.reorganisations.queries.parts import CHOSEN_BY_HAND, stays_in, subdivisions_in
from edinstvo.registry.reorganisations.rules import can_split
from edinstvo.registry.reorganisations.web.forms import SplitForm
from edinstvo.registry.reorganisations.web.listed import listed_in
from edinstvo.registry.reorganisations.web.pages import closed_already, page_of, seen
from edinstvo.registry.reorganisations.web.words import REFUSALS, refuse

_NAMED, _SHOWN = 10, 100
_FAULTS: dict[type[Exception], Any] = {
    UnreadableFile: gettext_lazy("The file could not be read. Save it as Excel or CSV and choose it again."),
    FileTooLarge: gettext_lazy("The file has more rows than a list of one organisation."),
    NoNameColumn: gettext_lazy("No column with names was recognised in this file."),
}


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def split(request: Request, organisation_id: int) -> HttpResponse:
    """People of small organisations are chosen one by one, of large ones by subdivisions; then asked once more."""
    source = seen(request, organisation_id)
    if not source.is_open:
        return closed_already(request, source)
    if not can_split(source=source.type):
        raise Http404
    people = list(stays_in(source)[: CHOSEN_BY_HAND + 1])
    by_hand = people if len(people) <= CHOSEN_BY_HAND else []
    subdivisions = [(name, f"{name}, {number(count)}") for name, count in subdivisions_in(source)]
    named = [(str(one.pk), _named(one.person.full_name, one.position)) for one in by_hand]
    form = _form(request, subdivisions, named)
    if form.is_valid() and (chosen := _chosen(source, form)) is not None:
        is_seen = bool(form.cleaned_data["chosen"])
        if act := _split(request, source, form, chosen, is_trial=not is_seen):
            if isinstance(act, Work):
                return redirect("organisations:act", work_id=act.pk)
            if not is_seen:
                form.cleaned_data["chosen"] = chosen
                return render(request, "reorganisations/split_seen.html", _seen(request, source, form, act))
            messages.success(request, _("Done. “%(name)s” is founded.") % {"name": act.target.short_name})
            return redirect(page_of(act.target))
    context = {"form": form, "organisation": source, "back_url": page_of(source), "is_large": not by_hand}
    context["has_nobody"] = not people
    return render(request, "reorganisations/split.html", context, status=422 if form.errors else 200)


def _form(request: Request, subdivisions: list[tuple[str, str]], named: list[tuple[str, str]]) -> SplitForm:
    """The form as sent; sent back to be changed, the same with those chosen ticked."""
    if "change" in request.POST:
        said = {**request.POST.dict(), "people": request.POST.get("chosen", "").split()}
        return SplitForm(initial=said, subdivisions=subdivisions, people=named)
    if "show" in request.POST:
        return _narrowed(request, subdivisions, named)
    return SplitForm(request.POST or None, request.FILES or None, subdivisions=subdivisions, people=named)


def _narrowed(request: Request, subdivisions: list[tuple[str, str]], named: list[tuple[str, str]]) -> SplitForm:
    """The form with all that was typed and ticked, and fewer people to look through."""
    ticked = {name: request.POST.getlist(name) for name in ("people", "subdivisions")}
    form = SplitForm(initial={**request.POST.dict(), **ticked}, subdivisions=subdivisions, people=named)
    if "seek" in form.fields:
        form.show_only(request.POST.get("seek", ""))
    return form


def _seen(request: Request, source: Organisation, form: SplitForm, act: Reorganisation) -> dict[str, Any]:
    """Who goes over, by name, and which mandates end: what the trial found."""
    chosen = form.cleaned_data["chosen"]
    stays = list(stays_in(source).filter(pk__in=chosen)[:_SHOWN])
    return {
        "form": form,
        "organisation": source,
        "back_url": page_of(source),
        "people": act.people,
        "names": [stay.person for stay in stays],
        "more": act.people - len(stays),
        "mandates": mandates(seen_by=request.actor).filter(pk__in=[id_ for id_, _version in act.ended_mandates]),
        "chosen": " ".join(str(id_) for id_ in sorted(chosen)),
        "is_large": len(chosen) > MOST_AT_ONCE,
        "sign": standing_sign(ids=[source.pk]),
    }


def _named(name: str, position: str) -> str:
    return f"{name}, {position}" if position else name


def _split(
    request: Request, source: Organisation, form: SplitForm, chosen: set[int], *, is_trial: bool
) -> Reorganisation | Work | None:
    said, is_large = form.cleaned_data, len(chosen) > MOST_AT_ONCE
    act: Callable[..., Reorganisation | Work] = partial(split_organisation, is_trial=is_trial, is_large=is_large)
    if is_large and not is_trial:
        act = partial(request_split, sign=said["sign"])
    try:
        return act(
            actor=request.actor,
            source=source,
            name=said["name"],
            short_name=said["short_name"],
            stay_ids=chosen,
            on=said["on"],
            decision=said["decision"],
            at=timezone.now(),
        )
    except REFUSALS as refusal:
        refuse(form, refusal)
    return None


def _chosen(source: Organisation, form: SplitForm) -> set[int] | None:
    """The stays that were seen, or that any of the three ways chooses; None where the file is at fault, as it says."""
    said = form.cleaned_data
    if said["chosen"]:
        return set(said["chosen"])
    chosen = {int(id_) for id_ in said.get("people", [])}
    if subdivisions := said.get("subdivisions"):
        chosen |= set(stays_in(source).filter(subdivision__in=subdivisions).values_list("pk", flat=True))
    if file := said.get("file"):
        try:
            listed = listed_in(file, source=source, on=timezone.localdate())
        except (UnreadableFile, FileTooLarge, NoNameColumn) as fault:
            form.add_error("file", _FAULTS[type(fault)])
            return None
        if listed.unknown:
            form.add_error("file", _unknown(listed.unknown))
            return None
        chosen |= listed.stay_ids
    return chosen


def _unknown(names: list[str]) -> str:
    shown = ", ".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
    return ngettext(
        "%(n)s person of the file is not found on record here, or two bear the name: %(names)s. Mend the file.",
        "%(n)s people of the file are not found on record here, or two bear the name: %(names)s. Mend the file.",
        len(names),
    ) % {"n": number(len(names)), "names": shown}
