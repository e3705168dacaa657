"""What an individual number of an organisation (ИНПО) is made of, and how it is checked."""

import re

_SHAPE = re.compile(r"\d{10}")
_SIGNS = re.compile(r"[\s\-–—‑−]+")


class InpoMistyped(Exception):
    """The number is not ten digits, or its last digit does not fit the others."""


def check_digit(digits: str) -> str:
    """The check digit of ISO 7064 MOD 11,10 for a string of digits (domain.md 4.2).

    It catches every single wrong digit and nearly every pair of swapped neighbours.
    """
    product = 10
    for digit in digits:
        total = (product + int(digit)) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def compose(*, region: str, territory: int = 0, primary: int = 0) -> str:
    """The number `RR-TTT-PPPP-K` as ten digits without hyphens."""
    digits = f"{region}{territory:03d}{primary:04d}"
    return digits + check_digit(digits)


def read_inpo(typed: str) -> str:
    """Ten digits from what a person typed, hyphens and spaces allowed; raises InpoMistyped."""
    digits = _SIGNS.sub("", typed)
    if not _SHAPE.fullmatch(digits) or check_digit(digits[:-1]) != digits[-1]:
        raise InpoMistyped(typed)
    return digits
