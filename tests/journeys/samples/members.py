"""Pages of members."""

from django.urls import reverse

from edinstvo.registry.members.models import Membership
from tests.journeys.samples.sample import Sample, chief, of_person
from tests.registry.members.lists import a_bulk_act, an_export


def _of_transfer(name: str, *, asked_here: bool = False) -> Sample:
    return lambda world: [reverse(name, kwargs={"transfer_id": (world.leaving if asked_here else world.wanted).pk})]


SAMPLES: dict[str, Sample] = {
    "members:list": lambda _: [
        "/members/",
        "/members/?q=Иванова",
        "/members/?q=никтоинезвестен",
        "/members/?state=former&incomplete=1",
        "/members/?on=01.01.2026&joined_from=31.02.2020&jubilee=age&month=3",
    ],
    "members:categories": lambda _: [reverse("members:categories", kwargs={"act_id": a_bulk_act(chief()).pk})],
    "members:exports": lambda _: [f"/exports/?{an_export(chief()).pk}&{an_export(chief(), is_made=False).pk}"],
    "members:ask-transfer": lambda world: [
        f"{reverse('members:ask-transfer', kwargs={'person_id': world.stays.person_id})}{chosen}"
        for chosen in ("", "?q=Лицея", "?q=никтоинезвестен", f"?to={world.cast.lyceum.pk}")
    ],
    "members:suspend": of_person("members:suspend"),
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
    "members:edit": of_person("members:edit"),
    "members:correct": of_person("members:correct"),
    "members:end": of_person("members:end"),
    "members:papers": of_person("members:papers"),
    "members:rename": of_person("members:rename"),
    "members:correct-stay": lambda _: [
        reverse("members:correct-stay", kwargs={"person_id": one.person_id, "stay_id": one.pk})
        for one in Membership.objects.order_by("id")[:1]
    ],
    "members:readmit": lambda _: [
        reverse("members:readmit", kwargs={"person_id": one.person_id})
        for one in Membership.objects.exclude(Membership.OPEN)
    ],
}
