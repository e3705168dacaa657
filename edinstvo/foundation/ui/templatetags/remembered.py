"""`translate` and `url` as Django's own, but what they say of plain words is found once and remembered; `drawn_once`.

A page has fifty plain words and a dozen plain addresses; finding them anew took an eighth of its time.
"""

from django import template
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse_url
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import get_language

from edinstvo.foundation.ui.fixed import fixed_address

register = template.Library()


class RememberedWords(template.Node):
    """A `translate` of words that stand in the template: one text for each language."""

    def __init__(self, said: TranslateNode) -> None:
        self._said = said
        self._texts: dict[str | None, str] = {}

    def render(self, context: template.Context) -> str:
        """The words in the language of the page."""
        language = get_language()
        text = self._texts.get(language)
        if text is None:
            text = self._texts[language] = str(self._said.render(context))
        return text


class FixedAddress(template.Node):
    """A `url` without anybody's number in it: one address as long as the process lives."""

    def __init__(self, name: str) -> None:
        self._name = name

    def render(self, context: template.Context) -> str:  # noqa: ARG002  # as every node's
        """The address; raises NoReverseMatch where there is none."""
        return fixed_address(self._name)


class DrawnOnce(template.Node):
    """A part of a page that is always the same where its condition holds: one text for each language."""

    def __init__(self, condition: template.base.FilterExpression, drawn: template.NodeList) -> None:
        self._condition, self._drawn = condition, drawn
        self._texts: dict[str | None, str] = {}

    def render(self, context: template.Context) -> str:
        """What was drawn before, or what is to be drawn now."""
        if not self._condition.resolve(context):
            return self._drawn.render(context)
        language = get_language()
        text = self._texts.get(language)
        if text is None:
            text = self._texts[language] = self._drawn.render(context)
        return text


@register.tag("drawn_once")
def drawn_once(parser: Parser, token: Token) -> template.Node:
    """`{% drawn_once condition %}…{% enddrawn_once %}`: the condition says that nothing within depends on the page."""
    _name, condition = token.split_contents()
    drawn = parser.parse(("enddrawn_once",))
    parser.delete_first_token()
    return DrawnOnce(parser.compile_filter(condition), drawn)


@register.tag("translate")
def translate(parser: Parser, token: Token) -> template.Node:
    """`{% translate %}`, with all that Django's takes."""
    node = do_translate(parser, token)
    words = node.filter_expression
    is_plain = isinstance(words.var, template.base.Variable) and words.var.literal is not None and not words.filters
    return RememberedWords(node) if is_plain and not (node.asvar or node.message_context) else node


@register.tag("url")
def url(parser: Parser, token: Token) -> template.Node:
    """`{% url %}`, with all that Django's takes."""
    node: URLNode = parse_url(parser, token)
    name = node.view_name.var
    is_plain = isinstance(name, str) and not (node.view_name.filters or node.args or node.kwargs or node.asvar)
    return FixedAddress(name) if is_plain else node
