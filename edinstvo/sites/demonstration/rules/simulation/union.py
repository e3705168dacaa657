"""A whole simulated union, drawn branch by branch from one seed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from edinstvo.sites.demonstration.rules.histories import Chronicle
from edinstvo.sites.demonstration.rules.names import Namer
from edinstvo.sites.demonstration.rules.people import People, phones_from
from edinstvo.sites.demonstration.rules.planned import Planned
from edinstvo.sites.demonstration.rules.simulation.branch import plan_branch
from edinstvo.sites.demonstration.rules.simulation.days import Days
from edinstvo.sites.demonstration.rules.simulation.lives import Drawn, Lives
from edinstvo.sites.demonstration.rules.simulation.quotas import quotas_of
from edinstvo.sites.demonstration.rules.simulation.regions import RegionShare, share_out
from edinstvo.sites.demonstration.rules.simulation.targets import Targets

# Of those on record, how many leave in a year of the history: fewer than in life, where three of ten would be gone.
_LEAVE = 0.015
_RARE = 0.3
_PHONE_TAIL = 5
# Of the organisations that people moved here from, how many lie in other regions.
_FOREIGN = 20


@dataclass(frozen=True)
class SimulatedUnion:
    """What is drawn is the same whenever it is drawn: nothing of it is kept but the organisations."""

    seed: int
    targets: Targets

    @cached_property
    def days(self) -> Days:
        """The days its history turns on."""
        return Days(self.targets)

    @cached_property
    def seal(self) -> str:
        """By it the same union is known again."""
        return hashlib.sha256(f"{self.seed}:{self.targets.seal}".encode()).hexdigest()

    @cached_property
    def shares(self) -> dict[str, RegionShare]:
        """What each region has, by its code."""
        return {share.code: share for share in share_out(self.targets, seed=self.seed)}

    @cached_property
    def branches(self) -> dict[str, list[Planned]]:
        """The organisations of each region, by its code, parents first."""
        return {code: plan_branch(share, seed=self.seed, days=self.days) for code, share in self.shares.items()}

    def people(self, code: str) -> Iterator[tuple[Planned, Drawn]]:
        """Everybody who is or was on record in the region, each with the organisation that they are drawn for."""
        share, branch, rng = self.shares[code], self.branches[code], Random(f"{self.seed}:{code}:people")
        quotas = quotas_of(share, branch, rng=rng)
        phones = phones_from(share.first_phone + 1, tail=_PHONE_TAIL)
        people = People(rng, Namer(rng, rare=_RARE), self.days.calendar, phones=phones)
        origins = [*branch, *self._foreign(code, rng)]
        chronicle = Chronicle(rng=rng, people=people, calendar=self.days.calendar, planned=origins, leave=_LEAVE)
        lives = Lives(rng=rng, chronicle=chronicle, days=self.days)
        for one in branch:
            if one.key in quotas:
                yield from ((one, drawn) for drawn in lives.of(one, quotas[one.key]))

    def _foreign(self, code: str, rng: Random) -> Iterator[Planned]:
        """Some organisations of other regions, as if they lay in this one: people came from there too."""
        others = sorted(set(self.branches) - {code})
        for _ in range(max(1, len(self.branches[code]) // _FOREIGN) if others else 0):
            one = rng.choice(self.branches[rng.choice(others)])
            if one.kind:
                yield replace(one, region=code)
