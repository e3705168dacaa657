"""My organisation at a glance: the facts that the home page and its next acts are made of."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.journal.queries import entries
from edinstvo.foundation.tallies.queries import figure
from edinstvo.foundation.ui.models import Draft
from edinstvo.insight.programme.permissions import may_keep, may_report
from edinstvo.insight.programme.queries.standing import returned_to
from edinstvo.insight.programme.queries.standing import waiting_for as reports_for
from edinstvo.registry.consents.permissions import may_write_texts
from edinstvo.registry.consents.queries.missing import duties_owed, kinds_without_text, to_ask
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.imports.queries.plans import plans
from edinstvo.registry.members.queries.listing import capped_counts, filtered, in_branch
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.queries.transfers import waiting_for
from edinstvo.registry.members.rules.people import INCOMPLETE_RECORDS
from edinstvo.registry.offices.queries.standing import terms_running_out
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.permissions import may_found_below
from edinstvo.registry.organisations.queries.standing import Child, children_of

# Every child is looked at, as far as there are not too many to look at on each visit; a page shows the first of them.
_CHILDREN_KNOWN = 100
CHILDREN_SHOWN = 12
_LISTS_SHOWN = 3
_DRAFTS_SHOWN = 3
_ENTRIES_LOOKED_AT, _ENTRIES_SHOWN = 50, 5
_REMINDED_FOR = timedelta(days=14)
_UNFINISHED = (State.READING, State.PLANNED)


@dataclass(frozen=True, kw_only=True)
class Glance:
    """What stands in a branch today. `children` are all there are, up to a hundred.

    `members`, `below` (organisations right under it) and `incomplete` are exact, the last None where the actor may not
    see people; `overdue` are suspended memberships that were to be resumed by now, `asked` the
    transfers that wait for an answer from here, `terms` the mandates whose term is over or soon will be,
    `without_consent` who is to be asked for one, and `withdrawals` what they ask for, where the actor keeps the branch;
    `without_text` are the required consents that the union, whose staff alone is told, has put no words in force for;
    `reports` of steps wait for the answer of the organisation, `returned` ones were sent back to it.
    """

    organisation: Organisation
    members: int
    below: int
    incomplete: int | None
    overdue: int
    asked: int
    terms: int
    without_consent: int
    withdrawals: int
    without_text: int
    reports: int
    returned: int
    children: list[Child]
    has_more_children: bool
    lists: list[ImportPlan]
    drafts: list[Draft]
    lately: list[Entry]
    may_import: bool
    may_keep: bool
    may_found: bool

    @property
    def complete(self) -> int | None:
        """How many records lack nothing; None where the actor may not see people."""
        return None if self.incomplete is None else self.members - self.incomplete

    @property
    def children_shown(self) -> list[Child]:
        """The first children, those where nobody is on record before the others."""
        return sorted(self.children, key=lambda child: child.members > 0)[:CHILDREN_SHOWN]

    @property
    def has_grandchildren(self) -> bool:
        """Whether anything stands below the children."""
        return any(child.organisations for child in self.children)

    @property
    def without_people(self) -> int:
        """How many of the children have nobody on record, where all children are known."""
        return 0 if self.has_more_children else sum(child.members == 0 for child in self.children)


def glance(*, organisation: Organisation, on: date, seen_by: Actor) -> Glance:
    """The facts of the branch that the organisation heads: seven queries, however large it is."""
    page = children_of(organisation, seen_by=seen_by, size=_CHILDREN_KNOWN)
    to_do = _to_do(organisation, on, seen_by)
    may_import = organisation.is_open and seen_by.may(Power.IMPORT_MEMBERS, at=organisation)
    return Glance(
        organisation=organisation,
        members=page.head.members,
        below=page.head.organisations,
        incomplete=to_do.get("incomplete"),
        overdue=to_do.get("overdue", 0),
        asked=to_do.get("asked", 0),
        terms=to_do.get("terms", 0),
        without_consent=to_do.get("without_consent", 0),
        withdrawals=to_do.get("withdrawals", 0),
        without_text=to_do.get("without_text", 0),
        reports=to_do.get("reports", 0),
        returned=to_do.get("returned", 0),
        children=page.rows,
        has_more_children=page.next is not None,
        lists=_unfinished_lists(organisation, seen_by) if may_import else [],
        drafts=_fresh_drafts(on, seen_by),
        lately=_lately(organisation, seen_by),
        may_import=may_import,
        may_keep=organisation.is_open and seen_by.may(Power.KEEP_MEMBERS, at=organisation),
        may_found=organisation.is_open and may_found_below(seen_by, organisation),
    )


def _lately(organisation: Organisation, seen_by: Actor) -> list[Entry]:
    """What was done in the branch, the latest first. Comings and goings are in the journal, but they are no news.

    The journal is numbered as it is written, and what is written later may have happened earlier; so a few more than
    are shown are put in order by their moments.
    """
    done = entries(seen_by=seen_by).filter(in_branch(organisation)).exclude(verb="signed_in")
    found = sorted(done[:_ENTRIES_LOOKED_AT], key=lambda entry: (entry.at, entry.pk), reverse=True)
    return found[:_ENTRIES_SHOWN]


def _to_do(organisation: Organisation, on: date, seen_by: Actor) -> dict[str, int]:
    """What has to be done: the counts of `Glance` by their names; two queries. Nothing without people."""
    if not seen_by.may(Power.SEE_MEMBERS, at=organisation):
        return {}
    # The index of what is rare begins with the region, so the columns above the branch are named too.
    columns = {name: id_ for name, id_ in organisation.branch_columns.items() if id_ is not None}
    overdue = filtered(filters=Filters(organisation=organisation, suspended="overdue"), on=on, seen_by=seen_by)
    terms = terms_running_out(organisation, on=on, seen_by=seen_by).filter(seen_by.scope(Power.KEEP_MEMBERS))
    counted: dict[str, QuerySet[Any]] = {
        "overdue": overdue.filter(**columns),
        "asked": waiting_for(seen_by, within=organisation),
        "terms": terms,
        "without_consent": to_ask(organisation=organisation, on=on, seen_by=seen_by),
        "withdrawals": duties_owed(organisation=organisation, seen_by=seen_by),
    }
    wordless = {"without_text": kinds_without_text(on=on)} if may_write_texts(seen_by) else {}
    if organisation.level is not None and may_report(seen_by, organisation):
        counted["returned"] = returned_to(organisation)
    if may_keep(seen_by, organisation):
        counted["reports"] = reports_for(organisation)
    incomplete = figure(measure=INCOMPLETE_RECORDS, organisation_id=organisation.pk)
    return {"incomplete": incomplete, **capped_counts({**counted, **wordless})}


def _fresh_drafts(on: date, seen_by: Actor) -> list[Draft]:
    """What the actor began to type lately: an older draft still fills its form, but nobody is reminded of it."""
    mine = Draft.objects.filter(user=seen_by.user_id, saved_at__date__gte=on - _REMINDED_FOR)
    return list(mine.order_by("-saved_at")[:_DRAFTS_SHOWN])


def _unfinished_lists(organisation: Organisation, seen_by: Actor) -> list[ImportPlan]:
    unfinished = plans(seen_by=seen_by).filter(in_branch(organisation), state__in=_UNFINISHED)
    return list(unfinished[:_LISTS_SHOWN])
