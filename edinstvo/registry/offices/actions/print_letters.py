"""Print letters, one page each: who they are for, the login, the code, and where to go with them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.utils import translation

from edinstvo.foundation.documents.pdf import render_pdf
from edinstvo.foundation.documents.printable import Printable
from edinstvo.foundation.documents.qr import qr_svg
from edinstvo.foundation.ui.moments import day_plain
from edinstvo.registry.offices.rules import printed_code
from edinstvo.registry.organisations.models import Organisation

_TEMPLATE = "registry/offices/documents/letter.typ"


@dataclass(frozen=True)
class PrintedLetter:
    """What stands in one letter; the code is nowhere else."""

    organisation: Organisation
    name: str
    login: str
    code: str


def print_letters(
    *,
    letters: Sequence[PrintedLetter],
    issuer: Organisation,
    address: str,
    on: date,
    until: date,
    report: Callable[..., None],
) -> bytes:
    """One PDF, a page for each letter, in the union's own language; `address` is that of the page for letters.

    `report(done=, total=)` hears how many are on paper; the sheets are made as they are printed.
    """
    with translation.override(settings.LANGUAGE_CODE):
        sheets = _sheets(letters, issuer, address, on, until)
        told = partial(report, total=len(letters))
        return render_pdf(_TEMPLATE, sheets, title="Письма председателям", on=on, report=told)


def _sheets(
    letters: Sequence[PrintedLetter], issuer: Organisation, address: str, on: date, until: date
) -> Iterator[dict[str, Printable]]:
    same: dict[str, Printable] = {"issuer": issuer.name, "day": day_plain(on), "until": day_plain(until)}
    for letter in letters:
        yield {
            **same,
            "name": letter.name,
            "organisation": letter.organisation.name,
            "number": letter.organisation.number,
            "address": address,
            "login": letter.login,
            "code": printed_code(letter.code),
            # The login is no secret; the code stays on the paper and is typed by hand.
            "qr": qr_svg(f"{address}?{urlencode({'login': letter.login})}"),
        }
