"""The tables of the past: three years ago against today, at both sizes of the register."""

from collections.abc import Mapping, Sequence

from benchmarks.figures import against, milliseconds, number, percentile, table
from benchmarks.history.asking import GROUPS, Asked
from benchmarks.history.kinds import Pair
from benchmarks.history.past import THEN
from benchmarks.pages.measuring import Seen

# What a page of the past may cost beside the same page of today; statements of a page (data.md "Targets").
TIMES_TODAY, MOST_QUERIES = 2.0, 12


def tables(
    *,
    pairs: Sequence[Pair],
    seen: Mapping[str, Mapping[int, Seen]],
    asked: Mapping[str, Mapping[int, Asked]],
    requests: int,
) -> str:
    """The three tables, with a line above each."""
    sizes = sorted({size for of_kind in seen.values() for size in of_kind})
    names = " and with ".join(number(size) for size in sizes)
    heads = [f"{number(size)}: p{share}" for size in sizes for share in (50, 95)]
    return "\n\n".join(
        [
            f"Lists of a region on {THEN:%d.%m.%Y} and today, in registers with {names} members on one server, in "
            f"which a territory of each region has moved to another one since: {requests} requests of each kind in "
            "each of them, visited in turns, every one about somebody else. Milliseconds at the 50th and the 95th "
            "percentile. All statements of a page together:",
            _pages(pairs, seen, sizes, heads, "database"),
            "The whole request, from the door of the application to the compressed page:",
            _pages(pairs, seen, sizes, heads, "whole"),
            "Counts and trees without a page, each time of another region; the tree with everything below it:",
            table(["question", "found", "queries", *heads, "ratio"], _questions(asked, sizes)),
        ]
    )


def _pages(
    pairs: Sequence[Pair], seen: Mapping[str, Mapping[int, Seen]], sizes: Sequence[int], heads: list[str], name: str
) -> str:
    rows = []
    for pair in pairs:
        for kind in (pair.today, pair.then):
            one = seen[kind.words]
            times = [milliseconds(value) for size in sizes for value in (one[size].middle(name), one[size].late(name))]
            shown, queries = one[sizes[-1]].middle("rows"), max(max(one[size].queries) for size in sizes)
            told = [f"{shown:.0f}", f"{queries}{'' if queries <= MOST_QUERIES else ' (**> 12**)'}"]
            rows.append([kind.words, *told, *times, *_compared(pair, kind.words, seen, sizes, name)])
    return table(["page", "rows", "most queries", *heads, "today = 1", "target"], rows)


def _compared(
    pair: Pair, words: str, seen: Mapping[str, Mapping[int, Seen]], sizes: Sequence[int], name: str
) -> list[str]:
    """The ratio at the larger size; a target has the whole request."""
    if words == pair.today.words:
        return ["1", ""]
    ratio = seen[words][sizes[-1]].middle(name) / seen[pair.today.words][sizes[-1]].middle(name)
    return [f"{ratio:.2f}", against(ratio, TIMES_TODAY, at_least=False) if name == "whole" else ""]


def _questions(asked: Mapping[str, Mapping[int, Asked]], sizes: Sequence[int]) -> list[list[str]]:
    rows = []
    for group in GROUPS.values():
        first = percentile(asked[next(iter(group))][sizes[-1]].times, 0.5)
        for words in group:
            one = asked[words]
            times = [milliseconds(percentile(one[size].times, share)) for size in sizes for share in (0.5, 0.95)]
            found, queries = number(one[sizes[-1]].found), str(one[sizes[-1]].queries)
            rows.append([words, found, queries, *times, f"{percentile(one[sizes[-1]].times, 0.5) / first:.1f}"])
    return rows
