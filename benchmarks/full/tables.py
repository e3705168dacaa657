"""The tables of unions of several sizes, side by side."""

from collections.abc import Mapping, Sequence

from benchmarks.figures import against, milliseconds, number, table
from benchmarks.full.unions import Union
from benchmarks.pages.kinds import Kind
from benchmarks.pages.measuring import Seen
from benchmarks.pages.tables import MOST_QUERIES, RATIO

_MEBIBYTE, _SHOWN = 2**20, 12
_SHOWS_MORE = 1.2


def of_pages(kinds: Sequence[Kind], seen: Mapping[str, Mapping[int, Seen]], requests: int) -> str:
    """Statements and whole requests of every page at every size; a ratio is the largest against the smallest."""
    sizes = sorted(next(iter(seen.values())))
    heads = [f"{number(size)}: p{share}" for size in sizes for share in (50, 95)]
    return "\n\n".join(
        [
            f"Unions of {', '.join(number(size) for size in sizes)} members, simulated on one server and visited in "
            f"turns: {requests} requests of each kind in each, every one about somebody else. Milliseconds of all "
            "statements of a page together (of a list the longest is judged):",
            table(
                ["statements", "queries", *heads, "ratio of p50", "longest one: p95", "target: p95 of the largest"],
                [_of_statements(kind, seen[kind.words], sizes) for kind in kinds],
            ),
            "The whole request, from the door of the application to the compressed page:",
            table(
                ["page", *heads, "ratio of p50", "target", "rows", "on the wire"],
                [_of_requests(kind, seen[kind.words], sizes) for kind in kinds],
            ),
        ]
    )


def of_disk(unions: Sequence[Union]) -> str:
    """Bytes of each table for each member, the largest tables first."""
    last = unions[-1]
    names = sorted(last.sizes, key=lambda name: -last.sizes[name].whole)[:_SHOWN]
    heads = [f"{number(one.register.members)}: bytes a member" for one in unions]
    rows = [
        [name, *(number(one.sizes[name].whole / one.register.members) for one in unions), *_parts(last, name)]
        for name in names
    ]
    whole = [sum(size.whole for size in one.sizes.values()) for one in unions]
    each = [number(bytes_ / one.register.members) for bytes_, one in zip(whole, unions, strict=True)]
    rows.append(["all tables", *each, "", "", f"{number(whole[-1] / _MEBIBYTE)}"])
    return "\n\n".join(
        [
            f"On disk; the last three columns are the rows, the indexes and the whole of the largest union "
            f"({number(last.organisations)} organisations), in MiB:",
            table(["table", *heads, "rows", "indexes", "whole"], rows),
        ]
    )


def _parts(union: Union, name: str) -> list[str]:
    size = union.sizes[name]
    return [number(bytes_ / _MEBIBYTE) for bytes_ in (size.rows + size.aside, size.indexes, size.whole)]


def _of_statements(kind: Kind, seen: Mapping[int, Seen], sizes: Sequence[int]) -> list[str]:
    late, longest = seen[sizes[-1]].late(kind.judged), seen[sizes[-1]].late("longest")
    ratio = seen[sizes[-1]].middle("database") / seen[sizes[0]].middle("database")
    most = max(max(seen[size].queries) for size in sizes)
    target = "" if kind.limit is None else against(late * 1000, kind.limit * 1000, at_least=False)
    queries = str(most) if most <= MOST_QUERIES else f"**{most}**"
    return [kind.words, queries, *_times(seen, sizes, "database"), f"{ratio:.2f}", milliseconds(longest), target]


def _of_requests(kind: Kind, seen: Mapping[int, Seen], sizes: Sequence[int]) -> list[str]:
    first, last = seen[sizes[0]], seen[sizes[-1]]
    ratio = last.middle("whole") / first.middle("whole")
    more = last.middle("rows") / max(first.middle("rows"), 1)
    target = "shows more rows" if more > _SHOWS_MORE else against(ratio, RATIO, at_least=False)
    shown = [f"{last.middle('rows'):.0f}", number(last.middle("packed"))]
    return [kind.words, *_times(seen, sizes, "whole"), f"{ratio:.2f}", target, *shown]


def _times(seen: Mapping[int, Seen], sizes: Sequence[int], name: str) -> list[str]:
    return [milliseconds(value) for size in sizes for value in (seen[size].middle(name), seen[size].late(name))]
