"""What the extract of an organisation's record says, in the words of the union: Russian, as every paper (ADR 10)."""

from datetime import date

from django.conf import settings
from django.utils import translation

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.documents.pdf import render_pdf
from edinstvo.foundation.documents.printable import Printable
from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.moments import day_plain, day_short
from edinstvo.foundation.ui.paper_lines import lines_of
from edinstvo.foundation.ui.people import phone_in_words
from edinstvo.foundation.ui.timelines import TimelineLine
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.contacts import contact_of
from edinstvo.registry.organisations.queries.figures import declared_of, workforce_of
from edinstvo.registry.organisations.queries.standing import chain_of, with_figures
from edinstvo.registry.organisations.queries.timeline import Happening, timeline_of
from edinstvo.registry.organisations.web.telling import told_of

_TEMPLATE = "registry/organisations/documents/extract.typ"
_TITLE = "Выписка из реестра организаций Профсоюза"
# Those that say a name of theirs after the words.
_HAPPENED = {
    "founded": "Учреждена под наименованием «{name}»",
    "renamed": "Наименование изменено на «{name}»",
    "moved": "Передана в организацию «{name}»",
    "type": "Изменён вид: {name}",
    "institution": "Вид учреждения: {name}",
    "workforce": "Работают и учатся: {total}",
    "declared": "Членов Профсоюза по документам: {total}",
    "closed": "Закрыта",
}
# Whom to telephone is of today, and no part of the history that is given away.
_LEFT_OUT = {"contact"}


def extract(shown: Organisation, *, on: date, actor: Actor) -> bytes:
    """The extract as PDF: how the organisation stands on the day, what is stated of it, and what has happened to it."""
    with translation.override(settings.LANGUAGE_CODE):
        chain = chain_of(shown)
        data: dict[str, Printable] = {
            "head": [chain[0].name if chain else shown.name],
            "name": shown.name,
            "pairs": [*_pairs(shown, chain, on=on), *_added(shown, on=on, actor=actor)],
            "happened": [_line(one) for one in reversed(told_of(shown, timeline_of(shown))) if _is_told(one)],
            "day": f"{day_plain(on)} года",
        }
    return render_pdf(_TEMPLATE, [data], title=_TITLE, on=on)


def _pairs(shown: Organisation, chain: list[Organisation], *, on: date) -> list[Printable]:
    (figures,) = with_figures([shown])
    pairs: list[Printable] = [
        ["Наименование", shown.name],
        ["Краткое наименование", shown.short_name],
        ["ИНПО", shown.number or "нет: часть первичной организации"],
        ["Вид организации", shown.get_type_display()],
        ["Входит в", ", ".join(one.short_name for one in reversed(chain)) or "—"],
        ["Действует с", f"{day_plain(shown.founded_on)} года"],
        ["Состояние", f"закрыта с {day_plain(shown.closed_on)} года" if shown.closed_on else "действует"],
        ["Членов Профсоюза на учёте", number(figures.members)],
        ["Организаций в непосредственном подчинении", number(figures.organisations)],
    ]
    if shown.covers_subjects:
        pairs.append(["Субъекты Российской Федерации", ", ".join(one.name for one in shown.subjects.order_by("name"))])
    if shown.institution:
        pairs.append(["Вид учреждения", shown.get_institution_display()])
    return pairs + _stated(shown, on=on)


def _stated(shown: Organisation, *, on: date) -> list[Printable]:
    """What is known of it on paper."""
    workforce, declared = workforce_of(shown, on=on), declared_of(shown, on=on)
    found: list[Printable] = []
    if workforce:
        text = f"{number(workforce.workers)} и {number(workforce.students)}, на {day_short(workforce.valid_from)}"
        found.append(["Работают и учатся", text])
    if declared:
        total = declared.workers + declared.students + declared.retired
        found.append(["Членов Профсоюза по документам", f"{number(total)}, на {day_short(declared.valid_from)}"])
    return found


def _added(shown: Organisation, *, on: date, actor: Actor) -> list[Printable]:
    """Who leads it by the mandates, else by what was stated of the chair; and how it is reached."""
    officers = lines_of(of="organisation", actor=actor, subject=shown, on=on)
    found: list[Printable] = [list(line) for line in officers]
    reached = contact_of(shown, on=on)
    if reached:
        said = [("Телефон", phone_in_words(reached.phone)), ("Эл. почта", reached.email), ("Адрес", reached.address)]
        if not officers:
            said.insert(0, ("Председатель, как указано в реестре", reached.chair))
        found += [[name, value] for name, value in said if value]
    return found


def _is_told(one: Happening | TimelineLine) -> bool:
    return not one.is_undone and (isinstance(one, TimelineLine) or one.kind not in _LEFT_OUT)


def _line(one: Happening | TimelineLine) -> list[Printable]:
    if isinstance(one, TimelineLine):
        return [day_short(one.on), one.said, one.decision]
    words = _HAPPENED.get(one.kind, "{name}")
    return [day_short(one.on), words.format(name=one.name, total=number(one.total)), one.decision]
