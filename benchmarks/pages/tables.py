"""The tables of the pages: small against large, or nothing."""

from collections.abc import Mapping, Sequence

from benchmarks.figures import against, milliseconds, number, table
from benchmarks.pages.kinds import Kind
from benchmarks.pages.measuring import Seen

# data.md "Targets": the same page in the large register against the small one; statements of a page.
RATIO, MOST_QUERIES = 1.3, 12
# From here on a page shows so much more that its time says nothing about the size of the register.
_SHOWS_MORE = 1.2


class NotBoth(Exception):
    """A page's time at one size says nothing: both sizes are measured in one run, or nothing is printed."""


def tables(*, kinds: Sequence[Kind], seen: Mapping[str, Mapping[int, Seen]], requests: int) -> str:
    """The three tables, with a line above each. Raises NotBoth."""
    sizes = sorted({size for of_kind in seen.values() for size in of_kind})
    if len(sizes) != 2 or any(sorted(seen.get(kind.words, {})) != sizes for kind in kinds):
        raise NotBoth
    small, large = sizes
    return "\n\n".join(
        [
            f"Registers with {number(small)} and with {number(large)} members on one server, visited in turns: "
            f"{requests} requests of each kind in each of them, every one about somebody else. Milliseconds at the "
            "50th and the 95th percentile. All statements of a page together (of a list the longest is judged):",
            table(
                ["statements", "queries", *_heads(small, large), "ratio", "longest one: p95", "target: p95"],
                [_of_database(kind, seen[kind.words], small, large) for kind in kinds],
            ),
            "The whole request, from the door of the application to the compressed page:",
            table(
                ["page", *_heads(small, large), "ratio of p50", "target"],
                [_of_page(kind, seen[kind.words], small, large) for kind in kinds],
            ),
            "What comes back (the 50th percentile; the greatest number of queries of any request):",
            table(
                ["page", f"rows at {number(small)}", f"at {number(large)}", "bytes", "on the wire", "most queries", ""],
                [_of_size(kind, seen[kind.words], small, large) for kind in kinds],
            ),
        ]
    )


def _heads(small: int, large: int) -> list[str]:
    return [f"{number(size)}: p{share}" for size in (small, large) for share in (50, 95)]


def _times(seen: Mapping[int, Seen], name: str, small: int, large: int) -> list[str]:
    pairs = [(seen[size].middle(name), seen[size].late(name)) for size in (small, large)]
    return [milliseconds(value) for pair in pairs for value in pair]


def _of_database(kind: Kind, seen: Mapping[int, Seen], small: int, large: int) -> list[str]:
    ratio = seen[large].middle("database") / seen[small].middle("database")
    late, longest = seen[large].late(kind.judged), seen[large].late("longest")
    target = "" if kind.limit is None else f"{against(late * 1000, kind.limit * 1000, at_least=False)}"
    queries = f"{seen[large].middle('queries'):.0f}"
    return [kind.words, queries, *_times(seen, "database", small, large), f"{ratio:.2f}", milliseconds(longest), target]


def _of_page(kind: Kind, seen: Mapping[int, Seen], small: int, large: int) -> list[str]:
    ratio = seen[large].middle("whole") / seen[small].middle("whole")
    more = seen[large].middle("rows") / max(seen[small].middle("rows"), 1)
    target = "shows more rows" if more > _SHOWS_MORE else against(ratio, RATIO, at_least=False)
    return [kind.words, *_times(seen, "whole", small, large), f"{ratio:.2f}", target]


def _of_size(kind: Kind, seen: Mapping[int, Seen], small: int, large: int) -> list[str]:
    most = max(max(seen[size].queries) for size in (small, large))
    rows = [f"{seen[size].middle('rows'):.0f}" for size in (small, large)]
    sizes = [number(seen[large].middle(name)) for name in ("raw", "packed")]
    return [kind.words, *rows, *sizes, str(most), against(most, MOST_QUERIES, at_least=False)]
