"""Controls drawn without templates are the very controls that Django draws, but for white space."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from edinstvo.foundation.ui.controls import PlainControls

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
        name: re.sub(r"\s+", " ", html) for name, html in drawn(DjangoTemplates(), **said).items()
    }
