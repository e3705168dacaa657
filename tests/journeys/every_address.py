"""Every address of the URL table, with what stands behind it in a lived-in region; none may be without a line here."""

from collections.abc import Callable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.retention.kinds import kinds
from edinstvo.registry.consents.models import Consent, ConsentText, Duty
from edinstvo.registry.members.models import (
    Membership,
)
from edinstvo.registry.offices.models import Appointment
from edinstvo.registry.organisations.actions.rename_organisation import rename_organisation
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import NOW, TODAY
from tests.insight.programme.programmes import a_lived_in_programme
from tests.journeys.every_world import World
from tests.registry.consents.many import a_list_of_many
from tests.registry.members.lists import a_bulk_act, an_export
from tests.registry.offices.people import appointed
from tests.registry.organisations.moving import asked_to_move

# Answers to a form or a machine: nobody looks at them.
NO_PAGES = {
    "notices:again", "notices:read", "notices:read-all",
    "health", "access:sign-out", "access:end-session", "access:end-others",
    "access:second-step-passkey", "ui:language", "ui:theme", "ui:draft",
    "offices:issue-progress", "offices:issue-file", "imports:progress", "imports:commit",
    "imports:drop", "imports:again", "imports:remarks",
    "consents:progress", "consents:blanks", "consents:blank",
    "members:blank-application",
    "organisations:act-progress",
    "members:categories-progress", "members:export-progress", "members:export-file", "members:forget-list",
    "programme:file",
    "structure:progress", "structure:answer", "structure:commit", "structure:drop", "structure:again",
}  # fmt: skip
Sample = Callable[[World], list[str]]


def _of_primary(name: str) -> Sample:
    return lambda world: [reverse(name, kwargs={"inpo": world.cast.berezovka.inpo})]


def _of_part(name: str) -> Sample:
    return lambda world: [reverse(name, kwargs={"id": world.cast.evening_department.pk})]


def _of_person(name: str) -> Sample:
    return lambda _: [reverse(name, kwargs={"person_id": Membership.objects.order_by("id")[0].person_id})]


def _of_plan(name: str, *states: str) -> Sample:
    return lambda world: [reverse(name, kwargs={"plan_id": world.plans[state].pk}) for state in states]


def _of_structure(name: str, *states: str) -> Sample:
    return lambda world: [reverse(name, kwargs={"plan_id": world.structures[state].pk}) for state in states]


def _of_transfer(name: str, *, asked_here: bool = False) -> Sample:
    return lambda world: [reverse(name, kwargs={"transfer_id": (world.leaving if asked_here else world.wanted).pk})]


def _of_college(name: str, *asked: str) -> Sample:
    return lambda world: [f"{reverse(name, kwargs={'inpo': world.cast.college.inpo})}{one}" for one in asked]


def _of_appointment(name: str) -> Sample:
    return lambda world: [reverse(name, kwargs={"appointment_id": _appointed(world).pk})]


def _appointed(world: World) -> Appointment:
    """Somebody of the staff of the committee, appointed here the first time it is asked."""
    held = Appointment.objects.filter(organisation=world.cast.buy).first()
    return held or appointed(world.cast.buy, name="Осипова-Преображенская Александра Константиновна")


def _of_mandate(name: str) -> Sample:
    return lambda world: [reverse(name, kwargs={"mandate_id": world.mandate.pk})]


def _of_programme(name: str) -> Sample:
    def found(world: World) -> list[str]:
        lived = a_lived_in_programme(world.cast)
        return [f"{reverse(f'programme:{name}', args=ids)}{asked}" for ids, asked in lived[name]]

    return found


def _renamed(organisation: Organisation) -> str:
    """Where its last renaming, which is made here, is taken back."""
    stands = Organisation.objects.get(pk=organisation.pk)
    rename_organisation(
        actor=_chief(),
        organisation=stands,
        name=f"{stands.name} (новое название)",
        short_name=stands.short_name,
        on=TODAY,
        at=NOW,
        decision="Постановление № 7-3",
        expected_version=stands.version,
    )
    return address_of(stands, "take-back", kind="renamed", fact_id=stands.names.latest("pk").pk)


def _chief() -> Actor:
    return actor_of(User.objects.get(login="chief"), on=TODAY, address="")


SAMPLES: dict[str, Sample] = {
    "office:help-page": lambda _: [reverse("office:help-page", kwargs={"topic": "imports"})],
    "access:one-time-link": lambda world: [reverse("access:one-time-link", kwargs={"token": world.token})],
    "access:remove-passkey": lambda _: [reverse("access:remove-passkey", kwargs={"passkey_id": 1})],
    "organisations:page": lambda world: [
        reverse("organisations:page", kwargs={"inpo": one.inpo}) for one in (world.cast.kostroma, world.cast.lyceum)
    ],
    "organisations:found": lambda world: [reverse("organisations:found", kwargs={"inpo": world.cast.galich.inpo})],
    "organisations:act": lambda world: [
        reverse("organisations:act", kwargs={"work_id": one.pk})
        for one in (
            asked_to_move(world.cast.berezovka, world.cast.buy, actor=_chief()),
            asked_to_move(world.cast.lyceum, world.cast.buy, actor=_chief(), is_refused=True),
        )
    ],
    "organisations:extract": _of_primary("organisations:extract"),
    "organisations:part-extract": _of_part("organisations:part-extract"),
    "organisations:rename": _of_primary("organisations:rename"),
    "organisations:close": _of_primary("organisations:close"),
    "organisations:move": lambda world: [
        f"{reverse('organisations:move', kwargs={'inpo': world.cast.berezovka.inpo})}{chosen}"
        for chosen in ("", "?q=никтоинезвестен", f"?parent={world.cast.buy.pk}")
    ],
    "organisations:undo-move": lambda world: [
        reverse("organisations:undo-move", kwargs={"inpo": world.cast.buy_school.inpo})
    ],
    "organisations:take-back": lambda world: [_renamed(world.cast.university)],
    "organisations:part-take-back": lambda world: [_renamed(world.cast.group)],
    "organisations:reopen": lambda world: [reverse("organisations:reopen", kwargs={"inpo": world.closed.inpo})],
    "organisations:type": lambda world: [reverse("organisations:type", kwargs={"inpo": world.cast.university.inpo})],
    "organisations:institution": _of_primary("organisations:institution"),
    "organisations:workforce": _of_primary("organisations:workforce"),
    "organisations:heads": _of_primary("organisations:heads"),
    "organisations:contacts": _of_primary("organisations:contacts"),
    "organisations:part-move": _of_part("organisations:part-move"),
    "organisations:part-undo-move": lambda world: [
        reverse("organisations:part-undo-move", kwargs={"id": world.cast.group.pk})
    ],
    "organisations:undo-founding": _of_primary("organisations:undo-founding"),
    "organisations:part-undo-founding": _of_part("organisations:part-undo-founding"),
    "organisations:part-reopen": lambda world: [
        reverse("organisations:part-reopen", kwargs={"id": world.closed_part.pk})
    ],
    "organisations:part-type": _of_part("organisations:part-type"),
    "organisations:part": _of_part("organisations:part"),
    "organisations:part-found": _of_part("organisations:part-found"),
    "organisations:part-rename": _of_part("organisations:part-rename"),
    "organisations:part-close": _of_part("organisations:part-close"),
    "reorganisations:merge": lambda world: [
        f"{reverse('reorganisations:merge', kwargs={'organisation_id': world.cast.berezovka.pk})}{chosen}"
        for chosen in ("", "?q=Лицея", "?q=никтоинезвестен", f"?to={world.cast.lyceum.pk}")
    ],
    "reorganisations:split": lambda world: [
        reverse("reorganisations:split", kwargs={"organisation_id": one.pk})
        for one in (world.cast.lyceum, world.cast.university)
    ],
    "reorganisations:undo": lambda world: [
        reverse("reorganisations:undo", kwargs={"reorganisation_id": world.merged.pk})
    ],
    "journal:readings": lambda world: ["/journal/readings/", f"/journal/readings/?who={world.stays.person_id}"],
    "retention:page": lambda _: [reverse("retention:page", args=[kind.code]) for kind in kinds()],
    "retention:period": lambda _: ["/retention/members.contacts/period/"],
    "members:list": lambda _: [
        "/members/",
        "/members/?q=Иванова",
        "/members/?q=никтоинезвестен",
        "/members/?state=former&incomplete=1",
        "/members/?on=01.01.2026&joined_from=31.02.2020&jubilee=age&month=3",
    ],
    "members:categories": lambda _: [reverse("members:categories", kwargs={"act_id": a_bulk_act(_chief()).pk})],
    "members:exports": lambda _: [f"/exports/?{an_export(_chief()).pk}&{an_export(_chief(), is_made=False).pk}"],
    "members:ask-transfer": lambda world: [
        f"{reverse('members:ask-transfer', kwargs={'person_id': world.stays.person_id})}{chosen}"
        for chosen in ("", "?q=Лицея", "?q=никтоинезвестен", f"?to={world.cast.lyceum.pk}")
    ],
    "members:suspend": _of_person("members:suspend"),
    "members:resume": lambda world: [
        reverse("members:resume", kwargs={"person_id": world.suspended.person_id}),
        reverse("members:page", kwargs={"person_id": world.suspended.person_id}),
    ],
    "members:correct-suspension": lambda world: [
        reverse(
            "members:correct-suspension",
            kwargs={"person_id": world.suspended.person_id, "suspension_id": world.suspended.pk},
        )
    ],
    "members:add-workplace": lambda world: [
        f"{reverse('members:add-workplace', kwargs={'person_id': world.stays.person_id})}{chosen}"
        for chosen in ("", "?q=Лицея", "?q=никтоинезвестен", f"?to={world.cast.lyceum.pk}", "?employer")
    ],
    "members:end-workplace": lambda world: [
        reverse("members:end-workplace", kwargs={"workplace_id": world.works_too.pk})
    ],
    "members:also-here": lambda world: [
        f"/members/also-here/?organisation={place.inpo}" for place in (world.cast.lyceum, world.cast.college)
    ],
    "members:merge": lambda world: [
        f"{reverse('members:merge', kwargs={'person_id': world.stays.person_id})}{chosen}"
        for chosen in ("", "?q=никтоинезвестен", *(f"?other={one.person_id}" for one in world.twins))
    ],
    "members:split": lambda world: [
        reverse("members:split", kwargs={"person_id": world.joined.kept_id, "merge_id": world.joined.pk}),
        reverse("members:page", kwargs={"person_id": world.joined.kept_id}),
    ],
    "members:transfers": lambda _: ["/transfers/", "/transfers/?closed"],
    "members:transfer": _of_transfer("members:transfer"),
    "members:release": _of_transfer("members:release"),
    "members:refuse-transfer": _of_transfer("members:refuse-transfer"),
    "members:withdraw-transfer": _of_transfer("members:withdraw-transfer", asked_here=True),
    "indicators:board": lambda world: [
        "/indicators/",
        *(f"/indicators/?organisation={place.inpo}" for place in (world.cast.berezovka, world.cast.oryol)),
        f"/indicators/?organisation={world.cast.kostroma.inpo}&by=plastic",
        f"/indicators/?organisation={world.cast.kostroma.inpo}&on=16.03.2024&tree=today&since=01.01.2022",
        f"/indicators/?organisation={world.cast.galich.inpo}&on=16.03.2015",
    ],
    "indicators:map": lambda _: [
        "/indicators/map/",
        "/indicators/map/?by=plastic&on=16.03.2024&step=none",
        "/indicators/map/?view=land",
    ],
    "indicators:definitions": lambda _: ["/indicators/definitions/"],
    "indicators:export": lambda world: [f"/indicators/export/?organisation={world.cast.kostroma.inpo}&on=16.03.2024"],
    "indicators:trend": lambda world: [
        f"/indicators/trend/?organisation={world.cast.kostroma.inpo}&by=members&since=01.01.2020",
        f"/indicators/trend/?organisation={world.cast.berezovka.inpo}&by=plastic&tree=today",
    ],
    "indicators:structure": lambda _: ["/indicators/structure/"],
    "indicators:remind": lambda _: ["/indicators/structure/remind/"],
    "indicators:region": lambda world: [f"/indicators/structure/{world.cast.kostroma.inpo}/"],
    **{
        f"programme:{name}": _of_programme(name)
        for name in (
            *("page", "change", "withdraw", "add-stage", "stage", "change-stage", "withdraw-stage", "remind"),
            *("participant", "report", "add-step", "change-step", "withdraw-step", "accept", "return", "take-back"),
        )
    },
    "members:electronic": lambda world: [
        "/members/electronic/",
        f"/members/electronic/?organisation={world.cast.kostroma.inpo}&lacks=electronic_record",
    ],
    "members:completeness": lambda world: [
        "/members/completeness/",
        *(f"/members/completeness/?organisation={place.inpo}" for place in (world.cast.berezovka, world.cast.oryol)),
    ],
    "members:cards": lambda world: ["/members/cards/", f"/members/cards/?organisation={world.cast.berezovka.inpo}"],
    "members:admit": lambda world: [f"/members/new/?organisation={world.cast.berezovka.inpo}"],
    "members:page": lambda _: [
        reverse("members:page", kwargs={"person_id": one.person_id}) for one in Membership.objects.order_by("id")
    ],
    "members:looks": lambda world: [
        f"{reverse('members:looks', kwargs={'person_id': world.stays.person_id})}{asked}" for asked in ("", "?taken")
    ],
    "members:edit": _of_person("members:edit"),
    "members:correct": _of_person("members:correct"),
    "members:end": _of_person("members:end"),
    "members:papers": _of_person("members:papers"),
    "members:rename": _of_person("members:rename"),
    "members:correct-stay": lambda _: [
        reverse("members:correct-stay", kwargs={"person_id": one.person_id, "stay_id": one.pk})
        for one in Membership.objects.order_by("id")[:1]
    ],
    "members:readmit": lambda _: [
        reverse("members:readmit", kwargs={"person_id": one.person_id})
        for one in Membership.objects.exclude(Membership.OPEN)
    ],
    "consents:missing": lambda world: [
        f"/consents/?organisation={world.cast.berezovka.inpo}",
        "/consents/?kind=photo",
        "/consents/?kind=news&category=retired",
    ],
    "consents:ask": lambda _: ["/consents/many/", "/consents/many/?kind=news"],
    "consents:act": lambda _: [reverse("consents:act", kwargs={"act_id": a_list_of_many(_chief()).pk})],
    "consents:settle": lambda _: [reverse("consents:settle", kwargs={"duty_id": one.pk}) for one in Duty.objects.all()],
    "consents:text": lambda _: [reverse("consents:text", kwargs={"text_id": ConsentText.objects.latest("id").pk})],
    "consents:write": lambda _: [reverse("consents:texts")],
    "consents:strike": lambda _: [
        reverse("consents:strike", kwargs={"consent_id": one.pk}) for one in Consent.objects.filter(Consent.KNOWN)
    ],
    "consents:give": lambda world: [
        reverse("consents:give", kwargs={"person_id": world.stays.person_id, "kind": kind})
        for kind in ("photo", "news")
    ],
    "consents:withdraw": lambda world: [
        reverse("consents:withdraw", kwargs={"person_id": world.stays.person_id, "kind": "photo"})
    ],
    "offices:composition": _of_college("offices:composition", "", "?on=01.10.2025"),
    "offices:fill": lambda world: [
        f"{reverse('offices:fill', kwargs={'inpo': world.cast.college.inpo})}{asked}"
        for asked in ("", "?q=Ветрова", "?q=никтоинезвестен", f"?person={world.mandate.person_id}")
    ],
    "offices:powers": lambda _: [reverse("offices:powers")],
    "offices:terms": _of_college("offices:terms", ""),
    "offices:part-composition": _of_part("offices:part-composition"),
    "offices:part-fill": _of_part("offices:part-fill"),
    "offices:end": _of_mandate("offices:end"),
    "offices:staff": lambda world: [
        reverse("offices:staff", kwargs={"inpo": place.inpo})
        for place in (_appointed(world).organisation, world.cast.college)
    ],
    "offices:appoint": _of_college("offices:appoint", ""),
    "offices:dismiss": _of_appointment("offices:dismiss"),
    "offices:staff-link": _of_appointment("offices:staff-link"),
    "offices:mandate-letter": _of_mandate("offices:mandate-letter"),
    "offices:prolong": _of_mandate("offices:prolong"),
    "offices:correct": _of_mandate("offices:correct"),
    "offices:letters": lambda world: [reverse("offices:letters", kwargs={"inpo": world.cast.kostroma.inpo})],
    "offices:issue-letters": lambda world: [
        f"{reverse('offices:issue-letters', kwargs={'inpo': world.cast.kostroma.inpo})}?scope=unused"
    ],
    "offices:my-looks": lambda _: [f"/account/my-record/looks/?what={what}" for what in ("opened", "taken", "listed")],
    "offices:take-login": _of_primary("offices:take-login"),
    "offices:issue": lambda world: [reverse("offices:issue", kwargs={"issue_id": world.letters.pk})],
    "imports:start": lambda world: ["/imports/new/", f"/imports/new/?organisation={world.cast.berezovka.inpo}"],
    "imports:page": _of_plan("imports:page", "planned", "committed", "undone", "failed"),
    "imports:columns": _of_plan("imports:columns", "planned"),
    "imports:undo": _of_plan("imports:undo", "committed"),
    "structure:page": _of_structure("structure:page", "planned", "committed", "undone"),
    "structure:undo": _of_structure("structure:undo", "committed"),
}


def names(resolver: URLResolver | None = None, within: str = "") -> Iterator[str]:
    """The names of all addresses, with their namespaces."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from names(each, f"{each.namespace}:" if each.namespace else within)
        elif isinstance(each, URLPattern):
            yield f"{within}{each.name}" if each.name else str(each.pattern).strip("/")


def addresses(world: World) -> list[str]:
    """What to look at; fails for an address that nobody thought of."""
    found: list[str] = []
    for name in names():
        if name in SAMPLES:
            found += SAMPLES[name](world)
        elif name not in NO_PAGES:
            found.append(reverse(name))
    return found
