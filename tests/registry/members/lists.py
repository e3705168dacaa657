"""What was asked for whole lists, in one line each."""

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.ask_categories import ask_categories, those_concerned
from edinstvo.registry.members.actions.ask_export import ask_export
from edinstvo.registry.members.actions.make_export import make_export
from edinstvo.registry.members.actions.set_categories import set_categories
from edinstvo.registry.members.models import BulkAct, Export
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.queries.report import say_nothing
from tests.cast import NOW, TODAY


def an_export(actor: Actor, *, is_made: bool = True) -> Export:
    """Everybody whom the actor may take away, as a file."""
    export = ask_export(
        actor=actor, filters=Filters(), words="на учёте", columns=["last_name"], kind="csv", purpose="Сверка", at=NOW
    )
    return make_export(actor=actor, export_id=export.pk, on=TODAY, at=NOW, report=say_nothing) if is_made else export


def a_bulk_act(actor: Actor) -> BulkAct:
    """A category for everybody whom the actor keeps, since the first day anybody knew of: most are refused."""
    act = ask_categories(
        actor=actor,
        filters=Filters(),
        words="на учёте",
        category="support",
        since=TODAY.replace(year=1991),
        expected=those_concerned(filters=Filters(), on=TODAY, seen_by=actor).count(),
        on=TODAY,
        at=NOW,
    )
    return set_categories(actor=actor, act_id=act.pk, on=TODAY, at=NOW, report=say_nothing)
