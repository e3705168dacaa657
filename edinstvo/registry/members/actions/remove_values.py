"""Remove what is kept of former members no longer, wherever in the register it stands (ADR 0020)."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.foundation.events import tell
from edinstvo.foundation.journal.actions.empty_values import empty_reasons, empty_values
from edinstvo.foundation.notices.actions.forget_notices_to import forget_notices_to
from edinstvo.foundation.retention.kinds import Portion
from edinstvo.foundation.ui.actions.forget_drafts_about import forget_drafts_about
from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.members.actions.lock_people import RecordsChanged, lock_people
from edinstvo.registry.members.events import ValuesRemoved
from edinstvo.registry.members.models import (
    Membership,
    MembershipVersion,
    Person,
    PersonMerge,
    PersonVersion,
    Transfer,
)
from edinstvo.registry.members.queries.leaving import with_contacts_due, with_particulars_due
from edinstvo.registry.members.rules.people import CONTACTS, PARTICULARS

_STAYS = dict.fromkeys(("position", "subdivision", "ticket_number"), "") | {"application_on": None}


@whole_register(reason=Reason.FORGETTING)
def remove_contacts(portion: Portion) -> int:
    """Of how many people the telephone, e-mail, СНИЛС and ИНН were removed; inside a transaction."""
    ids = _locked(portion, with_contacts_due)
    if not ids:
        return 0
    emptied = dict.fromkeys(CONTACTS, "")
    addresses = _addresses_of_nobody_else(ids)
    Person.objects.filter(pk__in=ids).update(**emptied, version=F("version") + 1, contacts_removed_at=portion.at)
    stays = Membership.objects.filter(person_id__in=ids)
    stays.exclude(phone="").update(phone="", phone_tail="", is_incomplete=True, version=F("version") + 1)
    PersonVersion.objects.filter(person_id__in=_known_as(ids)).update(**emptied)
    forget_notices_to(addresses=addresses)
    _remove_elsewhere(portion, ids, CONTACTS)
    return len(ids)


@whole_register(reason=Reason.FORGETTING)
def remove_particulars(portion: Portion) -> int:
    """Of how many people the work, the number of the ticket and the application were removed; inside a transaction.

    Names, birth date, sex, category, organisations, days, reasons and decisions stay: what an archive tells of a
    membership, and what figures of past days are counted from.
    """
    ids = _locked(portion, with_particulars_due)
    if not ids:
        return 0
    Person.objects.filter(pk__in=ids).update(version=F("version") + 1, particulars_removed_at=portion.at)
    known_as = _known_as(ids)
    Membership.objects.filter(person_id__in=ids).update(**_STAYS, version=F("version") + 1)
    MembershipVersion.objects.filter(person_id__in=known_as).update(**_STAYS)
    transfers = Transfer.objects.filter(person_id__in=ids)
    transfers.update(note="", answer="", application_on=None)
    empty_reasons(object_type="transfer", object_ids=list(transfers.values_list("pk", flat=True)))
    _remove_elsewhere(portion, ids, PARTICULARS)
    return len(ids)


def _locked(portion: Portion, due: Callable[[date], QuerySet[Person]]) -> list[int]:
    """Those of the portion who are due still, with everything of theirs locked: nobody who came back meanwhile."""
    wanted = due(portion.before).filter(pk__in=portion.ids)
    ids = list(wanted.values_list("pk", flat=True))
    try:
        lock_people(ids=ids)
    except (NotOnRecordHere, RecordsChanged):
        # One was merged away, or was admitted, in this very moment: the next run finds the others.
        return []
    return list(wanted.filter(pk__in=ids).values_list("pk", flat=True))


def _remove_elsewhere(portion: Portion, ids: Collection[int], names: Collection[str]) -> None:
    """Where the values were copied: entries of the journal, memories of merges, drafts, and the slices above."""
    known_as = _known_as(ids)
    for merge in PersonMerge.objects.filter(Q(kept_id__in=known_as) | Q(other_id__in=known_as)):
        merge.memory = _without(merge.memory, {*names, "phone_tail"} if "phone" in names else set(names))
        merge.save(update_fields=["memory"])
    empty_values(object_type="person", object_ids=known_as, names=names)
    forget_drafts_about(form="members-edit", subjects=known_as)
    event = ValuesRemoved(person_ids=tuple(known_as), names=tuple(names))
    tell(event, actor=portion.actor, at=portion.at)


def _known_as(ids: Collection[int]) -> list[int]:
    """The numbers these people have and had: those of the rows that were merged into theirs as well."""
    known, found = set(ids), set(ids)
    while found:
        merged = PersonMerge.objects.filter(kept_id__in=found).values_list("other_id", flat=True)
        # A row that was split off again is somebody else.
        present = set(Person.objects.filter(pk__in=list(merged)).values_list("pk", flat=True))
        found = {*merged} - known - present
        known |= found
    return sorted(known)


def _addresses_of_nobody_else(ids: Collection[int]) -> set[str]:
    """Telephones and e-mails that were theirs, now or once, and are nobody else's."""
    theirs: set[str] = set()
    rows: tuple[QuerySet[Any], ...] = (
        Person.objects.filter(pk__in=ids),
        PersonVersion.objects.filter(person_id__in=_known_as(ids)),
    )
    for found in rows:
        theirs |= {address for said in found.values_list("phone", "email") for address in said if address}
    others = Person.objects.exclude(pk__in=ids).filter(Q(phone__in=theirs) | Q(email__in=theirs))
    return theirs - {address for said in others.values_list("phone", "email") for address in said}


def _without(told: Any, names: Collection[str]) -> Any:
    """The same JSON with nothing said under these names, at whatever depth."""
    if isinstance(told, Mapping):
        return {name: _nothing(value) if name in names else _without(value, names) for name, value in told.items()}
    return [_without(one, names) for one in told] if isinstance(told, list) else told


def _nothing(value: Any) -> Any:
    """What an empty column of that sort holds: a text is empty, a day is not there."""
    is_day = isinstance(value, str) and len(value) == 10 and value[4:5] == value[7:8] == "-"
    return "" if isinstance(value, str) and not is_day else None
