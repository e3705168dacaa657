"""Pages of lists that are brought."""

from django.urls import reverse

from tests.journeys.samples.sample import Sample


def _of_plan(name: str, *states: str) -> Sample:
    return lambda world: [reverse(name, kwargs={"plan_id": world.plans[state].pk}) for state in states]


def _of_structure(name: str, *states: str) -> Sample:
    return lambda world: [reverse(name, kwargs={"plan_id": world.structures[state].pk}) for state in states]


SAMPLES: dict[str, Sample] = {
    "imports:start": lambda world: ["/imports/new/", f"/imports/new/?organisation={world.cast.berezovka.inpo}"],
    "imports:page": _of_plan("imports:page", "planned", "committed", "undone", "failed"),
    "imports:columns": _of_plan("imports:columns", "planned"),
    "imports:undo": _of_plan("imports:undo", "committed"),
    "structure:page": _of_structure("structure:page", "planned", "committed", "undone"),
    "structure:undo": _of_structure("structure:undo", "committed"),
}
