"""Records that were kept on paper are kept here from today on."""

from datetime import date

import pytest
from django.test import Client

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.tallies.queries import figure
from edinstvo.registry.members.actions.ask_of_many import CountChanged
from edinstvo.registry.members.actions.keep_electronically import keep_electronically
from edinstvo.registry.members.actions.load_members import LoadedPerson, LoadedStay, load_members
from edinstvo.registry.members.models import Membership, MembershipVersion
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.rules.marks import PAPER_RECORDS
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, chair, staff, visitor
from tests.registry.members.people import a_member

PAPER = Filters(lacks="electronic_record")


@pytest.fixture
def cast(db: None) -> Cast:
    """Two on paper in Berezovka, one in Oryol; one electronic in Berezovka."""
    cast = a_union()
    people = [
        _someone("Анна", cast.berezovka),
        _someone("Вера", cast.berezovka),
        _someone("Галина", cast.mtsensk_school),
    ]
    list(load_members(actor=OPERATOR, people=people, at=NOW))
    a_member(cast.berezovka, "Давняя Нина", since=date(2019, 1, 1))
    return cast


def _someone(name: str, place: Organisation) -> LoadedPerson:
    stay = LoadedStay(organisation_id=place.pk, registered_on=date(2020, 1, 1), details=MembershipDetails())
    return LoadedPerson(person=PersonDetails(last_name="Бумажная", first_name=name), stays=[stay])


def _keep(cast: Cast, place: Organisation, *, expected: int, actor: object = OPERATOR) -> int:
    return keep_electronically(
        actor=actor,  # type: ignore[arg-type]  # an actor of any kind
        filters=Filters(organisation=place, lacks="electronic_record"),
        words="ведутся на бумаге",
        expected=expected,
        on=TODAY,
        at=NOW,
    )


def _paper(place: Organisation) -> int:
    return figure(measure=PAPER_RECORDS, organisation_id=place.pk)


class TestKeeping:
    def test_takes_all_of_the_list_over_with_their_versions_figures_and_one_entry(self, cast: Cast) -> None:
        assert (_paper(cast.union), _paper(cast.kostroma)) == (3, 2)
        assert _keep(cast, cast.kostroma, expected=2) == 2
        assert (_paper(cast.union), _paper(cast.kostroma), _paper(cast.berezovka)) == (1, 0, 0)
        taken = Membership.objects.filter(organisation=cast.berezovka, person__last_name="Бумажная")
        assert {(stay.electronic_on, stay.version) for stay in taken} == {(TODAY, 2)}
        versions = MembershipVersion.objects.filter(membership_id__in=taken.values("pk"))
        assert [version.electronic_on for version in versions] == [None, None]
        entry = Entry.objects.get(verb="records_made_electronic")
        assert (entry.region_id, entry.after["people"]) == (cast.kostroma.pk, 2)

    def test_another_number_than_was_agreed_to_changes_nothing(self, cast: Cast) -> None:
        with pytest.raises(CountChanged) as refused:
            _keep(cast, cast.kostroma, expected=3)
        assert refused.value.count == 2
        assert _paper(cast.union) == 3

    def test_only_whoever_keeps_the_members_does_it_and_only_theirs(self, cast: Cast) -> None:
        with pytest.raises(PowerMissing):
            _keep(cast, cast.kostroma, expected=2, actor=staff(cast.oryol))
        assert _keep(cast, cast.berezovka, expected=2, actor=chair(cast.berezovka)) == 2
        assert _paper(cast.union) == 1


class TestThePage:
    def test_says_how_many_and_does_it_once(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        address = f"/members/electronic/?organisation={cast.kostroma.inpo}&lacks=electronic_record"
        assert address.replace("&", "&amp;") in _page(browser, f"/members/?{address.partition('?')[2]}")
        assert "2 записи ведутся на бумаге" in _page(browser, address)
        done = browser.post(address, {"count": "2"}, follow=True).content.decode().replace("\xa0", " ")
        assert "2 записи" in done
        assert "Ни одна запись" in _page(browser, address)

    def test_tells_a_list_that_has_changed_meanwhile(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        answer = browser.post("/members/electronic/", {"count": "7"})
        assert answer.status_code == 422
        assert "изменился" in answer.content.decode()
        assert _paper(cast.kostroma) == 2

    def test_is_none_for_whoever_may_not(self, cast: Cast) -> None:
        assert visitor(Role.AUDITOR, cast.kostroma).get("/members/electronic/").status_code == 404

    def test_a_member_shows_how_the_record_is_kept(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        paper = Membership.objects.filter(electronic_on=None, organisation=cast.berezovka)[0]
        assert "Запись ведётся на бумаге" in _page(browser, f"/members/{paper.person_id}/")
        _keep(cast, cast.kostroma, expected=2)
        assert "Электронная запись с" in _page(browser, f"/members/{paper.person_id}/")


def _page(browser: Client, address: str) -> str:
    return browser.get(address).content.decode().replace("\xa0", " ")
