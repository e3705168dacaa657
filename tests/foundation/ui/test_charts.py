"""Pictures of figures."""

from hypothesis import given
from hypothesis import strategies as st

from edinstvo.foundation.ui.charts import BAR_FLOOR, BAR_ROOM, bars, sparkline

FIGURES = st.lists(st.integers(0, 10**7), min_size=1, max_size=12)


@given(FIGURES)
def test_bars_stand_on_the_floor_and_the_highest_fills_the_room(figures: list[int]) -> None:
    drawn = bars([(str(index), figure) for index, figure in enumerate(figures)])
    assert all(bar.y + bar.height == BAR_FLOOR for bar in drawn)
    assert max(bar.height for bar in drawn) == (BAR_ROOM if max(figures) else 0)


@given(FIGURES)
def test_only_the_last_bar_may_be_unfinished(figures: list[int]) -> None:
    drawn = bars([("", figure) for figure in figures], last_is_unfinished=True)
    assert [bar.is_unfinished for bar in drawn] == [False] * (len(figures) - 1) + [True]


@given(FIGURES)
def test_a_sparkline_keeps_inside_its_frame_and_runs_to_the_right(figures: list[int]) -> None:
    points = sparkline(figures, width=120, height=30)
    assert all(3 <= x <= 117 and 3 <= y <= 27 for x, y in points)
    assert [x for x, _ in points] == sorted(x for x, _ in points)


def test_no_figures_draw_nothing() -> None:
    assert (bars([]), sparkline([])) == ([], [])
