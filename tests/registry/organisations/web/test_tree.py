"""The tree of organisations: where it begins for whom, and how one of them is found in it."""

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.organisations.models import Organisation, OrganisationName, OrganisationType
from edinstvo.registry.organisations.web.addresses import address_of
from tests.cast import Cast, a_primary, a_union, a_user, visitor
from tests.registry.organisations.web.pages import queries, source

TREE = "/organisations/"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_the_tree_takes_twelve_queries_at_most(cast: Cast) -> None:
    for role in (Role.ADMINISTRATOR, Role.STAFF):
        assert queries(visitor(role, cast.union), TREE) <= 12
    assert queries(visitor(Role.STAFF, cast.kostroma), f"{TREE}?q=ппо") <= 12


def test_the_tree_begins_at_the_own_organisation(cast: Cast) -> None:
    page = source(visitor(Role.STAFF, cast.kostroma), TREE)
    assert [row.short_name in page for row in (cast.galich, cast.buy, cast.university)] == [True, True, True]
    assert cast.oryol.short_name not in page


def test_several_branches_are_listed(cast: Cast) -> None:
    user = a_user(
        "both", grants=[(Role.CHAIR, cast.lyceum), (Role.CHAIR, cast.mtsensk), (Role.CHAIR, cast.mtsensk_school)]
    )
    browser = Client()
    browser.force_login(user)
    page = source(browser, TREE)
    assert address_of(cast.lyceum) in page
    assert address_of(cast.mtsensk) in page
    assert address_of(cast.mtsensk_school) not in page


def test_an_empty_register_begins_with_the_union(db: None) -> None:
    outside = Organisation(pk=0, type=OrganisationType.UNION)
    page = source(visitor(Role.ADMINISTRATOR, outside), TREE)
    assert "/organisations/union/" in page
    assert "/organisations/union/" not in source(visitor(Role.AUDITOR, outside), TREE)


def test_a_number_leads_to_its_organisation(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.kostroma)
    answer = browser.get(TREE, {"q": f" {cast.galich.number} "})
    assert answer.headers["Location"] == address_of(cast.galich)
    assert "Ничего не нашлось" in source(browser, f"{TREE}?q={cast.mtsensk.number}")


def test_a_wrong_digit_is_told_in_a_sentence(cast: Cast) -> None:
    number = cast.galich.number[:-1] + str((int(cast.galich.number[-1]) + 1) % 10)
    answer = visitor(Role.STAFF, cast.kostroma).get(TREE, {"q": number})
    assert answer.status_code == 422
    assert "В номере ошибка: цифры не сходятся между собой." in answer.content.decode()


def test_words_find_and_nothing_foreign_is_found(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.kostroma)
    page = source(browser, f"{TREE}?q=шко бер")
    assert address_of(cast.berezovka) in page
    assert "Ничего не нашлось" in source(browser, f"{TREE}?q=мценс")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "'; DROP TABLE x; --", "=1+1", "a\r\nSet-Cookie: x=1"])
def test_whatever_is_typed_stays_text(cast: Cast, text: str) -> None:
    hostile = a_primary(cast.galich, "ППО")
    # No act takes such a name; what came from elsewhere must stay a text too.
    OrganisationName.objects.filter(organisation=hostile).update(name=text, short_name=text)
    Organisation.objects.filter(pk=hostile.pk).update(name=text, short_name=text)
    browser = visitor(Role.STAFF, cast.galich)
    for address in (address_of(hostile), address_of(cast.galich), f"{address_of(hostile)}?on=01.01.2020"):
        assert "<script>alert" not in source(browser, address)
    for q in (text, text + " ' | & ! :* ("):
        answer = browser.get(TREE, {"q": q})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()
