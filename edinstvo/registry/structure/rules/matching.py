"""Which organisation each row of a list means: by its number, by its name under its parent, or it is asked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from edinstvo.registry.organisations.rules import InpoMistyped, read_inpo
from edinstvo.registry.structure.rules.kinds import TERRITORIAL
from edinstvo.registry.structure.rules.naming import exact_key, may_be_one
from edinstvo.registry.structure.rules.problems import Code

MOST_CANDIDATES = 5
AS_NEW = 0


@dataclass(frozen=True, kw_only=True)
class Known:
    """An open organisation of the branch, as the register has it."""

    id: int
    parent_id: int | None
    type: str
    names: tuple[str, ...]
    inpo: str


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a row asks for. `parent` is the position of the row it stands under, None for the head.

    `answer` is what a person said of it: the id of an organisation, AS_NEW, or None as long as nobody did.
    """

    position: int
    type: str
    name: str
    parent: int | None
    is_type_said: bool = False
    is_head: bool = False
    inpo: str = ""
    answer: int | None = None
    is_error: bool = False


class Verdict(StrEnum):
    """What a row turns out to be."""

    NEW = "new"
    KNOWN = "known"
    ASK = "ask"
    ERROR = "error"


@dataclass(frozen=True)
class Meaning:
    """The verdict; the organisation meant; those to choose from; what is wrong, and what fills its sentence."""

    verdict: Verdict
    organisation_id: int | None = None
    candidates: tuple[int, ...] = ()
    code: Code | None = None
    params: Mapping[str, str] = field(default_factory=dict)


class Matching:
    """Looks every row up in the branch; rows come parents first."""

    def __init__(self, *, head: Known, branch: Collection[Known], allowed: Collection[tuple[str, str]]) -> None:
        self._head, self._allowed = head, allowed
        self._by_id = {one.id: one for one in (head, *branch)}
        self._by_inpo = {one.inpo: one for one in self._by_id.values() if one.inpo}
        self._below: dict[int | None, list[Known]] = {}
        for one in branch:
            self._below.setdefault(one.parent_id, []).append(one)

    def of(self, rows: Sequence[Wanted]) -> dict[int, Meaning]:
        """The meaning of each row by its position."""
        self._said = {exact_key(row.name) for row in rows}
        self._rows = {row.position: row for row in rows}
        found: dict[int, Meaning] = {}
        taken: dict[int, Wanted] = {}
        for row in rows:
            meaning = self._meaning(row, found)
            id_ = meaning.organisation_id
            if id_ is not None and taken.setdefault(id_, row) is not row:
                meaning = Meaning(Verdict.ERROR, code=Code.DUPLICATE_ROW, params={"position": str(taken[id_].position)})
            found[row.position] = meaning
        return found

    def _meaning(self, row: Wanted, found: Mapping[int, Meaning]) -> Meaning:
        if row.is_error:
            return Meaning(Verdict.ERROR)
        if row.is_head:
            return Meaning(Verdict.KNOWN, self._head.id)
        above = Meaning(Verdict.KNOWN, self._head.id) if row.parent is None else found[row.parent]
        if above.verdict in (Verdict.ERROR, Verdict.ASK):
            return self._below_unclear(row, above)
        if row.inpo:
            return self._by_number(row)
        parent = None if above.organisation_id is None else self._by_id[above.organisation_id]
        parent_type = parent.type if parent else self._rows[row.parent or 0].type
        known = self._by_name(row, parent) if parent else None
        if known:
            return known
        if (row.type, parent_type) not in self._allowed:
            return Meaning(Verdict.ERROR, code=Code.MISPLACED, params={"parent": self._parent_name(row)})
        return Meaning(Verdict.NEW)

    def _below_unclear(self, row: Wanted, above: Meaning) -> Meaning:
        is_asked = above.verdict is Verdict.ASK
        code = Code.PARENT_UNCLEAR if is_asked else Code.PARENT_LEFT_OUT
        return Meaning(above.verdict, code=code, params={"parent": self._parent_name(row)})

    def _parent_name(self, row: Wanted) -> str:
        return self._head.names[0] if row.parent is None else self._rows[row.parent].name

    def _by_number(self, row: Wanted) -> Meaning:
        try:
            number = read_inpo(row.inpo)
        except InpoMistyped:
            return Meaning(Verdict.ERROR, code=Code.INVALID_INPO, params={"text": row.inpo})
        known = self._by_inpo.get(number)
        if known is None:
            return Meaning(Verdict.ERROR, code=Code.FOREIGN_INPO, params={"text": row.inpo})
        return Meaning(Verdict.KNOWN, known.id)

    def _by_name(self, row: Wanted, parent: Known) -> Meaning | None:
        """The neighbour that bears the name, or the question which it is; None: nobody there is called so."""
        neighbours = self._below.get(parent.id, [])
        key = exact_key(row.name)
        same = [one for one in neighbours if key in map(exact_key, one.names)]
        if row.answer is not None and (answered := self._answered(row.answer, same, neighbours)):
            return answered if answered.verdict is Verdict.KNOWN else None
        if len(same) > 1:
            return self._question(Code.SEVERAL_OF_THE_NAME, same)
        if same:
            is_other = row.is_type_said and same[0].type != row.type
            return self._question(Code.OTHER_TYPE, same) if is_other else Meaning(Verdict.KNOWN, same[0].id)
        # Whoever is named in the list by the very name is meant there, and not here.
        free = [one for one in neighbours if self._said.isdisjoint(map(exact_key, one.names))]
        free = [one for one in free if (one.type == TERRITORIAL) == (row.type == TERRITORIAL)]
        similar = [one for one in free if any(may_be_one(row.name, name) for name in one.names)]
        return self._question(Code.SIMILAR_NAME, similar) if similar else None

    def _answered(self, answer: int, same: Sequence[Known], neighbours: Sequence[Known]) -> Meaning | None:
        """What a person said, if it still can be so: nobody is founded beside a neighbour of the very name."""
        if answer == AS_NEW:
            return None if same else Meaning(Verdict.NEW)
        return Meaning(Verdict.KNOWN, answer) if answer in {one.id for one in neighbours} else None

    def _question(self, code: Code, candidates: Sequence[Known]) -> Meaning:
        few = candidates[:MOST_CANDIDATES]
        return Meaning(Verdict.ASK, None, tuple(one.id for one in few), code, {"known": few[0].names[0]})
