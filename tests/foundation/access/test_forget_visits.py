"""What is known of visits is forgotten in time, and nothing before its time."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from edinstvo.foundation.access.actions.issue_one_time_link import issue_one_time_link
from edinstvo.foundation.access.jobs import forget_old_visits
from edinstvo.foundation.access.models import OneTimeLink, SignInAttempt
from tests.cast import NOW, OPERATOR, TODAY, a_user
from tests.foundation.retention.nights import night

pytestmark = pytest.mark.django_db
LONG_AGO, LATELY = NOW - timedelta(days=91), NOW - timedelta(days=89)


def test_tries_to_sign_in_are_forgotten() -> None:
    for at in (LONG_AGO, LATELY):
        SignInAttempt.objects.create(login="kora", address="192.0.2.1", at=at, succeeded=False)
    assert night("access.tries", TODAY) == 1
    assert [attempt.at for attempt in SignInAttempt.objects.all()] == [LATELY]


def test_links_whose_time_is_over_are_forgotten() -> None:
    for number, at in enumerate((LONG_AGO, LATELY)):
        issue_one_time_link(actor=OPERATOR, user=a_user(f"user-{number}"), at=at, valid_for=timedelta(hours=1))
    assert night("access.links", TODAY) == 1
    assert [link.valid_until for link in OneTimeLink.objects.all()] == [LATELY + timedelta(hours=1)]


def test_a_session_that_ended_is_forgotten_and_one_that_lives_is_not(client: Client) -> None:
    client.force_login(a_user("kora"))
    forget_old_visits(timezone.now())
    assert Session.objects.count() == 1
    forget_old_visits(timezone.now() + timedelta(days=1))
    assert not Session.objects.exists()
