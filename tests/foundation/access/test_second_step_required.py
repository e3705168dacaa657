"""Of whom a second step is required, and that they come no further without it."""

import pytest
from django.test import Client
from pyotp import TOTP
from pytest_django import Settings

from config import settings as house
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import Authenticator
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.second_factor import is_required_of
from tests.cast import PASSWORD, a_union, a_user, visitor
from tests.foundation.access.factors import APP, SECURITY, STEP, half_in, is_in

pytestmark = pytest.mark.django_db


class TestRequired:
    def test_in_a_real_union_unless_it_says_otherwise(self) -> None:
        assert (house.MODE, house.SECOND_FACTOR) == ("real", "required")

    def test_of_regional_and_central_staff_and_offered_to_all_others(self, settings: Settings) -> None:
        settings.SECOND_FACTOR = "required"
        required = {(role, level) for role in Role for level in Level if is_required_of([(role, level)])}
        both = (Role.STAFF, Role.ADMINISTRATOR)
        assert required == {(role, level) for role in both for level in (Level.REGION, Level.UNION)}
        assert is_required_of([(Role.CHAIR, Level.PRIMARY), (Role.STAFF, Level.REGION)])
        settings.SECOND_FACTOR = "offered"
        assert not is_required_of([(Role.STAFF, Level.REGION)])

    def test_leads_to_setting_it_up_and_nowhere_else(self, settings: Settings) -> None:
        settings.SECOND_FACTOR = "required"
        cast = a_union()
        a_user("oreshkina", password=PASSWORD, grants=[(Role.STAFF, cast.kostroma)])
        browser = half_in()
        assert "Настройте второй шаг" in browser.get(STEP).content.decode().replace("\u00a0", " ")
        assert not is_in(browser)
        app = _app_on(browser)
        assert browser.post(APP, {"code": "000000"}).status_code == 422
        assert _app_on(browser).secret == app.secret
        page = browser.post(APP, {"code": app.now()}).content.decode()
        assert page.count("<code>") == 10
        assert is_in(browser)
        # The other tab sends its code as well.
        assert browser.post(APP, {"code": app.now()})["Location"] == SECURITY
        kept = Authenticator.objects.get()
        assert app.secret not in kept.sealed_secret
        assert browser.post(f"{APP}remove/")["Location"] == SECURITY
        assert Authenticator.objects.exists()

    def test_a_session_without_it_is_nobodys_once_it_is_required(self, settings: Settings) -> None:
        cast = a_union()
        browser = visitor(Role.STAFF, cast.kostroma)
        assert is_in(browser)
        settings.SECOND_FACTOR = "required"
        assert not is_in(browser)
        assert is_in(visitor(Role.CHAIR, cast.kostroma))


def _app_on(browser: Client) -> TOTP:
    page = browser.get(APP).content.decode()
    assert "<svg" in page
    return TOTP(page.split("<code>")[1].split("</code>")[0].replace(" ", ""))
