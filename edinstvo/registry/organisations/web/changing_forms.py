"""Forms of moving, changing the type, taking back, and stating what is counted on paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.ui.fields import SignField
from edinstvo.registry.organisations.models import Institution, OrganisationType
from edinstvo.registry.organisations.web.forms import ActDayField, decision_field


class StatementForm(forms.Form):
    """From which day something holds and who decided so; the version is that which the person saw."""

    on = ActDayField(label=_("From which day"))
    decision = forms.CharField(
        label=_("Decision"), max_length=200, required=False, help_text=_("Whose, of which date and number")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class MoveForm(StatementForm):
    """Under whom the organisation will stand: chosen before, on the same page."""

    decision = decision_field()
    parent = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    sign = SignField()


class TypeForm(StatementForm):
    """Another type of the same level."""

    type = forms.ChoiceField(label=_("Kind of organisation"))
    decision = decision_field()
    field_order = ("type", "on", "decision")

    def __init__(self, *args: Any, types: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(type_, OrganisationType(type_).label) for type_ in types]
        self.fields["type"] = forms.ChoiceField(label=_("Kind of organisation"), choices=choices)


class InstitutionForm(StatementForm):
    """In what kind of institution it stands."""

    # Nothing is chosen beforehand: one press would make every school a kindergarten.
    institution = forms.ChoiceField(
        label=_("Kind of institution"), choices=[("", _("Choose the kind")), *Institution.choices]
    )
    field_order = ("institution", "on", "decision")


class _Heads(forms.IntegerField):
    """A number of people; nobody has more of them than this."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label=label, min_value=0, max_value=9_999_999, **kwargs)
        self.widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short n"})


class WorkforceForm(StatementForm):
    """How many work and study there."""

    workers = _Heads(_("Work there"))
    students = _Heads(_("Study there"), help_text=_("0 where nobody studies who could be a member"))
    decision = forms.CharField(label=_("Source"), max_length=200, required=False, help_text=_("Which paper says so"))
    # Asked where more members are on record than are said to work and study.
    is_sure = forms.BooleanField(
        label=_("The figures are right: some members neither work nor study here"),
        required=False,
        widget=forms.HiddenInput,
    )
    field_order = ("workers", "students", "on", "decision", "is_sure")


class HeadsForm(StatementForm):
    """How many members the papers count."""

    workers = _Heads(_("Members who work"))
    students = _Heads(_("Members who study"))
    retired = _Heads(_("Pensioners, not working"))
    on = ActDayField(label=_("Counted on which day"))
    decision = forms.CharField(label=_("Source"), max_length=200, required=False, help_text=_("Which paper says so"))
    field_order = ("workers", "students", "retired", "on", "decision")


class ContactsForm(StatementForm):
    """Who chairs it, and how it is reached."""

    chair_last_name = forms.CharField(label=_("Surname of the chair"), max_length=100, required=False)
    chair_first_name = forms.CharField(label=_("First name of the chair"), max_length=100, required=False)
    chair_middle_name = forms.CharField(label=_("Patronymic of the chair"), max_length=100, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        error_messages={"invalid": _("This is not an e-mail address. Check it letter by letter.")},
    )
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    field_order = (*("chair_last_name", "chair_first_name", "chair_middle_name"), "phone", "email", "address", "on")


class TakingBackForm(forms.Form):
    """Why something is taken back that never was so."""

    reason = forms.CharField(
        label=_("Why it is taken back"), max_length=200, help_text=_("What was mistaken: it stays in the journal")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class UndoMoveForm(TakingBackForm):
    """The same of a move: of that which the page showed."""

    move = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**63 - 1)
    sign = SignField()
