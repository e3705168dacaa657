"""The words of a notice: a subject in one line and a text, out of two templates of an app."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template import Context, engines
from django.utils import translation

_LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Wording:
    """What is said."""

    subject: str
    text: str


def worded(*, template: str, values: Mapping[str, object], language: str = "") -> Wording:
    """`templates/<app>/notices/<name>.subject.txt` and `<name>.txt` with the values, for template "<app>/<name>".

    Nothing is escaped: it is no page. A subject is one line whatever the values hold, so that none of them can add a
    header to a letter. Raises TemplateDoesNotExist.
    """
    app, _slash, name = template.partition("/")
    with translation.override(language or settings.LANGUAGE_CODE):
        subject = _rendered(f"{app}/notices/{name}.subject.txt", values)
        text = _rendered(f"{app}/notices/{name}.txt", values)
    return Wording(subject=_one_line(subject)[:_LONGEST_SUBJECT], text=text.replace("\0", "").strip() + "\n")


def _rendered(path: str, values: Mapping[str, object]) -> str:
    engine = engines["django"].engine  # type: ignore[attr-defined]  # the backend of Django's own templates
    return str(engine.get_template(path).render(Context(dict(values), autoescape=False)))


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
