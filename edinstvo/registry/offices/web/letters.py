"""Letters to the chairs below: who has come in, watching an issue, downloading."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.downloads import back_to_the_button, download
from edinstvo.foundation.ui.fields import id_typed
from edinstvo.foundation.ui.paging import ListPage
from edinstvo.foundation.ui.watching import moving_part, watched
from edinstvo.registry.offices.actions.sealing import SealBroken
from edinstvo.registry.offices.actions.take_letters import LeftTheBranch, LettersForgotten, take_letters
from edinstvo.registry.offices.models import LetterBatch
from edinstvo.registry.offices.permissions import require_issuing_letters
from edinstvo.registry.offices.queries.letters import (
    SENT,
    STATES,
    ChairLine,
    figures_of_letters,
    issues,
    messages_of,
    page_of_chairs,
    work_on,
)
from edinstvo.registry.offices.queries.letters import issue as find_issue
from edinstvo.registry.offices.web.pages import seen
from edinstvo.registry.offices.web.words import STATE_WORDS, message_in_words, sent_in_words
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import chain_of

_SHOWN, _ISSUES_SHOWN = 50, 5


@require_safe
@signed_in
def overview(request: Request, inpo: str) -> HttpResponse:
    """How many chairs below have come in, and each of them."""
    place = issuing(request, inpo)
    now = timezone.now()
    figures = figures_of_letters(place, at=now, seen_by=request.actor)
    state = asked if (asked := request.GET.get("state", "")) in STATES else ""
    cursor = id_typed(request.GET.get("after", ""))
    rows = page_of_chairs(place, state=state, after=cursor, size=_SHOWN, at=now, seen_by=request.actor)
    more = f"?state={state}&after={rows[_SHOWN - 1].organisation.pk}" if len(rows) > _SHOWN else ""
    context = {
        "organisation": place,
        "chain": chain_of(place),
        "figures": figures,
        "chips": [(f"?state={one}", STATE_WORDS[one], figures.by_state[one], one == state) for one in STATES],
        "all_shown": not state,
        "rows": [_line(row) for row in rows[:_SHOWN]],
        "pager": ListPage(
            shown=len(rows[:_SHOWN]),
            total=figures.by_state[state] if state else sum(figures.by_state.values()),
            start_url=f"?state={state}" if cursor else "",
            next_url=more,
        ),
        "issues": issues(place, seen_by=request.actor)[:_ISSUES_SHOWN],
        "days": settings.LETTER_DAYS,
    }
    return render(request, "offices/letters.html", context)


@require_safe
@signed_in
@never_cache
def page(request: Request, issue_id: int) -> HttpResponse:
    """Where an issue stands: being made, ready to be downloaded, forgotten."""
    batch = _seen_issue(request, issue_id)
    work = work_on(batch)
    context: dict[str, Any] = {
        "batch": batch,
        "organisation": batch.organisation,
        "chain": chain_of(batch.organisation),
        "is_issuer": batch.issued_by_id is not None and batch.issued_by_id == request.actor.user_id,
    }
    if work is not None and not work.is_finished:
        return render(
            request, "offices/letters_working.html", context | watched(request, work, url=_progress_url(batch))
        )
    context["trouble"] = work.error_text if work is not None else ""
    if batch.messages:
        context["messages_by_state"] = sent_in_words(messages_of(batch))
    return render(request, "offices/letters_issue.html", context)


@require_safe
@signed_in
def progress(request: Request, issue_id: int) -> HttpResponse:
    """How far the work on it is by now."""
    batch = _seen_issue(request, issue_id)
    return moving_part(request, work_on(batch), url=_progress_url(batch))


@require_http_methods(["GET", "POST"])
@signed_in
def take(request: Request, issue_id: int) -> HttpResponseBase:
    """The printable letters, for whoever issued them."""
    batch = _seen_issue(request, issue_id)
    if request.method == "GET":
        return back_to_the_button(request, reverse("offices:issue", args=[issue_id]))
    try:
        content = take_letters(actor=request.actor, batch_id=issue_id, at=timezone.now())
    except LeftTheBranch:
        messages.warning(
            request,
            _(
                "Some organisations of this issue have gone over to another branch since: their codes open nothing, "
                "and the file is given out no more. Issue letters anew to all others who have not come in."
            ),
        )
        return redirect("offices:issue", issue_id=issue_id)
    except (LettersForgotten, SealBroken):
        messages.warning(request, _("The letters are not kept any more. Have new ones made: the old codes will die."))
        return redirect("offices:issue", issue_id=issue_id)
    name = _("Letters to chairs") + f", {batch.organisation.short_name}"
    return download(content, name=name, kind="pdf")


def _line(row: ChairLine) -> tuple[ChairLine, Any, date | None]:
    """The chair, their state in words, and until when their last letter opens."""
    words = message_in_words(row.sent) if row.state == SENT and row.sent else STATE_WORDS[row.state]
    # It opens till the midnight after its last day.
    last = timezone.localdate(row.valid_until - timedelta(minutes=1)) if row.valid_until else None
    return row, words, last


def issuing(request: Request, inpo: str) -> Organisation:
    """The organisation whose chairs below the actor issues letters to, or 404."""
    place = seen(request, inpo=inpo)
    require_issuing_letters(request.actor, place)
    if place.keeps_members:
        raise Http404
    return place


def _seen_issue(request: Request, issue_id: int) -> LetterBatch:
    try:
        return find_issue(id=issue_id, seen_by=request.actor)
    except LetterBatch.DoesNotExist:
        raise Http404 from None


def _progress_url(batch: LetterBatch) -> str:
    return reverse("offices:issue-progress", kwargs={"issue_id": batch.pk})
