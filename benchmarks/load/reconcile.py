"""After the load: is everything there that was acknowledged, and nothing half? Rows, journal, lists, queue, figures."""

import json
import sys
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.queue.models import Work
from edinstvo.insight.indicators.queries.audit import differences
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.members.models import Export, Membership, Person

_DONE = 302


def main() -> None:
    """What the clients told comes in on standard input; what is missing goes out: each number must be 0."""
    told = json.load(sys.stdin)
    begun = datetime.fromtimestamp(min(one[1] for one in told["requests"]), UTC)
    committed = {
        int(one["address"].rstrip("/").rsplit("/", 1)[1]): one for one in told["lists"] if one["answer"] == _DONE
    }
    json.dump(
        {
            "edits lost": _edits_lost(told["edits"]),
            "edits without an entry": _edits_without_entry(told["edits"]),
            "admissions lost": _admissions_lost(told["admissions"]),
            "admissions without an entry": _admissions_without_entry(told["admissions"]),
            "people admitted without an entry": _unentered(begun),
            "entries of people who are not on record": _unfounded(begun),
            "lists acknowledged and not committed": _not_committed(committed),
            "lists half in": _half_in(committed),
            "lists committed without an entry": _lists_without_entry(),
            "entries of lists that are not committed": _entries_without_list(begun),
            "exports lost": _exports_lost(told["exports"]),
            "files taken without an entry": _taken_without_entry(told["taken"]),
            "works unfinished": Work.objects.filter(finished_at=None).count(),
            "figures that differ": sum(1 for _ in differences(tell=lambda *_: None)),
        },
        sys.stdout,
    )


def _edits_lost(edits: list[dict[str, Any]]) -> int:
    """People whose phone is neither the last one acknowledged nor one that was sent since without an answer."""
    of = defaultdict(list)
    for edit in edits:
        of[edit["person"]].append(edit)
    phones = dict(Person.objects.filter(pk__in=of).values_list("pk", "phone"))
    lost = 0
    for person, sent in of.items():
        acknowledged = [edit for edit in sent if edit["answer"] == _DONE]
        if not acknowledged:
            continue
        last = max(acknowledged, key=lambda edit: edit["at"])
        open_ = {edit["phone"] for edit in sent if edit["answer"] == 0 and edit["at"] >= last["begun"]}
        beside = {edit["phone"] for edit in acknowledged if edit["at"] >= last["begun"]}
        lost += phones.get(person) not in {last["phone"], *open_, *beside}
    return lost


def _edits_without_entry(edits: list[dict[str, Any]]) -> int:
    acknowledged = [edit for edit in edits if edit["answer"] == _DONE]
    people = {edit["person"] for edit in acknowledged}
    entries = Entry.objects.filter(object_type="person", object_id__in=people, verb="member_edited")
    said = {(person, after.get("phone")) for person, after in entries.values_list("object_id", "after")}
    return sum((edit["person"], edit["phone"]) not in said for edit in acknowledged)


def _admissions_lost(admissions: list[dict[str, Any]]) -> int:
    acknowledged = [one for one in admissions if one["answer"] == _DONE]
    rows = Membership.objects.filter(phone__in=[one["phone"] for one in acknowledged])
    there = set(rows.values_list("organisation_id", "phone"))
    return sum((one["organisation"], one["phone"]) not in there for one in acknowledged)


def _admissions_without_entry(admissions: list[dict[str, Any]]) -> int:
    phones = [one["phone"] for one in admissions if one["answer"] == _DONE]
    people = set(Membership.objects.filter(phone__in=phones).values_list("person_id", flat=True))
    return len(people - _entered("member_admitted", "person"))


def _unentered(begun: datetime) -> int:
    """Stays begun by hand since then of which the journal knows nothing."""
    rows = Membership.objects.filter(known_since__gte=begun, version=1, batch_id=None)
    return len(set(rows.values_list("person_id", flat=True)) - _entered("member_admitted", "person"))


def _unfounded(begun: datetime) -> int:
    """People whom the journal calls admitted since then, and who have no stay."""
    said = _entered("member_admitted", "person", since=begun)
    return len(said - set(Membership.objects.filter(person_id__in=said).values_list("person_id", flat=True)))


def _lists_without_entry() -> int:
    committed = ImportPlan.objects.filter(state=State.COMMITTED).values_list("pk", flat=True)
    return len(set(committed) - _entered("list_committed", "list"))


def _entries_without_list(begun: datetime) -> int:
    said = _entered("list_committed", "list", since=begun)
    return len(said - set(ImportPlan.objects.filter(state=State.COMMITTED).values_list("pk", flat=True)))


def _entered(verb: str, kind: str, *, since: datetime | None = None) -> set[int]:
    """What the journal says this of."""
    rows = Entry.objects.filter(verb=verb, object_type=kind)
    ids = (rows.filter(at__gte=since) if since else rows).values_list("object_id", flat=True)
    return {int(id_) for id_ in ids if id_ is not None}


def _exports_lost(exports: list[dict[str, Any]]) -> int:
    """Asked for, acknowledged, and not made: each is to have its file and say of how many people."""
    asked = {one["purpose"] for one in exports if one["answer"] == _DONE}
    made = Export.objects.filter(purpose__in=asked, people__isnull=False, file__isnull=False)
    return len(asked - set(made.values_list("purpose", flat=True)))


def _taken_without_entry(taken: list[int]) -> int:
    return len(set(taken) - _entered("export_taken", "export"))


def _not_committed(lists: dict[int, dict[str, Any]]) -> int:
    there = ImportPlan.objects.filter(pk__in=lists, state=State.COMMITTED).count()
    return len(lists) - there


def _half_in(lists: dict[int, dict[str, Any]]) -> int:
    """Lists of which some people are on record and others are not."""
    half = 0
    for plan in ImportPlan.objects.all():
        brought = Membership.objects.filter(batch_id=plan.pk).count()
        expected = plan.counts.get("new", 0) if plan.state == State.COMMITTED else 0
        half += brought != expected
    return half


if __name__ == "__main__":
    main()
