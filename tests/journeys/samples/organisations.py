"""Pages of organisations and of what becomes of them."""

from django.urls import reverse

from edinstvo.registry.organisations.actions.rename_organisation import rename_organisation
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import NOW, TODAY
from tests.journeys.samples.sample import Sample, chief, of_part, of_primary
from tests.registry.organisations.moving import asked_to_move


def _renamed(organisation: Organisation) -> str:
    """Where its last renaming, which is made here, is taken back."""
    stands = Organisation.objects.get(pk=organisation.pk)
    rename_organisation(
        actor=chief(),
        organisation=stands,
        name=f"{stands.name} (новое название)",
        short_name=stands.short_name,
        on=TODAY,
        at=NOW,
        decision="Постановление № 7-3",
        expected_version=stands.version,
    )
    return address_of(stands, "take-back", kind="renamed", fact_id=stands.names.latest("pk").pk)


SAMPLES: dict[str, Sample] = {
    "organisations:page": lambda world: [
        reverse("organisations:page", kwargs={"inpo": one.inpo}) for one in (world.cast.kostroma, world.cast.lyceum)
    ],
    "organisations:found": lambda world: [reverse("organisations:found", kwargs={"inpo": world.cast.galich.inpo})],
    "organisations:act": lambda world: [
        reverse("organisations:act", kwargs={"work_id": one.pk})
        for one in (
            asked_to_move(world.cast.berezovka, world.cast.buy, actor=chief()),
            asked_to_move(world.cast.lyceum, world.cast.buy, actor=chief(), is_refused=True),
        )
    ],
    "organisations:extract": of_primary("organisations:extract"),
    "organisations:part-extract": of_part("organisations:part-extract"),
    "organisations:rename": of_primary("organisations:rename"),
    "organisations:close": of_primary("organisations:close"),
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
    "organisations:institution": of_primary("organisations:institution"),
    "organisations:workforce": of_primary("organisations:workforce"),
    "organisations:heads": of_primary("organisations:heads"),
    "organisations:contacts": of_primary("organisations:contacts"),
    "organisations:part-move": of_part("organisations:part-move"),
    "organisations:part-undo-move": lambda world: [
        reverse("organisations:part-undo-move", kwargs={"id": world.cast.group.pk})
    ],
    "organisations:undo-founding": of_primary("organisations:undo-founding"),
    "organisations:part-undo-founding": of_part("organisations:part-undo-founding"),
    "organisations:part-reopen": lambda world: [
        reverse("organisations:part-reopen", kwargs={"id": world.closed_part.pk})
    ],
    "organisations:part-type": of_part("organisations:part-type"),
    "organisations:part": of_part("organisations:part"),
    "organisations:part-found": of_part("organisations:part-found"),
    "organisations:part-rename": of_part("organisations:part-rename"),
    "organisations:part-close": of_part("organisations:part-close"),
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
}
