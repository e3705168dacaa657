"""Forms as they are drawn: every hint and every error is tied to its control."""

from django import forms
from django.template import Context, Template
from django.utils import translation

from edinstvo.foundation.ui.fields import DayField
from tests.foundation.ui.markup import Element, read

COLOURS = [("red", "Red"), ("blue", "Blue")]


class Sample(forms.Form):
    """One field of each kind."""

    name = forms.CharField(max_length=5, help_text="As in the passport")
    born_on = DayField(help_text="Like 30.07.1991")
    pages = forms.IntegerField(required=False)
    email = forms.EmailField(required=False)
    colour = forms.ChoiceField(choices=COLOURS, widget=forms.RadioSelect, help_text="One of the two")
    several = forms.MultipleChoiceField(choices=COLOURS, widget=forms.CheckboxSelectMultiple, required=False)
    agrees = forms.BooleanField(help_text="On paper")
    words = forms.CharField(widget=forms.Textarea, required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)
    login = forms.CharField(required=False, widget=forms.TextInput({"autocomplete": "username"}))

    def clean(self) -> dict[str, object]:
        raise forms.ValidationError("The whole is <wrong>")


def drawn(form: forms.Form) -> Element:
    with translation.override("en"):
        return read(Template("{% render_form form %}").render(Context({"form": form})))


def control(page: Element, name: str) -> Element:
    return page.all(name=name)[0]


def test_every_control_has_a_visible_label() -> None:
    page = drawn(Sample())
    labelled = {one.attributes["for"] for one in page.all("label")}
    controls = [one for one in page.walk() if one.tag in ("input", "select", "textarea")]
    assert {one.attributes["id"] for one in controls if one.attributes.get("type") != "hidden"} <= labelled


def test_ids_are_unique_and_every_description_exists() -> None:
    for form in (Sample(), Sample({"name": "too long a name"})):
        page = drawn(form)
        assert len(page.ids) == len(set(page.ids))
        described = [word for one in page.walk() for word in one.attributes.get("aria-describedby", "").split()]
        assert described
        assert set(described) <= set(page.ids)


def test_the_summary_leads_to_every_wrong_control() -> None:
    page = drawn(Sample({"name": "too long a name"}))
    [summary] = page.all(role="alert")
    leads_to = [one.attributes["href"].removeprefix("#") for one in summary.all("a")]
    assert leads_to == ["id_name", "id_born_on", "id_colour_0", "id_agrees"]
    assert set(leads_to) <= set(page.ids)
    assert "The whole is <wrong>" in summary.text
    assert summary.all("b")[0].text == "Check 5 places"


def test_a_wrong_control_says_so_and_why() -> None:
    page = drawn(Sample({"born_on": "31.02.1991"}))
    wrong = control(page, "born_on")
    assert wrong.attributes["aria-invalid"] == "true"
    assert wrong.attributes["value"] == "31.02.1991"
    [why] = page.all(id="id_born_on_error")
    assert why.text == "There is no such day in the calendar. Check the day and the month"
    assert wrong.attributes["aria-describedby"].split() == ["id_born_on_helptext", "id_born_on_error"]


def test_a_group_is_a_fieldset_with_its_question() -> None:
    [group] = [one for one in drawn(Sample()).all("fieldset") if one.all(name="colour")]
    assert group.all("legend")[0].text == "Colour"
    assert [one.text for one in group.all("label")] == ["Red", "Blue"]


def test_optional_fields_are_marked_and_required_ones_are_not() -> None:
    page = drawn(Sample())
    labels = {one.attributes["for"]: one.text for one in page.all("label")}
    assert labels["id_email"] == "Email optional"
    assert labels["id_name"] == "Name"


def test_fields_get_the_keyboard_they_need_and_no_foreign_names() -> None:
    page = drawn(Sample())
    assert control(page, "born_on").attributes["inputmode"] == "decimal"
    assert control(page, "born_on").attributes["type"] == "text"
    assert control(page, "pages").attributes["inputmode"] == "numeric"
    assert control(page, "email").attributes["autocomplete"] == "off"
    assert control(page, "login").attributes["autocomplete"] == "username"


def test_what_was_typed_comes_back_escaped() -> None:
    page = drawn(Sample({"name": '"><script>alert(1)</script>', "words": "</textarea><b>"}))
    assert control(page, "name").attributes["value"] == '"><script>alert(1)</script>'
    assert not page.all("script")
    assert control(page, "words").text == "</textarea><b>"


def test_who_chose_nothing_is_told_to_choose_and_not_to_write() -> None:
    class Choice(forms.Form):
        kind = forms.ChoiceField(choices=[("", "—"), ("a", "a")])
        name = forms.CharField()

    with translation.override("ru"):
        errors = Choice({}).errors
        assert ("Выберите" in errors["kind"][0], "Впишите" in errors["name"][0]) == (True, True)
