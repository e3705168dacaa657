"""Two people at one record: what each of them changed since the form was opened, and what both did."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Changed:
    """Names of fields: changed by this person alone, by the other one alone, and by both in different ways."""

    yours: list[str]
    theirs: list[str]
    contested: list[str]


def three_ways(*, opened: Mapping[str, Any] | None, yours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Changed:
    """Who changed which of the fields of `yours` since the record was `opened`.

    What both changed alike is nobody's: it stands already. Where nobody knows what was opened (None), every difference
    is contested, so that nothing is lost unasked.
    """
    differing = [name for name in yours if yours[name] != theirs[name]]
    if opened is None:
        return Changed(yours=[], theirs=[], contested=differing)
    by_you = [name for name in differing if theirs[name] == opened[name]]
    by_them = [name for name in differing if yours[name] == opened[name]]
    return Changed(
        yours=by_you, theirs=by_them, contested=[name for name in differing if name not in {*by_you, *by_them}]
    )
