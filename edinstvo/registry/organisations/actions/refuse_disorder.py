"""Refuse a change after which, on some day, something would stand where it cannot."""

from collections.abc import Iterator, Mapping
from datetime import date

from edinstvo.registry.organisations.actions.found_organisation import (
    FoundedBeforeParent,
    Misplaced,
    ParentClosed,
    TypeNotAllowedHere,
    allowed_parents,
)
from edinstvo.registry.organisations.models import LEVEL_OF, Organisation
from edinstvo.registry.organisations.queries.links import Link, ids_above, links_above, links_below, types_of
from edinstvo.registry.organisations.rules import Dated, types_side_by_side


class StandsUnderItself(Exception):
    """The organisation would stand, on some day, under something that stands under it."""


class PartLeavesItsPrimary(Exception):
    """A part of a primary moves within it only: people change their primary by a transfer, not by a move."""


class SomethingBelowDoesNotFit(Exception):
    """An organisation below could not stand under one of this type; `organisation` is it."""

    def __init__(self, *, organisation: Organisation) -> None:
        super().__init__(f"{organisation} could not stand there")
        self.organisation = organisation


def refuse_disorder(*, organisation: Organisation, besides_below: bool = False) -> None:
    """Look at every day on which the organisation stood, as stated by now, and refuse what could not have been.

    Comes after the facts are stated: the transaction takes them back. `besides_below` looks at what stood under it as
    well. Raises StandsUnderItself, FoundedBeforeParent, ParentClosed, TypeNotAllowedHere, PartLeavesItsPrimary,
    SomethingBelowDoesNotFit.
    """
    above = links_above([organisation.pk])
    below = links_below(organisation.pk) if besides_below else []
    ids = {id_ for link in [*above, *below] for id_ in (link.child_id, link.parent_id)}
    rows, types, allowed = Organisation.objects.in_bulk(list(ids)), types_of(ids), allowed_parents()
    for link in above:
        _refuse_under(link, organisation, rows[link.parent_id])
    for link in [*above, *below]:
        for on, type_, parent_type in _side_by_side(link, types):
            is_numbered_below_unnumbered = LEVEL_OF[type_] is not None and LEVEL_OF[parent_type] is None
            if (type_, parent_type) not in allowed or is_numbered_below_unnumbered:
                if link.child_id == organisation.pk:
                    when = Misplaced(on=on, kind_since=_since(types[link.child_id], on), place_since=link.begin)
                    parent = rows[link.parent_id]
                    raise TypeNotAllowedHere(type=type_, parent=parent, parent_type=parent_type, when=when)
                raise SomethingBelowDoesNotFit(organisation=rows[link.child_id])


def _refuse_under(link: Link, organisation: Organisation, parent: Organisation) -> None:
    if organisation.pk in ids_above(link.parent_id, begin=link.begin, end=link.end):
        raise StandsUnderItself
    if link.begin < parent.founded_on:
        raise FoundedBeforeParent(parent=parent)
    if parent.closed_on is not None and (link.end is None or link.end > parent.closed_on):
        raise ParentClosed(parent=parent)
    if organisation.level is None and parent.primary_id != organisation.primary_id:
        raise PartLeavesItsPrimary


def _side_by_side(link: Link, types: Mapping[int, Dated]) -> Iterator[tuple[date, str, str]]:
    """Every pair (type, type of the parent) that the link ever had, with the day on which it began."""
    return types_side_by_side(types[link.child_id], types[link.parent_id], begin=link.begin, end=link.end)


def _since(types: Dated, day: date) -> date:
    """From which day the type of the day holds."""
    return max((since for since, _ in types if since <= day), default=types[0][0])
