"""Two people at one record: which versions a form was filled from, who was faster, what of it both changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.forms import Field, Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.journal.queries import entries_about
from edinstvo.foundation.ui.late import MACHINE_FIELDS
from edinstvo.foundation.ui.merging import Changed, three_ways
from edinstvo.foundation.ui.moments import day_short, moment
from edinstvo.foundation.ui.people import initials
from edinstvo.registry.members.actions.change_member import Versions
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.person import Known, PersonSeen, known_at, known_now
from edinstvo.registry.members.web.words import LABELS, value_in_words

_MACHINE = {*MACHINE_FIELDS, "version"}
SomeForm = TypeVar("SomeForm", bound=Form)


@dataclass(frozen=True)
class Meanwhile:
    """Somebody saved while a form was filled: who changed what, and what is sent on if nobody contests it."""

    changed: Changed
    data: QueryDict
    stands: Known

    @property
    def words(self) -> str:
        """«Телефон: +7 910 555-01-12; Должность: Завуч»: what the other one alone changed."""
        said = ((LABELS[name], value_in_words(name, self.stands[name])) for name in self.changed.theirs)
        return "; ".join(f"{label}: {value or '—'}" for label, value in said)


def version_of(seen: PersonSeen, stay: Membership | None = None) -> str:
    """What a form carries to say which versions it was filled from."""
    return f"{seen.person.version}.{(stay or seen.current).version}"


def versions_in(text: str) -> Versions:
    """The versions a form was filled from; what nobody filled in matches nothing."""
    person, _dot, membership = text.partition(".")
    if not (person.isdecimal() and membership.isdecimal() and len(text) < 20):
        return Versions(person=0, membership=0)
    return Versions(person=int(person), membership=int(membership))


def opened_with(version: str, seen: PersonSeen, stay: Membership) -> Known | None:
    """The record as the form showed it; None where there never was such a version."""
    if not version:
        return None
    opened = versions_in(version)
    return known_at(person=seen.person, stay=stay, versions=(opened.person, opened.membership))


def chosen(sent: QueryDict, stands: Known) -> QueryDict:
    """What was sent; after a conflict, for each field the side that the person kept."""
    kept = sent.copy()
    for name in [name.removeprefix("keep-") for name in sent if sent[name] == "theirs"]:
        if name in LABELS:
            _put(kept, name, stands[name])
    return kept


def compared(
    form_of: Callable[[QueryDict], SomeForm], sent: QueryDict, seen: PersonSeen, stay: Membership, names: Iterable[str]
) -> tuple[SomeForm, Meanwhile | None]:
    """The form to save, with the other one's changes where this person made none; and what happened meanwhile, if any.

    The form is as it was sent while it has faults, or while somebody has to choose (`changed.contested`).
    """
    stands, version = known_now(person=seen.person, stay=stay), version_of(seen, stay)
    form = form_of(chosen(sent, stands))
    if sent.get("version") == version or not form.is_valid():
        return form, None
    opened = opened_with(sent.get("version", ""), seen, stay)
    meanwhile = _meanwhile(form, opened, stands, [name for name in names if name in form.fields])
    meanwhile.data["version"] = version
    if meanwhile.changed.contested:
        return form, meanwhile
    return form_of(meanwhile.data), meanwhile


def both_sides(request: Request, form: Form, meanwhile: Meanwhile, *, seen: PersonSeen) -> HttpResponse:
    """The page that shows what was written and what was saved meanwhile, of the fields that both changed."""
    rows = [
        (
            name,
            str(LABELS[name]),
            value_in_words(name, form.cleaned_data[name]),
            value_in_words(name, meanwhile.stands[name]),
        )
        for name in meanwhile.changed.contested
    ]
    sent = [
        (name, value)
        for name, values in meanwhile.data.lists()
        for value in values
        if name not in _MACHINE and not name.startswith("keep-")
    ]
    context = {
        "words": who_was_faster(request, seen.current),
        "taken": _taken(meanwhile.changed),
        "rows": rows,
        "hidden": format_html_join("", '<input type="hidden" name="{}" value="{}">', sent),
        "act_url": request.path,
        "back_url": reverse("members:page", args=[seen.person.pk]),
        "version": meanwhile.data["version"],
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


def _meanwhile(form: Form, opened: Known | None, stands: Known, names: list[str]) -> Meanwhile:
    """Who changed which of the fields, each compared as the form itself reads it."""
    changed = three_ways(
        opened=None if opened is None else {name: _read(form.fields[name], opened[name]) for name in names},
        yours={name: form.cleaned_data[name] for name in names},
        theirs={name: _read(form.fields[name], stands[name]) for name in names},
    )
    data: QueryDict = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict, as a request sends it
    for name in changed.theirs:
        _put(data, name, stands[name])
    return Meanwhile(changed=changed, data=data, stands=stands)


def _taken(changed: Changed) -> str:
    """What is kept of both sides without a question, in one sentence; "" where that is nothing."""
    said = {
        "yours": ", ".join(str(LABELS[name]) for name in changed.yours),
        "theirs": ", ".join(str(LABELS[name]) for name in changed.theirs),
    }
    if changed.yours and changed.theirs:
        return _("Kept without asking: of yours %(yours)s, of what was saved meanwhile %(theirs)s.") % said
    if changed.yours:
        return _("Kept of yours without asking: %(yours)s.") % said
    return _("Kept of what was saved meanwhile: %(theirs)s.") % said if changed.theirs else ""


def _put(data: QueryDict, name: str, value: Any) -> None:
    """Let the data say the value; an empty one is not sent, as a browser sends no empty box."""
    data.pop(name, None)
    if value not in (None, "", False):
        data[name] = str(written(value))


def _read(field: Field, value: Any) -> Any:
    """The value as it would come back from the form untouched: what is tidied there is no change of anybody's."""
    try:
        return field.clean(written(value))
    except ValidationError:
        return value


def written(value: Any) -> Any:
    """A kept value in the form's own writing."""
    return day_short(value) if hasattr(value, "isoformat") else value
