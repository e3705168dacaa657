"""What the rows of a plan mean in the register as it stands: asked when a list is planned, and again when committed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from edinstvo.registry.organisations.models import (
    AllowedParent,
    Contact,
    DeclaredHeads,
    Organisation,
    Workforce,
    known,
)
from edinstvo.registry.organisations.queries.contacts import contacts_of
from edinstvo.registry.organisations.queries.facts import in_force
from edinstvo.registry.structure.models import Action, StructureRow
from edinstvo.registry.structure.rules.changes import Standing, changes
from edinstvo.registry.structure.rules.days import holds_since
from edinstvo.registry.structure.rules.matching import Known, Matching, Meaning, Verdict, Wanted
from edinstvo.registry.structure.rules.problems import ERRORS, Code

# What a plan is: two readings that agree in these mean the same.
DECIDED = ("action", "organisation_id", "candidates", "question", "changes")


def decided(*, head: Organisation, rows: Sequence[StructureRow], since: date, on: date) -> Iterator[dict[str, Any]]:
    """For each row, in the order of `rows`, the values of DECIDED; new ones would stand `since` a day.

    A few queries for each day that the sheets name.
    """
    standing = Organisation.objects.filter(path__gte=head.path, path__lt=f"{head.path}~", closed_on=None)
    branch = {head.pk: head} | {row.pk: row for row in standing}
    allowed = frozenset(AllowedParent.objects.values_list("type", "parent_type"))
    below = [_known(row) for row in branch.values() if row.pk != head.pk]
    meanings = Matching(head=_known(head), branch=below, allowed=allowed).of([_wanted(row) for row in rows])
    meant = {row.position: branch[id_] for row in rows if (id_ := meanings[row.position].organisation_id) is not None}
    standing_then = _standing_then(rows, meant, on)
    for row in rows:
        meaning, above = meanings[row.position], meant.get(row.parent) if row.parent else head
        told = {}
        if row.position in meant:
            told = changes(row.said, standing=standing_then[row.position], is_head=row.is_head)
        yield {
            "action": _action(row, meaning, told),
            "organisation_id": meaning.organisation_id,
            "candidates": list(meaning.candidates),
            "question": _question(meaning, rows) or _founded_later(meaning, above, since),
            "changes": told,
        }


def _standing_then(rows: Sequence[StructureRow], meant: Mapping[int, Organisation], on: date) -> dict[int, Standing]:
    """What the register says of those meant, by position, as of the day from which a row would tell otherwise."""
    by_day: dict[date, list[int]] = {}
    for row in rows:
        if one := meant.get(row.position):
            by_day.setdefault(holds_since(row.as_of, founded_on=one.founded_on, on=on), []).append(row.position)
    found: dict[int, Standing] = {}
    for day, positions in by_day.items():
        facts = _Facts([meant[position].pk for position in positions], day)
        found |= {at: facts.standing(meant[at].pk, meant[at].institution) for at in positions}
    return found


class _Facts:
    """What is stated of some organisations by a day."""

    def __init__(self, ids: Sequence[int], on: date) -> None:
        self._contacts: dict[int, Contact] = contacts_of(ids=ids, on=on)
        self._workforce = _latest(Workforce, ids, on, "workers", "students")
        self._declared = _latest(DeclaredHeads, ids, on, "workers", "students", "retired")

    def standing(self, id_: int, institution: str) -> Standing:
        """Of one of them, with the kind of institution that its row says."""
        contact = self._contacts.get(id_, Contact())
        return Standing(
            contact={name: getattr(contact, name) for name in Standing.CONTACT},
            institution=institution,
            workforce=self._workforce.get(id_),
            declared=self._declared.get(id_),
        )


def _latest(kind: type[Workforce | DeclaredHeads], ids: Sequence[int], on: date, *numbers: str) -> dict[int, list[int]]:
    facts = in_force(kind._default_manager.filter(known(), organisation_id__in=ids, valid_from__lte=on))
    return {id_: counted for id_, *counted in facts.values_list("organisation_id", *numbers)}


def _known(row: Organisation) -> Known:
    names = tuple(dict.fromkeys((row.name, row.short_name)))
    return Known(id=row.pk, parent_id=row.parent_id, type=row.type, names=names, inpo=row.inpo or "")


def _wanted(row: StructureRow) -> Wanted:
    return Wanted(
        position=row.position,
        type=row.type,
        name=row.name,
        parent=row.parent,
        is_type_said=row.said["is_type_said"],
        is_head=row.is_head,
        inpo=row.said["inpo"],
        answer=row.answer,
        is_error=any(problem["code"] in ERRORS for problem in row.problems),
    )


def _action(row: StructureRow, meaning: Meaning, told: dict[str, Any]) -> str:
    match meaning.verdict:
        case Verdict.NEW:
            return Action.NEW.value
        case Verdict.KNOWN:
            return Action.UPDATE.value if told else Action.SAME.value
        case Verdict.ASK:
            return Action.ASK.value
    repeated = meaning.code is Code.DUPLICATE_ROW or any(one["code"] == Code.DUPLICATE_ROW for one in row.problems)
    return Action.DUPLICATE.value if repeated else Action.ERROR.value


def _question(meaning: Meaning, rows: Sequence[StructureRow]) -> dict[str, Any]:
    if meaning.code is None:
        return {}
    params = dict(meaning.params)
    if position := params.pop("position", ""):
        first = rows[int(position) - 1]
        params = {"sheet": first.sheet, "row": str(first.row)}
    return {"code": meaning.code.value, "params": params}


def _founded_later(meaning: Meaning, above: Organisation | None, since: date) -> dict[str, Any]:
    """What is to say of a new one whose parent, which stands already, was founded after the day wished for."""
    if meaning.verdict is not Verdict.NEW or above is None or above.founded_on <= since:
        return {}
    days = {"day": f"{above.founded_on:%d.%m.%Y}", "wished": f"{since:%d.%m.%Y}"}
    return {"code": Code.FOUNDED_LATER.value, "field": "founded_on", "params": {"parent": above.short_name, **days}}
