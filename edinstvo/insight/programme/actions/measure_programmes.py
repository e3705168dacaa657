"""Count, once a night, what the criteria of living programmes come to, and note the day each was first met."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.insight.indicators.queries.from_places import Places
from edinstvo.insight.indicators.queries.from_rows import Asked as AskedOfRows
from edinstvo.insight.indicators.queries.from_rows import counts_from_rows
from edinstvo.insight.programme.models import Criterion, Measured, Programme, Stage
from edinstvo.insight.programme.queries.standing import stages_of, taking_part
from edinstvo.insight.programme.queries.states import figure_of, kept_figures
from edinstvo.insight.programme.rules import Figure, counts_of, is_met
from edinstvo.registry.organisations.models import Organisation


def measure_programmes(*, actor: Actor, on: date) -> int:
    """Every criterion of programmes that are not over, of everybody who takes part; returns how many figures.

    Kept figures are noted for the day they are first met; the others are counted from rows, since the eve of the stage.
    Safe to repeat.
    """
    rows = Programme.objects.filter(withdrawn_at=None, ends_on__gte=on).select_related("organisation")
    return sum(_measure(actor, one, on) for one in rows.order_by("pk"))


def _measure(actor: Actor, programme: Programme, on: date) -> int:
    """One stage at a time: what was counted stays, whatever becomes of the next one."""
    taking = list(taking_part(programme.organisation))
    # Read once for all who take part.
    tree = Places()
    return sum(_measure_stage(actor, stage, taking, on, tree) for stage in stages_of(programme))


def _measure_stage(actor: Actor, stage: Stage, taking: list[Organisation], on: date, tree: Places) -> int:
    try:
        with transaction.atomic():
            found = list(_figures(actor, stage, taking, on, tree))
            for criterion, place, figure in found:
                _note(criterion, place, figure, on)
    except IntegrityError:
        # Somebody has changed a criterion meanwhile: the stage is counted the next time.
        return 0
    return len(found)


def _figures(
    actor: Actor, stage: Stage, taking: list[Organisation], on: date, tree: Places
) -> Iterator[tuple[Criterion, Organisation, Figure]]:
    criteria = list(stage.criteria.all())
    kept = kept_figures({one.indicator for one in criteria}, taking, on=on)
    for place in taking:
        others = [one for one in criteria if (one.indicator, place.pk) not in kept]
        only = set().union(*(counts_of(one.indicator) for one in others))
        asked = _asked(stage, place, on)
        counts = counts_from_rows(asked, seen_by=actor, only=only, places=tree) if others else {}
        for criterion in criteria:
            if criterion in others:
                yield criterion, place, figure_of(criterion.indicator, counts)
            else:
                yield criterion, place, kept[criterion.indicator, place.pk]


def _asked(stage: Stage, place: Organisation, on: date) -> AskedOfRows:
    eve = stage.begins_on - timedelta(days=1)
    return AskedOfRows(organisation=place, as_of=on, base=min(eve, on), year=stage.due_on.year)


def _note(criterion: Criterion, place: Organisation, figure: Figure, on: date) -> None:
    said = {"numerator": figure.numerator, "denominator": figure.denominator, "counted_on": on}
    first = {"first_met_on": on} if is_met(criterion.asked, figure) else {}
    known, is_new = Measured.objects.get_or_create(criterion=criterion, organisation=place, defaults={**said, **first})
    if not is_new:
        first = {} if known.first_met_on else first
        Measured.objects.filter(pk=known.pk).update(**said, **first)
