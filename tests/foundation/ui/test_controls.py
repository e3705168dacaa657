"""Controls drawn without templates are the very controls that Django draws, but for white space."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils import translation
from django.utils.translation import gettext_lazy

from edinstvo.foundation.ui.controls import FixedChoiceField, FixedFields, FixedSelect, PlainControls, WholeTexts

NASTY = """<b>"1" & '2'</b>"""


class Everything(forms.Form):
    text = forms.CharField(max_length=60, required=False, widget=forms.TextInput(attrs={"data-x": NASTY}))
    number = forms.IntegerField(min_value=1, required=False)
    email = forms.EmailField(disabled=True, required=False)
    kept = forms.CharField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(choices=[("", NASTY), (NASTY, "b"), ("Group & co", [("c", "d"), (5, "e")])])
    several = forms.MultipleChoiceField(choices=[("1", "one"), ("2", "two")], required=False)
    words = forms.CharField(widget=forms.Textarea, required=False)


def drawn(renderer: DjangoTemplates, **said: object) -> dict[str, str]:
    form = Everything(said or None, renderer=renderer)
    return {bound.name: re.sub(r">\s+<", "><", str(bound)).strip() for bound in form}


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"text": NASTY, "number": "12", "email": "a@b.ru", "kept": NASTY, "choice": NASTY, "words": NASTY},
        {"number": "x", "choice": "5", "several": ["2", NASTY]},
    ],
)
def test_they_are_what_django_draws(said: dict[str, object]) -> None:
    ours = drawn(PlainControls(), **said)
    assert {name: re.sub(r"\s+", " ", html) for name, html in ours.items()} == {
        name: re.sub(r"\s+", " ", html) for name, html in drawn(WholeTexts(), **said).items()
    }


def test_no_browser_is_told_to_cut_a_text_and_nothing_else_is_changed() -> None:
    of_django = drawn(DjangoTemplates())
    assert ' maxlength="60"' in of_django["text"]
    assert drawn(WholeTexts()) == {name: re.sub(r' maxlength="\d+"', "", html) for name, html in of_django.items()}


CHOICES = [("", gettext_lazy("Organisation")), ("a", NASTY), ("b", gettext_lazy("Category"))]


class Usual(forms.Form):
    default_renderer = PlainControls
    asked = forms.ChoiceField(choices=CHOICES, required=False)


class Fixed(forms.Form):
    default_renderer = PlainControls
    asked = FixedChoiceField(choices=CHOICES, required=False)

    def __init__(self, *arguments: object) -> None:
        self.base_fields = FixedFields(self.base_fields)  # type: ignore[misc]  # of this form alone
        super().__init__(*arguments)  # type: ignore[arg-type]  # what a form takes


def test_a_fixed_list_is_what_the_usual_one_is_in_each_language() -> None:
    # Each a second time too: by then it is drawn.
    for language in ("ru", "en", "ru"):
        with translation.override(language):
            for said in ({}, {"asked": ""}, {"asked": "b"}, {"asked": "a"}):
                assert str(Fixed(said)["asked"]) == str(Usual(said)["asked"])


def test_what_strangers_ask_for_makes_no_more_drawings() -> None:
    forms_ = [Fixed({"asked": f"{NASTY}{number}"}) for number in range(50)]
    drawings = {str(form["asked"]) for form in forms_}
    assert len(drawings) == 1
    assert NASTY + "1" not in drawings.pop()
    widget = forms_[0].fields["asked"].widget
    assert isinstance(widget, FixedSelect)
    assert len(widget._drawn) <= 2 * len(CHOICES) * 2


def test_forms_of_a_class_share_fields_and_not_what_was_said() -> None:
    first, second = Fixed({"asked": "a"}), Fixed({"asked": "nonsense"})
    assert first.fields["asked"] is second.fields["asked"]
    assert first.is_valid()
    assert not second.is_valid()
    assert first.cleaned_data == {"asked": "a"}
