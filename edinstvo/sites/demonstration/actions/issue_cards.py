"""Let some people be on paper still, and many of the others hold a card: more in some regions than in others."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from edinstvo.membership.benefits.actions.load_participations import LoadedParticipation, load_participations
from edinstvo.membership.cards.actions.load_cards import LoadedCard, load_cards
from edinstvo.membership.cards.models import CardKind
from edinstvo.membership.cards.rules import card_number
from edinstvo.registry.members.models import Membership
from edinstvo.sites.demonstration.actions.world import LOADER, World
from edinstvo.sites.demonstration.rules.histories import Life
from edinstvo.sites.demonstration.rules.showcase import SHOWN_SCHOOL

# Of the people of a region: on paper at most, with a plastic card at least and at most; of these, who take part.
_ON_PAPER, _PLASTIC, _VIRTUAL, _BONUS = 0.45, (0.2, 0.85), 0.3, 0.4
_DAYS_OF_ISSUING = 700


def draw_holdings(life: Life, world: World) -> tuple[bool, tuple[str, ...]]:
    """(whether the record is on paper still, what the person holds), of somebody who is on record today."""
    last = life.stays[-1]
    if last.ended_on is not None:
        return False, ()
    rng, progress = world.holding, _progress_of(last.at)
    is_old = last.registered_on < world.plan.calendar.opened_on and last.at != SHOWN_SCHOOL
    if is_old and rng.random() < _ON_PAPER * (1 - progress):
        return True, ()
    least, most = _PLASTIC
    has_plastic = rng.random() < least + (most - least) * progress
    holds = [name for name, share in (("has_virtual_card", _VIRTUAL * progress),) if rng.random() < share]
    if has_plastic:
        holds.append("has_plastic_card")
        if rng.random() < _BONUS:
            holds.append("has_bonus")
    return False, tuple(holds)


def _progress_of(place: str) -> float:
    """How far the region of an organisation has come, from 0 to 1: the same whenever it is asked."""
    region = place.split("-", maxsplit=1)[0]
    return sum(ord(sign) * (number + 3) for number, sign in enumerate(region)) % 17 / 16


def issue_cards(*, world: World, at: datetime) -> None:
    """Cards and participations of those who were marked so, each on a day of the last two years."""
    load_cards(actor=LOADER, cards=list(_cards(world)), at=at)
    taking_part = Membership.objects.filter(Membership.OPEN, has_bonus=True).order_by("pk")
    rows = taking_part.values_list("person_id", "registered_on")
    load_participations(
        actor=LOADER,
        participations=[LoadedParticipation(person_id=id_, began_on=_day(world, since)) for id_, since in rows],
        at=at,
    )


def _cards(world: World) -> Iterator[LoadedCard]:
    number = 0
    for mark, kind in (("has_plastic_card", CardKind.PLASTIC), ("has_virtual_card", CardKind.VIRTUAL)):
        stays = Membership.objects.filter(Membership.OPEN, **{mark: True}).order_by("pk")
        for person_id, since, inpo in stays.values_list("person_id", "registered_on", "region__inpo"):
            number += 1
            yield LoadedCard(
                number=card_number(region=(inpo or "")[:2], count=number),
                kind=kind.value,
                person_id=person_id,
                issued_on=_day(world, since),
            )


def _day(world: World, since: date) -> date:
    """Between two years ago, or the day the person came, and today."""
    today = world.plan.calendar.today
    first = max(since, today - timedelta(days=_DAYS_OF_ISSUING))
    return first + timedelta(days=world.holding.randrange((today - first).days + 1))
