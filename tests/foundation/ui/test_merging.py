"""Three-way comparison: nothing that anybody changed is lost, nobody is asked without need."""

from hypothesis import given
from hypothesis import strategies as st

from edinstvo.foundation.ui.merging import Changed, three_ways

RECORD = st.fixed_dictionaries({name: st.sampled_from(["", "a", "b"]) for name in ("phone", "email", "position")})


@given(opened=RECORD, yours=RECORD, theirs=RECORD)
def test_each_side_keeps_what_it_alone_changed(
    opened: dict[str, str], yours: dict[str, str], theirs: dict[str, str]
) -> None:
    changed = three_ways(opened=opened, yours=yours, theirs=theirs)
    for name in opened:
        you_did, they_did = yours[name] != opened[name], theirs[name] != opened[name]
        assert (name in changed.yours) == (you_did and not they_did)
        assert (name in changed.theirs) == (they_did and not you_did)
        assert (name in changed.contested) == (you_did and they_did and yours[name] != theirs[name])


def test_what_nobody_remembers_is_asked_about() -> None:
    changed = three_ways(opened=None, yours={"phone": "1", "email": "a"}, theirs={"phone": "2", "email": "a"})
    assert changed == Changed(yours=[], theirs=[], contested=["phone"])
