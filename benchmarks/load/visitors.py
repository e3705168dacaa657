"""Who works under the load: chairs with the ids of their members, others who bring lists, staff with their boards."""

import argparse
import json
import sys
from random import Random

from django.db import connection

from benchmarks.visitors import sign_in
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.models import PRIMARY_TYPES, Organisation

_MEMBERS = 40
_REGIONS = 20


def main() -> None:
    """Prints one object: chairs, importers and staff, each with a cookie."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chairs", type=int, required=True)
    parser.add_argument("--lists", type=int, required=True)
    given = parser.parse_args()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE access_user")
    primaries = list(Organisation.objects.filter(type__in=PRIMARY_TYPES, closed_on=None).order_by("pk"))
    chosen = Random(11).sample(primaries, min(len(primaries), given.chairs + given.lists))  # noqa: S311 (nothing secret)
    regions = list(Organisation.objects.filter(type="regional", closed_on=None).order_by("pk")[:_REGIONS])
    cookies = sign_in([*chosen, *regions])
    chairs, importers = chosen[given.lists :], chosen[: given.lists]
    json.dump(
        {
            "chairs": [_visitor(place, cookies) for place in chairs],
            "importers": [_visitor(place, cookies) for place in importers],
            "staff": [_visitor(place, cookies) for place in regions],
        },
        sys.stdout,
    )


def _visitor(place: Organisation, cookies: dict[int, str] | object) -> dict[str, object]:
    people = Membership.objects.filter(Membership.OPEN, primary_id=place.pk).order_by("name_key", "pk")
    return {
        "cookie": cookies[place.pk],  # type: ignore[index]  # a mapping of ids
        "inpo": place.inpo,
        "organisation": place.pk,
        "people": list(people.values_list("person_id", flat=True)[:_MEMBERS]),
    }


if __name__ == "__main__":
    main()
