"""Somebody who admits people into one organisation, a pause after each, and says how long every admission took."""

import argparse
import json
import select
import sys
import time
from itertools import islice

from benchmarks.people import TODAY, Someone, people
from benchmarks.union import NOW, OPERATOR
from edinstvo.registry.members.actions.admit_member import admit_member
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from edinstvo.registry.organisations.models import Organisation

_MOST = 100_000


def main() -> None:
    """Says "ready" and waits for a line, works until another line comes; then [[begun, ended], …] in one line.

    Moments are those of the machine's own clock (`time.monotonic`), the same in every process of it.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisation", type=int, required=True)
    parser.add_argument("--number", type=int, required=True, help="numbers the people: nobody is admitted twice")
    parser.add_argument("--pause", type=float, required=True, help="seconds after each admission")
    given = parser.parse_args()
    organisation = Organisation.objects.get(pk=given.organisation)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    json.dump(_admitted(organisation, given.number, given.pause), sys.stdout)


def _admitted(organisation: Organisation, number: int, pause: float) -> list[tuple[float, float]]:
    found = []
    for one in islice(people(count=_MOST, seed=number, first_number=number * _MOST), _MOST):
        begun = time.monotonic()
        _admit(organisation, one)
        found.append((begun, time.monotonic()))
        if select.select([sys.stdin], [], [], pause)[0]:
            break
    return found


def _admit(organisation: Organisation, one: Someone) -> None:
    admit_member(
        actor=OPERATOR,
        organisation=organisation,
        person=PersonDetails(last_name=one.last, first_name=one.first, birth_date=one.born, sex=one.sex),
        membership=MembershipDetails(joined_on=one.joined, category=one.category),
        on=TODAY,
        registered_on=TODAY,
        at=NOW,
        is_another_person=True,
    )


if __name__ == "__main__":
    main()
