"""Wishes that can be, drawn or as far out as they go."""

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import assume
from hypothesis import strategies as st

from edinstvo.sites.demonstration.rules.simulation.targets import Named, Targets
from tests.sites.demonstration.simulation.drawing import TODAY, small

_BUILT_YEARS_AGO = {"structured_by": date(2019, 6, 1), "regions_structured": 4}
EXTREMES = {
    "two members in each region, all with everything": small(
        total=8, registered=8, plastic=8, bonus=8, issued=16, joined_online=4, regions_structured=4, named=()
    ),
    "nobody registered and nothing built": small(
        registered=0,
        plastic=0,
        bonus=0,
        issued=0,
        joined_online=0,
        regions_structured=0,
        named=(),
        as_of=date(2021, 1, 1),
    ),
    "cards issued to all, and nobody holds one": small(
        total=240, registered=240, plastic=0, bonus=240, issued=480, joined_online=0, named=(), **_BUILT_YEARS_AGO
    ),
    "only those named joined online, two years after the base day": small(
        total=260,
        base=date(2019, 4, 1),
        regions_total=2,
        regions_structured=1,
        structured_by=date(2019, 2, 1),
        registered=130,
        plastic=129,
        bonus=1,
        issued=1,
        joined_online=120,
        named=(Named("62", "ППО института", 100), Named("62", "ППО школы", 0), Named("77", "ППО лицея", 20)),
    ),
}


@st.composite
def wishes(draw: Callable[[st.SearchStrategy], int]) -> Targets:  # type: ignore[type-arg]  # of whatever is drawn
    """Any wishes that can be, the extreme ones too."""
    regions = draw(st.integers(1, 6))
    named = (Named("62", "ППО института", draw(st.integers(0, 20))),) if draw(st.booleans()) else ()
    by_name = sum(one.count for one in named)
    total = draw(st.integers(2 * regions + max(by_name, 1), 300))
    registered = draw(st.integers(0, total))
    base = TODAY - timedelta(days=draw(st.integers(0, 2500)))
    as_of = min(base + timedelta(days=draw(st.integers(0, 700))), TODAY)
    targets = Targets(
        as_of=as_of,
        base=base,
        total=total,
        registered=registered,
        plastic=draw(st.integers(0, registered)),
        bonus=draw(st.integers(0, registered)),
        issued=draw(st.integers(0, 2 * registered)),
        issued_year=as_of.year - draw(st.integers(0, 2)),
        regions_total=regions,
        regions_structured=draw(st.integers(0, regions)),
        structured_by=as_of - timedelta(days=draw(st.integers(0, 400))),
        joined_online=by_name + draw(st.integers(0, (total - by_name) // 2)),
        named=named,
    )
    assume(targets.base.year - 5 <= targets.issued_year)
    return targets
