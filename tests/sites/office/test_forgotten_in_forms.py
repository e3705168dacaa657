"""Every predicate is forgotten, and somebody from elsewhere sends each form: nobody foreign is named or changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client, override_settings

from edinstvo.foundation.access import door
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.access.sight import sight_of
from edinstvo.insight.indicators.actions.keep_courses import keep_courses
from edinstvo.registry.members.models import Membership, Person, SecondWorkplace, Transfer
from edinstvo.registry.offices.models import Mandate
from edinstvo.registry.organisations.models import Organisation
from tests.cast import TODAY, Cast, a_union, a_user
from tests.cast import Role as Roles
from tests.insight.programme.programmes import FOREIGN_TEXTS, a_foreign_step, approved
from tests.registry.members.lists import an_export
from tests.registry.members.people import a_member
from tests.sites.office.forgetting import forgotten
from tests.sites.office.hostile_doors.doors import DOORS

# All that is kept of the people themselves, and of the steps of the other region, as one text: an act of somebody from
# elsewhere leaves it as it is.
_ROWS = """
SELECT coalesce(md5(string_agg(row::text, ',' ORDER BY row::text)), '') FROM (
  SELECT p::text FROM members_person p WHERE p.id = ANY(%(ids)s)
  UNION ALL SELECT m::text FROM members_membership m WHERE m.person_id = ANY(%(ids)s)
  UNION ALL SELECT c::text FROM consents_consent c WHERE c.person_id = ANY(%(ids)s)
  UNION ALL SELECT o::text FROM offices_mandate o WHERE o.person_id = ANY(%(ids)s)
  UNION ALL SELECT r::text FROM programme_stepreport r UNION ALL SELECT s::text FROM programme_ownstep s) AS row
"""


@pytest.fixture
def cast(db: None) -> Cast:
    cast = a_union()
    a_member(cast.mtsensk_school, "Нашенская Вера")
    approved(cast.union, name="Чужая программа")
    a_foreign_step(cast.kostroma)
    a_user("stranger", name="Наш Председатель", grants=[(Roles.STAFF, cast.mtsensk)])
    return cast


@pytest.mark.parametrize("name", sorted(DOORS))
def test_a_form_sent_from_elsewhere_names_and_changes_nobody(cast: Cast, name: str) -> None:
    stands = DOORS[name](deepcopy(cast))
    foreign, browser = _foreign(cast), _stranger()
    before = _kept(foreign)
    with override_settings(STORE_SNILS=True, STORE_INN=True, IS_DEMONSTRATION=True, ROOT_URLCONF=stands.addresses):
        answers = [_asked(browser, stands.url, stands.sent, is_asked=is_asked) for is_asked in (True, False)]
    typed = " ".join(stands.sent.values()) + stands.url
    assert [_named(answer, foreign, typed) for answer in answers] == [[], []]
    assert _kept(foreign) == before


# The others ask for the power besides, which nobody has forgotten here.
@pytest.mark.parametrize("name", ["consents.SettleForm", "members.EndWorkplaceForm", "members.FilterForm"])
def test_it_would_be_seen_without_the_policies(cast: Cast, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def _everything(_actor: Actor, **_: object) -> Iterator[None]:
        yield

    monkeypatch.setattr(door, "sight_of", _everything)
    stands = DOORS[name](deepcopy(cast))
    foreign, typed = _foreign(cast), " ".join(stands.sent.values()) + stands.url
    answers = [_asked(_stranger(), stands.url, stands.sent, is_asked=is_asked) for is_asked in (True, False)]
    assert any(_named(answer, foreign, typed) for answer in answers)


def test_it_would_be_seen_of_somebody_from_here(cast: Cast) -> None:
    """The same look, through the eyes of whoever keeps these people."""
    stands = DOORS["members.EditForm"](deepcopy(cast))
    foreign = _foreign(cast)
    assert _named(_asked(stands.browser, stands.url, {}, is_asked=True), foreign, "") != []
    before = _kept(foreign)
    with override_settings(STORE_SNILS=True, STORE_INN=True):
        assert stands.browser.post(stands.url, stands.sent).status_code == 302
    assert _kept(foreign) != before


def test_a_file_holds_nobody_foreign(cast: Cast) -> None:
    by = _actor()
    with forgotten(lambda _caller: True), sight_of(by):
        made = an_export(by)
    assert made.file is not None
    with default_storage.open(made.file.key) as stored:
        text = stored.read().decode("utf-8-sig")
    assert "Нашенская" in text
    assert [name for name in _foreign(cast).values() if name in text] == []


def test_no_figure_leads_to_anybody_foreign(cast: Cast) -> None:
    """Every number of the boards of other branches, opened: the lists behind them are empty or of one's own."""
    keep_courses()
    foreign, browser = _foreign(cast), _stranger()
    asked = [f"/indicators/?organisation={place.inpo}" for place in Organisation.objects.exclude(inpo=None)]
    asked += [
        f"/members/?lacks={lacks}" for lacks in ("plastic_card", "virtual_card", "electronic_record", "birth_date")
    ]
    with forgotten(lambda _caller: True):
        for address in asked:
            answer = browser.get(address)
            assert answer.status_code in (200, 403, 404), address
            assert _named(answer, foreign, "") == [], address


def _stranger() -> Client:
    browser = Client()
    browser.force_login(User.objects.get(login="stranger"))
    return browser


def _actor() -> Actor:
    return actor_of(User.objects.get(login="stranger"), on=TODAY, address="192.0.2.7")


def _foreign(cast: Cast) -> dict[int, str]:
    """{id: surname} of whoever has no foot in that district, and bears another surname than those who have."""
    here = {cast.mtsensk.pk, cast.mtsensk_school.pk}
    ours = {*Membership.objects.filter(territory=cast.mtsensk).values_list("person_id", flat=True)}
    for source, target, person in Transfer.objects.values_list("source_id", "target_id", "person_id"):
        ours |= {person} if {source, target} & here else set()
    for model in (SecondWorkplace, Mandate):
        ours |= {*model.objects.filter(organisation__in=here).values_list("person_id", flat=True)}  # type: ignore[attr-defined]  # of both
    known = {*Person.objects.filter(pk__in=ours).values_list("last_name", flat=True)}
    return dict(Person.objects.exclude(pk__in=ours).exclude(last_name__in=known).values_list("pk", "last_name"))


def _asked(browser: Client, url: str, sent: dict[str, str], *, is_asked: bool) -> HttpResponseBase:
    with forgotten(lambda _caller: True):
        answer: Any = browser.get(url, sent, follow=True) if is_asked else browser.post(url, sent, follow=True)
    assert answer.status_code != 500, url
    return answer  # type: ignore[no-any-return]  # of the test client


def _named(answer: HttpResponseBase, foreign: dict[int, str], typed: str) -> list[str]:
    """Surnames, and texts of the programme, on the page that nobody typed."""
    text = answer.content.decode(errors="replace") if hasattr(answer, "content") else ""
    return sorted(name for name in {*foreign.values(), *FOREIGN_TEXTS} if name in text and name not in typed)


def _kept(foreign: dict[int, str]) -> str:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {"ids": [*foreign]})
        return str((cursor.fetchone() or [""])[0])
