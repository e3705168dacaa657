"""Who has not agreed yet: the list, ticks for signed papers, one act for all ticked."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.journal.actions.note_reading import note_reading
from edinstvo.foundation.journal.models import Reading
from edinstvo.foundation.ui.fields import id_typed
from edinstvo.foundation.ui.once import acts_once
from edinstvo.foundation.ui.paging import pager_by_key
from edinstvo.foundation.ui.people import initials
from edinstvo.registry.consents.actions.ask_many import ask_for_ticked
from edinstvo.registry.consents.actions.enter_many import enter_many
from edinstvo.registry.consents.models import Kind, ManyConsents
from edinstvo.registry.consents.queries.missing import lacking, page_of_lacking, withdrawn_by
from edinstvo.registry.consents.rules import ConsentDetails
from edinstvo.registry.consents.web.asked import Question, question_of
from edinstvo.registry.consents.web.forms import ManyForm
from edinstvo.registry.consents.web.words import PERMITS, REFUSALS, refuse
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.listing import capped_counts
from edinstvo.registry.members.queries.orders import is_one_primary
from edinstvo.registry.members.queries.report import say_nothing


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def page(request: Request) -> HttpResponse:
    """Show one page of them; with ticks sent, enter the consent for those."""
    on = timezone.localdate()
    question = question_of(request, on=on)
    form = ManyForm(request.POST or None, initial={"given_on": on, "channel": "paper"})
    ticked = _ticked(request)
    if form.is_valid() and (act := _entered(request, question, form, ticked)):
        return redirect("consents:act", act_id=act.pk)
    found = page_of_lacking(question.asked, on=on, seen_by=request.actor, cursor=question.cursor)
    total = capped_counts({"all": lacking(question.asked, on=on, seen_by=request.actor)})["all"]
    gone = withdrawn_by([row.person_id for row in found.rows], kind=question.asked.kind.code)
    _note(request, question)
    context: dict[str, Any] = {
        "question": question,
        "asked": question.asked,
        "form": form,
        "rows": [(row, row.pk in ticked, gone.get(row.person_id)) for row in found.rows],
        "kinds": _chips(question),
        "total": total,
        "pager": pager_by_key(found, name=_name, url=question.url, total=total),
        "permits": PERMITS[question.asked.kind.code],
        "is_one_primary": is_one_primary(organisation=question.asked.organisation, seen_by=request.actor),
        "many_url": question.url("ask"),
        "blanks_url": question.url("blanks"),
    }
    return render(request, "consents/missing.html", context, status=422 if form.errors else 200)


def details_of(said: dict[str, Any]) -> ConsentDetails:
    """How the consents were given, out of a valid form."""
    return ConsentDetails(given_on=said["given_on"], channel=said["channel"], paper_number=said["paper_number"])


def _ticked(request: Request) -> set[int]:
    """The stays ticked, as far as they are numbers."""
    return {id_ for one in request.POST.getlist("who") if (id_ := id_typed(one)) is not None}


def _entered(request: Request, question: Question, form: ManyForm, ticked: set[int]) -> ManyConsents | None:
    on, at = timezone.localdate(), timezone.now()
    try:
        with transaction.atomic():
            act = ask_for_ticked(
                actor=request.actor,
                asked=question.asked,
                words=question.in_words,
                details=details_of(form.cleaned_data),
                membership_ids=ticked,
                on=on,
                at=at,
            )
            return enter_many(actor=request.actor, act_id=act.pk, on=on, at=at, report=say_nothing)
    except REFUSALS as refusal:
        refuse(form, refusal)
    return None


def _chips(question: Question) -> list[tuple[str, str, bool]]:
    """(address, words, whether it is on) of every kind."""
    now = question.asked.kind.code
    return [(question.url(kind=code), str(words), code == now) for code, words in Kind.choices]


def _note(request: Request, question: Question) -> None:
    note_reading(
        actor=request.actor,
        how=Reading.How.LISTED,
        purpose=Reading.Purpose.KEEPING,
        words=question.in_words,
        at_place=question.asked.organisation,
        at=timezone.now(),
    )


def _name(row: Membership) -> str:
    return initials(row.person.full_name)
