"""Problems of a list as sentences a chair can act on."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from edinstvo.registry.imports.models import Action, PlanRow, State
from edinstvo.registry.imports.rules.fields import Field
from edinstvo.registry.imports.rules.messages import source_sentence
from edinstvo.registry.imports.rules.problems import Code, Severity

FILE_ERRORS = {
    "unreadable_file": gettext_lazy(
        "This file cannot be read as a table. It may be damaged, protected with a password, or be a document of "
        "another kind. Open it in Excel or LibreOffice, save it as xlsx, and bring it again."
    ),
    "no_name_column": gettext_lazy(
        "There are no names in this file. Check that it is the list of members: it needs a column with the full name, "
        "or separate columns for the surname and the name."
    ),
    "file_too_large": gettext_lazy(
        "The file is too large: at most 600,000 rows, or 400 MB unpacked, can be brought at once. Split it."
    ),
}
CAPTIONS = {
    "": gettext_lazy("— leave out —"),
    Field.FULL_NAME: gettext_lazy("Full name in one column"),
    Field.LAST_NAME: gettext_lazy("Surname"),
    Field.FIRST_NAME: gettext_lazy("First name"),
    Field.MIDDLE_NAME: gettext_lazy("Patronymic"),
    Field.FORMER_NAME: gettext_lazy("Former surname"),
    Field.FIRST_AND_MIDDLE: gettext_lazy("First name and patronymic"),
    Field.BIRTH_DATE: gettext_lazy("Birth date"),
    Field.SEX: gettext_lazy("Sex"),
    Field.PHONE: gettext_lazy("Phone"),
    Field.EMAIL: gettext_lazy("E-mail"),
    Field.CONTACTS: gettext_lazy("Phone and e-mail together"),
    Field.POSITION: gettext_lazy("Position"),
    Field.CATEGORY: gettext_lazy("Category"),
    Field.SUBDIVISION: gettext_lazy("Subdivision, group"),
    Field.JOINED_ON: gettext_lazy("Joined the union on"),
    Field.REGISTERED_ON: gettext_lazy("On record here since"),
    Field.APPLICATION_ON: gettext_lazy("Date of the application"),
    Field.DECISION: gettext_lazy("Date and number of the decision"),
    Field.DECISION_ON: gettext_lazy("Date of the decision"),
    Field.DECISION_NUMBER: gettext_lazy("Number of the decision"),
    Field.TICKET_NUMBER: gettext_lazy("Ticket number"),
    Field.SNILS: gettext_lazy("СНИЛС"),
    Field.INN: gettext_lazy("ИНН"),
    Field.IS_MEMBER: gettext_lazy("Whether a member of the union"),
}


def sentence(problem: Mapping[str, Any]) -> str:
    """The problem in the reader's language."""
    return str(_(source_sentence(problem["code"], problem["variant"])) % problem["params"])


def remarks_on(row: PlanRow, *, state: str) -> list[str]:
    """Everything there is to say about a row of a list in this state, the reasons why it is left alone last."""
    is_done = state in (State.COMMITTED, State.UNDONE)
    said = [f"{sentence(problem)} {_consequence(problem, is_done=is_done)}".strip() for problem in row.problems]
    if row.action == Action.ELSEWHERE:
        elsewhere = _("On record in another organisation. Ask for a transfer there.")
        said.append(f"{elsewhere} {_left_out(is_done=is_done)}")
    if row.action == Action.DUPLICATE and row.is_readable:
        said.append(_("Another row of the file means the same person. That one counts."))
    return said


def _consequence(problem: Mapping[str, Any], *, is_done: bool) -> str:
    """What becomes, or became, of the row because of this; a mended value says it itself."""
    if problem["severity"] == Severity.ERROR:
        return _left_out(is_done=is_done)
    if problem["code"] == Code.MIXED_ALPHABET:
        return ""
    return _("It was brought in without this value.") if is_done else _("It will be brought in without this value.")


def _left_out(*, is_done: bool) -> str:
    return _("The row was not brought in.") if is_done else _("The row will not be brought in.")
