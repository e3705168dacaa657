"""Whoever holds one page or one file reckons no number that is kept back, from above or from below."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edinstvo.insight.indicators.web.beside import none_alone
from edinstvo.insight.indicators.web.lines import FEWEST, Cell, Line
from edinstvo.registry.organisations.models import Organisation

_HEAD = 1
# One organisation right under the head: whether it is the reader's, and what is counted below it: (reached, missing).
_School = tuple[int, int]
_Branch = tuple[bool, list[_School]]
_SCHOOLS = st.tuples(st.integers(0, 9), st.integers(0, 9))
# A busy machine draws slowly.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
_BRANCHES = st.lists(st.tuples(st.booleans(), st.lists(_SCHOOLS, min_size=2, max_size=5)), min_size=2, max_size=5)


@_PATIENT
@given(_BRANCHES)
def test_no_sum_of_a_file_lacks_one_number_alone(branches: list[_Branch]) -> None:
    lines = none_alone(_file(branches))
    for above in (None, *lines):
        below = [line for line in lines if line.above_id == (above.organisation.pk if above else _HEAD)]
        if below:
            sums = [above, *below] if above else below
            assert sum(line.is_hidden for line in sums) != 1
            assert sum(line.cells[0].is_hidden for line in sums) != 1


@_PATIENT
@given(_BRANCHES)
def test_nothing_is_kept_back_where_the_reader_sees_everybody(branches: list[_Branch]) -> None:
    lines = _file([(True, schools) for _, schools in branches])
    assert none_alone(lines) == lines


def test_two_of_the_same_name_make_a_sum_each() -> None:
    """The small school under each would be reckoned from the sum of its own branch."""
    lines = [
        line
        for id_, small in ((2, 20), (3, 30))
        for line in (
            _line(id_, 5, 5, _HEAD, is_seen=True),
            _line(small, 2, 1, id_, is_seen=False),
            _line(small + 1, 3, 4, id_, is_seen=True),
        )
    ]
    assert len({line.name for line in lines if line.above_id == _HEAD}) == 1
    assert [line.is_hidden for line in none_alone(lines)] == [False, True, True] * 2


def test_what_is_kept_back_beside_another_is_no_sum_of_what_is_shown() -> None:
    lines = [
        _line(2, 3, 0, _HEAD, is_seen=False),
        _line(3, 9, 6, _HEAD, is_seen=False),
        _line(4, 20, 20, _HEAD, is_seen=True),
        _line(30, 9, 0, 3, is_seen=False),
        _line(31, 0, 6, 3, is_seen=False),
    ]
    kept_back = {line.organisation.pk for line in none_alone(lines) if line.is_hidden}
    assert kept_back == {2, 3, 31}


def _file(branches: list[_Branch]) -> list[Line]:
    lines = []
    for at, (is_seen, schools) in enumerate(branches, start=2):
        reached, gap = (sum(column) for column in zip(*schools, strict=True))
        lines.append(_line(at, reached, gap, _HEAD, is_seen=is_seen))
        lines += [_line(100 * at + n, *school, at, is_seen=is_seen) for n, school in enumerate(schools)]
    return lines


def _line(id_: int, reached: int, gap: int, above_id: int, *, is_seen: bool) -> Line:
    members = reached + gap
    few = [not is_seen and 0 < count < FEWEST for count in (members, reached, gap)]
    cell = Cell("plastic", "", "", reached, gap, "", any(few[1:]))
    line = Line(Organisation(pk=id_), "Школа", "Город", "/" if is_seen else "", members, few[0], [cell])
    return replace(line, above_id=above_id)
