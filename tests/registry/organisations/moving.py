"""Acts of the tree in one line each, for tests, and the recount that placed rows are compared with."""

from collections.abc import Iterator
from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.queue.actions.run_work import run_work
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.imports.models import ImportPlan
from edinstvo.registry.members.models import Membership, MembershipVersion
from edinstvo.registry.members.rules.people import INCOMPLETE_RECORDS, LACKING_MEASURES
from edinstvo.registry.organisations.actions.move_organisation import move_organisation
from edinstvo.registry.organisations.actions.request_move import request_move
from edinstvo.registry.organisations.actions.undo_move import undo_move
from edinstvo.registry.organisations.models import Organisation, OrganisationParent, known
from edinstvo.registry.organisations.queries.signs import standing_sign
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS, Place
from tests.cast import NOW, OPERATOR

MOVED = date(2022, 1, 1)


def fresh(organisation: Organisation) -> Organisation:
    """The organisation as it stands now."""
    return Organisation.objects.get(pk=organisation.pk)


def moved(
    organisation: Organisation,
    parent: Organisation,
    *,
    on: date = MOVED,
    at: datetime = NOW,
    actor: Actor = OPERATOR,
    version: int | None = None,
) -> Organisation:
    """Move it, as somebody does who has just opened its page."""
    return move_organisation(
        actor=actor,
        organisation=organisation,
        parent=parent,
        on=on,
        at=at,
        decision="Постановление № 3-1",
        expected_version=fresh(organisation).version if version is None else version,
    )


def moved_back(
    organisation: Organisation, *, on: date = MOVED, at: datetime = NOW, actor: Actor = OPERATOR
) -> Organisation:
    """Take the move of that day back."""
    version = fresh(organisation).version
    return undo_move(
        actor=actor, organisation=organisation, on=on, at=at, reason="Внесено по ошибке", expected_version=version
    )


def asked_to_move(organisation: Organisation, parent: Organisation, *, actor: Actor, is_refused: bool = False) -> Work:
    """A large move that waits for its worker, or that was refused because the register had changed."""
    work = request_move(
        actor=actor,
        organisation=organisation,
        parent=parent,
        on=MOVED,
        at=NOW,
        decision="Постановление № 3-1",
        expected_version=fresh(organisation).version,
        sign="" if is_refused else standing_sign(ids=[organisation.pk, parent.pk]),
    )
    return run_work(work_id=work.pk, clock=lambda: NOW) if is_refused else work


def disagreements() -> list[str]:
    """Whatever does not lie where the known parents, read one by one, say that it lies; nothing, if all is well."""
    rows = {row.pk: row for row in Organisation.objects.all()}
    parents = _parents()
    places = {id_: _place(id_, rows, parents) for id_ in rows}
    wrong = [f"{row} lies at {row.path}" for id_, row in rows.items() if row.path != _path(id_, parents)]
    wrong += [f"{row} is placed at {row.place}" for id_, row in rows.items() if row.place != places[id_]]
    wrong += [f"{row} is under {row.parent}" for id_, row in rows.items() if row.parent_id != parents[id_]]
    for model in (Membership, MembershipVersion, ImportPlan):
        for placed in model._default_manager.all():
            at = Place(placed.region_id, placed.territory_id, placed.primary_id)
            if at != places[placed.organisation_id]:
                wrong.append(f"{model.__name__} {placed} is placed at {at}")
    for measure, stays in _counted_stays().items():
        chains = [set(_up(stay.organisation_id, parents)) for stay in stays]
        counted = figures(measure=measure, organisation_ids=rows)
        recounted = {id_: sum(id_ in chain for chain in chains) for id_ in rows}
        wrong += [f"{rows[id_]} counts {n} {measure}" for id_, n in counted.items() if n != recounted[id_]]
    return wrong


def _counted_stays() -> dict[str, list[Membership]]:
    """The open stays that each measure counts."""
    stays = list(Membership.objects.filter(Membership.OPEN).select_related("person"))
    lacking = {
        measure: [stay for stay in stays if not getattr(stay.person if name == "sex" else stay, name)]
        for name, measure in LACKING_MEASURES.items()
    }
    return {OPEN_MEMBERSHIPS: stays, INCOMPLETE_RECORDS: [stay for stay in stays if stay.is_incomplete], **lacking}


def _parents() -> dict[int, int | None]:
    facts = OrganisationParent.objects.filter(known()).order_by("valid_from")
    return {fact.organisation_id: fact.parent_id for fact in facts}


def _up(id_: int | None, parents: dict[int, int | None]) -> Iterator[int]:
    while id_ is not None:
        yield id_
        id_ = parents[id_]


def _path(id_: int, parents: dict[int, int | None]) -> str:
    return "/" + "".join(f"{above}/" for above in reversed(list(_up(id_, parents))))


def _place(id_: int, rows: dict[int, Organisation], parents: dict[int, int | None]) -> Place:
    place = Place()
    for above in reversed(list(_up(id_, parents))):
        place = place.with_head(level=rows[above].level or "", id=above)
    return place
