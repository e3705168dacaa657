"""Words and addresses that a template says plainly: remembered, and the same as Django's own would be."""

from django.template import Context, Template
from django.urls import reverse
from django.utils.translation import override


def _said(template: Template, **context: object) -> str:
    return template.render(Context(context))


class TestWords:
    def test_are_said_in_the_language_of_each_page(self) -> None:
        template = Template('{% translate "Sign out" %}')
        for language, words in (("ru", "Выйти"), ("en", "Sign out"), ("ru", "Выйти")):
            with override(language):
                assert _said(template) == words

    def test_that_come_from_the_page_are_asked_each_time(self) -> None:
        template = Template("{% translate words %}")
        with override("en"):
            assert [_said(template, words=one) for one in ("one", "<b>")] == ["one", "&lt;b&gt;"]

    def test_can_still_be_filtered_and_kept(self) -> None:
        with override("en"):
            assert _said(Template('{% translate "Sign out"|upper %}')) == "SIGN OUT"
            assert _said(Template('{% translate "Sign out" as said %}[{{ said }}]')) == "[Sign out]"


class TestAddresses:
    def test_lead_where_they_say(self) -> None:
        template = Template("{% url 'access:sign-in' %}")
        assert [_said(template), _said(template)] == [reverse("access:sign-in")] * 2

    def test_that_come_from_the_page_are_found_each_time(self) -> None:
        template = Template("{% url name %}")
        names = ("act", "access:sign-in")
        assert [_said(template, name=name) for name in names] == [reverse(name) for name in names]


class TestDrawnOnce:
    TEMPLATE = '{% drawn_once same %}{% translate "Sign out" %} {{ words }}{% enddrawn_once %}'

    def test_is_what_was_drawn_first_in_each_language_where_its_condition_holds(self) -> None:
        template = Template(self.TEMPLATE)
        for language, words, said in (
            ("ru", "<b>", "Выйти &lt;b&gt;"),
            ("en", "1", "Sign out 1"),
            ("ru", "2", "Выйти &lt;b&gt;"),
        ):
            with override(language):
                assert _said(template, same=True, words=words) == said

    def test_is_drawn_each_time_where_it_does_not_and_forgotten(self) -> None:
        template = Template(self.TEMPLATE)
        with override("en"):
            said = [
                _said(template, same=same, words=words)
                for same, words in ((False, 1), (True, 2), (False, 3), (True, 4))
            ]
        assert said == ["Sign out 1", "Sign out 2", "Sign out 3", "Sign out 2"]
