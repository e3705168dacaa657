"""Random lives of consents: the register answers of any day as an independent recount does."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from edinstvo.registry.consents.actions.give_consent import AlreadyGiven, NoTextThen, WithdrawnLater
from edinstvo.registry.consents.actions.strike_consent import strike_consent
from edinstvo.registry.consents.actions.withdraw_consent import NothingToWithdraw, WithdrawnBeforeGiven
from edinstvo.registry.consents.models import Consent, ConsentKind, Duty
from edinstvo.registry.consents.queries.missing import Asked, lacking, to_ask
from edinstvo.registry.consents.queries.standing import consents_on, lacking_among
from edinstvo.registry.members.models import Membership
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, chair
from tests.registry.consents.giving import WRITTEN, a_text, gave, lacks, withdrew
from tests.registry.members.people import a_member

TOLD = (AlreadyGiven, NoTextThen, WithdrawnLater, NothingToWithdraw, WithdrawnBeforeGiven)
FIRST = TODAY - timedelta(days=400)


@dataclass
class Span:
    """A consent as the recount knows it."""

    kind: str
    version: int
    begin: date
    end: date | None = None


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.mark.parametrize("seed", range(8))
def test_answers_as_a_recount_does(cast: Cast, seed: int) -> None:
    dice = random.Random(seed)
    texts = {kind: [WRITTEN, TODAY - timedelta(days=200)] for kind in ("processing", "photo")}
    for kind, days in texts.items():
        for day in days:
            a_text(kind, day)
    people = [a_member(cast.berezovka, f"Ветрова {name}") for name in ("Анна", "Инна", "Нина")]
    spans: dict[int, list[Span]] = {stay.pk: [] for stay in people}
    remembered: list[tuple[datetime, dict[int, list[Span]]]] = []
    for number in range(25):
        at = NOW + timedelta(minutes=number)
        stay, kind = dice.choice(people), dice.choice(["processing", "photo"])
        day = FIRST + timedelta(days=dice.randrange(401))
        _do(dice, stay, kind, day, spans[stay.pk], texts[kind], at)
        remembered.append((at, {key: [Span(**vars(one)) for one in told] for key, told in spans.items()}))
    _compare(dice, people, spans, remembered)
    _compare_lists(cast, people, spans)


def _do(
    dice: random.Random, stay: Membership, kind: str, day: date, told: list[Span], texts: list[date], at: datetime
) -> None:
    own = [one for one in told if one.kind == kind]
    match dice.choice(["give", "give", "withdraw", "strike"]):
        case "give":
            version = 1 + (day >= texts[1])
            stands = any(one.end is None and one.version == version for one in own)
            is_free = not stands and all(one.end is None or one.end <= day for one in own)
            try:
                gave(stay, kind, day, at=at)
            except TOLD:
                assert not is_free
            else:
                assert is_free
                told.append(Span(kind, version, day))
        case "withdraw":
            standing = [one for one in own if one.end is None]
            fits = bool(standing) and all(one.begin <= day for one in standing)
            try:
                withdrew(stay, kind, day, at=at)
            except TOLD:
                assert not fits
            else:
                assert fits
                for one in standing:
                    one.end = day
        case "strike" if rows := list(Consent.objects.filter(Consent.KNOWN, person_id=stay.person_id, kind=kind)):
            row = dice.choice(rows)
            [struck, *_] = [
                one
                for one in own
                if (one.version, one.begin, one.end) == (row.text.number, row.given_on, row.withdrawn_on)
            ]
            strike_consent(actor=OPERATOR, consent_id=row.pk, reason="Описка", on=TODAY, at=at)
            if struck.end is None:
                told.remove(struck)
            else:
                struck.end = None


def _compare(
    dice: random.Random,
    people: list[Membership],
    spans: dict[int, list[Span]],
    remembered: list[tuple[datetime, dict[int, list[Span]]]],
) -> None:
    for stay in people:
        for _ in range(30):
            day = FIRST + timedelta(days=dice.randrange(401))
            assert _found(stay, day) == _stood(spans[stay.pk], day)
            at, then = dice.choice(remembered)
            assert _found(stay, day, at) == _stood(then[stay.pk], day)


def _found(stay: Membership, day: date, at: datetime | None = None) -> list[tuple[str, int]]:
    rows = consents_on(person_id=stay.person_id, on=day, known_on=at)
    return sorted(rows.values_list("kind_id", "text__number"))


def _stood(told: list[Span], day: date) -> list[tuple[str, int]]:
    return sorted((one.kind, one.version) for one in told if one.begin <= day and (one.end is None or day < one.end))


def _compare_lists(cast: Cast, people: list[Membership], spans: dict[int, list[Span]]) -> None:
    """Marks, lists and duties."""
    missing = {}
    for kind in ("processing", "photo"):
        missing[kind] = {
            stay.pk for stay in people if not any(one.kind == kind and one.end is None for one in spans[stay.pk])
        }
    who = chair(cast.berezovka)
    for kind, expected in missing.items():
        asked = Asked(organisation=cast.berezovka, kind=ConsentKind.objects.get(pk=kind))
        assert set(lacking(asked, on=TODAY, seen_by=who).values_list("pk", flat=True)) == expected
    assert {stay.pk for stay in people if lacks(stay)} == missing["processing"]
    to_do = to_ask(organisation=cast.berezovka, on=TODAY, seen_by=who)
    assert set(to_do.values_list("pk", flat=True)) == missing["processing"]
    ids = {stay.person_id: stay.pk for stay in people}
    assert {ids[person] for person in lacking_among(list(ids))} == missing["processing"]
    owed = Duty.objects.filter(Duty.OWED)
    assert all(ids[duty.person_id] in missing[duty.kind_id] for duty in owed)
