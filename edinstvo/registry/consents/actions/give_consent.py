"""Write down that somebody has agreed."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.consents.actions.close_duties import close_duties
from edinstvo.registry.consents.actions.lock_person import lock_person
from edinstvo.registry.consents.actions.mark_people import mark_people
from edinstvo.registry.consents.models import Consent, ConsentText
from edinstvo.registry.consents.queries.standing import text_in_force
from edinstvo.registry.consents.rules import ConsentDetails, Outcome, earliest_day


class DayToCome(Exception):
    """Nobody knows today what somebody will say tomorrow."""


class NoTextThen(Exception):
    """On that day there were no words that anybody could agree to; `first` are the earliest, if there are any."""

    def __init__(self, *, first: ConsentText | None) -> None:
        super().__init__("no text in force on that day")
        self.first = first


class AlreadyGiven(Exception):
    """A consent to these very words goes on; `consent` is it."""

    def __init__(self, *, consent: Consent) -> None:
        super().__init__(f"given on {consent.given_on}")
        self.consent = consent


class WithdrawnLater(Exception):
    """Since that day the consent was withdrawn: an older paper does not outlive it. `earliest` fits."""

    def __init__(self, *, earliest: date) -> None:
        super().__init__(f"withdrawn on {earliest}")
        self.earliest = earliest


def give_consent(
    *, actor: Actor, person_id: int, kind: str, details: ConsentDetails, on: date, at: datetime
) -> Consent:
    """The consent to the words in force on its day; what was owed for an earlier withdrawal is owed no more.

    Raises DayToCome, NoTextThen, AlreadyGiven, WithdrawnLater, NotOnRecordHere, PowerMissing.
    """
    text = text_for(kind=kind, given_on=details.given_on, on=on)
    with transaction.atomic():
        stay = lock_person(actor=actor, person_id=person_id)
        _refuse_known(person_id, text, details.given_on)
        given = written(actor=actor, person_id=person_id, text=text, details=details, at=at)
        given.save()
        mark_people(person_ids=[person_id])
        close_duties(
            actor=actor, person_ids=[person_id], kind=kind, outcome=Outcome.GIVEN_AGAIN, on=details.given_on, at=at
        )
        write_entry(
            actor=actor,
            verb="consent_given",
            about=About(type="person", id=person_id, name=stay.person.full_name),
            at_place=stay,
            at=at,
            after={
                "consent": kind,
                "version": text.number,
                "given_on": details.given_on.isoformat(),
                "channel": details.channel,
                "paper_number": details.paper_number,
            },
        )
    return given


def text_for(*, kind: str, given_on: date, on: date) -> ConsentText:
    """The words in force on the day. Raises DayToCome, NoTextThen."""
    if given_on > on:
        raise DayToCome
    text = text_in_force(kind=kind, on=given_on)
    if text is None:
        raise NoTextThen(first=ConsentText.objects.filter(kind_id=kind).order_by("valid_from").first())
    return text


def written(*, actor: Actor, person_id: int, text: ConsentText, details: ConsentDetails, at: datetime) -> Consent:
    """The row, not saved yet."""
    return Consent(
        person_id=person_id,
        kind_id=text.kind_id,
        text=text,
        given_on=details.given_on,
        channel=details.channel,
        paper_number=details.paper_number,
        entered_by_id=actor.user_id,
        entered_by_name=actor.name,
        known_since=at,
    )


def _refuse_known(person_id: int, text: ConsentText, given_on: date) -> None:
    known = Consent.objects.filter(Consent.KNOWN, person_id=person_id, kind_id=text.kind_id)
    if same := known.filter(Consent.STANDING, text=text).first():
        raise AlreadyGiven(consent=same)
    withdrawn = [day for day in known.values_list("withdrawn_on", flat=True) if day is not None]
    earliest = earliest_day(withdrawn=withdrawn)
    if earliest is not None and given_on < earliest:
        raise WithdrawnLater(earliest=earliest)
