"""Paper cards typed in one after another: the next card lies open as soon as the last one is saved."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.drafts import draft_done, draft_for
from edinstvo.foundation.ui.models import Draft
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.members.actions.admit_member import AlreadyAMember, admit_member
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.permissions import may_see, require_keeping
from edinstvo.registry.members.queries.alike import alike
from edinstvo.registry.members.queries.listing import as_lines, memberships
from edinstvo.registry.members.queries.places import places_within
from edinstvo.registry.members.rules.people import FEMALE_ENDINGS, MALE_ENDINGS, MembershipDetails, PersonDetails
from edinstvo.registry.members.web.admission import (
    OF_SOMEBODY,
    about_somebody,
    answered,
    chosen_place,
    details_of,
    place_to_admit,
    whom,
)
from edinstvo.registry.members.web.aside import aside_of, card_aside, drop_card, put_aside
from edinstvo.registry.members.web.card_form import CardForm
from edinstvo.registry.members.web.card_run import Run, count_card, run_of
from edinstvo.registry.members.web.first_days import tell_early_day
from edinstvo.registry.members.web.pages import sent
from edinstvo.registry.members.web.words import REFUSALS, refuse
from edinstvo.registry.organisations.models import Organisation

DRAFT = "members-cards"
# The script saves a draft this long after the last key, so that it can be on its way when the card is saved.
_ON_ITS_WAY = timedelta(milliseconds=1500)
# What somebody has to answer first: the cursor stands on the answer then.
_QUESTIONS = {"likely", "namesakes", "already", "formerly"}


@dataclass(frozen=True)
class Desk:
    """Where the cards go, the sitting, and which card put aside is taken up again."""

    place: Organisation
    places: list[Organisation]
    run: Run
    card: Draft | None

    @property
    def url(self) -> str:
        return f"{reverse('members:cards')}?{urlencode({'organisation': self.run.place})}"


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def cards(request: Request) -> HttpResponse:
    """The next card of the organisation of `?organisation=`, or of the actor's only one; `?card=` is one put aside."""
    place = place_to_admit(request, {})
    if place is None:
        return render(request, "members/admit_where.html", {})
    require_keeping(request.actor, place)
    if not place.is_open or not place.inpo:
        raise Http404
    now = timezone.now()
    card = card_aside(request, place, request.POST.get("card") or request.GET.get("card", ""))
    desk = Desk(place, places_within(place), run_of(request, place.inpo, now=now), card)
    draft = _draft(request, desk) if desk.card is None else None
    form = _form(request, desk, draft)
    if "aside" in request.POST:
        put_aside(request, place, request.POST, at=now)
        return _next(request, desk)
    context: dict[str, Any] = {"form": form, "draft": draft}
    if form.is_valid() and (stay := _admitted(request, form, desk, context)):
        tell_early_day(request, stay)
        count_card(request, desk.run, stay, CardForm.kept_of(form.data), now=now)
        return _next(request, desk)
    if not context.keys() & _QUESTIONS:
        form.point_at()
    return render(request, "members/cards.html", context | _beside(request, desk), status=422 if form.is_bound else 200)


def _draft(request: Request, desk: Desk) -> Draft | None:
    """The card begun and left; a draft of the last card that came after the card itself is none."""
    draft = draft_for(request, DRAFT, desk.run.place)
    if draft is not None and desk.run.count and draft.saved_at < desk.run.last + _ON_ITS_WAY:
        draft_done(request, DRAFT, desk.run.place)
        return None
    return draft


def _form(request: Request, desk: Desk, draft: Draft | None) -> CardForm:
    taken_up = desk.card or draft
    begins = {**desk.run.kept, **(taken_up.initial if taken_up else {}), "organisation": desk.place.inpo}
    form = CardForm(sent(request), on=timezone.localdate(), initial=begins)
    form.set_places([(str(row.pk), row.short_name) for row in desk.places])
    return form


def _admitted(request: Request, form: CardForm, desk: Desk, context: dict[str, Any]) -> Membership | None:
    """The new member; None where somebody has to be asked (`context` says what) or something is wrong."""
    said, on = form.cleaned_data, timezone.localdate()
    person = details_of(PersonDetails, said)
    answers = answered(request, form)
    context["asked"] = whom(form)
    if not any(answers.values()) and (likely := alike(person, seen_by=request.actor)):
        context["likely"] = likely
        return None
    try:
        return admit_member(
            actor=request.actor,
            organisation=chosen_place(desk.places, said),
            person=person,
            membership=details_of(MembershipDetails, said),
            on=on,
            registered_on=said["registered_on"] or said["decision_on"] or said["joined_on"] or on,
            at=timezone.now(),
            **answers,
        )
    except OF_SOMEBODY as met:
        context |= about_somebody(request, form, met)
    except AlreadyAMember as refusal:
        context |= {"already": refusal.membership, "is_ours": may_see(request.actor, refusal.membership)}
    except REFUSALS as refusal:
        refuse(form, refusal)
    return None


def _next(request: Request, desk: Desk) -> HttpResponse:
    """The card is done with: the next one lies open."""
    draft_done(request, DRAFT, desk.run.place)
    drop_card(request, desk.card)
    return redirect(desk.url)


def _beside(request: Request, desk: Desk) -> dict[str, Any]:
    """What stands beside the form: the pace, those saved last, the cards put aside."""
    rows = as_lines(memberships(seen_by=request.actor).filter(Membership.OPEN, person__in=desk.run.people))
    saved = {row.person_id: row for row in rows}
    return {
        "place": desk.place,
        "desk": desk,
        "run": desk.run,
        "saved": [saved[id_] for id_ in desk.run.people if id_ in saved],
        "aside": aside_of(request, desk.place),
        "endings": {"female": " ".join(FEMALE_ENDINGS), "male": " ".join(MALE_ENDINGS)},
    }
