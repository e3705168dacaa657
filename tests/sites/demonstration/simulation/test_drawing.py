"""A simulated union before it is written: its figures are those wished for, and every life allows them."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edinstvo.sites.demonstration.rules.simulation.sharing import CannotBeShared, shared
from edinstvo.sites.demonstration.rules.simulation.targets import Named, Targets, TargetsUnfit, usual_targets
from edinstvo.sites.demonstration.rules.simulation.union import SimulatedUnion
from tests.sites.demonstration.simulation.drawing import TARGETS, TODAY, recounted, small
from tests.sites.demonstration.simulation.wishing import wishes

FIGURES = ("total", "registered", "plastic", "bonus", "issued", "joined_online")


class TestFigures:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(targets=wishes(), seed=st.integers(0, 1000))
    def test_are_those_wished_for(self, targets: Targets, seed: int) -> None:
        union = SimulatedUnion(seed, targets)
        counted = recounted(union)
        assert {name: counted[name] for name in FIGURES} == {name: getattr(targets, name) for name in FIGURES}
        assert sum(share.is_structured for share in union.shares.values()) == targets.regions_structured
        assert len(union.shares) == targets.regions_total
        for number, one in enumerate(targets.named, start=1):
            assert counted[f"online {one.region}-named-{number:02d}"] == one.count

    def test_of_the_union_of_2021_in_small(self) -> None:
        counted = recounted(SimulatedUnion(1, TARGETS))
        assert {name: counted[name] for name in FIGURES} == {name: getattr(TARGETS, name) for name in FIGURES}
        assert (counted["online 62-named-01"], counted["online 77-named-01"]) == (12, 5)


class TestLives:
    @pytest.mark.parametrize("targets", [TARGETS, small(registered=600, plastic=600, bonus=600, issued=900)])
    def test_no_card_comes_before_the_record_and_no_record_before_the_stay(self, targets: Targets) -> None:
        union, cards, moved = SimulatedUnion(3, targets), 0, 0
        for code in union.shares:
            for _, drawn in union.people(code):
                stays = drawn.life.stays
                assert all(one.ended_on == other.registered_on for one, other in pairwise(stays))
                moved += len(stays) > 1
                cards += len(drawn.cards)
                for card in drawn.cards:
                    assert drawn.electronic_on is not None
                    assert stays[-1].registered_on <= drawn.electronic_on <= card.issued_on <= targets.as_of
                    assert card.ended_on is None or card.issued_on <= card.ended_on <= targets.as_of
        assert cards > targets.plastic
        assert moved > 0

    def test_whoever_can_be_elected_was_there_by_then(self) -> None:
        union = SimulatedUnion(3, TARGETS)
        for code, branch in union.branches.items():
            first: dict[str, date] = {}
            for one, drawn in union.people(code):
                first.setdefault(one.key, drawn.life.stays[-1].registered_on)
            keeping = [one for one in branch if one.size]
            assert keeping
            assert all(first[one.key] <= union.days.elected_on for one in keeping)


class TestTheTree:
    def test_has_as_many_primaries_as_members_make_and_two_in_each_region_at_least(self) -> None:
        union = SimulatedUnion(5, usual_targets(members=20_000, today=TODAY))
        primaries = 0
        for branch in union.branches.values():
            standing = [one for one in branch if one.type.startswith("primary") and one.closed_on is None]
            assert len(standing) >= 2
            primaries += len(standing)
        assert 20_000 / 60 < primaries < 20_000 / 45
        assert sum(one.size for branch in union.branches.values() for one in branch) == 20_000

    def test_has_schools_of_a_dozen_a_university_and_a_past(self) -> None:
        union = SimulatedUnion(5, usual_targets(members=60_000, today=TODAY))
        everything = [one for branch in union.branches.values() for one in branch]
        assert any(one.size <= 12 for one in everything if one.kind and one.kind.name == "village_school")
        assert any(one.type == "primary_with_territorial_rights" for one in everything)
        for happened in ("renamed", "moves", "arrivals", "closed_on"):
            assert any(getattr(one, happened) for one in everything), happened

    def test_stands_long_before_the_elections_each_after_those_it_stood_under(self) -> None:
        union = SimulatedUnion(6, usual_targets(members=300_000, today=TODAY))
        for branch in union.branches.values():
            by_key = {one.key: one for one in branch}
            for one in branch[1:]:
                assert one.founded_on <= union.days.tree_stands_since
                for above in (one.parent, *(move.parent for move in one.moves)):
                    assert by_key[above].founded_on <= one.founded_on
                days = [one.founded_on, *(move.until for move in one.moves)]
                assert days == sorted(set(days))
                assert one.closed_on is None or one.closed_on > one.founded_on

    def test_takes_a_wish_by_the_name_of_the_only_university(self) -> None:
        usual = replace(usual_targets(members=60_000, today=TODAY), regions_total=2, regions_structured=0)
        targets = replace(usual, named=(Named("62", "ППО института", 7),))
        free = SimulatedUnion(5, targets).branches["62"]
        university = next(one for one in free if one.type == "primary_with_territorial_rights")
        for name in (university.name, university.short_name):
            branch = SimulatedUnion(5, replace(usual, named=(Named("62", name, 7),))).branches["62"]
            assert [one.key for one in branch if name in (one.name, one.short_name)] == ["62-named-01"]

    def test_of_a_very_large_region_has_names_for_all(self) -> None:
        targets = replace(usual_targets(members=2_000_000, today=TODAY), regions_total=1, regions_structured=1)
        [branch] = SimulatedUnion(1, targets).branches.values()
        pairs = [(one.parent, one.short_name) for one in branch if one.closed_on is None]
        assert len(set(pairs)) == len(pairs) > 38_000

    def test_is_the_same_for_the_same_seed_and_another_for_another(self) -> None:
        one, same, other = (SimulatedUnion(seed, TARGETS) for seed in (1, 1, 2))
        assert one.branches == same.branches
        assert list(one.people("62")) == list(same.people("62"))
        assert one.branches != other.branches
        assert one.seal == same.seal != other.seal

    def test_no_two_telephones_are_alike(self) -> None:
        union = SimulatedUnion(1, TARGETS)
        phones = [drawn.life.person.phone for code in union.shares for _, drawn in union.people(code)]
        given_ones = [phone for phone in phones if phone]
        assert len(set(given_ones)) == len(given_ones) > 500


class TestSharing:
    @given(
        weights=st.lists(st.floats(0, 1000, allow_nan=False), min_size=1, max_size=12),
        total=st.integers(0, 500),
        data=st.data(),
    )
    def test_comes_to_the_total_within_the_bounds(self, weights: list[float], total: int, data: st.DataObject) -> None:
        count = len(weights)
        least = data.draw(st.lists(st.integers(0, 20), min_size=count, max_size=count))
        most = [low + data.draw(st.integers(0, 200)) for low in least]
        if not sum(least) <= total <= sum(most):
            with pytest.raises(CannotBeShared):
                shared(total, weights, least=least, most=most)
            return
        parts = shared(total, weights, least=least, most=most)
        assert sum(parts) == total
        assert all(low <= part <= high for low, part, high in zip(least, parts, most, strict=True))

    def test_is_as_near_to_the_weights_as_whole_numbers_get(self) -> None:
        assert shared(10, [1, 1, 1]) == [4, 3, 3]
        assert shared(100, [5, 3, 2]) == [50, 30, 20]
        assert shared(10, [8, 1, 1], most=[2, 10, 10]) == [2, 4, 4]


def test_what_cannot_be_is_refused_before_anything_is_drawn() -> None:
    with pytest.raises(TargetsUnfit) as refused:
        usual_targets(members=1, today=TODAY)
    assert refused.value.why == "too_few_members"
