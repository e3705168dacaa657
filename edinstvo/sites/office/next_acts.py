"""What to do next, told by the facts of the branch: the most urgent first, nothing when nothing waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from edinstvo.foundation.ui.figures import CAP, count_capped, number
from edinstvo.foundation.ui.models import Draft
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.offices.web.addresses import terms_address
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.organisations.web.addresses import address_of
from edinstvo.sites.office.glance import Glance


@dataclass(frozen=True)
class NextAct:
    """One thing to do: what, why, and the button that leads there."""

    title: str
    why: str
    verb: str
    url: str


def next_acts(seen: Glance) -> list[NextAct]:
    """The acts that the facts ask for."""
    return [
        *_answering(seen),
        *_reporting(seen),
        *(_unfinished_list(plan) for plan in seen.lists),
        *(act for draft in seen.drafts if (act := _unfinished_form(draft, seen.organisation))),
        *_beginning(seen),
        *_withdrawing(seen),
        *_electing(seen),
        *_agreeing(seen),
        *_resuming(seen),
        *_mending(seen),
    ]


def _answering(seen: Glance) -> Iterator[NextAct]:
    """Somebody waits for an answer from here."""
    if seen.asked:
        title = ngettext(
            "%(count)s transfer waits for your answer", "%(count)s transfers wait for your answer", seen.asked
        )
        yield NextAct(
            title % {"count": seen.asked},
            _("Without an answer it happens by itself when its days are over."),
            _("Answer"),
            reverse("members:transfers"),
        )
    if seen.reports:
        title = ngettext(
            "%(count)s report of the programme waits for your answer",
            "%(count)s reports of the programme wait for your answer",
            seen.reports,
        )
        yield NextAct(
            title % {"count": count_capped(seen.reports)},
            _("Accept it, or say what has to be mended: they are told at once."),
            _("Look and answer"),
            reverse("programme:current"),
        )


def _reporting(seen: Glance) -> Iterator[NextAct]:
    """Reports of the programme came back."""
    if seen.returned:
        title = ngettext(
            "%(count)s report of the programme was returned to you",
            "%(count)s reports of the programme were returned to you",
            seen.returned,
        )
        yield NextAct(
            title % {"count": count_capped(seen.returned)},
            _("The remark says what has to be mended."),
            _("See the remark"),
            reverse("programme:current"),
        )


def _unfinished_list(plan: ImportPlan) -> NextAct:
    url, file = reverse("imports:page", args=[plan.pk]), {"file": plan.file_name}
    if plan.state == State.READING:
        return NextAct(
            _("The list “%(file)s” is being read") % file, _("You may do other things meanwhile."), _("Look"), url
        )
    why = _("It is read and waits for you to look through it. Nothing is in the register yet.")
    return NextAct(_("Check the list “%(file)s” and enter it") % file, why, _("Check"), url)


def _unfinished_form(draft: Draft, organisation: Organisation) -> NextAct | None:
    """None where the form's page cannot be told from the draft."""
    match draft.form:
        case "members-admit":
            title, url = _("Go on admitting a member"), reverse("members:admit")
        case "members-cards" if draft.subject.isdecimal():
            title, url = _("Go on typing in the paper cards"), _with_query("members:cards", organisation=draft.subject)
        case "members-card-aside":
            title = _("A paper card is put aside")
            url = _with_query("members:cards", organisation=draft.subject.partition("-")[0], card=str(draft.pk))
        case "members-edit" if draft.subject.isdecimal():
            title, url = _("Go on editing a member's record"), reverse("members:edit", args=[draft.subject])
        case "organisations-found" if draft.subject == str(organisation.pk):
            title, url = _("Go on founding an organisation"), address_of(organisation, "found")
        case _:
            return None
    why = _("You began to fill in the form and have not sent it. What you typed is kept.")
    return NextAct(title, why, _("Go on"), url)


def _beginning(seen: Glance) -> Iterator[NextAct]:
    """What an empty place begins with."""
    here = seen.organisation
    if here.keeps_members and not seen.members and seen.may_import:
        yield NextAct(
            _("Upload your list of members"),
            _("As you have it, in any shape. You will see what is wrong with it before anything is entered."),
            _("Upload a list"),
            _with_query("imports:start", organisation=here.inpo),
        )
    if not here.keeps_members and not seen.children and seen.may_found:
        yield NextAct(
            _first_below(here),
            _("Nothing stands below your organisation yet: people are kept in primary organisations."),
            _("Found"),
            address_of(here, "found"),
        )


def _first_below(here: Organisation) -> str:
    if here.type == OrganisationType.UNION:
        return _("Found the first regional organisation")
    return _("Found the first organisation below yours")


def _electing(seen: Glance) -> Iterator[NextAct]:
    """Terms that are over, or soon will be."""
    if seen.terms:
        title = ngettext("%(count)s term of office runs out", "%(count)s terms of office run out", seen.terms)
        yield NextAct(
            title % {"count": count_capped(seen.terms)},
            _("Hold the election in time and enter it, or prolong the term by a decision."),
            _("See whose"),
            terms_address(seen.organisation),
        )


def _withdrawing(seen: Glance) -> Iterator[NextAct]:
    """Members took back what they had agreed to: the days of the law run."""
    if seen.withdrawals:
        title = ngettext(
            "%(count)s withdrawn consent waits to be dealt with",
            "%(count)s withdrawn consents wait to be dealt with",
            seen.withdrawals,
        )
        yield NextAct(
            title % {"count": count_capped(seen.withdrawals)},
            _("Data have to be destroyed or taken down by a day that the law names."),
            _("See by when"),
            reverse("consents:duties"),
        )


def _agreeing(seen: Glance) -> Iterator[NextAct]:
    """Members who have not agreed to what is required."""
    if seen.without_text:
        yield NextAct(
            _("Write what members are asked to agree to"),
            _("As long as no text of the consent to process personal data is in force, nobody can give it."),
            _("Write the text"),
            reverse("consents:texts"),
        )
    if seen.without_consent:
        title = ngettext(
            "%(count)s person has not agreed to the processing of their data",
            "%(count)s people have not agreed to the processing of their data",
            min(seen.without_consent, CAP),
        )
        yield NextAct(
            title % {"count": count_capped(seen.without_consent)},
            _("Print the blanks, collect the signed papers and enter them, all at once if you like."),
            _("Enter consents"),
            _with_query("consents:missing", organisation=seen.organisation.inpo),
        )


def _resuming(seen: Glance) -> Iterator[NextAct]:
    """Suspensions whose day has come."""
    if seen.overdue and seen.may_keep:
        yield NextAct(
            ngettext(
                "%(count)s suspended membership was to be resumed",
                "%(count)s suspended memberships were to be resumed",
                min(seen.overdue, CAP),
            )
            % {"count": count_capped(seen.overdue)},
            _("Their day has come. Resume them, or name another day."),
            _("See whose"),
            _with_query("members:list", organisation=seen.organisation.inpo, suspended="overdue"),
        )


def _mending(seen: Glance) -> Iterator[NextAct]:
    """What makes the register truer."""
    here = seen.organisation
    if seen.without_people:
        yield NextAct(
            ngettext(
                "%(count)s organisation has nobody on record",
                "%(count)s organisations have nobody on record",
                seen.without_people,
            )
            % {"count": seen.without_people},
            _("Help them to upload their lists, or upload them yourself."),
            _("See which"),
            "#below",
        )
    if seen.incomplete and seen.may_keep:
        yield NextAct(
            ngettext("Complete %(count)s record", "Complete %(count)s records", seen.incomplete)
            % {"count": number(seen.incomplete)},
            _("A birth date, sex, category, joining date or phone is missing: figures do not add up without them."),
            _("Complete"),
            _with_query("members:completeness", organisation=here.inpo),
        )


def _with_query(name: str, **query: str | None) -> str:
    return f"{reverse(name)}?{urlencode(query)}"
