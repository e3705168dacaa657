"""What the home page says to do next: what waits, what is lacking, what was not sent; and nothing of others."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.ui.models import Draft
from edinstvo.registry.imports.models import State
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, a_user
from tests.registry.members.people import a_member
from tests.sites.office.home import a_complete_member, a_list, come_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """The small union."""
    return a_union()


def titles(client: Client) -> list[str]:
    """What the page says to do, in its order."""
    return [act.title for act in client.get("/").context["acts"]]


def a_draft(client: Client, form: str, subject: str, *, at: datetime | None = None) -> None:
    """What the person at the client has typed and not sent."""
    Draft.objects.create(
        user_id=client.session["_auth_user_id"], form=form, subject=subject, saved_at=at or timezone.now()
    )


class TestWhatToDoNext:
    def test_begins_with_the_list_where_nobody_is_on_record(self, client: Client, cast: Cast) -> None:
        come_in(client, Role.CHAIR, cast.berezovka)
        assert titles(client) == ["Загрузить список членов Профсоюза"]
        [act] = client.get("/").context["acts"]
        assert act.url == f"/imports/new/?organisation={cast.berezovka.inpo}"

    def test_asks_for_what_records_lack(self, client: Client, cast: Cast) -> None:
        a_member(cast.berezovka)
        a_member(cast.berezovka, "Белова Анна Ивановна")
        come_in(client, Role.CHAIR, cast.berezovka)
        assert titles(client) == ["Дополнить 2 записи"]

    def test_is_nothing_where_nothing_waits(self, client: Client, cast: Cast) -> None:
        a_complete_member(cast.berezovka, "Абрамова Людмила Викторовна")
        come_in(client, Role.CHAIR, cast.berezovka)
        assert titles(client) == []
        assert "Всё сделано" in client.get("/").text

    def test_puts_lists_that_wait_first(self, client: Client, cast: Cast) -> None:
        a_member(cast.berezovka)
        a_list(cast.berezovka, "список.xlsx", State.PLANNED)
        a_list(cast.berezovka, "большой.xlsx", State.READING)
        for state in (State.COMMITTED, State.UNDONE, State.DROPPED, State.FAILED):
            a_list(cast.berezovka, "старый.xlsx", state)
        come_in(client, Role.CHAIR, cast.berezovka)
        assert titles(client) == [
            "Список «большой.xlsx» читается",
            "Проверить и внести список «список.xlsx»",
            "Дополнить 1 запись",
        ]

    @pytest.mark.parametrize(
        ("form", "subject", "title", "url"),
        [
            ("members-admit", "new", "Продолжить приём в Профсоюз", "/members/new/"),
            ("members-edit", "44", "Продолжить правку записи", "/members/44/record/"),
            ("organisations-found", "here", "Продолжить: образование организации", "/organisations/4400100006/new/"),
        ],
    )
    def test_reminds_of_a_form_that_was_not_sent(
        self, client: Client, cast: Cast, form: str, subject: str, title: str, url: str
    ) -> None:
        come_in(client, Role.STAFF, cast.galich)
        a_draft(client, form, str(cast.galich.pk) if subject == "here" else subject)
        first = client.get("/").context["acts"][0]
        assert (first.title, first.url) == (title, url)

    @pytest.mark.parametrize(
        ("form", "subject"), [("unknown", "1"), ("members-edit", "x"), ("organisations-found", "0")]
    )
    def test_leaves_out_a_form_whose_page_is_unknown(self, client: Client, cast: Cast, form: str, subject: str) -> None:
        come_in(client, Role.STAFF, cast.galich)
        a_draft(client, form, subject)
        assert not any(title.startswith("Продолжить") for title in titles(client))

    def test_stops_reminding_after_a_fortnight(self, client: Client, cast: Cast) -> None:
        come_in(client, Role.STAFF, cast.galich)
        a_draft(client, "members-admit", "new", at=timezone.now() - timedelta(days=16))
        assert not any(title.startswith("Продолжить") for title in titles(client))

    def test_keeps_other_peoples_drafts_to_themselves(self, client: Client, cast: Cast) -> None:
        other = a_user("other")
        Draft.objects.create(user=other, form="organisations-found", subject=str(cast.galich.pk), saved_at=NOW)
        come_in(client, Role.STAFF, cast.galich)
        assert "Продолжить: образование организации" not in titles(client)

    def test_says_which_organisations_have_nobody(self, client: Client, cast: Cast) -> None:
        a_complete_member(cast.berezovka, "Абрамова Людмила Викторовна")
        come_in(client, Role.STAFF, cast.galich)
        assert titles(client) == ["У 1 организации нет людей на учёте"]

    def test_founds_what_is_not_there(self, client: Client, cast: Cast) -> None:
        close_organisation(
            actor=OPERATOR, organisation=cast.mtsensk_school, on=TODAY, at=NOW, decision="№ 1", expected_version=1
        )
        come_in(client, Role.STAFF, cast.mtsensk)
        assert titles(client) == ["Учредить первую нижестоящую организацию"]

    def test_asks_nothing_of_a_closed_organisation(self, client: Client, cast: Cast) -> None:
        close_organisation(
            actor=OPERATOR, organisation=cast.berezovka, on=TODAY, at=NOW, decision="№ 1", expected_version=1
        )
        come_in(client, Role.CHAIR, cast.berezovka)
        answer = client.get("/")
        assert answer.context["acts"] == []
        assert "закрыта" in answer.text

    def test_has_one_main_button(self, client: Client, cast: Cast) -> None:
        a_member(cast.berezovka)
        a_list(cast.berezovka, "список.xlsx", State.PLANNED)
        come_in(client, Role.CHAIR, cast.berezovka)
        acts = re.search(r'<ul class="rows">.*?</ul>', client.get("/").text, re.DOTALL)
        assert acts
        assert acts.group().count("btn-main") == 1

    def test_shows_a_file_name_as_text(self, client: Client, cast: Cast) -> None:
        a_list(cast.berezovka, "<script>alert(1)</script>.xlsx", State.PLANNED)
        come_in(client, Role.CHAIR, cast.berezovka)
        assert "<script>alert" not in client.get("/").text
