"""Pages of consents."""

from django.urls import reverse

from edinstvo.registry.consents.models import Consent, ConsentText, Duty
from tests.journeys.samples.sample import Sample, chief
from tests.registry.consents.many import a_list_of_many

SAMPLES: dict[str, Sample] = {
    "consents:missing": lambda world: [
        f"/consents/?organisation={world.cast.berezovka.inpo}",
        "/consents/?kind=photo",
        "/consents/?kind=news&category=retired",
    ],
    "consents:ask": lambda _: ["/consents/many/", "/consents/many/?kind=news"],
    "consents:act": lambda _: [reverse("consents:act", kwargs={"act_id": a_list_of_many(chief()).pk})],
    "consents:settle": lambda _: [reverse("consents:settle", kwargs={"duty_id": one.pk}) for one in Duty.objects.all()],
    "consents:text": lambda _: [reverse("consents:text", kwargs={"text_id": ConsentText.objects.latest("id").pk})],
    "consents:write": lambda _: [reverse("consents:texts")],
    "consents:strike": lambda _: [
        reverse("consents:strike", kwargs={"consent_id": one.pk}) for one in Consent.objects.filter(Consent.KNOWN)
    ],
    "consents:give": lambda world: [
        reverse("consents:give", kwargs={"person_id": world.stays.person_id, "kind": kind})
        for kind in ("photo", "news")
    ],
    "consents:withdraw": lambda world: [
        reverse("consents:withdraw", kwargs={"person_id": world.stays.person_id, "kind": "photo"})
    ],
}
