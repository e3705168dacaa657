"""The forms of the door. Their fields tell the browser which secret belongs where, so that it can keep them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.access.logins import LONGEST, LoginMistyped, read_login

# Longer ones only make the hash work for nothing.
_LONGEST_PASSWORD = 256


def _password_field(label: Any, *, kept_as: str, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=_LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": kept_as}),
        error_messages={"required": _("Type the password")},
    )


def _login_field(**kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Login"),
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}
        ),
        error_messages={"required": _("Type the login")},
        **kwargs,
    )


class SignInForm(forms.Form):
    """Login and password."""

    login = _login_field()
    password = _password_field(_("Password"), kept_as="current-password")


class NewPasswordForm(forms.Form):
    """A new password, typed twice: a slip of the finger would lock its owner out."""

    new_password = _password_field(
        _("New password"),
        kept_as="new-password",
        help_text=_("At least 10 signs, not only digits. Three or four words of your own are easier to remember"),
    )
    again = _password_field(_("New password once more"), kept_as="new-password")

    def clean(self) -> dict[str, Any]:
        """Compare the two."""
        cleaned = super().clean() or {}
        if "again" in cleaned and cleaned["again"] != cleaned.get("new_password", cleaned["again"]):
            self.add_error("again", _("The two passwords differ. Type both once more"))
        return cleaned


class ChangePasswordForm(NewPasswordForm):
    """One's own password, changed: the present one is asked for, because a page may have been left open."""

    old_password = _password_field(_("Present password"), kept_as="current-password")
    field_order = ["old_password", "new_password", "again"]


class FirstVisitForm(NewPasswordForm):
    """Who comes by a link for the first time says who they are and what they will sign in with."""

    name = forms.CharField(
        label=_("Surname, name and patronymic"),
        help_text=_("The journal signs what you do with this name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name")},
    )
    login = _login_field(help_text=_("What you will sign in with: at least 3 letters or digits, no spaces"))
    field_order = ["name", "login", "new_password", "again"]

    def clean_login(self) -> str:
        """The login as it will be kept."""
        try:
            return read_login(self.cleaned_data["login"])
        except LoginMistyped as fault:
            raise ValidationError(
                _("At least 3 letters or digits and the signs . _ - @ +, no spaces; begin with a letter or a digit")
            ) from fault


class ConfirmForm(forms.Form):
    """The present password, before what one signs in with is changed."""

    password = _password_field(_("Present password"), kept_as="current-password")


class CodeForm(forms.Form):
    """A code of the second step."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Type the code")},
    )


class FirstCodeForm(CodeForm):
    """The first code of an app that is being set up."""


class PasskeyAnswerForm(forms.Form):
    """What the browser answers for a passkey; a script fills it in."""

    answer = forms.CharField(max_length=20_000, required=False, widget=forms.HiddenInput)


class NewPasskeyForm(PasskeyAnswerForm):
    """A new passkey, with a name by which its owner knows it."""

    name = forms.CharField(
        label=_("Name of the passkey"),
        help_text=_("What you will know the device by, for instance “My phone”"),
        max_length=60,
        error_messages={"required": _("Give the passkey a name")},
    )
