"""Merging on pages: a likely pair, the preview, the act, the old address, and taking it apart."""

import re
from datetime import date

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.members.models import Membership, Person, PersonMerge
from tests.cast import Cast, a_union, visitor
from tests.registry.members.people import BORN, a_member
from tests.registry.members.transfers import asked
from tests.registry.members.web.doors import QUERIES


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def _text(browser: Client, address: str, *, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode().replace("&nbsp;", " ").replace("\xa0", " "))


def _pair(cast: Cast) -> tuple[Membership, Membership]:
    kept = a_member(cast.berezovka, phone="+79105550112")
    return kept, a_member(cast.berezovka, "Абрамова Людмилла Викторовна", BORN, email="a@example.org")


def test_a_chair_finds_a_pair_looks_merges_and_takes_it_apart(cast: Cast) -> None:
    kept, other = _pair(cast)
    browser = visitor(Role.CHAIR, cast.berezovka)
    page, old = f"/members/{kept.person_id}/", f"/members/{other.person_id}/"
    merge = f"{page}merge/"
    assert 'href="/members/duplicates/"' in _text(browser, "/members/lists/")
    found = _text(browser, "/members/duplicates/")
    assert f'href="{merge}?other={other.person_id}"' in found
    assert "имя отличается одной буквой" in found
    found = _text(browser, f"{merge}?q=Абрамова")
    assert f"?other={other.person_id}" in found
    assert "<h2>Найденные записи</h2>" in found
    assert merge in _text(browser, page)

    preview = _text(browser, f"{merge}?other={other.person_id}")
    for said in ("Людмилла", "a@example.org", "+7 910 555-01-12", "Два учёта становятся одним"):
        assert said in preview
    assert re.findall(r'name="keep-(\w+)" value="yours"[^>]*checked', preview) == ["first_name"]
    [seen] = re.findall(r'name="seen" value="([^"]*)"', preview)
    sent = {"other": other.person_id, "seen": seen}
    stale = browser.post(merge, {**sent, "seen": "1.1"})
    assert stale.status_code == 422
    for said in ("Посмотрите ещё раз", "Объединить записи</button>", f'name="seen" value="{seen}"'):
        assert said in stale.content.decode().replace("\xa0", " ")
    answer = browser.post(merge, {**sent, "keep-first_name": "theirs"})
    assert answer.headers["Location"] == page
    one = Person.objects.get()
    assert (one.first_name, one.phone, one.email) == ("Людмилла", "+79105550112", "a@example.org")
    assert browser.get(old).headers["Location"] == page
    assert visitor(Role.CHAIR, cast.mtsensk_school).get(old).status_code == 404
    after = _text(browser, page)
    assert "Объединено с другой записью" in after
    assert after.count("Абрамова Людмилла Викторовна") > 1

    split = f"{page}merges/{PersonMerge.objects.get().pk}/split/"
    assert split in after
    assert browser.post(split, {"reason": ""}).status_code == 422
    assert browser.post(split, {"reason": "Однофамилицы"}).headers["Location"] == old
    assert "Выделено из другой записи" in _text(browser, old)
    assert browser.get(split).status_code == 404


def test_of_two_records_of_one_name_it_says_which_stays(cast: Cast) -> None:
    kept = a_member(cast.berezovka, born=BORN)
    other = a_member(cast.berezovka, born=None, is_another_person=True)
    browser = visitor(Role.CHAIR, cast.berezovka)
    preview = _text(browser, f"/members/{kept.person_id}/merge/?other={other.person_id}")
    name, place = kept.person.full_name, cast.berezovka.short_name
    assert f"Останется запись: {name} ({place}, дата рождения 12.03.1968)" in preview
    assert f"возьмётся из записи: {name} ({place}, без даты рождения)" in preview
    assert "Эта запись останется" in preview
    Person.objects.update(birth_date=None)
    preview = _text(browser, f"/members/{kept.person_id}/merge/?other={other.person_id}")
    for one in (kept, other):
        assert f"без даты рождения, запись № {one.person_id})" in preview


def test_compared_records_are_read_and_nothing_is_entered(cast: Cast) -> None:
    kept, other = _pair(cast)
    browser = visitor(Role.CHAIR, cast.berezovka)
    enters = f"/members/{kept.person_id}/consents/"
    assert enters in _text(browser, f"/members/{kept.person_id}/")
    preview = _text(browser, f"/members/{kept.person_id}/merge/?other={other.person_id}")
    assert ("Согласия" in preview, enters in preview) == (True, False)


def test_says_why_not_and_shows_it_to_nobody_else(cast: Cast) -> None:
    kept, elsewhere = a_member(cast.berezovka), a_member(cast.lyceum, "Абрамова Людмила")
    address = f"/members/{kept.person_id}/merge/?other={elsewhere.person_id}"
    preview = _text(visitor(Role.STAFF, cast.galich), address)
    assert "Сначала переведите" in preview
    for what_it_would_be in ("Объединить записи</button>", 'name="seen"', "Наоборот", "Учёт в единой записи"):
        assert what_it_would_be not in preview
    assert f'<a class="btn" href="/members/{kept.person_id}/">Назад к карточке</a>' in preview
    assert f'href="/members/{elsewhere.person_id}/"' in preview
    chair = visitor(Role.CHAIR, cast.berezovka)
    assert "Лице" not in _text(chair, address)
    gone = a_member(cast.berezovka, "Абрамова Людмила Ильинична", date(1971, 2, 3), phone="+79990001122")
    asked(gone, cast.mtsensk_school)
    moved_on = _text(chair, f"/members/{kept.person_id}/merge/?other={gone.person_id}")
    assert "Обратитесь в вышестоящую" in moved_on
    for hidden in ("000-11-22", "03.02.1971"):
        assert hidden not in moved_on
    for stranger in (visitor(Role.AUDITOR, cast.galich), visitor(Role.CHAIR, cast.lyceum)):
        assert stranger.get(address).status_code == 404
    auditor = visitor(Role.AUDITOR, cast.union)
    assert auditor.get("/members/duplicates/").status_code == 404
    assert "/members/duplicates/" not in _text(auditor, "/members/lists/")


def test_costs_no_more_with_more_pairs_and_asks_the_centre_for_a_region(
    cast: Cast, django_assert_max_num_queries: QUERIES
) -> None:
    for name in ("Ветрова Нина", "Зимина Татьяна", "Носова Ольга"):
        for place in (cast.berezovka, cast.lyceum):
            a_member(place, name, is_another_person=True)
    browser = visitor(Role.STAFF, cast.kostroma)
    with django_assert_max_num_queries(12):
        assert _text(browser, "/members/duplicates/").count('class="name"') == 3
    centre = _text(visitor(Role.STAFF, cast.union), "/members/duplicates/")
    assert f"?organisation={cast.kostroma.inpo}" in centre
    assert 'class="name"' not in centre
