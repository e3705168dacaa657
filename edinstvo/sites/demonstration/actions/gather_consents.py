"""Put sample texts of the consents in force and let most people have agreed; some take it back in the shown school."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from edinstvo.registry.consents.actions.load_consents import LoadedConsent, load_consents
from edinstvo.registry.consents.actions.withdraw_consent import Withdrawal, withdraw_consent
from edinstvo.registry.consents.actions.write_text import write_text
from edinstvo.registry.consents.models import Consent, ConsentText
from edinstvo.registry.consents.rules import ConsentDetails, KindCode
from edinstvo.registry.members.models import Membership
from edinstvo.sites.demonstration.actions.world import LOADER, World, moment
from edinstvo.sites.demonstration.rules.lists import read_data
from edinstvo.sites.demonstration.rules.showcase import SHOWN_SCHOOL
from edinstvo.sites.demonstration.rules.tree import SHOWCASE

# How many of those on record have agreed to what is not required.
_SHARES = {"publication": 0.15, "photo": 0.15, "children": 0.08, "news": 0.2}
# In the shown school: which kind was withdrawn how many days ago.
_WITHDRAWN = {"photo": 2, "processing": 9}


def gather_consents(*, world: World, at: datetime) -> None:
    """Texts from the day the register was opened; consents of those on record today."""
    opened_on = world.plan.calendar.opened_on
    texts = {
        kind: write_text(
            actor=LOADER,
            kind=kind,
            body="\n\n".join(paragraphs),
            valid_from=opened_on,
            at=moment(opened_on, 12),
            is_sample=True,
        )
        for kind, paragraphs in read_data("consents").items()
    }
    load_consents(actor=LOADER, consents=list(_given(world, texts)), at=at)
    _withdraw(world)


def _given(world: World, texts: dict[str, ConsentText]) -> Iterator[LoadedConsent]:
    """Given on the day somebody came on record, or when the register was opened, by those who were marked so."""
    opened_on = world.plan.calendar.opened_on
    concerned = Membership.objects.filter(Membership.OPEN | Q(lacks_consent=False))
    stays = concerned.order_by("person_id", "-registered_on").distinct("person_id")
    for person_id, registered_on, lacks in stays.values_list("person_id", "registered_on", "lacks_consent"):
        details = ConsentDetails(given_on=max(registered_on, opened_on), channel="paper")
        for kind, text in texts.items():
            has_agreed = not lacks if kind == KindCode.PROCESSING else world.agreeing.random() < _SHARES[kind]
            if has_agreed:
                yield LoadedConsent(person_id=person_id, text=text, details=details)


def _withdraw(world: World) -> None:
    """Two people of the shown school whom the pictures do not show, through its chair."""
    if SHOWN_SCHOOL not in world.ids or "chair" not in world.users:
        return
    by_hand = [row["last"] for row in SHOWCASE["people"]]
    here = Membership.objects.filter(Membership.OPEN, organisation_id=world.ids[SHOWN_SCHOOL])
    here = here.filter(registered_on__lt=world.plan.calendar.eve)
    others = here.exclude(person__last_name__in=by_hand).order_by("-birth_date", "pk")
    done: set[int] = set()
    for kind, days_ago in _WITHDRAWN.items():
        day = world.plan.calendar.today - timedelta(days=days_ago)
        agreed = Consent.objects.filter(Consent.STANDING, kind=kind).values("person_id")
        person = others.filter(person__in=agreed).exclude(person__in=done).values_list("person_id", flat=True).first()
        if person is None:
            continue
        done.add(person)
        withdraw_consent(
            actor=world.actor("chair"),
            person_id=person,
            kind=kind,
            withdrawal=Withdrawal(received_on=day, channel="paper"),
            on=day,
            at=world.office_hour(day),
        )
