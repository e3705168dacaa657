"""Moving, changing the kind, taking back, stating figures: as people do them, with what each says before and after."""

import re
from datetime import date

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.ui.typography import NBSP
from edinstvo.registry.organisations.actions.change_type import change_type
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.actions.move_organisation import move_organisation
from edinstvo.registry.organisations.actions.refuse_no_decision import DecisionMissing
from edinstvo.registry.organisations.actions.rename_organisation import rename_organisation
from edinstvo.registry.organisations.models import (
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationType,
    Workforce,
)
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_primary, a_territory, a_union, a_user, visitor
from tests.registry.members.people import a_former_member, a_member
from tests.registry.organisations.closing import closed
from tests.registry.organisations.moving import MOVED, disagreements, fresh, moved


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_a_territory_is_moved_from_its_page_to_another_region(cast: Cast) -> None:
    a_member(cast.group)
    a_user("kora", grants=[(Role.CHAIR, cast.college)])
    browser = visitor(Role.STAFF, cast.union)
    assert address_of(cast.buy, "move") in _text(browser, address_of(cast.buy))
    choice = _text(browser, address_of(cast.buy, "move"))
    assert "Орловская областная организация" in choice
    assert "Мценская районная организация" not in choice
    preview = _text(browser, f"{address_of(cast.buy, 'move')}?parent={cast.oryol.pk}")
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
        found = _text(browser, f"{address}?q={typed}")
        assert f"?parent={cast.mtsensk.pk}" in found
        assert f"?parent={cast.buy.pk}" not in found
    assert "Ничего не нашлось" in _text(browser, f"{address}?q=никтоинезвестен")
    wrong = browser.get(f"{address}?q=44-007-0000-9")
    assert wrong.status_code == 422
    assert "В номере ошибка" in wrong.content.decode()


def test_staff_of_a_region_are_offered_their_own_region_only(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.kostroma)
    choice = _text(browser, address_of(cast.lyceum, "move"))
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


def test_a_move_is_taken_back_from_the_timeline(cast: Cast) -> None:
    moved(cast.lyceum, cast.mtsensk)
    browser, undo = visitor(Role.STAFF, cast.union), address_of(cast.lyceum, "undo-move")
    assert undo in _text(browser, address_of(cast.lyceum))
    question = _text(browser, undo)
    assert "Сейчас: Профсоюз образования → Орловская областная организация → Мценская районная организация" in question
    assert "Станет: Профсоюз образования → Костромская областная организация → Галичская" in question
    browser.post(undo, {"reason": "Внесено по ошибке", "version": 2})
    page = _text(browser, address_of(cast.lyceum))
    assert "Отменённый перевод в «Мценская районная организация»" in page
    assert undo not in page
    assert browser.get(undo).status_code == 404
    assert fresh(cast.lyceum).parent == cast.galich


def test_a_move_on_the_day_of_the_founding_is_taken_back_from_the_timeline(cast: Cast) -> None:
    moved(cast.lyceum, cast.mtsensk, on=FOUNDED)
    browser, undo = visitor(Role.STAFF, cast.union), address_of(cast.lyceum, "undo-move")
    assert undo in _text(browser, address_of(cast.lyceum))
    assert "Станет: Профсоюз образования → Костромская областная организация → Галичская" in _text(browser, undo)
    browser.post(undo, {"reason": "Внесено по ошибке", "version": 2})
    assert fresh(cast.lyceum).parent == cast.galich
    assert undo not in _text(browser, address_of(cast.lyceum))


@pytest.mark.parametrize("is_replaced", [False, True])
def test_taking_a_move_back_twice_is_told_and_takes_no_other_one_back(cast: Cast, is_replaced: bool) -> None:
    if is_replaced:
        moved(cast.lyceum, cast.buy)
    moved(cast.lyceum, cast.mtsensk)
    browser, undo = visitor(Role.STAFF, cast.union), address_of(cast.lyceum, "undo-move")
    fields = re.findall(r'type="hidden" name="(version|move|sign)" value="([^"]+)"', _text(browser, undo))
    for said in ("Перевод отменён", "Этот перевод уже отменён или исправлен"):
        answer = browser.post(undo, {**dict(fields), "reason": "Внесено по ошибке"}, follow=True)
        assert answer.redirect_chain == [(address_of(cast.lyceum), 302)]
        assert said in answer.text.replace("\u00a0", " ")
        assert fresh(cast.lyceum).parent == (cast.buy if is_replaced else cast.galich)


def test_a_move_that_cannot_be_taken_back_is_told(cast: Cast) -> None:
    moved(cast.lyceum, cast.mtsensk)
    a_primary(cast.galich, cast.lyceum.name)
    answer = visitor(Role.STAFF, cast.union).post(
        address_of(cast.lyceum, "undo-move"), {"reason": "Ошибка", "version": 2}
    )
    assert answer.status_code == 422
    assert "уже есть" in answer.content.decode()


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
    then = _text(browser, f"{address_of(cast.buy)}?on=01.06.2021")
    assert "Буйская городская организация</h1>" in then
    assert "Сегодня её ведёт другая ветвь" in then
    assert f'href="{address_of(cast.buy_school)}?on=01.06.2021"' in then
    assert "На учёте в тот день</p>1<" in then
    # Neither what it is called today nor where it stands, nor a way there.
    for word in ("межрайонная", "Орловская", "Вернуться к сегодняшнему", "Абрамова"):
        assert word not in then
    below = _text(browser, f"{address_of(cast.buy_school)}?on=01.06.2021")
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
    then = _text(browser, f"{address_of(cast.kostroma)}?on=01.06.2021")
    assert "Буйская городская организация" in then
    assert "сегодня в другой ветви" in then
    assert "На учёте в тот день</p>1<" in then
    assert "1 из них ведёт сегодня другая ветвь" in then
    listed = _text(browser, f"/members/?organisation={cast.kostroma.inpo}&on=01.06.2021")
    assert "В тот день здесь был на учёте ещё 1 человек: сегодня его ведёт другая ветвь" in listed
    narrowed = f"/members/?organisation={cast.kostroma.inpo}&on=01.06.2021&category=student"
    for same in (f"/members/?organisation={cast.kostroma.inpo}", narrowed):
        assert "ведёт другая ветвь" not in _text(browser, same)
    whole = visitor(Role.AUDITOR, cast.union)
    for address in (address_of(cast.kostroma), "/members/"):
        told = _text(whole, f"{address}?organisation={cast.kostroma.inpo}&on=01.06.2021")
        assert "сегодня другая ветвь" not in told
        assert "ведёт другая ветвь" not in told
    assert f'href="{address_of(cast.buy)}?on=01.06.2021"' in then
    now = _text(browser, f"{address_of(cast.kostroma)}?on=01.06.2022")
    assert "Буйская городская организация" not in now
    assert "На учёте в тот день</p>0<" in now
    chain = _text(whole, f"{address_of(cast.buy_school)}?on=01.06.2021")
    assert address_of(cast.kostroma) in chain.split("Что это было")[-1]
    crumbs = chain.split("<h1")[0]
    assert cast.kostroma.short_name in crumbs.replace(NBSP, " ")
    assert cast.oryol.short_name not in crumbs.replace(NBSP, " ")
    for day, number in (("01.06.2021", 1), ("01.06.2022", 0)):
        of_the_day = _text(whole, f"/members/?organisation={cast.kostroma.inpo}&on={day}").replace(NBSP, " ")
        assert f"В этом списке на 1 июня {day[-4:]} года: {number}" in of_the_day
        assert "на учёте сегодня" not in of_the_day


def test_a_closing_is_taken_back(cast: Cast) -> None:
    closed(cast.lyceum, on=MOVED)
    browser, reopen = visitor(Role.STAFF, cast.galich), address_of(cast.lyceum, "reopen")
    assert reopen in _text(browser, address_of(cast.lyceum))
    assert cast.lyceum.short_name in _text(browser, reopen)
    assert browser.post(reopen, {"reason": "", "version": 2}).status_code == 422
    answer = browser.post(reopen, {"reason": "Внесено по ошибке", "version": 2}, follow=True)
    assert "Отменённое закрытие" in answer.content.decode()
    assert fresh(cast.lyceum).is_open
    assert browser.get(reopen).status_code == 404


def test_the_kind_is_changed_and_a_refusal_stands_beside_its_field(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.kostroma)
    sent = {"type": "primary_with_territorial_rights", "on": "01.01.2022", "decision": "№ 4", "version": "1"}
    moved(cast.lyceum, cast.kostroma)
    refused = browser.post(address_of(cast.lyceum, "type"), {**sent, "on": "01.06.2021", "version": "2"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["type"])
    assert (
        "Организация вида «Первичная с правами территориальной» не стоит прямо под «Галичская районная организация» "
        "(«Территориальная»). Так было бы с 1 июня 2021 года: этого вида она с 1 июня 2021 года, на этом месте с "
    ) in refused.text.replace("\u00a0", " ")
    assert "1 организация, 0 человек на учёте" in _text(browser, address_of(cast.university, "type"))
    browser.post(address_of(cast.university, "type"), {**sent, "type": "primary"})
    assert fresh(cast.university).type == "primary"
    assert "Вид: «Первичная с правами территориальной» → «Первичная»" in _text(browser, address_of(cast.university))
    assert browser.get(address_of(cast.galich, "type")).status_code == 404


def test_a_primary_below_a_territory_is_told_to_move_first_and_sees_no_form(cast: Cast) -> None:
    browser, address = visitor(Role.STAFF, cast.kostroma), address_of(cast.lyceum, "type")
    sent = {"type": "primary_with_territorial_rights", "on": "01.01.2022", "decision": "№ 4", "version": "1"}
    for answer, status in ((browser.get(address), 200), (browser.post(address, sent), 422)):
        main = answer.text.split('<main id="main">')[1].split("</main>")[0].replace("\u00a0", " ")
        assert (answer.status_code, "<form" in main) == (status, False)
        assert "не стоит прямо под «Галичская районная организация» («Территориальная»)" in main
        assert f'href="{address_of(cast.lyceum, "move")}"' in main


def test_a_move_that_a_change_of_kind_stands_on_is_told_with_the_kind_the_place_and_the_days(cast: Cast) -> None:
    moved(cast.lyceum, cast.kostroma)
    browser = visitor(Role.STAFF, cast.union)
    sent = {"type": "primary_with_territorial_rights", "on": "01.06.2023", "decision": "№ 4", "version": "2"}
    assert browser.post(address_of(cast.lyceum, "type"), sent).status_code == 302
    refused = browser.post(address_of(cast.lyceum, "undo-move"), {"reason": "Ошибка", "version": 3})
    said = refused.text.replace("\u00a0", " ")
    assert refused.status_code == 422
    assert "вида «Первичная с правами территориальной» не стоит прямо под «Галичская районная организация»" in said
    assert "Так было бы с 1 июня 2023 года: этого вида она с 1 июня 2023 года" in said


def test_a_move_back_under_what_was_closed_since_names_it(cast: Cast) -> None:
    territory = a_territory(cast.kostroma, "Шарьинская организация")
    school = a_primary(territory, "ППО Шарьинской школы")
    moved(school, cast.buy)
    closed(territory, on=date(2025, 1, 1))
    refused = visitor(Role.STAFF, cast.union).post(address_of(school, "undo-move"), {"reason": "Ошибка", "version": 2})
    said = refused.text.replace("\u00a0", " ")
    assert refused.status_code == 422
    assert "«Шарьинская организация» закрыта 1 января 2025 года" in said
    assert "Сначала откройте её снова" in said


def test_figures_are_stated_by_the_chair_and_shown(cast: Cast) -> None:
    a_member(cast.lyceum)
    browser = visitor(Role.CHAIR, cast.lyceum)
    browser.post(
        address_of(cast.lyceum, "workforce"),
        {"workers": "40", "students": "0", "on": "01.01.2026", "decision": "5-СП", "version": "1"},
    )
    browser.post(
        address_of(cast.lyceum, "heads"),
        {"workers": "30", "students": "0", "retired": "4", "on": "01.01.2026", "decision": "5-СП", "version": "2"},
    )
    page = _text(browser, address_of(cast.lyceum))
    assert "2,5 %" in page
    assert "1 из 40 работающих и обучающихся" in page
    assert "членов на 1 января 2026" in page
    assert 'value="40"' in _text(browser, address_of(cast.lyceum, "workforce"))
    assert browser.get(address_of(cast.lyceum, "institution")).status_code == 404
    assert visitor(Role.STAFF, cast.galich).get(address_of(cast.galich, "workforce")).status_code == 404
    refused = browser.post(
        address_of(cast.lyceum, "workforce"),
        {"workers": "-1", "students": "99999999", "on": "01.01.2026", "decision": "", "version": "3"},
    )
    assert {"workers", "students"} <= set(refused.context["form"].errors)


def test_more_members_than_people_is_asked_before_it_is_taken(cast: Cast) -> None:
    for name in ("Ветрова Нина", "Орлова Вера"):
        a_member(cast.lyceum, name)
    browser, address = visitor(Role.CHAIR, cast.lyceum), address_of(cast.lyceum, "workforce")
    said = {"workers": "1", "students": "0", "on": "01.01.2026", "decision": "", "version": "1"}
    assert 'type="checkbox"' not in _text(browser, address)
    asked = browser.post(address, said)
    page = asked.content.decode().replace("\u00a0", " ")
    assert (asked.status_code, fresh(cast.lyceum).version) == (422, 1)
    assert "На учёте больше членов, чем вы указали работающих и учащихся: 2 без пенсионеров" in page
    assert 'type="checkbox" name="is_sure"' in page
    assert browser.post(address, {**said, "is_sure": "on"}).status_code == 302
    assert "200,0 %" in _text(browser, address_of(cast.lyceum))


def test_papers_stand_beside_the_counted_with_categories_until_the_record_has_moved(cast: Cast) -> None:
    browser, page = visitor(Role.CHAIR, cast.lyceum), address_of(cast.lyceum)
    said = {"workers": "1", "students": "0", "retired": "1", "on": "01.01.2026", "decision": "", "version": "1"}
    browser.post(address_of(cast.lyceum, "heads"), said)
    a_member(cast.lyceum, "Ветрова Нина", since=date(2025, 1, 1))
    told = "членов на 1 января 2026 года: 1 работающий, 1 пенсионер"
    assert told in _text(browser, page)
    a_member(cast.lyceum, "Орлова Вера", since=date(2026, 6, 1))
    assert "членов на 1 января" not in _text(browser, page)
    # Of a past day the answer is that day's.
    assert told in _text(browser, f"{page}?on=01.03.2026")
    for day in ("31.12.2025", "01.07.2026"):
        assert "членов на 1 января" not in _text(browser, f"{page}?on={day}")


def test_a_region_is_told_its_coverage_and_the_union_how_many_gave_figures(cast: Cast) -> None:
    a_member(cast.lyceum)
    said = {"workers": "40", "students": "0", "on": "01.01.2026", "decision": "", "version": "1"}
    visitor(Role.CHAIR, cast.lyceum).post(address_of(cast.lyceum, "workforce"), said)
    browser = visitor(Role.STAFF, cast.union)
    for place, figure in ((cast.kostroma, "2,5 %"), (cast.union, ">40<")):
        page = _text(browser, address_of(place))
        assert figure in page
        assert "где число внесено: 1 из" in page


def test_the_kind_of_institution_is_set_by_staff(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.galich)
    sent = {"institution": "school", "on": "01.01.2022", "decision": "", "version": "1"}
    browser.post(address_of(cast.lyceum, "institution"), sent)
    assert fresh(cast.lyceum).institution == "school"
    assert "Вид учреждения: Школа" in _text(browser, address_of(cast.lyceum))


def test_a_figure_on_a_wrong_day_is_taken_back_from_the_timeline_and_a_second_click_is_harmless(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.lyceum)
    for version, (workers, day) in enumerate([("40", "01.01.2025"), ("400", "01.01.2026")], start=1):
        said = {"workers": workers, "students": "0", "on": day, "decision": "5-СП", "version": version}
        browser.post(address_of(cast.lyceum, "workforce"), said)
    [wrong] = Workforce.objects.filter(workers=400)
    undo = address_of(cast.lyceum, "take-back", kind="workforce", fact_id=wrong.pk)
    assert undo in _text(browser, address_of(cast.lyceum))
    question = _text(browser, undo)
    assert "Отменить сведения от 1 января 2026 года?" in question
    assert "Внесено с этого дня: 400 работающих. Станет: 40 работающих." in question
    assert browser.post(undo, {"reason": "", "version": "3"}).status_code == 422
    answers = [browser.post(undo, {"reason": "Не тот год", "version": "3"}) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [address_of(cast.lyceum)] * 2
    page = _text(browser, address_of(cast.lyceum))
    assert "Сколько работает и учится: отменено" in page
    assert "значилось: «400 работающих»" in page
    assert undo not in page
    assert fresh(cast.lyceum).version == 4


def test_a_change_of_kind_that_something_stands_on_is_told_and_a_founding_offers_nothing(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.kostroma)
    assert "taking-back" not in _text(browser, address_of(cast.university))
    sent = {"type": "primary", "on": "01.01.2022", "decision": "№ 4", "version": "1"}
    browser.post(address_of(cast.university, "type"), sent)
    moved(cast.university, cast.buy, on=date(2023, 1, 1))
    fact = OrganisationKind.objects.get(organisation=cast.university, valid_from=date(2022, 1, 1))
    undo = address_of(cast.university, "take-back", kind="type", fact_id=fact.pk)
    assert browser.post(undo, {"reason": "Ошибка", "version": "3"}).status_code == 422
    founded = OrganisationKind.objects.get(organisation=cast.university, valid_from=FOUNDED)
    for kind, id_ in (("type", founded.pk), ("type", 999_999), ("type", 10**20), ("status", 1), ("renamed", fact.pk)):
        assert browser.get(address_of(cast.university, "take-back", kind=kind, fact_id=id_)).status_code == 404


def test_a_stranger_takes_no_statement_back(cast: Cast) -> None:
    fact = OrganisationName.objects.get(organisation=cast.lyceum)
    undo = address_of(cast.lyceum, "take-back", kind="renamed", fact_id=fact.pk)
    for browser in (
        visitor(Role.STAFF, cast.oryol),
        visitor(Role.AUDITOR, cast.union),
        visitor(Role.CHAIR, cast.lyceum),
    ):
        assert browser.get(undo).status_code == 404
        assert browser.post(undo, {"reason": "Ошибка", "version": "1"}).status_code == 404


def test_the_timeline_writes_contacts_and_figures_as_people_do(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.lyceum)
    name = {"chair_last_name": "Ветрова", "chair_first_name": "Нина", "chair_middle_name": "Ильинична"}
    dated = {"on": "01.01.2026", "decision": ""}
    browser.post(address_of(cast.lyceum, "contacts"), {**name, **dated, "phone": "+74943651212", "version": 1})
    heads = {"workers": "21", "students": "0", "retired": "3"}
    browser.post(address_of(cast.lyceum, "heads"), {**heads, **dated, "version": 2})
    browser.post(address_of(cast.lyceum, "workforce"), {"workers": "0", "students": "0", **dated, "version": 3})
    page = _text(browser, address_of(cast.lyceum))
    assert "Председатель и контакты: Ветрова Нина Ильинична, +7 494 365-12-12" in page
    assert "Членов по бумажному учёту: 21 работающий, 3 пенсионера" in page
    assert "В учреждении: никого" in page


@pytest.mark.parametrize("act", ["move", "undo-move", "reopen", "type", "institution", "workforce", "heads"])
def test_a_stranger_finds_no_such_page(cast: Cast, act: str) -> None:
    moved(cast.lyceum, cast.buy)
    for browser in (visitor(Role.STAFF, cast.oryol), visitor(Role.AUDITOR, cast.union)):
        assert browser.get(address_of(cast.lyceum, act)).status_code == 404
        assert browser.post(address_of(cast.lyceum, act), {"version": 2, "on": "01.01.2023"}).status_code == 404


@pytest.mark.parametrize("act", ["move", "type", "close", "rename"])
def test_an_act_without_a_decision_is_told_beside_it_and_nothing_typed_is_lost(cast: Cast, act: str) -> None:
    browser, place = visitor(Role.STAFF, cast.union), cast.university if act == "type" else cast.lyceum
    said = {"parent": cast.buy.pk, "type": "primary", "name": "Лицей", "short_name": "Лицей"}
    sent = {**said, "on": "01.01.2022", "decision": " ", "version": 1}
    refused = browser.post(address_of(place, act), sent)
    page = refused.content.decode().replace("\u00a0", " ")
    assert (refused.status_code, fresh(place).version) == (422, 1)
    assert "Укажите, чьё это решение, его дату и номер" in page
    assert "01.01.2022" in page
    assert browser.post(address_of(place, act), {**sent, "decision": "№ 5"}).status_code == 302
    assert fresh(place).version == 2


def test_the_acts_themselves_refuse_to_rest_on_nothing(cast: Cast) -> None:
    common = {"actor": OPERATOR, "organisation": cast.lyceum, "on": TODAY, "at": NOW, "expected_version": 1}
    for act, said in (
        (move_organisation, {"parent": cast.buy}),
        (change_type, {"type": OrganisationType.PRIMARY_WITH_TERRITORIAL_RIGHTS}),
        (close_organisation, {}),
        (rename_organisation, {"name": "Лицей", "short_name": "Лицей"}),
    ):
        with pytest.raises(DecisionMissing):
            act(**common, **said, decision=" ")  # type: ignore[operator]  # each takes what is its own


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
    assert _text(visitor(Role.STAFF, cast.union), address_of(school)).count("Переведена: из") == 21


def _text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_after_somebody_elses_change_what_was_typed_can_be_sent_again(cast: Cast) -> None:
    browser, address = visitor(Role.STAFF, cast.kostroma), address_of(cast.university, "workforce")
    said = {"workers": "40", "students": "10", "on": "01.01.2026", "decision": "№ 5", "version": "1"}
    Organisation.objects.filter(pk=cast.university.pk).update(version=2)
    told = browser.post(address, said)
    page = told.content.decode()
    assert (told.status_code, 'name="version" value="2"' in page, 'value="40"' in page) == (422, True, True)
    assert browser.post(address, {**said, "version": "2"}).status_code == 302


def test_a_founding_by_mistake_is_taken_back_while_nothing_stands_on_it(cast: Cast) -> None:
    slip = a_primary(cast.galich, "ППО Лишней школы")
    browser, undo = visitor(Role.STAFF, cast.kostroma), address_of(slip, "undo-founding")
    assert undo in _text(browser, address_of(slip))
    assert "Отменить создание «ППО Лишней школы»?" in _text(browser, undo)
    assert browser.post(undo, {"reason": "", "version": 1}).status_code == 422
    for _ in range(2):
        done = browser.post(undo, {"reason": "Внесена дважды", "version": 1})
        assert done.headers["Location"] == address_of(slip)
    gone = fresh(slip)
    assert (gone.closed_on, gone.version) == (gone.founded_on, 2)
    entry = Entry.objects.get(verb="organisation_founding_taken_back")
    assert (entry.object_id, entry.reason) == (slip.pk, "Внесена дважды")
    assert "ППО Лишней школы" not in _text(browser, address_of(cast.galich))
    # Its name is free again; what people stand on, or once stood on, is closed instead.
    assert a_primary(cast.galich, "ППО Лишней школы").inpo != slip.inpo
    a_former_member(cast.lyceum, until=date(2021, 1, 1))
    refused = browser.post(address_of(cast.lyceum, "undo-founding"), {"reason": "Ошибка", "version": 1})
    assert refused.status_code == 422
    assert "Закройте её решением" in refused.text.replace("\u00a0", " ")
    assert fresh(cast.lyceum).is_open
    assert visitor(Role.STAFF, cast.oryol).get(undo).status_code == 404
