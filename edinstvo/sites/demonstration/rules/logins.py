"""The logins of the demonstration."""

from dataclasses import dataclass

from edinstvo.sites.demonstration.rules.lists import read_data

# «Зелёная тетрадь», a green notebook. It is printed for everybody to see, and never stands in a real union.
PASSWORD = "zelenaya-tetrad"  # noqa: S105  # no secret


@dataclass(frozen=True)
class ShownLogin:
    """A login, whose it is, and the role at the organisation `at` (a key of the plan)."""

    login: str
    name: str
    role: str
    at: str


SHOWN_LOGINS = tuple(ShownLogin(**row) for row in read_data("logins"))
