"""Two people at one record: which versions a form was filled from, who was faster, both sides field by field."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.journal.queries import entries_about
from edinstvo.foundation.ui.moments import moment
from edinstvo.foundation.ui.people import initials
from edinstvo.registry.members.actions.change_member import Versions
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.person import PersonSeen
from edinstvo.registry.members.web.words import LABELS, value_in_words

_MACHINE = {"csrfmiddlewaretoken", "once", "version"}


def version_of(seen: PersonSeen, stay: Membership | None = None) -> str:
    """What a form carries to say which versions it was filled from."""
    return f"{seen.person.version}.{(stay or seen.current).version}"


def versions_in(text: str) -> Versions:
    """The versions a form was filled from; what nobody filled in matches nothing."""
    person, _dot, membership = text.partition(".")
    if not (person.isdecimal() and membership.isdecimal() and len(text) < 20):
        return Versions(person=0, membership=0)
    return Versions(person=int(person), membership=int(membership))


def chosen(sent: QueryDict, stands: Mapping[str, Any]) -> QueryDict:
    """What was sent; after a conflict, for each field the side that the person kept."""
    kept = sent.copy()
    for name, value in stands.items():
        if sent.get(f"keep-{name}") == "theirs":
            kept.pop(name, None)
            if value not in (None, "", False):
                kept[name] = str(value)
    return kept


def both_sides(
    request: Request, form: Form, stands: Mapping[str, Any], *, membership: Membership, names: Iterable[str]
) -> HttpResponse:
    """The page that shows what was written and what was saved meanwhile; where nothing differs, the member's page.

    `stands` are the values as they are kept now, in the form's own writing.
    """
    page = reverse("members:page", args=[membership.person_id])
    yours = {name: value_in_words(name, form.cleaned_data.get(name)) for name in names}
    theirs = {name: value_in_words(name, getattr(_row(membership, name), name)) for name in yours}
    rows = [(name, str(LABELS[name]), yours[name], theirs[name]) for name in yours if yours[name] != theirs[name]]
    if not rows:
        return redirect(page)
    sent = [
        (name, value)
        for name, values in form.data.lists()  # type: ignore[attr-defined]  # a QueryDict, as a request sends it
        for value in values
        if name not in _MACHINE and not name.startswith("keep-")
    ]
    context = {
        "words": who_was_faster(request, membership),
        "rows": rows,
        "hidden": format_html_join("", '<input type="hidden" name="{}" value="{}">', sent),
        "act_url": request.path,
        "back_url": page,
        "version": f"{membership.person.version}.{membership.version}",
    }
    return render(request, "ui/conflict.html", context, status=409)


def who_was_faster(request: Request, stands: Membership) -> str:
    """Who changed the record since the form was opened, as far as the actor may know."""
    entry = entries_about(type="person", id=stands.person_id, seen_by=request.actor).first()
    if entry is None:
        return _("Somebody has changed the record since you opened it. Compare and save what is right.")
    return _("%(who)s changed the record: %(when)s. Compare and save what is right.") % {
        "who": initials(entry.actor_name),
        "when": moment(entry.at, now=timezone.now()),
    }


def _row(membership: Membership, name: str) -> Any:
    return membership.person if hasattr(membership.person, name) else membership
