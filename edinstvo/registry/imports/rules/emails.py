"""E-mail addresses as people write them."""

import re

_SEPARATOR = re.compile(r"[;,\s<>()\[\]|]+")
_AROUND_SIGNS = re.compile(r"\s*([@.])\s*")
_ADDRESS = re.compile(
    r"(?=.{6,254}$)(?=.{1,64}@)[a-z0-9_+\-'&%]+(?:\.[a-z0-9_+\-'&%]+)*"
    r"@(?:(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9\-]{2,50})"
    r"|(?:[а-яё0-9](?:[а-яё0-9\-]{0,61}[а-яё0-9])?\.)+[а-яё]{2,24})"
)


def email_in(text: str) -> str | None:
    """The first sound e-mail address of a cell in lower case, or None.

    Stray spaces, `mailto:`, brackets and a full stop at the end are taken off; nothing else is guessed.
    """
    text = text.lower().replace("mailto:", "").replace("e-mail:", "").strip(" .,;:\"'«»")
    if _ADDRESS.fullmatch(text):
        return text
    for part in (*_SEPARATOR.split(text), _AROUND_SIGNS.sub(r"\1", text)):
        address = part.strip(" .,;:\"'«»")
        if _ADDRESS.fullmatch(address):
            return address
    return None
