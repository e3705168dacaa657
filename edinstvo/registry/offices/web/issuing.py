"""Issuing letters to the chairs below: to whom, which way, how many of each; then the work."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.offices.actions.holds_more import HoldsMore
from edinstvo.registry.offices.actions.lock_mandate import MandateEnded
from edinstvo.registry.offices.actions.request_letters import request_letters
from edinstvo.registry.offices.models import LetterBatch, Mandate
from edinstvo.registry.offices.permissions import may_issue_to
from edinstvo.registry.offices.queries.letters import ChairLine, page_of_chairs
from edinstvo.registry.offices.queries.routes import reach_of_issue
from edinstvo.registry.offices.queries.standing import mandate as find_mandate
from edinstvo.registry.offices.web.addresses import offices_address
from edinstvo.registry.offices.web.forms import IssueForm
from edinstvo.registry.offices.web.letters import issuing
from edinstvo.registry.offices.web.words import address_in_words
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.models import Organisation


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def issue(request: Request, inpo: str) -> HttpResponse:
    """Ask, with what follows, then have the letters made. A second click finds the first one's work."""
    place = issuing(request, inpo)
    form = IssueForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        raise Http404
    scope, by = LetterBatch.Scope(form.cleaned_data["scope"]), form.cleaned_data["by"]
    chosen = _chosen(request, place, form.cleaned_data["chair_of"]) if scope == LetterBatch.Scope.ONE else None
    if request.method == "GET" or (not by and _has_to_choose(place, scope, chosen, request)):
        return _asked(request, place, scope, chosen, by)
    try:
        return _have_made(
            request,
            place,
            scope=scope,
            by=LetterBatch.By(by or LetterBatch.By.PRINT),
            addressee_id=chosen.organisation.pk if chosen else None,
        )
    except OrganisationClosed:
        raise Http404 from None
    except HoldsMore:
        messages.warning(request, _holds_more())
        return redirect("offices:letters", inpo=inpo)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def to_holder(request: Request, mandate_id: int) -> HttpResponse:
    """One printed letter to whoever holds an office with powers. A second click finds the first one's work."""
    mandate = _holder(request, mandate_id)
    place = mandate.organisation
    if request.method == "POST":
        try:
            return _have_made(request, place, scope=LetterBatch.Scope.ONE, mandate_id=mandate_id)
        except (MandateEnded, OrganisationClosed):
            raise Http404 from None
        except HoldsMore:
            messages.warning(request, _holds_more())
            return redirect(offices_address(place))
    context = {
        "question": _("Print a letter with the login?"),
        "consequences": _new_letter(mandate.person.full_name),
        "verb": _("Issue"),
        "kind": "main",
        "busy": _("Starting…"),
        "way_out": _("Leave as it is"),
        "act_url": request.path,
        "back_url": offices_address(place),
    }
    return render(request, "ui/confirm.html", context)


def _holder(request: Request, mandate_id: int) -> Mandate:
    try:
        mandate = find_mandate(id=mandate_id, seen_by=request.actor)
    except Mandate.DoesNotExist:
        raise Http404 from None
    if not may_issue_to(request.actor, mandate):
        raise Http404
    return mandate


def _have_made(request: Request, place: Organisation, **said: Any) -> HttpResponse:
    batch = request_letters(
        actor=request.actor,
        organisation=place,
        address=request.build_absolute_uri(reverse("offices:letter")),
        valid_days=settings.LETTER_DAYS,
        at=timezone.now(),
        **said,
    )
    return redirect("offices:issue", issue_id=batch.pk)


def _holds_more() -> str:
    return _(
        "This login holds powers that you do not hold yourself. A letter to it is issued by the organisation above."
    )


def _chosen(request: Request, place: Organisation, organisation_id: int | None) -> ChairLine:
    """The chair that one letter is asked for, or 404."""
    found = page_of_chairs(place, only=organisation_id or 0, size=1, at=timezone.now(), seen_by=request.actor)
    if not found or not found[0].name:
        raise Http404
    return found[0]


def _asked(
    request: Request, place: Organisation, scope: LetterBatch.Scope, chosen: ChairLine | None, by: str
) -> HttpResponse:
    only = chosen.organisation.pk if chosen else None
    people, routes = reach_of_issue(place, scope=scope, only=only, at=timezone.now(), seen_by=request.actor)
    ways = _ways(people, list(routes.values())) if by != LetterBatch.By.PRINT else []
    # A message by SMS costs money: where there are some, the way is chosen, never left standing.
    costs = any(way == "sms" for way, _address in routes.values())
    first = ("" if costs else ways[0][0]) if ways else LetterBatch.By.PRINT.value
    initial = {"scope": scope.value, "chair_of": only, "by": first}
    form = IssueForm(request.POST if request.method == "POST" else None, initial=initial)
    if ways:
        form.offer(ways)
    context = {
        "question": _("Issue letters?") if chosen is None else _("Issue a letter?"),
        "consequences": _what_follows(people, scope, chosen, is_printed=not ways),
        "form": form,
        "verb": _("Issue"),
        "kind": "main",
        "busy": _("Starting…"),
        "way_out": _("Leave as it is"),
        "act_url": request.path,
        "back_url": reverse("offices:letters", kwargs={"inpo": place.inpo}),
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


def _has_to_choose(place: Organisation, scope: LetterBatch.Scope, chosen: ChairLine | None, request: Request) -> bool:
    """Whether some of the messages would be SMS."""
    only = chosen.organisation.pk if chosen else None
    _people, routes = reach_of_issue(place, scope=scope, only=only, at=timezone.now(), seen_by=request.actor)
    return any(way == "sms" for way, _address in routes.values())


def _ways(people: int, routes: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The ways to choose from, each with its numbers; none where messages reach nobody."""
    if not routes:
        return []
    printed = _("Printed letters: %(pages)s") % {"pages": _pages(people)}
    if len(routes) == people == 1:
        to = _("Message to %(address)s") % {"address": address_in_words(*routes[0])}
        return [(LetterBatch.By.MESSAGE.value, to), (LetterBatch.By.PRINT.value, printed)]
    sent, rest = _messages(routes), people - len(routes)
    if not rest:
        return [
            (LetterBatch.By.MESSAGE.value, _("Messages to all: %(messages)s") % {"messages": sent}),
            (LetterBatch.By.PRINT.value, printed),
        ]
    mixed = _("Messages to those who can be reached: %(messages)s. Printed letters to the others: %(pages)s")
    alone = _("Messages alone: %(messages)s. The others get nothing yet: %(n)s")
    said = {"messages": sent, "pages": _pages(rest), "n": rest}
    return [
        (LetterBatch.By.MIXED.value, mixed % said),
        (LetterBatch.By.MESSAGE.value, alone % said),
        (LetterBatch.By.PRINT.value, printed),
    ]


def _messages(routes: list[tuple[str, str]]) -> str:
    """«12 писем по электронной почте, 3 СМС»; what there is none of is left out."""
    mails = sum(way == "email" for way, _address in routes)
    texts = len(routes) - mails
    parts = [
        (mails, ngettext("%(n)s e-mail", "%(n)s e-mails", mails)),
        (texts, ngettext("%(n)s SMS", "%(n)s SMSs", texts)),
    ]
    return ", ".join(words % {"n": n} for n, words in parts if n)


def _pages(n: int) -> str:
    return ngettext("%(n)s page", "%(n)s pages", n) % {"n": n}


def _what_follows(people: int, scope: LetterBatch.Scope, chosen: ChairLine | None, *, is_printed: bool) -> str:
    if chosen is not None:
        return _new_letter(chosen.name)
    if is_printed:
        letters = ngettext("%(n)s letter will be made, one page.", "%(n)s letters will be made, one page each.", people)
    else:
        letters = ngettext(
            "%(n)s chair gets a login and a one-time code. Messages go to the address of their own record.",
            "%(n)s chairs get a login and a one-time code each. Messages go to the addresses of their own records.",
            people,
        )
    return f"{letters % {'n': people}} {_of_the_others(scope)}"


def _new_letter(name: str) -> str:
    return _(
        "%(name)s gets a new letter. A former code dies at once; whoever has a password keeps it until the letter "
        "is used."
    ) % {"name": name}


def _of_the_others(scope: LetterBatch.Scope) -> str:
    if scope == LetterBatch.Scope.UNUSED:
        return _("The codes of all former letters that nobody has used die at once.")
    if scope == LetterBatch.Scope.FAILED:
        return _("The codes in the messages that were not delivered die at once.")
    return _("Whoever has come in, or has a letter that still opens, is left alone.")
