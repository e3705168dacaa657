"""After the load: is everything there that was acknowledged, and nothing half? Rows, journal, lists, queue, figures."""

import json
import sys
from collections import defaultdict
from typing import Any

from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.queue.models import Work
from edinstvo.insight.indicators.queries.audit import differences
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.members.models import Membership, Person

_DONE = 302


def main() -> None:
    """What the clients told comes in on standard input; what is missing goes out: each number must be 0."""
    told = json.load(sys.stdin)
    committed = {
        int(one["address"].rstrip("/").rsplit("/", 1)[1]): one for one in told["lists"] if one["answer"] == _DONE
    }
    json.dump(
        {
            "edits lost": _edits_lost(told["edits"]),
            "edits without an entry": _edits_without_entry(told["edits"]),
            "admissions lost": _admissions_lost(told["admissions"]),
            "lists acknowledged and not committed": _not_committed(committed),
            "lists half in": _half_in(committed),
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
