"""A form with every kind of field, for the catalogue of components."""

from typing import Any

from django import forms

from edinstvo.foundation.ui.fields import DayField

CATEGORIES = [("", "Выберите"), ("teacher", "Педагогический работник"), ("leader", "Руководящий работник")]
TICKETS = [("both", "Пластиковый и в телефоне"), ("phone", "Только в телефоне")]
WISHES = [("school", "Школа молодого педагога"), ("chorus", "Хор"), ("tourism", "Туристический слёт")]


class SampleForm(forms.Form):
    """What a chair fills in about a person, more or less."""

    last_name = forms.CharField(label="Фамилия", max_length=100)
    born_on = DayField(label="Дата рождения", help_text="Например, 30.07.1991 или 30 июля 1991")
    category = forms.ChoiceField(label="Категория", choices=CATEGORIES)
    email = forms.EmailField(label="Электронная почта", required=False)
    ticket = forms.ChoiceField(label="Какой билет нужен", choices=TICKETS, widget=forms.RadioSelect)
    wishes = forms.MultipleChoiceField(
        label="Что интересно", choices=WISHES, widget=forms.CheckboxSelectMultiple, required=False
    )
    agrees = forms.BooleanField(
        label="Согласие на обработку данных подписано", help_text="Лист хранится в организации", required=False
    )
    reason = forms.CharField(
        label="Причина исправления", help_text="Останется в журнале", widget=forms.Textarea, required=False
    )
    scan = forms.FileField(label="Снимок заявления", help_text="PDF или фотография, до 10 МБ", required=False)

    def clean(self) -> dict[str, Any]:
        """One error of the form as a whole, so that it can be seen."""
        cleaned = super().clean() or {}
        if cleaned.get("ticket") == "phone" and not cleaned.get("email"):
            raise forms.ValidationError("Билет в телефоне приходит по почте. Впишите почту или выберите пластиковый")
        return cleaned
