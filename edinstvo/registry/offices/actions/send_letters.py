"""Send those letters of an issue as messages whose chairs can be reached by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.notices.actions.send_notice import Message, send_notices
from edinstvo.foundation.notices.models import Channel
from edinstvo.foundation.ui.moments import day_plain
from edinstvo.registry.offices.actions.addressees import Addressee
from edinstvo.registry.offices.models import Letter, LetterBatch
from edinstvo.registry.offices.queries.routes import routes_to
from edinstvo.registry.offices.rules import Reachable, printed_code

_TEMPLATES = {Channel.EMAIL: "offices/login", Channel.SMS: "offices/login_sms"}


@dataclass(frozen=True)
class Written:
    """A letter before it is stored, whom it addresses, and its code, which is nowhere else."""

    letter: Letter
    name: str
    code: str


def routes_for(*, batch: LetterBatch, addressees: Sequence[Addressee]) -> dict[int, tuple[str, str]]:
    """{organisation: (way, address)} of those who get a message; of an issue of printed letters nobody."""
    if batch.by == LetterBatch.By.PRINT:
        return {}
    logins = [one.login.pk for one in addressees if one.login]
    return routes_to([_reachable(one) for one in addressees], logins=logins)


def send_letters(
    *,
    actor: Actor,
    batch: LetterBatch,
    written: Sequence[Written],
    routes: Mapping[int, tuple[str, str]],
    at: datetime,
) -> int:
    """Write the messages down, each letter knowing its own; return how many. In the transaction of the issue."""
    sent = [one for one in written if one.letter.organisation_id in routes]
    messages = [_message(batch, one, *routes[one.letter.organisation_id], at) for one in sent]
    for one, notice in zip(sent, send_notices(actor=actor, messages=messages, at=at), strict=True):
        one.letter.notice_id = notice.pk
    return len(sent)


def _reachable(one: Addressee) -> Reachable:
    """By the record of the person: the contacts of an organisation are read by others too."""
    person = one.mandate.person if one.mandate else None
    return Reachable(one.organisation.pk, person.email if person else "", person.phone if person else "")


def _message(batch: LetterBatch, one: Written, way: str, address: str, at: datetime) -> Message:
    login, place = one.letter.login.user.login, one.letter.organisation
    until = timezone.localdate(at) + timedelta(days=batch.valid_days)
    return Message(
        channel=Channel(way),
        template=_TEMPLATES[Channel(way)],
        address=address,
        name=one.name,
        is_secret=True,
        organisation_id=place.pk,
        at_place=place,
        values={
            "name": one.name,
            "organisation": place.name,
            "issuer": batch.organisation.name,
            "login": login,
            "code": printed_code(one.code),
            # The login is no secret; the code is typed by hand, so that no address in a browser's history opens it.
            "address": f"{batch.address}?{urlencode({'login': login})}",
            "until": day_plain(until),
        },
    )
