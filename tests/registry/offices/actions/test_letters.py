"""Letters to chairs: one login for each, whoever issues how often; a code opens once, and is tried ten times."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from edinstvo.foundation.access.actions.put_password import PasswordTooWeak
from edinstvo.foundation.access.actions.record_attempt import TooManyAttempts
from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.models import Grant, SignInAttempt, User
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.access.queries import actor_of
from edinstvo.foundation.files.models import StoredFile
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.offices.actions.forget_letters import forget_letters
from edinstvo.registry.offices.actions.make_letters import make_letters
from edinstvo.registry.offices.actions.request_letters import request_letters
from edinstvo.registry.offices.actions.take_letters import LeftTheBranch, LettersForgotten, take_letters
from edinstvo.registry.offices.actions.use_letter import CodeWrong, LetterLocked, use_letter
from edinstvo.registry.offices.models import Letter, LetterBatch, Mandate, OfficerLogin
from edinstvo.registry.offices.queries.letters import figures_of_letters
from edinstvo.registry.offices.rules import CODE_SIGNS, MOST_TRIES
from tests.cast import NOW, PASSWORD, TODAY, Cast, a_union, auditor, chair, staff
from tests.registry.offices.letters import ADDRESS, Scope, codes, issued, say_nothing
from tests.registry.offices.people import elected, with_login
from tests.registry.organisations.moving import moved

FROM = "192.0.2.9"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def come_in(login: str, code: str, *, password: str = PASSWORD, minutes: int = 0) -> User:
    at = NOW + timedelta(minutes=minutes)
    return use_letter(login=login, code=code, password=password, address=FROM, at=at)


@pytest.mark.django_db(transaction=True)
def test_a_region_issues_everybody_below_their_login_and_a_chair_comes_in_once() -> None:
    cast = a_union()
    school, district = elected(cast.buy_school), elected(cast.buy, record=cast.college)
    elected(cast.kostroma, record=cast.college, name="Белых Пётр Ильич")
    elected(cast.mtsensk_school, name="Орлова Анна Ильинична")
    region = staff(cast.kostroma)
    batch = issued(cast.kostroma, actor=region)
    assert (batch.letters, batch.state) == (2, LetterBatch.State.READY)
    printed = codes()
    assert sorted(printed) == sorted([str(cast.buy_school.inpo), str(cast.buy.inpo)])
    login, code = str(cast.buy_school.inpo), printed[str(cast.buy_school.inpo)]
    for typed, typed_code in ((login, printed[str(cast.buy.inpo)]), ("4400000000", code), (login, "")):
        with pytest.raises(CodeWrong):
            come_in(typed, typed_code)
    with pytest.raises(PasswordTooWeak):
        come_in(login, code, password="1234")
    user = come_in(f" {login}", f" {code.lower().replace('-', ' ')} ")
    assert user.check_password(PASSWORD)
    assert actor_of(user, on=TODAY, address="").may(Power.KEEP_MEMBERS, at=cast.buy_school)
    above = User.objects.get(login=cast.buy.inpo)
    assert actor_of(above, on=TODAY, address="").may(Power.MANAGE_ORGANISATIONS, at=cast.college)
    with pytest.raises(CodeWrong):
        come_in(login, code, minutes=20)
    figures = figures_of_letters(cast.kostroma, at=NOW, seen_by=region)
    assert figures.by_state == {"none": 0, "sent": 1, "failed": 0, "dead": 0, "in": 1, "nobody": 5}
    assert {mandate.grant_id for mandate in (school, district)} == {None}
    assert Mandate.objects.filter(grant_id__isnull=False).count() == 2
    assert set(Entry.objects.filter(verb__startswith="letter").values_list("verb", flat=True)) == {
        "letters_issued",
        "letter_used",
    }


@pytest.mark.django_db(transaction=True)
def test_a_code_is_tried_ten_times_and_no_more() -> None:
    cast = a_union()
    elected(cast.buy_school)
    issued(cast.buy, actor=staff(cast.buy))
    [(login, code)] = codes().items()
    refusals = []
    for number in range(20):
        with pytest.raises((CodeWrong, TooManyAttempts, LetterLocked)) as refusal:
            come_in(login, "22222-22222", minutes=number * 6)
        refusals.append(refusal.type)
    assert refusals.count(CodeWrong) == MOST_TRIES
    assert refusals[-1] is LetterLocked
    with pytest.raises(LetterLocked):
        come_in(login, code, minutes=300)
    assert Entry.objects.filter(verb="letter_locked").count() == 1
    assert SignInAttempt.objects.exclude(succeeded=True).exists()
    # A new letter is the way on, whose code is another one.
    issued(cast.buy, actor=staff(cast.kostroma), scope=Scope.ONE, chair_of=cast.buy_school)
    with pytest.raises(CodeWrong):
        come_in(login, code, minutes=400)
    assert come_in(login, codes()[login], minutes=401).login == login


def test_issued_again_it_leaves_alone_whoever_has_come_in_or_has_a_letter(cast: Cast) -> None:
    here, waiting = elected(cast.buy_school), elected(cast.college, name="Орлова Анна Ильинична")
    with_login(here).set_password(PASSWORD)
    User.objects.filter(login="vetrova").update(password="scrypt$anything")
    region = staff(cast.kostroma)
    assert issued(cast.kostroma, actor=region).letters == 1
    assert issued(cast.kostroma, actor=region).letters == 0
    assert issued(cast.buy, actor=staff(cast.buy)).letters == 0
    first = codes()
    late = NOW + timedelta(days=31)
    assert issued(cast.kostroma, actor=region, at=late).letters == 1
    assert issued(cast.kostroma, actor=region, scope=Scope.UNUSED, at=late).letters == 1
    assert first != codes()
    assert list(Letter.objects.filter(voided_at=None).values_list("mandate_id", flat=True)) == [waiting.pk]
    # Asked for by name also for somebody who has come in: their password is lost.
    assert issued(cast.kostroma, actor=region, scope=Scope.ONE, chair_of=cast.buy_school).letters == 1
    assert OfficerLogin.objects.count() == User.objects.filter(login__in=["vetrova", cast.college.inpo]).count() == 2


def test_a_mandate_that_ends_voids_its_letter_and_the_next_chair_gets_a_login_of_their_own(cast: Cast) -> None:
    first = elected(cast.college)
    elected(cast.college, "audit", first.person_id)
    region = staff(cast.kostroma)
    issued(cast.kostroma, actor=region)
    user = User.objects.get(login=cast.college.inpo)
    assert sorted(user.grants.values_list("role", flat=True)) == ["auditor", "chair"]
    elected(cast.college, name="Орлова Анна Ильинична", since=TODAY, succeeds=True)
    assert Letter.objects.get().voided_at is not None
    assert not Grant.objects.filter(user=user, role="chair", valid_until=None).exists()
    issued(cast.kostroma, actor=region)
    assert User.objects.get(login=f"{cast.college.inpo}-2").name == "Орлова Анна Ильинична"


def test_codes_are_kept_nowhere_and_the_sealed_file_goes(cast: Cast) -> None:
    elected(cast.college)
    region = staff(cast.kostroma)
    batch = issued(cast.kostroma, actor=region)
    [code] = codes().values()
    assert set(code.replace("-", "")) <= set(CODE_SIGNS)
    stored = StoredFile.objects.get()
    with default_storage.open(stored.key) as file:
        assert b"%PDF" not in file.read()
    assert take_letters(actor=region, batch_id=batch.pk, at=NOW).startswith(b"%PDF")
    # Nobody but the issuer, not even with the same powers; and nobody whose powers have ended.
    for other in (staff(cast.union), auditor(cast.kostroma), staff(cast.oryol)):
        with pytest.raises(PowerMissing):
            take_letters(actor=other, batch_id=batch.pk, at=NOW)
    assert Entry.objects.filter(verb="letters_downloaded").count() == 1
    assert forget_letters(at=NOW + timedelta(hours=23)) == 0
    assert forget_letters(at=NOW + timedelta(hours=25)) == 1
    assert not StoredFile.objects.exists()
    with pytest.raises(LettersForgotten):
        take_letters(actor=region, batch_id=batch.pk, at=NOW)


def test_a_chair_and_an_auditor_issue_nothing_and_a_double_click_finds_the_first(cast: Cast) -> None:
    elected(cast.college)
    said = {"organisation": cast.buy, "scope": Scope.MISSING, "address": ADDRESS, "valid_days": 30, "at": NOW}
    for actor in (chair(cast.college), auditor(cast.kostroma), staff(cast.galich)):
        with pytest.raises(PowerMissing):
            request_letters(actor=actor, **said, is_inline=True)
    district = staff(cast.buy)
    assert request_letters(actor=district, **said, is_inline=True) == request_letters(
        actor=district, **said, is_inline=True
    )


@pytest.mark.django_db(transaction=True)
def test_who_moves_out_of_the_branch_leaves_the_codes_behind() -> None:
    cast = a_union()
    elected(cast.buy_school)
    elected(cast.lyceum, name="Белых Пётр Ильич")
    region, district = staff(cast.kostroma), staff(cast.buy)
    of_mandate = issued_to_holder(elected(cast.buy_school, "audit", name="Сомова Анна Ильинична"), region)
    batch, own = issued(cast.kostroma, actor=region), codes()
    moved(cast.buy, cast.oryol)
    for one in (batch, of_mandate):
        with pytest.raises((LeftTheBranch, PowerMissing)):
            take_letters(actor=region, batch_id=one.pk, at=NOW)
    for login, code in own.items():
        if login.startswith(str(cast.buy_school.inpo)):
            with pytest.raises(CodeWrong):
                come_in(login, code)
    come_in(str(cast.lyceum.inpo), own[str(cast.lyceum.inpo)], minutes=20)
    # What the new level above issues opens; and so would what a district issues that moved with its schools.
    assert figures_of_letters(cast.oryol, at=NOW, seen_by=staff(cast.oryol)).by_state["dead"] == 1
    issued(cast.buy, actor=district)
    moved(cast.buy, cast.kostroma)
    come_in(str(cast.buy_school.inpo), codes()[str(cast.buy_school.inpo)], minutes=40)


def issued_to_holder(mandate: Mandate, actor: Actor) -> LetterBatch:
    """One letter to the holder of an office, made at once."""
    batch = request_letters(
        actor=actor,
        organisation=mandate.organisation,
        scope=Scope.ONE,
        mandate_id=mandate.pk,
        address=ADDRESS,
        valid_days=30,
        at=NOW,
        is_inline=True,
    )
    with transaction.atomic():
        return make_letters(actor=actor, batch_id=batch.pk, at=NOW, report=say_nothing)
