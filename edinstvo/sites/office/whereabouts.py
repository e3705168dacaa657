"""Where somebody acts: one of their branches, chosen once and remembered in the session."""

from collections.abc import Iterable

from django.db.models import Q
from django.db.models.expressions import Combinable
from django.http import HttpRequest

from edinstvo.foundation.access.actor import NOBODY, Actor
from edinstvo.foundation.access.branches import Branch, Level
from edinstvo.foundation.notices.queries import unread_beside
from edinstvo.foundation.tallies.queries import figure_of_row
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS

_WIDEST_FIRST = (Level.UNION, Level.REGION, Level.TERRITORY, Level.PRIMARY)
_IN_SESSION = "branch"
_ON_REQUEST = "_acting_organisation"


def branches_of(actor: Actor) -> list[Branch]:
    """Every branch in which the actor may do anything, the widest first."""
    branches = {branch for _, branch in actor.grants}
    return sorted(branches, key=lambda branch: (_WIDEST_FIRST.index(branch.level), branch.organisation_id))


def acting_branch(request: HttpRequest) -> Branch | None:
    """The branch chosen in this session as long as it is the actor's, else the widest; None without any."""
    branches = branches_of(_actor(request))
    chosen = request.session.get(_IN_SESSION) if len(branches) > 1 else None
    return next((branch for branch in branches if key_of(branch) == chosen), branches[0] if branches else None)


def acting_organisation(request: HttpRequest) -> Organisation | None:
    """The organisation that heads the acting branch, with the one above it and how many messages are `unread`; asked of
    the database once a request.

    None without a branch, and for the whole union before it is founded.
    """
    if not hasattr(request, _ON_REQUEST):
        branch = acting_branch(request)
        unread = unread_beside(seen_by=_actor(request))
        found = heads_of([branch] if branch else [], unread=unread).values()
        setattr(request, _ON_REQUEST, next(iter(found), None))
    acting: Organisation | None = getattr(request, _ON_REQUEST)
    return acting


def act_in(request: HttpRequest, key: str) -> None:
    """Remember the branch with this key; nothing else is a place to act in."""
    if key in map(key_of, branches_of(_actor(request))):
        request.session[_IN_SESSION] = key


def key_of(branch: Branch) -> str:
    """How a form and the session name a branch: "territory:44"."""
    return f"{branch.level}:{branch.organisation_id}"


def heads_of(branches: Iterable[Branch], **beside: Combinable) -> dict[Branch, Organisation]:
    """The organisation that heads each branch, with its `members`, in the same order: one query, none for no branch.

    `beside` are columns of the same query.
    """
    branches = list(branches)
    if not branches:
        return {}
    ids = [branch.organisation_id for branch in branches if branch.level is not Level.UNION]
    wanted = Q(pk__in=ids)
    if len(ids) < len(branches):
        wanted |= Q(type=OrganisationType.UNION)
    members = figure_of_row(measure=OPEN_MEMBERSHIPS, column="organisations_organisation.id")
    rows = list(Organisation.objects.filter(wanted).select_related("parent").annotate(members=members, **beside))
    # A grant over the whole union names it by 0: it may be older than the union itself.
    by_id = {0 if row.type == OrganisationType.UNION else row.pk: row for row in rows}
    return {branch: by_id[branch.organisation_id] for branch in branches if branch.organisation_id in by_id}


def _actor(request: HttpRequest) -> Actor:
    return getattr(request, "actor", NOBODY)
