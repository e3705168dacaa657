"""Keep the figures of members: what an act changes in them is the difference between before it and after it."""

from collections import Counter
from collections.abc import Collection, Iterable

from edinstvo.foundation.tallies.actions.add_deltas import add_changes
from edinstvo.registry.members.models import Category, Membership
from edinstvo.registry.members.rules.marks import HOLDING_MEASURES, HOLDINGS, PAPER_RECORDS
from edinstvo.registry.members.rules.people import ESSENTIALS, INCOMPLETE_RECORDS, LACKING_MEASURES, missing_essentials
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS, RETIRED_MEMBERS

# Amounts by (measure, organisation id).
Counted = Counter[tuple[str, int]]


def counted(stays: Iterable[Membership]) -> Counted:
    """What the open ones of the stays count for in every organisation above them.

    The organisations are held and in hand with the people, so nothing is asked of the database: take it before the rows
    are changed and once more after.
    """
    figures: Counted = Counter()
    for stay in stays:
        if stay.is_open:
            figures.update(counted_of_stay(stay, chain_ids=stay.organisation.chain_ids))
    return figures


def counted_of(*, person_ids: Collection[int]) -> Counted:
    """The same of all stays of these people, as they stand in the database."""
    rows = Membership.objects.filter(Membership.OPEN, person_id__in=person_ids)
    return counted(rows.select_related("person", "organisation"))


def counted_of_stay(stay: Membership, *, chain_ids: Iterable[int]) -> Counted:
    """What the stay, open, counts for in these organisations."""
    return counted_in(
        chain_ids,
        lacking=lacking_in(stay),
        is_on_paper=stay.electronic_on is None,
        held=[name for name in HOLDINGS if getattr(stay, name)],
        is_retired=stay.category == Category.RETIRED,
    )


def counted_in(
    chain_ids: Iterable[int], *, lacking: Collection[str], is_on_paper: bool, held: Collection[str], is_retired: bool
) -> Counted:
    """What one open membership counts for that lacks these essentials, on paper or electronic, with these HOLDINGS."""
    measures = [OPEN_MEMBERSHIPS, *(LACKING_MEASURES[name] for name in lacking)]
    measures += [HOLDING_MEASURES[name] for name in held]
    if lacking:
        measures.append(INCOMPLETE_RECORDS)
    if is_on_paper:
        measures.append(PAPER_RECORDS)
    if is_retired:
        measures.append(RETIRED_MEMBERS)
    return Counter((measure, id_) for id_ in chain_ids for measure in measures)


def lacking_in(stay: Membership) -> list[str]:
    """The essentials that the record of a stay lacks, as its row and its person's say; nothing is asked of them twice.

    Birth date and phone are read from the copies on the stay, by which lists are filtered.
    """
    return missing_essentials({name: getattr(stay.person if name == "sex" else stay, name) for name in ESSENTIALS})


def count_change(*, before: Counted, after: Counted) -> None:
    """Write down by how much the figures have changed, in the transaction of the act that changed them."""
    add_changes(amounts={key: after[key] - before[key] for key in sorted(before | after)})
