"""One's own record: who may see it, who looked at it, printed and exported it; for oneself alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.actions.end_grant import end_grant
from edinstvo.foundation.access.models import Grant, User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.actions.note_reading import note_reading
from edinstvo.foundation.journal.models import Reading
from edinstvo.registry.members.actions.print_paper import print_paper
from edinstvo.registry.offices.models import Mandate
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, a_user, actor, staff, visitor
from tests.registry.members.lists import an_export
from tests.registry.members.merges import merged, split
from tests.registry.members.people import a_former_member, a_member
from tests.registry.offices.people import appointed, elected, with_login

PAGE, LOOKS = "/account/my-record/", "/account/my-record/looks/"
MOST = 12


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.fixture
def chair(cast: Cast) -> Mandate:
    return elected(cast.college)


def mine(mandate: Mandate, login: str = "vetrova") -> Client:
    client = Client()
    client.force_login(with_login(mandate, login))
    return client


def text_of(client: Client, address: str) -> str:
    return client.get(address).text.replace("\N{NO-BREAK SPACE}", " ")


def looks(by: str, place: Organisation | None, *, person_id: int | None = None, words: str = "", **said: Any) -> None:
    """Somebody who is signed in opens the record, or a list of the place."""
    user = User.objects.get(login=by)
    minutes = said.pop("minutes", 0)
    note_reading(
        actor=actor_named(user),
        how=Reading.How.OPENED if person_id else Reading.How.LISTED,
        purpose=Reading.Purpose.INSPECTING,
        words=words or "Ветрова Нина",
        person_id=person_id,
        at_place=place,
        at=NOW + timedelta(minutes=minutes),
    )


def actor_named(user: User) -> Any:
    from_somewhere = "192.0.2.7"
    return type(OPERATOR)(user_id=user.pk, name=user.name, address=from_somewhere)


def test_it_names_everybody_who_may_see_it_and_nobody_else(
    cast: Cast, chair: Mandate, django_assert_max_num_queries: Any
) -> None:
    a_user("audit", name="Ревизорова Алла Юрьевна", grants=[(Role.AUDITOR, cast.kostroma)])
    a_user("clerk", name="Операторова Вера Ильинична", grants=[(Role.OPERATOR, cast.buy)])
    a_user("stranger", name="Чужаков Пётр Ильич", grants=[(Role.STAFF, cast.oryol), (Role.CHAIR, cast.buy_school)])
    past = a_user("past", name="Бывалова Анна Ильинична", grants=[(Role.STAFF, cast.union)])
    end_grant(actor=OPERATOR, grant=Grant.objects.get(user=past), on=TODAY, at=NOW)
    gone = a_user("gone", name="Закрытов Иван Ильич", grants=[(Role.STAFF, cast.union)])
    User.objects.filter(pk=gone.pk).update(is_active=False)
    me = mine(chair)
    with django_assert_max_num_queries(MOST + 2):
        page = text_of(me, PAGE).partition("Запись целиком")[2]
    own, district, region, union = (page.index(name) for name in _HEADS)
    assert own < page.index("Ветрова Нина Степановна", own) < district < page.index("Операторова") < region
    assert region < page.index("Ревизорова") < union
    assert page.count("видит и может править") == 2
    assert page.count("видит, но не правит") == 1
    assert "У логинов здесь никого нет" not in page
    for name in ("Чужаков", "Бывалова", "Закрытов"):
        assert name not in page
    assert PAGE in text_of(me, "/")


def test_former_organisations_see_the_past_alone(cast: Cast) -> None:
    a_former_member(cast.lyceum, "Ветрова Нина Степановна", until=date(2022, 6, 1))
    stay = a_member(cast.college, "Ветрова Нина Степановна", since=date(2023, 1, 9))
    a_user("lyceum", name="Лицеева Анна Ильинична", grants=[(Role.CHAIR, cast.lyceum)])
    a_user("galich", name="Галичева Анна Ильинична", grants=[(Role.STAFF, cast.galich)])
    page = text_of(mine(elected(cast.college, person_id=stay.person_id)), PAGE)
    later = page.index("Только имя и прежний учёт")
    assert later < page.index("Лицеева")
    assert later < page.index("Галичева")
    assert page.count("Костромская областная") == 1


def test_who_looked_is_told_with_office_and_purpose_and_ones_own_looks_are_not(
    cast: Cast, chair: Mandate, django_assert_max_num_queries: Any
) -> None:
    me = mine(chair)
    with_login(elected(cast.buy, record=cast.buy_school, name="Буйская Анна Ильинична"), "buy")
    me.get(f"/members/{chair.person_id}/")
    looks("buy", cast.college, person_id=chair.person_id)
    looks("buy", cast.buy_school, person_id=elected(cast.buy_school, name="Другая Анна Ильинична").person_id)
    with django_assert_max_num_queries(MOST + 2):
        page = text_of(me, LOOKS)
    assert page.count("Буйская Анна Ильинична") == 1
    assert "Председатель, Буйская городская организация" in page
    assert "проверка" in page
    assert "192.0.2.7" not in page
    assert page.count("<time") == 1


def test_papers_and_exports_are_told(cast: Cast, chair: Mandate, django_assert_max_num_queries: Any) -> None:
    me, region = mine(chair), staff(cast.kostroma)
    assert "Никто не печатал" in text_of(me, f"{LOOKS}?what=taken")
    stay = chair.person.memberships.get()
    print_paper(actor=region, membership=stay, paper="certificate", purpose="Путёвка", at=NOW)
    an_export(region)
    other = a_member(cast.mtsensk_school, "Чужая Вера")
    an_export(staff(cast.oryol))
    assert other.person_id != chair.person_id
    with django_assert_max_num_queries(MOST + 2):
        page = text_of(me, f"{LOOKS}?what=taken")
    for part in ("Справка о членстве", "Путёвка", "Сверка", "Работник аппарата, Костромская областная"):
        assert part in page
    assert page.count("Сверка") == 1


def test_lists_are_told_as_what_they_were_asked_for_where_one_may_have_stood_in_them(
    cast: Cast, chair: Mandate, django_assert_max_num_queries: Any
) -> None:
    me = mine(chair)
    for login, place in (("college", cast.college), ("buy", cast.buy), ("kostroma", cast.kostroma)):
        a_user(login, name=f"{login} reader", grants=[(Role.AUDITOR, place)])
    a_user("oryol", grants=[(Role.STAFF, cast.oryol)])
    looks("college", cast.college, words="список колледжа")
    looks("buy", cast.buy, words="список района")
    looks("kostroma", cast.kostroma, words="список области")
    looks("buy", None, words="всё моё")
    looks("oryol", None, words="всё орловское")
    looks("oryol", cast.oryol, words="список орла")
    looks("kostroma", cast.galich, words="список соседей")
    looks("buy", cast.buy_school, words="список соседней школы")
    with django_assert_max_num_queries(MOST + 2):
        page = text_of(me, f"{LOOKS}?what=listed")
    told = ["список колледжа", "список района", "список области", "всё моё"]
    assert [words for words in (*told, "всё орловское", "список орла", "список сосед") if words in page] == told
    assert page.index("всё моё") < page.index("список колледжа"), "the latest first"


def test_of_a_search_for_somebody_else_nobody_is_told_for_whom(cast: Cast, chair: Mandate) -> None:
    me, other = mine(chair), visitor(Role.AUDITOR, cast.kostroma)
    other.get("/members/?q=ветрова н")
    other.get("/members/?q=Секретова")
    page = text_of(me, f"{LOOKS}?what=listed")
    assert ("ветрова н" in page, "Секретова" in page, page.count("<time")) == (True, False, 2)


def test_lists_of_a_former_organisation_end_with_the_stay(cast: Cast) -> None:
    until = timezone.localdate(NOW) - timedelta(days=3)
    a_former_member(cast.lyceum, "Ветрова Нина Степановна", until=until)
    stay = a_member(cast.college, "Ветрова Нина Степановна", since=until)
    me = mine(elected(cast.college, person_id=stay.person_id, since=until))
    a_user("lyceum", grants=[(Role.CHAIR, cast.lyceum)])
    looks("lyceum", cast.lyceum, words="после ухода")
    looks("lyceum", cast.lyceum, words="до ухода", minutes=-60 * 24 * 5)
    page = text_of(me, f"{LOOKS}?what=listed")
    assert ("до ухода" in page, "после ухода" in page) == (True, False)


def test_pages_follow_one_another_to_the_end(cast: Cast, chair: Mandate) -> None:
    me = mine(chair)
    a_user("kostroma", name="Длинноименная Анна Ильинична", grants=[(Role.AUDITOR, cast.kostroma)])
    for number in range(120):
        looks("kostroma", cast.college, person_id=chair.person_id, minutes=20 * number)
        looks("kostroma", cast.college, words=f"список {number}", minutes=20 * number)
    for what in ("opened", "listed"):
        seen, address = 0, f"{LOOKS}?what={what}"
        while address:
            page = me.get(address)
            seen += page.text.count("<time")
            address = f"{LOOKS}{page.context['older']}" if page.context["older"] else ""
        assert seen == 120


def test_looks_at_a_record_merged_with_mine_are_mine_until_the_split(cast: Cast, chair: Mandate) -> None:
    me, other = (
        mine(chair),
        a_former_member(cast.college, "Ветрова Нинна", until=date(2021, 1, 1), since=date(2020, 9, 1)),
    )
    stay = chair.person.memberships.get()
    a_user("kostroma", name="Взглядова Анна Ильинична", grants=[(Role.AUDITOR, cast.kostroma)])
    looks("kostroma", cast.college, person_id=other.person_id)
    assert "Взглядова" not in text_of(me, LOOKS)
    merge = merged(stay, other)
    assert "Взглядова" in text_of(me, LOOKS)
    split(merge, at=NOW + timedelta(hours=1))
    assert "Взглядова" not in text_of(me, LOOKS)


def test_an_office_is_shown_since_its_first_day_not_since_the_login(cast: Cast, chair: Mandate) -> None:
    me = mine(chair)
    appointed(cast.buy, login="osipova")
    page = text_of(me, PAGE)
    assert page.count("15.10.2024") == 2
    assert TODAY.strftime("%d.%m.%Y") not in page


def test_a_login_without_a_record_is_told_why_and_a_stranger_signs_in(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.kostroma)
    assert "не связан с записью" in text_of(browser, PAGE)
    assert "администратор" not in text_of(browser, PAGE)
    assert browser.get(LOOKS).headers["Location"] == PAGE
    assert actor(Role.CHAIR, cast.college).user_id
    assert Client().get(PAGE).status_code == 302


@pytest.mark.parametrize(
    "asked", ["what=all", "what=opened&before=x", "before=٣", "what=taken&after=1-printed-1", "what=taken&after=;"]
)
def test_odd_addresses_show_a_page(cast: Cast, chair: Mandate, asked: str) -> None:
    assert mine(chair).get(f"{LOOKS}?{asked}").status_code == 200


_HEADS = ("Буйского колледжа", "Буйская городская", "Костромская областная", "Весь Профсоюз")
