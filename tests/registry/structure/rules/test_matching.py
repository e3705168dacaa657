"""Whom a row means: the number, the very name under the very parent, or a question; never a guess."""

import pytest

from edinstvo.registry.organisations.rules import compose
from edinstvo.registry.structure.rules.matching import AS_NEW, Known, Matching, Meaning, Verdict, Wanted
from edinstvo.registry.structure.rules.problems import Code

ALLOWED = frozenset({("territorial", "regional"), ("primary", "territorial"), ("primary", "regional")})
NUMBER = compose(region="44", territory=1, primary=1)
HEAD = Known(id=1, parent_id=None, type="regional", names=("Костромская областная организация",), inpo="")
BRANCH = (
    Known(id=2, parent_id=1, type="territorial", names=("Галичская районная организация", "Галичская РО"), inpo=""),
    Known(id=3, parent_id=2, type="primary", names=("ППО школы № 2",), inpo=NUMBER),
    Known(id=4, parent_id=2, type="primary", names=("ППО школы № 3", "ППО Лицея"), inpo=""),
    Known(id=5, parent_id=2, type="primary", names=("ППО Лицея",), inpo=""),
)
GALICH = Wanted(position=1, type="territorial", name="ГАЛИЧСКАЯ районная организация", parent=None)


def meaning(*rows: Wanted, head: Known = HEAD) -> Meaning:
    """Of the last row, after those above it."""
    below = [one for one in BRANCH if one.id != head.id]
    return Matching(head=head, branch=below, allowed=ALLOWED).of(rows)[rows[-1].position]


def row(
    name: str, *, type: str = "primary", inpo: str = "", answer: int | None = None, is_said: bool = False
) -> Wanted:
    return Wanted(position=2, type=type, name=name, parent=1, inpo=inpo, answer=answer, is_type_said=is_said)


@pytest.mark.parametrize(
    ("wanted", "verdict", "id_", "code"),
    [
        (row("ппо школы №2"), Verdict.KNOWN, 3, None),
        (row("Как угодно", inpo=f"{NUMBER[:2]}-{NUMBER[2:]}"), Verdict.KNOWN, 3, None),
        (row("Как угодно", inpo="1234567890"), Verdict.ERROR, None, Code.INVALID_INPO),
        (row("Как угодно", inpo=compose(region="57")), Verdict.ERROR, None, Code.FOREIGN_INPO),
        (row("ППО школы № 4"), Verdict.NEW, None, None),
        (row("ППО МБОУ СОШ № 2"), Verdict.ASK, None, Code.SIMILAR_NAME),
        (row("ППО МБОУ СОШ № 2", answer=3), Verdict.KNOWN, 3, None),
        (row("ППО МБОУ СОШ № 2", answer=AS_NEW), Verdict.NEW, None, None),
        (row("ППО МБОУ СОШ № 2", answer=1), Verdict.ASK, None, Code.SIMILAR_NAME),
        (row("ППО школы № 2", answer=AS_NEW), Verdict.KNOWN, 3, None),
        (row("ППО Лицея"), Verdict.ASK, None, Code.SEVERAL_OF_THE_NAME),
        (row("ППО школы № 2", type="group", is_said=True), Verdict.ASK, None, Code.OTHER_TYPE),
        (row("Профгруппа", type="group", is_said=True), Verdict.ERROR, None, Code.MISPLACED),
    ],
)
def test_is_the_one_or_a_question(wanted: Wanted, verdict: Verdict, id_: int | None, code: Code | None) -> None:
    found = meaning(GALICH, wanted)
    assert (found.verdict, found.organisation_id, found.code) == (verdict, id_, code)


def test_what_stands_below_shares_the_fate_of_what_stands_above() -> None:
    asked = Wanted(position=1, type="territorial", name="Галичский район", parent=None)
    assert meaning(asked, row("ППО школы № 2")).code is Code.PARENT_UNCLEAR
    new = Wanted(position=1, type="territorial", name="Нейская районная организация", parent=None)
    assert meaning(new, row("ППО школы № 2")).verdict is Verdict.NEW
    # A territory stands under no territory, and so nothing of it does.
    assert meaning(new, head=BRANCH[0]).code is Code.MISPLACED
    assert meaning(new, row("ППО школы № 9"), head=BRANCH[0]).code is Code.PARENT_LEFT_OUT


def test_two_rows_never_mean_one_organisation_and_an_exact_name_is_no_candidate() -> None:
    by_number = Wanted(position=3, type="primary", name="Иначе", parent=1, inpo=NUMBER)
    repeated = meaning(GALICH, row("ППО школы № 2"), by_number)
    assert (repeated.verdict, repeated.code) == (Verdict.ERROR, Code.DUPLICATE_ROW)
    beside = Wanted(position=3, type="primary", name="ППО МБОУ СОШ № 2", parent=1)
    assert meaning(GALICH, row("ППО школы № 2"), beside).verdict is Verdict.NEW
