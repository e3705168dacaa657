"""A cell of mixed contacts after its telephone and its e-mail have been taken: what is left of it."""

import re

_LONGEST = 500
_GAP = r"[\s().\-–—]*"
_LABEL = (
    r"(?:\b(?:т|тел|телефон\w*|моб|мобильн\w*|сот|сотов\w*|раб|рабоч\w*|дом|домашн\w*|факс|e-?mail|mail(?:to)?|эл|"
    r"электронн\w*|почт\w*|адрес\w*)\b[\s.:\-–—]*)*"
)
_AT_THE_ENDS = " .,;:/|\\<>-–—\"'"


def contacts_left(text: str, *, phone: str, email: str) -> str:
    """What stands in `text` besides the telephone (E.164) and the e-mail, and what announces them, or "".

    A second telephone is left, as is the name of whoever answers it.
    """
    rest, beyond = " ".join(text[:_LONGEST].split()), text[_LONGEST:]
    if email:
        rest = re.sub(_LABEL + _spaced(email), " ", rest, count=1, flags=re.I)
    if phone:
        rest = re.sub(_LABEL + _written(phone), " ", rest, count=1, flags=re.I)
    rest = re.sub(r"\s*[,;|](?:\s*[,;|])+", ",", " ".join(f"{rest}{beyond}".split())).strip(_AT_THE_ENDS)
    rest = rest.replace("()", "").strip(_AT_THE_ENDS)
    if rest.startswith("(") and rest.find(")") == len(rest) - 1:
        rest = rest[1:-1].strip()
    return rest if any(map(str.isalnum, rest)) else ""


def _spaced(email: str) -> str:
    """The address as it may be written: with blanks around its signs."""
    return r"\s*".join(map(re.escape, re.split(r"([@.])", email)))


def _written(phone: str) -> str:
    """The number as it may be written: with or without its country, with signs between the digits."""
    digits = phone.removeprefix("+")
    own = digits[1:] if len(digits) == 11 and digits[0] == "7" else digits
    country = rf"(?:\+?\s*[78]{_GAP})?" if own != digits else r"\+?\s*"
    return rf"(?<!\d){country}\(?{_GAP.join(own)}(?!\d)"
