"""Days of papers and of joining that cannot be are refused, in the act and beside the field."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.members.actions.admit_member import admit_member
from edinstvo.registry.members.actions.edit_member import edit_member
from edinstvo.registry.members.actions.readmit_member import readmit_member
from edinstvo.registry.members.actions.refuse_joining import DaysOutOfOrder
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, visitor
from tests.registry.members.people import a_former_member, a_member, person, versions

FIRST, AHEAD = date(2020, 6, 1), TODAY + timedelta(days=1)
WRONG = [
    ({"joined_on": AHEAD}, "joined_on"),
    ({"joined_on": FIRST + timedelta(days=1)}, "joined_on"),
    ({"application_on": AHEAD}, "application_on"),
    ({"decision_on": AHEAD}, "decision_on"),
    ({"application_on": FIRST, "decision_on": FIRST - timedelta(days=1)}, "decision_on"),
]


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.mark.parametrize(("said", "field"), WRONG)
class TestTheActs:
    def test_nobody_is_admitted_by_them(self, said: dict[str, date], field: str, cast: Cast) -> None:
        with pytest.raises(DaysOutOfOrder) as refused:
            admit_member(
                actor=OPERATOR,
                organisation=cast.berezovka,
                person=person(),
                membership=MembershipDetails(**said),  # type: ignore[arg-type]  # days by name
                on=TODAY,
                registered_on=FIRST,
                at=NOW,
            )
        assert refused.value.field == field
        assert not Membership.objects.exists()

    def test_nobody_comes_back_by_them(self, said: dict[str, date], field: str, cast: Cast) -> None:
        former = a_former_member(cast.berezovka, since=date(2010, 1, 1), until=date(2012, 1, 1))
        with pytest.raises(DaysOutOfOrder) as refused:
            readmit_member(
                actor=OPERATOR,
                person_id=former.person_id,
                organisation=cast.berezovka,
                membership=MembershipDetails(**said),  # type: ignore[arg-type]  # days by name
                on=TODAY,
                registered_on=FIRST,
                at=NOW,
            )
        assert refused.value.field == field

    def test_no_record_is_filled_in_with_them(self, said: dict[str, date], field: str, cast: Cast) -> None:
        stay = a_member(cast.berezovka, since=FIRST, details=MembershipDetails())
        with pytest.raises(DaysOutOfOrder) as refused:
            edit_member(
                actor=OPERATOR,
                membership_id=stay.pk,
                expected=versions(stay),
                person=person(),
                details=MembershipDetails(**said),  # type: ignore[arg-type]  # days by name
                category_from=TODAY,
                on=TODAY,
                at=NOW,
            )
        assert refused.value.field == field


def test_papers_that_were_known_before_are_no_edits_concern(cast: Cast) -> None:
    stay = a_member(cast.berezovka, since=FIRST)
    Membership.objects.filter(pk=stay.pk).update(application_on=FIRST, decision_on=FIRST - timedelta(days=9))
    stay.refresh_from_db()
    known = {name: getattr(stay, name) for name in ("application_on", "decision_on", "joined_on", "category")}
    details = MembershipDetails(**known, position="учитель")
    edited = edit_member(
        actor=OPERATOR,
        membership_id=stay.pk,
        expected=versions(stay),
        person=person(),
        details=details,
        category_from=TODAY,
        on=TODAY,
        at=NOW,
    )
    assert edited.position == "учитель"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"joined_on": "01.01.2099"}, "ещё не наступил"),
        ({"registered_on": "01.06.2020", "joined_on": "02.06.2020"}, "в первый день на учёте или раньше"),
        ({"application_on": "02.06.2020", "decision_on": "01.06.2020"}, "в день заявления или позже"),
    ],
)
def test_the_form_says_it_and_keeps_what_was_typed(said: dict[str, str], sentence: str, cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    answer = browser.post("/members/new/", {"last_name": "Новая", "first_name": "Вера", **said})
    page = answer.content.decode().replace("\xa0", " ")
    assert answer.status_code == 422
    assert sentence in page
    assert all(f'value="{typed}"' in page for typed in said.values())


@pytest.mark.parametrize("address", ["/members/new/", "/members/{person}/record/"])
def test_enter_presses_the_act_itself(address: str, cast: Cast) -> None:
    stay = a_member(cast.berezovka)
    page = visitor(Role.CHAIR, cast.berezovka).get(address.format(person=stay.person_id)).content.decode()
    form = page[page.index('<form class="gap"') :]
    first = form[form.index("<button") : form.index(">", form.index("<button"))]
    assert "formaction" not in first
    assert "name=" not in first


def test_whoever_comes_back_is_told_that_the_former_record_goes_on(cast: Cast) -> None:
    former = a_former_member(cast.berezovka, "Новая Вера", date(1980, 5, 1))
    browser = visitor(Role.CHAIR, cast.berezovka)
    typed = {"last_name": "Новая", "first_name": "Вера", "birth_date": "01.05.1980"}
    page = browser.post("/members/new/", typed, follow=True).content.decode()
    assert Membership.objects.filter(person_id=former.person_id).count() == 2
    assert "прежняя запись продолжена" in page
