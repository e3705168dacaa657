"""What a page about missing consents was asked for, as it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.door import Request
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.consents.models import ConsentKind, ConsentText, Kind
from edinstvo.registry.consents.queries.missing import Asked
from edinstvo.registry.consents.queries.standing import kinds_in_force
from edinstvo.registry.consents.rules import KindCode
from edinstvo.registry.consents.web.forms import AskedForm
from edinstvo.registry.members.models import Category
from edinstvo.registry.members.queries.listing import Cursor, cursor_at
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import heads_of, numbered


@dataclass(frozen=True)
class Question:
    """The question with the words in force; `kept` is how it stands in an address, without a page."""

    asked: Asked
    text: ConsentText | None
    kept: dict[str, str]
    form: AskedForm
    cursor: Cursor | None

    @property
    def in_words(self) -> str:
        """«ППО школы № 2: без согласия «…», категория: …»."""
        said = _("without the consent “%(kind)s”") % {"kind": self.asked.kind.get_code_display()}
        if self.asked.category:
            said += ", " + str(Category(self.asked.category).label).lower()
        return f"{self.asked.organisation.short_name}: {said}" if self.asked.organisation else said

    def url(self, name: str = "missing", **changes: Any) -> str:
        """The address of this question on a page of consents."""
        changed = {key: str(value) for key, value in {**self.kept, **changes}.items() if value}
        return f"{reverse(f'consents:{name}')}?{urlencode(changed)}"


def question_of(request: Request, *, on: date) -> Question:
    """The question of the address; a foreign organisation is 404, other nonsense is left out."""
    if not request.actor.may(Power.KEEP_MEMBERS):
        raise Http404
    form = AskedForm(request.GET)
    form.is_valid()
    if "organisation" in form.errors:
        raise Http404
    said = form.cleaned_data
    place = _place(said.get("organisation", ""), request.actor)
    code = said.get("kind") or KindCode.PROCESSING.value
    kind, text = next((kind, text) for kind, text in kinds_in_force(on=on) if kind.code == code)
    asked = Asked(organisation=place, kind=kind, category=said.get("category", ""))
    kept = {name: said[name] for name in ("organisation", "kind", "category") if said.get(name)}
    shown = AskedForm(initial={**kept, "kind": code}, auto_id="asked-%s")
    return Question(asked, text, kept, shown, _cursor(said, request.actor))


def kind_of(code: str) -> ConsentKind:
    """The kind of the address, or 404."""
    if code not in Kind.values:
        raise Http404
    return ConsentKind.objects.get(pk=code)


def _cursor(said: Mapping[str, Any], actor: Actor) -> Cursor | None:
    for name in ("after", "before"):
        if said.get(name):
            return cursor_at(id=said[name], sort="name", back=name == "before", seen_by=actor)
    return None


def _place(number: str, actor: Actor) -> Organisation | None:
    if not number:
        heads = [head for head in heads_of(seen_by=actor) if actor.may(Power.KEEP_MEMBERS, at=head)]
        return heads[0] if len(heads) == 1 else None
    try:
        found = numbered(number, seen_by=actor)
    except Organisation.DoesNotExist:
        raise Http404 from None
    if not actor.may(Power.KEEP_MEMBERS, at=found):
        raise Http404
    return found
