"""The pages of exports: ask, watch, take; nothing for a stranger."""

import re

import pytest

from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.queries import actor_of
from edinstvo.registry.members.actions.make_export import make_export
from edinstvo.registry.members.models import Export
from edinstvo.registry.members.queries.report import say_nothing
from tests.cast import NOW, TODAY, Cast, a_union
from tests.registry.members.people import a_former_member, a_member
from tests.registry.members.web.doors import QUERIES, chair_of, signed_in


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_a_list_is_asked_for_watched_and_taken(cast: Cast, django_assert_max_num_queries: object) -> None:
    a_former_member(cast.berezovka, "Бывшая Вера")
    client, other = chair_of(cast.berezovka), signed_in(Role.STAFF, cast.berezovka)
    asking = "/members/export/?state=former"
    assert f'href="{asking.split("?")[0]}?state=former"' in client.get("/members/?state=former").text
    assert "1\xa0человек" in client.get(asking).text
    assert client.post(asking, {"columns": ["last_name"], "kind": "csv", "purpose": " "}).status_code == 422
    sent = {"columns": ["last_name"], "kind": "csv", "purpose": "Сверка"}
    assert client.post(asking, sent).headers["Location"] == "/exports/"
    export = Export.objects.get()
    assert "Готовим файл" in client.get(f"/exports/{export.pk}/progress/").text
    assert client.post(f"/exports/{export.pk}/file/").status_code == 404
    actor = actor_of(User.objects.get(pk=export.asked_by_id), on=TODAY, address="")
    make_export(actor=actor, export_id=export.pk, on=TODAY, at=NOW, report=say_nothing)
    with django_assert_max_num_queries(QUERIES):  # type: ignore[operator]  # a fixture of the library
        assert "ППО Берёзовской средней школы: выбывшие" in client.get("/exports/").text
    back = client.get(f"/exports/{export.pk}/file/", follow=True)
    assert back.redirect_chain == [("/exports/", 302)]
    assert "Файл отдаётся по кнопке" in back.content.decode().replace("\xa0", " ")
    answer = client.post(f"/exports/{export.pk}/file/")
    assert b"".join(answer).decode("utf-8-sig").splitlines() == ["№;Фамилия", "1;Бывшая"]  # type: ignore[arg-type]  # streams
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert other.post(f"/exports/{export.pk}/file/").status_code == 404
    assert other.get(f"/exports/{export.pk}/progress/").status_code == 404
    assert "Берёзовской" not in other.get("/exports/").text.split("<main")[1]


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("", set()),
        ("?state=former", {"ended_on", "end_reason"}),
        ("?state=former&left_from=01.02.2021", {"ended_on", "end_reason"}),
        ("?came_from=01.02.2021", {"registered_on"}),
        ("?joined_to=01.02.2021", {"joined_on"}),
    ],
)
def test_the_day_that_a_list_is_about_is_a_column_chosen_beforehand(cast: Cast, question: str, own: set[str]) -> None:
    a_member(cast.berezovka)
    page = chair_of(cast.berezovka).get(f"/members/export/{question}").text
    chosen = set(re.findall(r'name="columns" value="(\w+)"[^>]* checked', page))
    assert chosen & {"ended_on", "end_reason", "registered_on", "joined_on"} == own
    assert {"last_name", "position"} <= chosen


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OPERATOR])
def test_whoever_only_sees_is_offered_no_file(cast: Cast, role: Role) -> None:
    a_member(cast.berezovka)
    client = signed_in(role, cast.berezovka)
    assert "/members/export/" not in client.get("/members/").text
    assert client.get("/members/export/").status_code == 404
