"""Saying something: in the act's own transaction, to an address that exists, in either language, kept for a year."""

from datetime import timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.notices.actions.deliver_notices import deliver_notices
from edinstvo.foundation.notices.actions.mark_read import mark_read
from edinstvo.foundation.notices.actions.send_again import NotFailed, send_again
from edinstvo.foundation.notices.actions.send_notice import AddressUnusable, Message, send_notices
from edinstvo.foundation.notices.models import Channel, Notice
from edinstvo.foundation.notices.queries import outbox, told_to, unread_by
from tests.cast import NOW, OPERATOR, TODAY, a_union, auditor, chair
from tests.foundation.notices.saying import said
from tests.foundation.retention.nights import night

pytestmark = pytest.mark.django_db


def test_is_written_and_queued_with_the_act_or_not_at_all(settings: Settings) -> None:
    settings.SMTP_URL = "smtp://127.0.0.1:9"
    letters = [Message(channel=Channel.EMAIL, template="notices/trial", address=f"{n}@example.org") for n in range(30)]
    with transaction.atomic():
        send_notices(actor=OPERATOR, messages=letters, at=NOW)
        transaction.set_rollback(True)
    assert (Notice.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)
    send_notices(actor=OPERATOR, messages=letters, at=NOW)
    (job,) = ProcrastinateJob.objects.all()
    assert (job.task_name, job.lock) == ("notices.deliver", "notices.deliver")
    assert set(Notice.objects.values_list("state", "sent_by_name")) == {("waiting", "Operator")}


@pytest.mark.parametrize("to", ["", "nobody", "a@b", "a@example.org\nBcc: b@example.org", "анна@example.org"])
def test_an_address_that_cannot_be_is_refused(to: str) -> None:
    with pytest.raises(AddressUnusable):
        said(to)
    with pytest.raises(AddressUnusable):
        said(f"8{to}", channel=Channel.SMS)
    assert not Notice.objects.exists()


def test_is_worded_in_the_language_of_whoever_gets_it() -> None:
    assert (said().subject, said(language="en").subject) == ("Пробное сообщение", "A trial message")


def test_a_line_inside_is_read_by_nobody_but_the_one_it_is_for() -> None:
    cast = a_union()
    mine, other = chair(cast.college), chair(cast.lyceum)
    assert mine.user_id
    said("", channel=Channel.IN_APP, user_id=mine.user_id, link="members:list")
    assert (unread_by(seen_by=mine), unread_by(seen_by=other), told_to(seen_by=OPERATOR).count()) == (1, 0, 0)
    assert mark_read(actor=other, notice_id=told_to(seen_by=mine).get().pk, at=NOW) == 0
    assert mark_read(actor=mine, at=NOW) == 1
    assert unread_by(seen_by=mine) == 0


def test_the_outbox_is_read_where_the_journal_is_and_sends_again_what_failed(settings: Settings) -> None:
    cast = a_union()
    settings.SMTP_URL = "smtp://127.0.0.1:9"
    notice = said(organisation_id=cast.college.pk, at_place=cast.college)
    watching, keeping, stranger = auditor(cast.buy), chair(cast.college), chair(cast.lyceum)
    assert [outbox(seen_by=who).count() for who in (watching, keeping, stranger, OPERATOR)] == [1, 1, 0, 1]
    with pytest.raises(NotFailed):
        send_again(actor=keeping, notice_id=notice.pk, at=NOW)
    Notice.objects.update(tries=4)
    deliver_notices(clock=lambda: NOW)
    for nobody in (watching, stranger):
        with pytest.raises(PowerMissing):
            send_again(actor=nobody, notice_id=notice.pk, at=NOW)
    again = send_again(actor=keeping, notice_id=notice.pk, at=NOW)
    assert (again.state, again.tries, again.next_try_at) == ("waiting", 0, NOW)
    assert Entry.objects.latest("id").verb == "notice_sent_again"


def test_what_was_said_is_forgotten_after_a_year_unless_it_waits(settings: Settings) -> None:
    said()
    settings.SMTP_URL = "smtp://127.0.0.1:9"
    waits = said()
    assert night("notices.messages", TODAY + timedelta(days=365)) == 0
    assert night("notices.messages", TODAY + timedelta(days=366)) == 1
    assert Notice.objects.get() == waits
