"""Logins: one way to write them down, whatever way they are typed."""

import re
import unicodedata

LONGEST = 64
_SHAPE = re.compile(r"\w[\w.@+\-]{2,63}")


class LoginMistyped(Exception):
    """A login is 3 to 64 letters, digits and signs . _ - @ +, and begins with a letter or a digit."""


def tidy_login(typed: str) -> str:
    """The login as it is kept: lower case, no spaces around, look-alike forms of one letter made one."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def read_login(typed: str) -> str:
    """A login fit to be given to somebody; raises LoginMistyped."""
    login = tidy_login(typed)
    if not _SHAPE.fullmatch(login):
        raise LoginMistyped(typed)
    return login
