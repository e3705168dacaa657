"""Pages of the house itself: help, the door, the journal, what is kept."""

from django.urls import reverse

from edinstvo.foundation.retention.kinds import kinds
from tests.journeys.samples.sample import Sample

SAMPLES: dict[str, Sample] = {
    "office:help-page": lambda _: [reverse("office:help-page", kwargs={"topic": "imports"})],
    "access:one-time-link": lambda world: [reverse("access:one-time-link", kwargs={"token": world.token})],
    "access:remove-passkey": lambda _: [reverse("access:remove-passkey", kwargs={"passkey_id": 1})],
    "journal:readings": lambda world: ["/journal/readings/", f"/journal/readings/?who={world.stays.person_id}"],
    "retention:page": lambda _: [reverse("retention:page", args=[kind.code]) for kind in kinds()],
    "retention:period": lambda _: ["/retention/members.contacts/period/"],
}
