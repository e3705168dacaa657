"""Pages of offices, staff and letters."""

from django.urls import reverse

from edinstvo.registry.offices.models import Appointment
from tests.journeys.every_world import World
from tests.journeys.samples.sample import Sample, of_part, of_primary
from tests.registry.offices.people import appointed


def _of_college(name: str, *asked: str) -> Sample:
    return lambda world: [f"{reverse(name, kwargs={'inpo': world.cast.college.inpo})}{one}" for one in asked]


def _of_appointment(name: str) -> Sample:
    return lambda world: [reverse(name, kwargs={"appointment_id": _appointed(world).pk})]


def _appointed(world: World) -> Appointment:
    """Somebody of the staff of the committee, appointed here the first time it is asked."""
    held = Appointment.objects.filter(organisation=world.cast.buy).first()
    return held or appointed(world.cast.buy, name="Осипова-Преображенская Александра Константиновна")


def _of_mandate(name: str) -> Sample:
    return lambda world: [reverse(name, kwargs={"mandate_id": world.mandate.pk})]


SAMPLES: dict[str, Sample] = {
    "offices:composition": _of_college("offices:composition", "", "?on=01.10.2025"),
    "offices:fill": lambda world: [
        f"{reverse('offices:fill', kwargs={'inpo': world.cast.college.inpo})}{asked}"
        for asked in ("", "?q=Ветрова", "?q=никтоинезвестен", f"?person={world.mandate.person_id}")
    ],
    "offices:powers": lambda _: [reverse("offices:powers")],
    "offices:terms": _of_college("offices:terms", ""),
    "offices:part-composition": of_part("offices:part-composition"),
    "offices:part-fill": of_part("offices:part-fill"),
    "offices:end": _of_mandate("offices:end"),
    "offices:staff": lambda world: [
        reverse("offices:staff", kwargs={"inpo": place.inpo})
        for place in (_appointed(world).organisation, world.cast.college)
    ],
    "offices:appoint": _of_college("offices:appoint", ""),
    "offices:dismiss": _of_appointment("offices:dismiss"),
    "offices:staff-link": _of_appointment("offices:staff-link"),
    "offices:mandate-letter": _of_mandate("offices:mandate-letter"),
    "offices:prolong": _of_mandate("offices:prolong"),
    "offices:correct": _of_mandate("offices:correct"),
    "offices:letters": lambda world: [reverse("offices:letters", kwargs={"inpo": world.cast.kostroma.inpo})],
    "offices:issue-letters": lambda world: [
        f"{reverse('offices:issue-letters', kwargs={'inpo': world.cast.kostroma.inpo})}?scope=unused"
    ],
    "offices:my-looks": lambda _: [f"/account/my-record/looks/?what={what}" for what in ("opened", "taken", "listed")],
    "offices:take-login": of_primary("offices:take-login"),
    "offices:issue": lambda world: [reverse("offices:issue", kwargs={"issue_id": world.letters.pk})],
}
