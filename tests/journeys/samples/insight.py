"""Pages of indicators and of the programme."""

from datetime import date

from django.urls import reverse

from edinstvo.insight.indicators.actions.ask_summary import ask_summary
from tests.cast import NOW, OPERATOR
from tests.insight.indicators.summing_up import summed_up
from tests.insight.programme.programmes import a_lived_in_programme
from tests.journeys.every_world import World
from tests.journeys.samples.sample import Sample


def _of_programme(name: str) -> Sample:
    def found(world: World) -> list[str]:
        lived = a_lived_in_programme(world.cast)
        return [f"{reverse(f'programme:{name}', args=ids)}{asked}" for ids, asked in lived[name]]

    return found


def _summaries(world: World) -> list[str]:
    """One that is counted, and one that waits."""
    counted = summed_up(world.cast.kostroma)
    days = {"as_of": date(2024, 3, 16), "base": date(2024, 1, 1), "year": 2023}
    waiting = ask_summary(actor=OPERATOR, organisation=world.cast.kostroma, at=NOW, **days)
    return [f"/indicators/summaries/{one.pk}/" for one in (counted, waiting)]


SAMPLES: dict[str, Sample] = {
    "indicators:board": lambda world: [
        "/indicators/",
        *(f"/indicators/?organisation={place.inpo}" for place in (world.cast.berezovka, world.cast.oryol)),
        f"/indicators/?organisation={world.cast.kostroma.inpo}&by=plastic",
        f"/indicators/?organisation={world.cast.kostroma.inpo}&on=16.03.2024&tree=today&since=01.01.2022",
        f"/indicators/?organisation={world.cast.galich.inpo}&on=16.03.2015",
    ],
    "indicators:map": lambda _: [
        "/indicators/map/",
        "/indicators/map/?by=plastic&on=16.03.2024&step=none",
        "/indicators/map/?view=land",
    ],
    "indicators:definitions": lambda _: ["/indicators/definitions/"],
    "indicators:export": lambda world: [f"/indicators/export/?organisation={world.cast.kostroma.inpo}&on=16.03.2024"],
    "indicators:trend": lambda world: [
        f"/indicators/trend/?organisation={world.cast.kostroma.inpo}&by=members&since=01.01.2020",
        f"/indicators/trend/?organisation={world.cast.berezovka.inpo}&by=plastic&tree=today",
    ],
    "indicators:summaries": lambda world: [
        f"/indicators/summaries/?organisation={place.inpo}" for place in (world.cast.kostroma, world.cast.oryol)
    ],
    "indicators:summary": _summaries,
    "indicators:online": lambda world: [
        "/indicators/online/",
        f"/indicators/online/?organisation={world.cast.kostroma.inpo}&on=16.03.2024&tree=today",
    ],
    "indicators:movement": lambda world: [
        f"/indicators/movement/?organisation={world.cast.kostroma.inpo}&since=01.01.2020",
        f"/indicators/movement/?organisation={world.cast.galich.inpo}&since=01.01.2020&on=16.03.2024",
    ],
    "indicators:structure": lambda _: ["/indicators/structure/"],
    "indicators:remind": lambda _: ["/indicators/structure/remind/"],
    "indicators:region": lambda world: [f"/indicators/structure/{world.cast.kostroma.inpo}/"],
    "indicators:primaries": lambda world: [
        f"/indicators/structure/{world.cast.kostroma.inpo}/primaries/{asked}" for asked in ("", "?lacks=access")
    ],
    **{
        f"programme:{name}": _of_programme(name)
        for name in (
            *("page", "change", "withdraw", "add-stage", "stage", "change-stage", "withdraw-stage", "remind"),
            *("participant", "report", "add-step", "change-step", "withdraw-step", "accept", "return", "take-back"),
        )
    },
}
