"""Numbers of cards; pure functions."""

_COUNTED_DIGITS = 10


class NumberTooLarge(ValueError):
    """More cards of one region than its numbers count."""


def card_number(*, region: str, count: int) -> str:
    """The number of the `count`-th card (from 1) of a region (two digits): thirteen digits, the last one checks.

    Raises NumberTooLarge.
    """
    if not 0 < count < 10**_COUNTED_DIGITS:
        raise NumberTooLarge(count)
    body = f"{region}{count:0{_COUNTED_DIGITS}d}"
    return body + check_digit(body)


def is_card_number(text: str) -> bool:
    """Whether the digits are a number of a card as far as the check digit tells."""
    return len(text) == _COUNTED_DIGITS + 3 and text.isdecimal() and check_digit(text[:-1]) == text[-1]


def check_digit(body: str) -> str:
    """The digit that makes the number divisible as ISO/IEC 7812-1, annex B (the formula of Luhn) has it."""
    doubled = [int(digit) * 2 for digit in body[-1::-2]]
    plain = [int(digit) for digit in body[-2::-2]]
    total = sum(number // 10 + number % 10 for number in doubled) + sum(plain)
    return str(-total % 10)
