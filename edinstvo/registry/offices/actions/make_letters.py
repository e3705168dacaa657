"""Make the letters of an issue: logins, codes, one printable file; all of it in one transaction."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.files.actions.store_file import store_file
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.offices.actions.addressees import Addressee, addressees_of
from edinstvo.registry.offices.actions.open_officer_logins import open_officer_logins
from edinstvo.registry.offices.actions.print_letters import PrintedLetter, print_letters
from edinstvo.registry.offices.actions.sealing import code_hash, sealed
from edinstvo.registry.offices.actions.send_letters import Written, routes_for, send_letters
from edinstvo.registry.offices.actions.void_letters import void_those
from edinstvo.registry.offices.models import Letter, LetterBatch, Mandate, OfficerLogin
from edinstvo.registry.offices.permissions import require_entering, require_issuing_letters
from edinstvo.registry.offices.rules import new_code
from edinstvo.registry.organisations.actions.hold_open import hold

OPENING, PRINTING = gettext_noop("Opening logins"), gettext_noop("Printing letters")
FILE_NAME = "letters.pdf.sealed"
_MOST_BYTES = 2**30


def make_letters(*, actor: Actor, batch_id: int, at: datetime, report: Callable[..., None]) -> LetterBatch:
    """Make them, inside the caller's transaction; an issue that is made already stays as it is.

    Whoever has come in is passed over, and in scope MISSING also whoever holds a living letter; of the others former
    letters die. Raises PowerMissing.
    """
    batch = LetterBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state != LetterBatch.State.MAKING:
        return batch
    batch.organisation = hold(organisation_id=batch.organisation_id)
    require_issuing_letters(actor, batch.organisation)
    if batch.mandate_id is not None:
        mandate = Mandate.objects.get(pk=batch.mandate_id)
        require_entering(actor, batch.organisation, mandate.office)
    report(stage=OPENING)
    chosen = addressees_of(actor=actor, batch=batch, at=at)
    routes = routes_for(batch=batch, addressees=chosen)
    if batch.by == LetterBatch.By.MESSAGE:
        chosen = [one for one in chosen if one.organisation.pk in routes]
    opened = open_officer_logins(actor=actor, addressees=chosen, at=at)
    written = _write(batch, opened, at)
    batch.messages = send_letters(actor=actor, batch=batch, written=written, routes=routes, at=at)
    printed = [_to_print(one) for one in written if one.letter.organisation_id not in routes]
    Letter.objects.bulk_create([one.letter for one in written])
    if printed:
        report(stage=PRINTING, done=0, total=len(printed))
        _keep_file(actor, batch, printed, at, partial(report, stage=PRINTING))
    batch.letters, batch.state = len(printed), LetterBatch.State.READY
    batch.save()
    _enter(actor, batch, at)
    return batch


def _enter(actor: Actor, batch: LetterBatch, at: datetime) -> None:
    write_entry(
        actor=actor,
        verb="letters_issued",
        about=About(type="organisation", id=batch.organisation_id, name=batch.organisation.name),
        at_place=batch,
        at=at,
        after={"letters": batch.letters} | ({"messages": batch.messages} if batch.messages else {}),
    )


def _write(batch: LetterBatch, chosen: list[tuple[Addressee, OfficerLogin]], at: datetime) -> list[Written]:
    """A letter for each, with a fresh code; the code itself goes into the print or the message and nowhere else."""
    # The letter says the last day, so its whole evening counts.
    ends_on = timezone.localdate(at) + timedelta(days=batch.valid_days + 1)
    valid_until: datetime = timezone.make_aware(datetime.combine(ends_on, time.min))
    void_those(Q(login__in=[login for _, login in chosen]), at=at)
    written = []
    for one, login in chosen:
        code = new_code()
        letter = Letter(
            batch=batch,
            login=login,
            mandate_id=one.mandate.pk if one.mandate else None,
            organisation=one.organisation,
            **one.organisation.branch_columns,
            code_hash=code_hash(login=login.user.login, code=code),
            valid_until=valid_until,
        )
        written.append(Written(letter=letter, name=one.name, code=code))
    return written


def _to_print(one: Written) -> PrintedLetter:
    letter = one.letter
    return PrintedLetter(organisation=letter.organisation, name=one.name, login=letter.login.user.login, code=one.code)


def _keep_file(
    actor: Actor, batch: LetterBatch, printed: list[PrintedLetter], at: datetime, report: Callable[..., None]
) -> None:
    on = timezone.localdate(at)
    content = print_letters(
        letters=printed,
        issuer=batch.organisation,
        address=batch.address,
        on=on,
        until=on + timedelta(days=batch.valid_days),
        report=report,
    )
    batch.file = store_file(actor=actor, name=FILE_NAME, chunks=sealed(content), at=at, most_bytes=_MOST_BYTES)
