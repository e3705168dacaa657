"""What the papers about a member say, in the words of the union: Russian, whatever language the reader's pages have."""

from datetime import date, timedelta

from django.conf import settings
from django.utils import translation

from edinstvo.foundation.documents.cases import Case, organisation, person
from edinstvo.foundation.documents.docx import render_docx
from edinstvo.foundation.documents.pdf import render_pdf
from edinstvo.foundation.documents.printable import Printable
from edinstvo.foundation.ui.moments import day_plain, day_short
from edinstvo.foundation.ui.people import phone_in_words
from edinstvo.registry.members.models import Membership, Person, Suspension
from edinstvo.registry.members.queries.person import PersonSeen
from edinstvo.registry.members.queries.seniority import seniority_of
from edinstvo.registry.members.web.seniority_words import in_words
from edinstvo.registry.organisations.queries.standing import chain_of

_FOLDER = "registry/members/documents"
_HE = {"female": "она", "male": "он", "": "он (она)"}
_WAS = {"female": "состояла", "male": "состоял", "": "состоял (состояла)"}


def registration_card(seen: PersonSeen, *, on: date) -> bytes:
    """The registration card (учётная карточка) as PDF: who it is, and every stay that the actor sees."""
    with translation.override(settings.LANGUAGE_CODE):
        data = _card(seen, on=on)
    return render_pdf(f"{_FOLDER}/registration_card.typ", [data], title="Учётная карточка члена Профсоюза", on=on)


def certificate(seen: PersonSeen, *, named: str, kind: str, on: date) -> bytes:
    """The certificate of membership (справка), "pdf" or "docx"; `named` is whom it is given to, in the dative."""
    with translation.override(settings.LANGUAGE_CODE):
        data = _certificate(seen, named=named, on=on)
    title = "Справка о членстве в Профсоюзе"
    if kind == "docx":
        return render_docx(f"{_FOLDER}/certificate.docx", data, title=title, on=on)
    return render_pdf(f"{_FOLDER}/certificate.typ", [data], title=title, on=on)


def named_in_dative(seen: PersonSeen) -> str:
    """«Орешкиной Светлане Николаевне», as far as rules go: whoever prints may put it right."""
    return named_in(Case.DATIVE, seen.person)


def named_in(case: Case, human: Person) -> str:
    """The whole name of somebody in the case."""
    return person(
        last_name=human.last_name,
        first_name=human.first_name,
        middle_name=human.middle_name,
        sex=human.sex,
        case=case,
    )


def work_of(stay: Membership) -> str:
    """«Кафедра физики; доцент», as far as it is known."""
    return "; ".join(filter(None, [stay.subdivision, stay.position]))


def decision_of(stay: Membership) -> str:
    """«№ 7 от 5 марта 2026 года», as far as it is known."""
    number = f"№ {stay.decision_number}" if stay.decision_number else ""
    return " ".join(part for part in (number, f"от {day_of(stay.decision_on)}" if stay.decision_on else "") if part)


def day_of(value: date | None) -> str:
    """«5 марта 2026 года», nothing of a day that is not known."""
    return f"{day_plain(value)} года" if value else ""


def _card(seen: PersonSeen, *, on: date) -> dict[str, Printable]:
    human, stay = seen.person, seen.current
    return {
        "head": _letterhead(stay),
        "number": stay.ticket_number,
        "name": human.full_name,
        "pairs": _told_on_card(seen, on=on),
        "stays": [
            [row.organisation.name, day_short(row.registered_on), _short(row.ended_on), _why(row)]
            for row in reversed(seen.memberships)
        ],
        "day": day_plain(on),
    }


def _told_on_card(seen: PersonSeen, *, on: date) -> list[Printable]:
    human, stay = seen.person, seen.current
    former = ", ".join(former_surname(alias.name, human) for alias in seen.former_names)
    return [
        ["Фамилия, имя, отчество", human.full_name],
        ["Прежняя фамилия", former],
        ["Дата рождения", day_of(human.birth_date)],
        ["Пол", human.get_sex_display() if human.sex else ""],
        ["Место работы или учёбы, должность", work_of(stay)],
        ["Категория", stay.get_category_display() if stay.category else ""],
        ["Телефон", phone_in_words(human.phone)],
        ["Электронная почта", human.email],
        ["Заявление о вступлении", day_of(stay.application_on)],
        ["Решение о приёме", decision_of(stay)],
        ["Дата вступления в Профсоюз", day_of(stay.joined_on)],
        ["Номер билета", stay.ticket_number],
        ["Профсоюзный стаж", _seniority(seen, on=on)],
        *(["Приостановление членства", _suspended(fact)] for fact in reversed(seen.suspensions)),
    ]


def former_surname(name: str, human: Person) -> str:
    """The surname of a former name; the whole name where more than the surname was another."""
    given = " ".join(part for part in (human.first_name, human.middle_name) if part)
    return name.removesuffix(f" {given}")


def _seniority(seen: PersonSeen, *, on: date) -> str:
    """«16 лет 2 месяца 23 дня»; what is not counted stands in the page, the card says the sum."""
    found = seniority_of(stays=seen.chain, suspensions=seen.suspensions, rules=seen.rules, on=on)
    return f"{in_words(found)} на {day_plain(found.until)} года" if found else ""


def _suspended(fact: Suspension) -> str:
    until = f" по {day_short(fact.valid_until - timedelta(days=1))}" if fact.valid_until else ""
    return "; ".join(filter(None, [f"с {day_short(fact.valid_from)}{until}", fact.get_reason_display().lower()]))


def _certificate(seen: PersonSeen, *, named: str, on: date) -> dict[str, Printable]:
    stay, sex = seen.current, seen.person.sex
    head = _letterhead(stay)
    is_open = stay.is_open
    years = seniority_of(stays=seen.chain, suspensions=seen.suspensions, rules=seen.rules, on=on)
    return {
        "head": head,
        "union_name": head[0],
        "organisation_name": stay.organisation.name,
        "named": " ".join(named.split()) or named_in_dative(seen),
        "he": _HE[sex],
        "is_member": "является членом" if is_open else f"{_WAS[sex]} членом",
        "union": organisation(head[0], case=Case.GENITIVE),
        "joined": f" с {day_plain(years.since)} года" if years and years.is_joining_known else "",
        "stands": "Состоит" if is_open else _WAS[sex].capitalize(),
        "organisation": organisation(stay.organisation.name, case=Case.PREPOSITIONAL),
        "since": f"{day_plain(stay.registered_on)} года",
        "until": f"; снятие с учёта {day_plain(stay.ended_on)} года" if stay.ended_on else "",
        "ticket": f"Профсоюзный билет № {stay.ticket_number}." if stay.ticket_number else "",
        "day": f"{day_plain(on)} года",
    }


def _letterhead(stay: Membership) -> list[str]:
    """The union, and who keeps the record: a part of a primary is named after it."""
    union, *above = chain_of(stay.organisation)
    return [union.name, *(one.name for one in above if one.keeps_members), stay.organisation.name]


def _why(stay: Membership) -> str:
    reason = stay.get_end_reason_display() if stay.end_reason else ""
    return "; ".join(part for part in (reason, stay.end_decision) if part)


def _short(value: date | None) -> str:
    return day_short(value) if value else ""
