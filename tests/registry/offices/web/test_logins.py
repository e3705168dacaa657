"""The table of logins: who is in it, by which name, in which state; and at what price."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.offices.models import LetterBatch
from tests.cast import OPERATOR, Cast, a_primary, a_union, visitor
from tests.registry.offices.letters import Scope, issued
from tests.registry.offices.people import elected


@pytest.mark.django_db
def test_the_table_of_logins_writes_numbers_as_every_page_does() -> None:
    cast = a_union()
    elected(cast.college)
    page = visitor(Role.STAFF, cast.kostroma).get(f"/letters/{cast.kostroma.inpo}/").content.decode()
    assert f'<span class="n">{cast.college.number}</span>' in page
    assert f">{cast.college.inpo}<" not in page


@pytest.mark.django_db
def test_the_table_is_filtered_and_paged_and_asks_little() -> None:
    cast: Cast = a_union()
    for place in (cast.college, cast.buy_school, cast.lyceum):
        elected(place)
    issued(cast.galich, actor=OPERATOR, at=now())
    region = visitor(Role.STAFF, cast.kostroma)
    overview = f"/letters/{cast.kostroma.inpo}/"
    with CaptureQueriesContext(connection) as asked:
        page = region.get(overview).content.decode()
    assert len([one for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]]) <= 12
    assert str(cast.lyceum.inpo) in page
    assert "Выпустить 2 письма" in page
    none = region.get(f"{overview}?state=none").content.decode()
    assert ("Лицея" in none, "Буйского колледжа" in none) == (False, True)
    last = cast.lyceum
    after = region.get(f"{overview}?after={last.pk}").content.decode()
    assert "школы № 2" in after.replace("\N{NO-BREAK SPACE}", " ")
    one = f"{overview}issue/?scope=one&chair_of={last.pk}"
    assert "Прежний код сразу" in region.get(one).content.decode()
    assert region.post(f"{overview}issue/", {"scope": "one", "chair_of": str(last.pk)}).status_code == 302
    assert LetterBatch.objects.get(scope=Scope.ONE).addressee_id == last.pk


@pytest.mark.django_db
def test_two_chairs_of_one_name_in_schools_of_one_name_are_two_lines() -> None:
    cast: Cast = a_union()
    other = a_primary(cast.mtsensk, cast.buy_school.name)
    for place in (cast.buy_school, other):
        elected(place)
    page = visitor(Role.STAFF, cast.union).get(f"/letters/{cast.union.inpo}/").content.decode()
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    for place, above in ((cast.buy_school, [cast.buy, cast.kostroma]), (other, [cast.mtsensk, cast.oryol])):
        names = "".join(f" · {one.short_name}" for one in above)
        assert f"{place.number}</span>{names}" in page
    region = visitor(Role.STAFF, cast.kostroma).get(f"/letters/{cast.kostroma.inpo}/").content.decode()
    assert f"{cast.buy_school.number}</span> · {cast.buy.short_name}<" in region.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.django_db
def test_a_chair_nobody_knows_is_entered_by_name_or_admitted_first() -> None:
    cast = a_union()
    region = visitor(Role.STAFF, cast.kostroma)
    fill = f"/offices/{cast.lyceum.inpo}/new/"
    assert f'href="{fill}"' in region.get(f"/letters/{cast.kostroma.inpo}/").content.decode()
    for address in (fill, f"{fill}?q=Ветрова"):
        page = region.get(address).content.decode()
        assert f'href="/members/new/?organisation={cast.lyceum.inpo}"' in page
        assert f'href="/organisations/{cast.lyceum.inpo}/contacts/"' in page
    # Above a primary nobody is on record by themselves.
    assert "/members/new/?" not in region.get(f"/offices/{cast.buy.inpo}/new/").content.decode()
