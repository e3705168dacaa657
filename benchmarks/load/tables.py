"""The tables of a run under load."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from benchmarks.figures import milliseconds, number, percentile, seconds, table

if TYPE_CHECKING:
    from benchmarks.load.__main__ import Found

# For so long after a kill an unanswered request is the fault's, not the platform's.
_AFTERMATH = 15.0
_REDIRECT, _BAD = 302, 500


def tables(found: "Found") -> str:
    """Waits by page, errors, what a fault did, what was lost."""
    requests = found.told["requests"]
    done = {
        name: sum(one["answer"] == _REDIRECT for one in found.told[name])
        for name in ("edits", "admissions", "lists", "exports")
    }
    whole = max(begun + took for _, begun, took, _ in requests) - min(begun for _, begun, _, _ in requests)
    return "\n\n".join(
        [
            f"A union of {number(found.members)} members; `edinstvo run` answered after {seconds(found.opened_in)} s. "
            f"{number(len(requests))} requests in {whole:.0f} s ({len(requests) / whole:.0f} a second): "
            f"{number(done['edits'])} records saved, {number(done['admissions'])} people admitted, "
            f"{number(done['lists'])} lists of 200 people brought in, {number(done['exports'])} lists asked for as "
            f"files, {number(len(found.told['taken']))} of them taken. Milliseconds that a person waited, and answers "
            f"that were none (5xx or nothing), apart from {_AFTERMATH:.0f} s after each kill:",
            table(["page", "requests", "p50", "p95", "errors"], _of_pages(found)),
            "What was killed (`kill -9`) in the middle of it:",
            table(["part", "requests without an answer", "answered again after, s"], _of_faults(found)),
            f"Afterwards the queue was empty and everything compared within {seconds(found.queue_empty_in)} s. "
            "What ought to be there and is not:",
            table(["what", "count"], [[words, str(count)] for words, count in found.lost.items()]),
            "Memory of each part at its most, with its children (PSS):",
            table(["part", "MiB"], [[part, number(size / 2**20)] for part, size in sorted(found.memory.items())]),
        ]
    )


def _is_bad(answer: int) -> bool:
    return answer == 0 or answer >= _BAD


def _of_pages(found: "Found") -> list[list[str]]:
    of: dict[str, list[list[Any]]] = defaultdict(list)
    for request in found.told["requests"]:
        of[request[0]].append(request)
    rows = []
    for kind in sorted(of):
        waits = [
            took for _, begun, took, answer in of[kind] if not _is_bad(answer) and not _is_aftermath(found, begun, took)
        ]
        errors = sum(_is_bad(answer) and not _is_aftermath(found, begun, took) for _, begun, took, answer in of[kind])
        times = [milliseconds(percentile(waits, share)) if waits else "–" for share in (0.5, 0.95)]
        rows.append([kind, number(len(of[kind])), *times, str(errors)])
    return rows


def _is_aftermath(found: "Found", begun: float, took: float) -> bool:
    return any(begun < moment + _AFTERMATH and begun + took > moment for moment, _ in found.faults)


def _of_faults(found: "Found") -> list[list[str]]:
    rows = []
    for moment, part in found.faults:
        later = [one for one in found.told["requests"] if moment <= one[1] + one[2] and one[1] < moment + _AFTERMATH]
        bad = [one for one in later if _is_bad(one[3])]
        last = max((begun + took for _, begun, took, _ in bad), default=moment)
        again = [begun + took for _, begun, took, answer in later if not _is_bad(answer) and begun >= last]
        rows.append([part, str(len(bad)), seconds(min(again) - moment) if bad and again else "–"])
    return rows
