"""Moving an organisation: where it can go, what is said before and after, a refusal that loses nothing."""

from datetime import date

import pytest

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.ui.typography import NBSP
from edinstvo.registry.organisations.actions.rename_organisation import rename_organisation
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, a_user, visitor
from tests.registry.members.people import a_member
from tests.registry.organisations.moving import disagreements, fresh, moved
from tests.registry.organisations.web.pages import text


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_a_territory_is_moved_from_its_page_to_another_region(cast: Cast) -> None:
    a_member(cast.group)
    a_user("kora", grants=[(Role.CHAIR, cast.college)])
    browser = visitor(Role.STAFF, cast.union)
    assert address_of(cast.buy, "move") in text(browser, address_of(cast.buy))
    choice = text(browser, address_of(cast.buy, "move"))
    assert "Орловская областная организация" in choice
    assert "Мценская районная организация" not in choice
    preview = text(browser, f"{address_of(cast.buy, 'move')}?parent={cast.oryol.pk}")
    assert "Профсоюз образования → Костромская областная организация" in preview
    assert "Профсоюз образования → Орловская областная организация" in preview
    assert "5 организаций, 1 человек на учёте, 1 логин" in preview
    answer = browser.post(
        address_of(cast.buy, "move"),
        {"parent": cast.oryol.pk, "version": 1, "on": "01.01.2022", "decision": "№ 3-1"},
        follow=True,
    )
    page = answer.content.decode().replace("\u00a0", " ")
    assert answer.redirect_chain[-1][0] == address_of(cast.buy)
    assert "Переведена: из «Костромская областная организация» в «Орловская областная организация»" in page
    assert fresh(cast.buy).parent == cast.oryol
    assert disagreements() == []


def test_the_new_place_is_found_by_words_or_number_and_a_wrong_digit_is_told(cast: Cast) -> None:
    browser, address = visitor(Role.STAFF, cast.union), address_of(cast.lyceum, "move")
    for typed in ("мценск", cast.mtsensk.number):
        found = text(browser, f"{address}?q={typed}")
        assert f"?parent={cast.mtsensk.pk}" in found
        assert f"?parent={cast.buy.pk}" not in found
    assert "Ничего не нашлось" in text(browser, f"{address}?q=никтоинезвестен")
    wrong = browser.get(f"{address}?q=44-007-0000-9")
    assert wrong.status_code == 422
    assert "В номере ошибка" in wrong.content.decode()


def test_staff_of_a_region_are_offered_their_own_region_only(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.kostroma)
    choice = text(browser, address_of(cast.lyceum, "move"))
    assert f"?parent={cast.buy.pk}" in choice
    assert f"?parent={cast.mtsensk.pk}" not in choice
    answer = browser.post(
        address_of(cast.lyceum, "move"),
        {"parent": cast.mtsensk.pk, "version": 1, "on": "01.01.2022", "decision": "№ 1"},
    )
    assert answer.status_code == 422
    assert "перевести больше нельзя" in answer.content.decode()
    assert fresh(cast.lyceum).parent == cast.galich


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"on": "01.01.2100"}, "Этот день ещё не наступил."),
        ({"on": "01.01.1950"}, "ещё не было"),
        ({"on": "31.02.2020"}, "Такого дня"),
        ({"version": "7"}, "запись изменилась"),
    ],
)
def test_a_refused_move_is_told_and_what_was_typed_stays(cast: Cast, sent: dict[str, str], sentence: str) -> None:
    said = {"parent": cast.mtsensk.pk, "version": 1, "on": "01.01.2022", "decision": "№ 3-1", **sent}
    answer = visitor(Role.STAFF, cast.union).post(address_of(cast.lyceum, "move"), said)
    page = answer.content.decode().replace("\u00a0", " ")
    assert answer.status_code == 422
    assert sentence in page
    assert "№ 3-1" in page
    assert fresh(cast.lyceum).parent == cast.galich


def test_what_moved_away_is_shown_on_its_own_days_and_no_others(cast: Cast) -> None:
    a_member(cast.buy_school, since=date(2021, 1, 1))
    moved(cast.buy, cast.oryol)
    rename_organisation(
        actor=OPERATOR,
        organisation=fresh(cast.buy),
        name="Буйская межрайонная организация",
        short_name="Буйская межрайонная организация",
        on=TODAY,
        at=NOW,
        decision="№ 2",
        expected_version=fresh(cast.buy).version,
    )
    browser = visitor(Role.STAFF, cast.kostroma)
    then = text(browser, f"{address_of(cast.buy)}?on=01.06.2021")
    assert "Буйская городская организация</h1>" in then
    assert "Сегодня её ведёт другая ветвь" in then
    assert f'href="{address_of(cast.buy_school)}?on=01.06.2021"' in then
    assert "На учёте в тот день</p>1<" in then
    # Neither what it is called today nor where it stands, nor a way there.
    for word in ("межрайонная", "Орловская", "Вернуться к сегодняшнему", "Абрамова"):
        assert word not in then
    below = text(browser, f"{address_of(cast.buy_school)}?on=01.06.2021")
    assert "Буйская городская организация" in below
    assert "межрайонная" not in below
    for place in (cast.buy, cast.buy_school):
        for asked in ("", "?on=", "?on=01.06.2022", "?on=01.01.2999", "?on=31.02.2021", "?known=01.06.2021"):
            assert browser.get(f"{address_of(place)}{asked}").status_code == 404
    for stranger in (visitor(Role.STAFF, cast.galich), visitor(Role.CHAIR, cast.lyceum)):
        assert stranger.get(f"{address_of(cast.buy)}?on=01.06.2021").status_code == 404
    assert browser.get(f"{address_of(cast.mtsensk)}?on=01.06.2021").status_code == 404


def test_a_past_day_shows_the_old_chain_tree_and_people(cast: Cast) -> None:
    a_member(cast.buy_school, since=date(2021, 1, 1))
    moved(cast.buy, cast.oryol)
    browser = visitor(Role.AUDITOR, cast.kostroma)
    then = text(browser, f"{address_of(cast.kostroma)}?on=01.06.2021")
    assert "Буйская городская организация" in then
    assert "сегодня в другой ветви" in then
    assert "На учёте в тот день</p>1<" in then
    assert "1 из них ведёт сегодня другая ветвь" in then
    listed = text(browser, f"/members/?organisation={cast.kostroma.inpo}&on=01.06.2021")
    assert "В тот день здесь был на учёте ещё 1 человек: сегодня его ведёт другая ветвь" in listed
    narrowed = f"/members/?organisation={cast.kostroma.inpo}&on=01.06.2021&category=student"
    for same in (f"/members/?organisation={cast.kostroma.inpo}", narrowed):
        assert "ведёт другая ветвь" not in text(browser, same)
    whole = visitor(Role.AUDITOR, cast.union)
    for address in (address_of(cast.kostroma), "/members/"):
        told = text(whole, f"{address}?organisation={cast.kostroma.inpo}&on=01.06.2021")
        assert "сегодня другая ветвь" not in told
        assert "ведёт другая ветвь" not in told
    assert f'href="{address_of(cast.buy)}?on=01.06.2021"' in then
    now = text(browser, f"{address_of(cast.kostroma)}?on=01.06.2022")
    assert "Буйская городская организация" not in now
    assert "На учёте в тот день</p>0<" in now
    chain = text(whole, f"{address_of(cast.buy_school)}?on=01.06.2021")
    assert address_of(cast.kostroma) in chain.split("Что это было")[-1]
    crumbs = chain.split("<h1")[0]
    assert cast.kostroma.short_name in crumbs.replace(NBSP, " ")
    assert cast.oryol.short_name not in crumbs.replace(NBSP, " ")
    for day, number in (("01.06.2021", 1), ("01.06.2022", 0)):
        of_the_day = text(whole, f"/members/?organisation={cast.kostroma.inpo}&on={day}").replace(NBSP, " ")
        assert f"В этом списке на 1 июня {day[-4:]} года: {number}" in of_the_day
        assert "на учёте сегодня" not in of_the_day


def test_a_button_pressed_twice_moves_once(cast: Cast) -> None:
    browser, address = visitor(Role.STAFF, cast.union), address_of(cast.lyceum, "move")
    page = browser.get(f"{address}?parent={cast.buy.pk}").content.decode()
    token = page.split('name="once" value="')[1].split('"')[0]
    sent = {"parent": cast.buy.pk, "version": 1, "on": "01.01.2022", "decision": "№ 1", "once": token}
    answers = [browser.post(address, sent) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [address_of(cast.lyceum)] * 2
    assert fresh(cast.lyceum).version == 2


def test_a_page_with_a_long_history_takes_no_more_queries(cast: Cast) -> None:
    school: Organisation = cast.lyceum
    for year in range(2002, 2022):
        moved(school, (cast.buy, cast.galich)[year % 2], on=date(year, 1, 1))
    assert moved(school, cast.mtsensk, on=TODAY).parent == cast.mtsensk
    assert text(visitor(Role.STAFF, cast.union), address_of(school)).count("Переведена: из") == 21
