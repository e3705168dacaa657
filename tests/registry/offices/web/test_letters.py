"""Letters over HTTP: a region issues them, downloads them once the work is done, a chair comes in with the code."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from pytest_django import Settings

from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.notices.actions.deliver_notices import deliver_notices
from edinstvo.foundation.queue.actions.run_work import run_work
from edinstvo.registry.members.models import Person
from edinstvo.registry.offices.actions.end_mandate import end_mandate
from edinstvo.registry.offices.models import EndReason, Letter, LetterBatch, Mandate
from tests.cast import NOW, OPERATOR, PASSWORD, TODAY, a_union, visitor
from tests.foundation.notices.servers import a_post_office
from tests.registry.offices.letters import codes, codes_in, issued
from tests.registry.offices.people import elected

SECRETS = {"new_password": PASSWORD, "again": PASSWORD}


@pytest.mark.django_db(transaction=True)
def test_a_region_issues_letters_and_a_chair_signs_in_with_one() -> None:
    cast = a_union()
    elected(cast.college)
    region, other = visitor(Role.STAFF, cast.kostroma), visitor(Role.STAFF, cast.union)
    overview = f"/letters/{cast.kostroma.inpo}/"
    assert "Выпустить 1 письмо" in region.get(overview).content.decode()
    assert "Будет сделано 1 письмо" in region.get(f"{overview}issue/?scope=missing").content.decode()
    one_letter = f"{overview}issue/?scope=one&amp;chair_of={cast.college.pk}"
    assert f'href="{one_letter}" hx-get="{one_letter}"' in region.get(overview).content.decode()
    first = region.post(f"{overview}issue/", {"scope": "missing"})
    again = region.post(f"{overview}issue/", {"scope": "missing"})
    page = first.headers["Location"]
    assert again.headers["Location"] == page
    assert "Готовим письма" in region.get(page).content.decode()
    run_work(work_id=LetterBatch.objects.get().work_id or 0, clock=now)
    assert "Готово 1 письмо" in region.get(page).content.decode()
    assert "может только тот, кто их выпустил" in other.get(page).content.decode()
    assert other.post(f"{page}file/").status_code == 404
    file = region.post(f"{page}file/")
    [(login, code)] = codes_in(b"".join(file.streaming_content)).items()  # type: ignore[attr-defined]  # it is streamed
    newcomer = Client()
    asked = newcomer.get(f"/letter/?login={login}").content.decode()
    assert f'value="{login}"' in asked
    assert code not in asked
    wrong = newcomer.post("/letter/", {"login": login, "code": "22222-22222", **SECRETS})
    assert (wrong.status_code, "не подходит" in wrong.content.decode().replace("\xa0", " ")) == (422, True)
    weak = newcomer.post(
        "/letter/", {"login": login, "code": code, "new_password": "1234567890", "again": "1234567890"}
    )
    assert weak.status_code == 422
    came = newcomer.post("/letter/", {"login": login, "code": code, **SECRETS})
    assert came.headers["Location"] == settings.LOGIN_REDIRECT_URL
    assert "Буйского колледжа" in newcomer.get("/").content.decode()
    assert newcomer.get(f"/members/new/?organisation={cast.college.inpo}").status_code == 200
    assert "Уже вошёл" in region.get(overview).content.decode()
    end_mandate(
        actor=OPERATOR,
        mandate_id=Mandate.objects.get().pk,
        expected_version=1,
        on=TODAY,
        reason=EndReason.TERM,
        decision="",
        at=NOW,
    )
    assert newcomer.get(f"/members/new/?organisation={cast.college.inpo}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_letter_tried_twenty_times_says_that_it_is_locked() -> None:
    cast = a_union()
    elected(cast.college)
    issued(cast.kostroma, actor=OPERATOR, at=now())
    [(login, code)] = codes().items()
    Letter.objects.update(tries=8)
    wrong = {"login": login, "code": "22222-22222", **SECRETS}
    said = [Client().post("/letter/", wrong).content.decode() for _ in range(4)]
    assert ["Письмо заблокировано" in page for page in said] == [False, False, True, True]
    assert "Письмо заблокировано" in Client().post("/letter/", {**wrong, "code": code}).content.decode()
    assert not User.objects.get(login=login).has_usable_password()
    # The sixth try within a quarter of an hour is not even looked at.
    assert Client().post("/letter/", {**wrong, "code": code}).status_code == 429


@pytest.mark.django_db
def test_whoever_may_not_issue_meets_nothing() -> None:
    cast = a_union()
    elected(cast.mtsensk_school)
    issue = f"/letters/issues/{issued(cast.oryol, actor=OPERATOR).pk}/"
    # A file's address opened by a link leads to its button; to whoever may not see that page, to nothing.
    back = visitor(Role.STAFF, cast.union).get(f"{issue}file/", follow=True)
    assert back.redirect_chain == [(issue, 302)]
    assert "Файл отдаётся по кнопке" in back.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    overview = f"/letters/{cast.buy.inpo}/"
    for client in (visitor(Role.CHAIR, cast.college), visitor(Role.AUDITOR, cast.kostroma)):
        assert {client.get(address).status_code for address in (overview, f"{overview}issue/?scope=missing")} == {404}
    district = visitor(Role.STAFF, cast.buy)
    assert district.get(overview).status_code == 200
    assert [
        district.get(issue).status_code,
        district.get(f"{issue}file/").status_code,
        district.post(f"{issue}file/").status_code,
    ] == [404] * 3
    for asked in (
        "scope=one",
        f"scope=one&chair_of={cast.buy_school.pk}",
        f"scope=one&chair_of={cast.mtsensk_school.pk}",
        "scope=everybody",
        "",
    ):
        assert district.get(f"{overview}issue/?{asked}").status_code == 404
    assert district.get(f"/letters/{cast.college.inpo}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_region_is_told_the_numbers_of_each_way_and_sends_once(settings: Settings) -> None:
    cast = a_union()
    people = (
        (cast.college, "Ветрова Нина", "vetrova@example.org"),
        (cast.buy_school, "Белых Пётр", ""),
        (cast.lyceum, "Лицеева Анна", "refuse@x.org"),
    )
    for place, name, email in people:
        mandate = elected(place, name=name)
        Person.objects.filter(pk=mandate.person_id).update(email=email)
    region, overview = visitor(Role.STAFF, cast.kostroma), f"/letters/{cast.kostroma.inpo}/"
    assert "Каким способом" not in region.get(f"{overview}issue/?scope=missing").text
    with a_post_office() as (settings.SMTP_URL, letters):
        asked = region.get(f"{overview}issue/?scope=missing").text
        for part in (
            "3 председателя получат",
            "2 электронных письма. Остальным печатные письма: 1 страница",
            "3 страницы",
        ):
            assert part in asked
        once = str(uuid4())
        answers = [
            region.post(f"{overview}issue/", {"scope": "missing", "by": "mixed", "once": once}) for _ in range(2)
        ]
        page = answers[0].headers["Location"]
        assert answers[1].headers["Location"] == page
        run_work(work_id=LetterBatch.objects.get().work_id or 0, clock=now)
        # The very same form sent again when all is done leads to the same page.
        again = region.post(f"{overview}issue/", {"scope": "missing", "by": "mixed", "once": once})
        assert again.headers["Location"] == page
        assert LetterBatch.objects.count() == 1
        waiting = region.get(page).text
        assert ("2 сообщения" in waiting, "ждёт отправки" in waiting, "Готово 1 письмо" in waiting) == (True,) * 3
        deliver_notices(clock=now)
        assert len(letters.taken) == 1
    done = region.get(page).text
    assert ("передано" in done, "не доставлено" in done) == (True, True)
    with CaptureQueriesContext(connection) as queries:
        table = region.get(overview).text
    assert len([one for one in queries.captured_queries if "SAVEPOINT" not in one["sql"]]) <= 12
    for part in (
        "Сообщение не доставлено",
        "Электронная почта: передано",
        "refuse@x.org",
        "Напечатать 1 письмо вместо",
    ):
        assert part in table.replace("\N{NO-BREAK SPACE}", " ")
    printing = region.get(f"{overview}issue/?scope=failed&by=print").text.replace("\N{NO-BREAK SPACE}", " ")
    assert ("Коды из недоставленных" in printing, "Каким способом" in printing) == (True, False)
    one = region.get(f"{overview}issue/?scope=one&chair_of={cast.college.pk}").text
    assert "Сообщение на vetrova@example.org" in one


@pytest.mark.django_db
def test_where_some_messages_cost_money_the_way_is_chosen_and_never_left_standing(settings: Settings) -> None:
    cast = a_union()
    Person.objects.filter(pk=elected(cast.college).person_id).update(phone="+79105550112")
    settings.SMS_URL = "http://127.0.0.1:9/"
    region, address = visitor(Role.STAFF, cast.kostroma), f"/letters/{cast.kostroma.inpo}/issue/"
    assert "checked" not in region.get(f"{address}?scope=missing").text
    refused = region.post(address, {"scope": "missing"})
    assert (refused.status_code, LetterBatch.objects.exists()) == (422, False)
    assert "СМС стоит денег" in refused.text.replace("\N{NO-BREAK SPACE}", " ")
    assert region.post(address, {"scope": "missing", "by": "print"}).status_code == 302
