"""Come in by a letter: the login, its one-time code, and a password of one's own from now on."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from edinstvo.foundation.access.actions.close_sessions import close_sessions
from edinstvo.foundation.access.actions.put_password import PasswordTooWeak, put_password, void_links
from edinstvo.foundation.access.actions.record_attempt import confirm_attempt, record_attempt
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.logins import LONGEST, tidy_login
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.offices.actions.sealing import is_code_of
from edinstvo.registry.offices.models import Letter
from edinstvo.registry.offices.rules import MOST_TRIES, read_code


class CodeWrong(Exception):
    """No such login, no living letter, or another code: which of them is never said."""


class LetterLocked(Exception):
    """The code was tried wrongly so often that the letter opens nothing any more: a new one is needed."""


def use_letter(*, login: str, code: str, password: str, address: str, at: datetime) -> User:
    """The user, who now has this password; the letter is used up, and every session of theirs has ended.

    A try is counted before the code is looked at, on the letter and at the door (`record_attempt`), and given back to a
    right code with a password that is too weak. Must not run inside a transaction. Raises CodeWrong, LetterLocked,
    TooManyAttempts, PasswordTooWeak.
    """
    login = tidy_login(login)[:LONGEST]
    attempt = record_attempt(login=login, address=address, at=at)
    letter = _count_a_try(login=login, address=address, at=at)
    if not is_code_of(login=login, code=read_code(code), hashed=letter.code_hash):
        raise CodeWrong
    try:
        user = _come_in(letter_id=letter.pk, password=password, address=address, at=at)
    except PasswordTooWeak:
        with transaction.atomic(), whole_register(reason=Reason.SIGNING_IN):
            Letter.objects.filter(pk=letter.pk).update(tries=F("tries") - 1)
        confirm_attempt(attempt=attempt)
        raise
    confirm_attempt(attempt=attempt)
    return user


def _count_a_try(*, login: str, address: str, at: datetime) -> Letter:
    """The living letter to this login, one try poorer; committed at once, so that no try is ever free."""
    with transaction.atomic(durable=True), whole_register(reason=Reason.SIGNING_IN):
        letter = _living(at).filter(login__user__login=login).select_for_update(of=("self",)).first()
        if letter is None:
            raise CodeWrong
        if letter.tries >= MOST_TRIES:
            raise LetterLocked
        letter.tries += 1
        letter.save(update_fields=["tries"])
        if letter.tries == MOST_TRIES:
            _tell_of_the_last_try(letter, address, at)
    return letter


def _come_in(*, letter_id: int, password: str, address: str, at: datetime) -> User:
    with transaction.atomic(), whole_register(reason=Reason.SIGNING_IN):
        # Of two people with the one paper the second meets a letter that is used.
        letter = _living(at).select_for_update(of=("self",)).filter(pk=letter_id).first()
        if letter is None:
            raise CodeWrong
        user = User.objects.select_for_update(no_key=True).get(pk=letter.login.user_id)
        put_password(user=user, password=password)
        user.save(update_fields=["password"])
        void_links(user=user)
        close_sessions(user=user, at=at)
        letter.used_at = at
        letter.save(update_fields=["used_at"])
        write_entry(
            actor=Actor(user_id=user.pk, name=user.name, address=address),
            verb="letter_used",
            about=About(type="user", id=user.pk, name=user.name),
            at_place=letter,
            at=at,
        )
    return user


def _living(at: datetime) -> QuerySet[Letter]:
    """Letters that are neither used nor void nor overdue, nor left by a move; their tries may be up."""
    letters = Letter.objects.select_related("login__user")
    return letters.filter(
        Letter.IN_ITS_BRANCH, used_at=None, voided_at=None, valid_until__gt=at, login__user__is_active=True
    )


def _tell_of_the_last_try(letter: Letter, address: str, at: datetime) -> None:
    user = letter.login.user
    write_entry(
        actor=Actor(user_id=None, name="", address=address),
        verb="letter_locked",
        about=About(type="user", id=user.pk, name=user.name),
        at_place=letter,
        at=at,
    )
