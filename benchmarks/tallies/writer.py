"""One writer in a process of its own: admits people into one region for some seconds, and says how many it admitted."""

import argparse
import sys
import time
from itertools import islice

from django.db import transaction

from benchmarks.people import TODAY, people
from benchmarks.union import NOW, OPERATOR
from edinstvo.registry.members.actions import open_membership
from edinstvo.registry.members.actions.admit_member import admit_member
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from edinstvo.registry.organisations.models import Organisation

# As long as a transaction of a chair whose line is slow: what a shared counter would make everybody wait for.
_HELD = 0.02


def main() -> None:
    """Says "ready", waits for a line on standard input, then works until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisation", type=int, required=True)
    parser.add_argument("--number", type=int, required=True, help="numbers the people: nobody is admitted twice")
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--without-figures", action="store_true")
    given = parser.parse_args()
    if given.without_figures:
        # The platform has no such switch; without one function nobody could say what it costs.
        vars(open_membership)["add_deltas"] = _write_nothing
    organisation = Organisation.objects.get(pk=given.organisation)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(f"{_admitted(organisation, given.number, given.seconds)}\n")


def _admitted(organisation: Organisation, number: int, seconds: float) -> int:
    done, until = 0, time.perf_counter() + seconds
    for one in islice(people(count=1_000_000, seed=number, first_number=number * 1_000_000), 1_000_000):
        if time.perf_counter() >= until:
            break
        with transaction.atomic():
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
            time.sleep(_HELD)
        done += 1
    return done


def _write_nothing(**_said: object) -> None:
    """In the place of the deltas, to see what they cost."""


if __name__ == "__main__":
    main()
