"""How long what is known of former members is kept, and the files that lists of members were exported to."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from edinstvo.foundation.files.actions.forget_files import forget_files
from edinstvo.foundation.retention.kinds import Kind, Line, Portion, beginning_of, declare
from edinstvo.foundation.retention.rules import Period
from edinstvo.foundation.ui.moments import day_short
from edinstvo.foundation.ui.people import phone_in_words
from edinstvo.registry.members.actions.remove_values import remove_contacts, remove_particulars
from edinstvo.registry.members.models import Export
from edinstvo.registry.members.queries.kept import KeptOf, kept_of_people, kept_of_stays, people_seen
from edinstvo.registry.members.queries.leaving import with_contacts_due, with_particulars_due
from edinstvo.registry.members.rules.people import CONTACTS, EXPORTS, PARTICULARS

_CAPTIONS = {
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "snils": _("SNILS"),
    "inn": _("INN"),
    "position": _("Position"),
    "subdivision": _("Subdivision"),
    "ticket_number": _("Number of the ticket"),
    "application_on": _("Date of the application"),
}
# Whoever left may come back, a list that ended somebody wrongly may be undone, a transfer may be asked for.
_A_MONTH = Period(days=30)


def _contacts(rows: QuerySet[Any], limit: int) -> list[Line]:
    return [_line(one) for one in kept_of_people(rows[:limit], names=CONTACTS)]


def _particulars(rows: QuerySet[Any], limit: int) -> list[Line]:
    return [_line(one) for one in kept_of_stays(rows[:limit], names=PARTICULARS)]


def _line(one: KeptOf) -> Line:
    said = [(_CAPTIONS[name], ", ".join(_in_words(name, values))) for name, values in one.values.items()]
    return Line(one.person.full_name, url=reverse("members:page", args=[one.person.pk]), removed=said)


def _in_words(name: str, values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, date):
            yield day_short(value)
        else:
            yield phone_in_words(value) if name == "phone" else str(value)


def _old_exports(before: date) -> QuerySet[Any]:
    return Export.objects.filter(file__isnull=False, done_at__lt=beginning_of(before))


def _forget_exports(portion: Portion) -> int:
    return forget_files(of=_old_exports(portion.before).filter(pk__in=portion.ids))


declare(
    Kind(
        code="members.contacts",
        name=_("Contacts of former members"),
        removed=_(
            "Telephone, e-mail, SNILS and INN: in the record and its former versions, in the journal, in merges, "
            "drafts, messages and uploaded lists"
        ),
        stays=_("Name, birth date, sex, category, and the whole history of the membership"),
        counted_from=_("the day the last membership ended"),
        basis=gettext_noop("152-FZ, article 21: within thirty days after the purpose is reached"),
        proposed=_A_MONTH,
        shortest=_A_MONTH,
        shows_people=True,
        due=with_contacts_due,
        seen=people_seen,
        lines=_contacts,
        minimise=remove_contacts,
        portion=100,
    )
)
declare(
    Kind(
        code="members.particulars",
        name=_("Work and papers of former members"),
        removed=_("Position, subdivision, number of the ticket, date of the application, words of transfers"),
        stays=_("Name, birth date, sex, category, organisations, days, reasons and decisions: what an archive tells"),
        counted_from=_("the day the last membership ended"),
        basis=gettext_noop(
            "List of archive documents, trade unions: applications and tickets are kept for three years"
        ),
        proposed=Period(months=36),
        # The messages that told of a transfer are gone by then.
        shortest=Period(months=12),
        shows_people=True,
        due=with_particulars_due,
        seen=people_seen,
        lines=_particulars,
        minimise=remove_particulars,
        portion=100,
    )
)
declare(
    Kind(
        code=EXPORTS,
        name=_("Exported files with members"),
        removed=_("The file"),
        stays=_("Who took which list, how many people, and what for"),
        counted_from=_("the day the file was made"),
        basis=gettext_noop("152-FZ, article 5: no longer than the purpose, which is to take the file"),
        proposed=Period(days=7),
        waits=False,
        due=_old_exports,
        minimise=_forget_exports,
    )
)
