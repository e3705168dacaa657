"""Passkeys as a second step: added, used, counted; a copy and a foreign answer are refused."""

import pytest
from django.test import Client

from edinstvo.foundation.access.models import Passkey
from edinstvo.foundation.journal.models import Entry
from tests.cast import PASSWORD, a_user
from tests.foundation.access.factors import SECURITY, STEP, half_in, is_in, question_on
from tests.foundation.access.software_key import SoftwareKey

pytestmark = pytest.mark.django_db


class TestPasskeys:
    def test_are_added_used_and_counted(self) -> None:
        a_user("oreshkina", password=PASSWORD)
        browser = Client(headers={"host": "localhost"})
        browser.post("/sign-in/", {"login": "oreshkina", "password": PASSWORD})
        key = _added(browser)
        assert Passkey.objects.get().name == "Телефон"
        comer = half_in()
        page = question_on(comer, STEP)
        answer = key.used_for(page)
        assert comer.post(f"{STEP}passkey/", {"answer": answer}).status_code == 302
        assert is_in(comer)
        assert Entry.objects.filter(verb="signed_in").latest("id").after == {"second_step": "passkey"}
        # The same answer is worth nothing in another browser, nor a second time.
        assert half_in().post(f"{STEP}passkey/", {"answer": answer}).status_code == 422

    def test_one_whose_counter_goes_back_is_refused_and_told(self) -> None:
        user = a_user("oreshkina", password=PASSWORD)
        browser = Client(headers={"host": "localhost"})
        browser.post("/sign-in/", {"login": "oreshkina", "password": PASSWORD})
        key = _added(browser)
        Passkey.objects.update(counter=90)
        comer = half_in()
        refused = comer.post(f"{STEP}passkey/", {"answer": key.used_for(question_on(comer, STEP))})
        assert "скопировали" in refused.content.decode()
        assert not is_in(comer)
        assert Entry.objects.get(verb="passkey_refused").object_id == user.pk

    @pytest.mark.parametrize("harm", ["origin", "key", "challenge", "nonsense"])
    def test_a_foreign_answer_is_refused(self, harm: str) -> None:
        a_user("oreshkina", password=PASSWORD)
        browser = Client(headers={"host": "localhost"})
        browser.post("/sign-in/", {"login": "oreshkina", "password": PASSWORD})
        key, comer = _added(browser), half_in()
        asked = question_on(half_in() if harm == "challenge" else comer, STEP)
        if harm == "origin":
            key.origin = "http://evil.example"
        used = SoftwareKey(id=key.id) if harm == "key" else key
        answer = '{"response": {"clientDataJSON": 7}}' if harm == "nonsense" else used.used_for(asked)
        assert comer.post(f"{STEP}passkey/", {"answer": answer}).status_code == 422
        assert not is_in(comer)


def _added(browser: Client) -> SoftwareKey:
    page, key = f"{SECURITY}passkeys/new/", SoftwareKey()
    answer = browser.post(page, {"name": "Телефон", "answer": key.made_for(question_on(browser, page))})
    assert answer.content.decode().count("<code>") == 10
    return key
