"""Which way a login goes: a message reaches somebody by their own address or not at all."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from edinstvo.registry.offices.rules import Reachable, is_mobile, routes_of

EMAILS, PHONES = ["", "a@example.org", "A@example.org", "b@example.org", "broken"], ["", "+79105550112", "+74942550112"]
PEOPLE = st.lists(st.tuples(st.sampled_from(EMAILS), st.sampled_from(PHONES)), max_size=6)
CHECKS = {"email": lambda address: "@" in address, "sms": lambda address: address.startswith("+")}


@given(PEOPLE, st.sets(st.sampled_from(["email", "sms"])), st.sets(st.sampled_from(EMAILS[1:] + PHONES[1:])))
def test_a_message_goes_to_an_address_that_is_theirs_alone(
    people: list[tuple[str, str]], open_ways: set[str], failed: set[str]
) -> None:
    told = [Reachable(key, email, phone) for key, (email, phone) in enumerate(people)]
    ways = {way: CHECKS[way] for way in ("email", "sms") if way in open_ways}
    routes = routes_of(told, ways=ways, failed=failed)
    times = Counter(part.lower() for one in people for part in one if part)
    for one in told:
        fitting = [
            (way, address)
            for way, address in (("email", one.email), ("sms", one.phone))
            if way in open_ways
            and address
            and address not in failed
            and times[address.lower()] == 1
            and CHECKS[way](address)
            and (way == "email" or is_mobile(address))
        ]
        assert routes.get(one.key) == (fitting[0] if fitting else None)
    assert len({address.lower() for _, address in routes.values()}) == len(routes)


def test_an_sms_goes_to_no_telephone_with_a_cord() -> None:
    phones = ("+79105550112", "+74942550112", "+375291234567", "", "8 910")
    assert [is_mobile(phone) for phone in phones] == [True, False, True, False, False]
