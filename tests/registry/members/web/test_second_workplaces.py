"""Second workplaces over HTTP: found, entered, ended; seen from the other side by name and place, and no more."""

import re
from datetime import date

import pytest

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.members.models import SecondWorkplace
from tests.cast import Cast, a_union
from tests.registry.members.people import a_member
from tests.registry.members.web.doors import chair_of, signed_in
from tests.registry.members.web.lives import page_of, plain, text, text_of_post
from tests.registry.members.working import works_too

BACK = date(2026, 9, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


class TestSecondWorkplaces:
    def test_is_found_and_entered_from_the_page(self, cast: Cast) -> None:
        stay, client = a_member(cast.berezovka), chair_of(cast.berezovka)
        found = text(client, f"{page_of(stay)}workplace/?q=Мценска")
        assert f"?to={cast.mtsensk_school.pk}" in found
        sent = {"to": str(cast.mtsensk_school.pk), "position": "Логопед", "since": "01.09.2026"}
        said = text_of_post(client, f"{page_of(stay)}workplace/?to={cast.mtsensk_school.pk}", sent)
        assert "Работает также" in said
        assert "Логопед" in said
        again = text_of_post(client, f"{page_of(stay)}workplace/?to={cast.mtsensk_school.pk}", sent, status=422)
        assert "Это место работы уже внесено" in again

    def test_an_employer_in_words(self, cast: Cast) -> None:
        stay, client = a_member(cast.berezovka), chair_of(cast.berezovka)
        sent = {"employer": "Музыкальная школа", "position": "", "since": "01.09.2026"}
        assert "Музыкальная школа" in text_of_post(client, f"{page_of(stay)}workplace/?employer", sent)
        assert "Поле не заполнено" in text_of_post(
            client, f"{page_of(stay)}workplace/?employer", {**sent, "employer": " "}, status=422
        )

    def test_the_other_organisation_sees_the_name_the_position_and_where_and_no_more(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka, phone="+79105550112")
        works_too(stay, cast.mtsensk_school)
        client = chair_of(cast.mtsensk_school)
        assert "Члены других организаций, у которых здесь второе место работы" in text(
            client, f"/organisations/{cast.mtsensk_school.inpo}/"
        )
        shown = text(client, "/members/also-here/")
        for said in ("Абрамова Людмила Викторовна", "Учитель музыки", cast.berezovka.short_name, "01.03.2026"):
            assert said in shown
        assert "555-01-12" not in shown
        assert "1968" not in shown
        assert page_of(stay) not in shown
        assert client.get(page_of(stay)).status_code == 404
        assert page_of(stay) in text(signed_in(Role.AUDITOR, cast.union), "/members/also-here/")

    def test_either_side_ends_it_and_a_stranger_does_not_see_it(self, cast: Cast) -> None:
        fact = works_too(a_member(cast.berezovka), cast.lyceum)
        url = f"/members/workplaces/{fact.pk}/end/"
        assert chair_of(cast.college).get(url).status_code == 404
        client = chair_of(cast.lyceum)
        assert "Назовите день" in text_of_post(client, url, {"ended_on": ""}, status=422)
        assert "Укажите причину" in text_of_post(client, url, {"ended_on": "", "never_was": "on"}, status=422)
        answer = client.post(url, {"ended_on": "01.09.2026"})
        assert answer.headers["Location"] == f"/members/also-here/?organisation={cast.lyceum.inpo}"
        assert client.post(url, {"ended_on": "01.09.2026"}).status_code == 404

    def test_is_offered_to_whoever_admits_a_member_of_another_organisation(self, cast: Cast) -> None:
        stay = a_member(cast.berezovka)
        client = chair_of(cast.mtsensk_school)
        sent = {"last_name": "Абрамова", "first_name": "Людмила", "middle_name": "Викторовна"}
        sent |= {"birth_date": "12.03.1968", "position": "Логопед", "registered_on": "01.09.2026"}
        html = client.post("/members/new/", sent).content.decode()
        assert "Работает у нас по совместительству" in html
        asked = re.search(r'name="asked" value="([^"]+)"', html)
        assert asked is not None
        sent |= {"asked": asked[1], "works_here_too": "yes"}
        answer = client.post("/members/new/", sent)
        assert answer.headers["Location"] == f"/members/also-here/?organisation={cast.mtsensk_school.inpo}"
        fact = SecondWorkplace.objects.get()
        assert (fact.person_id, fact.position, fact.valid_from) == (stay.person_id, "Логопед", BACK)
        again = client.post("/members/new/", sent)
        assert "Это место работы уже внесено" in plain(again.content.decode())
