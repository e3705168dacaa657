"""Which field the heading of a column names."""

import re
from functools import lru_cache

from edinstvo.registry.imports.rules.heading_words import folded_heading
from edinstvo.registry.structure.rules.fields import Field

LONGEST = 160
_COUNT = re.compile(
    r"численност|количеств|\bкол во\b|\bкол\b|\bчисло\b|\bвсего\b|\bчел\b|^член\w*(?: |$)|^из них|^в т ?ч\b|^работающ|"
    r"^работник|^работа[ею]т\b|^обучающ|^студент|^учащ|^уч[иа]тся\b|^пенсионер|^сотрудник|^неработающ|^не работа"
)
_COUNT_OF_OTHERS = re.compile(
    r"охват|процент|молод|женщин|\b35\b|количеств\w* (?:первич|ппо|организац|учрежд|профгрупп)|взнос|сумм|билет|карт|"
    r"профгрупп|педагогическ|(?:кол во|число|количество) (?:первич|ппо|организац|учрежд|профгрупп)"
)
_OF_MEMBERS = re.compile(r"\bчлен|профсоюз|на учете")
_STUDYING = re.compile(r"студент|обучающ|учащ|\bуч[иа]тся\b")
_RETIRED = re.compile(r"пенсионер|ветеран|неработающ|не работа")
_WORKING = re.compile(r"работающ|работник|сотрудник|\bработ")
# Looked at in this order; a heading that says something of a person besides the name is left.
_WORDS: tuple[tuple[Field, re.Pattern[str]], ...] = tuple(
    (field, re.compile(words))
    for field, words in (
        (Field.INPO, r"\bинпо\b"),
        (
            Field.OTHER,
            r"заместител|дата|\bстаж|должност|рожден|\bгод\b|примеч|\bинн\b|\bогрн\b|\bсайт|вконтакте|директор",
        ),
        (Field.OTHER, r"руководител\w* (?:оу|оо|учрежд|образоват|организац)|заведующ"),
        (Field.CONTACTS, r"телеф.*(?:email|почт|адрес)|^контакт(?!\w* (?:тел|ном))|контактные данные"),
        (Field.PHONE, r"телеф|\bтел\b|\bмоб|сотов|контактн\w* номер|\bфакс"),
        (Field.EMAIL, r"email|\bмейл|электронн\w* (?:почт|адрес)|\bэл (?:почт|адрес)|^почта$"),
        (Field.ADDRESS, r"адрес|местонахожд|место нахожд"),
        (Field.CHAIR_LAST, r"^фамилия(?: председателя\w*)?$"),
        (Field.CHAIR_FIRST, r"^имя(?: председателя\w*)?$"),
        (Field.CHAIR_MIDDLE, r"^отчество(?: председателя\w*)?$"),
        (Field.CHAIR, r"председател|профорг|\bфио\b|фамилия имя|руководител|лидер|^глава"),
    )
)
_NAMES: tuple[tuple[Field, re.Pattern[str]], ...] = tuple(
    (field, re.compile(words))
    for field, words in (
        (Field.TYPE, r"^(?:тип|вид|статус|уровень|категория)(?: |$)"),
        (Field.NAME, r"первичн.*территориальн|территориальн.*первичн"),
        (Field.NAME, r"первичн|\bппо\b|первичк"),
        (
            Field.TERRITORY,
            r"территор|районн|\bрайон|городск|муниципал|вышестоящ|\bто\b|горком|райком|\bокруг|местн\w* орган",
        ),
        (Field.NAME, r"профсоюзн|профорганизац|^профком"),
        (
            Field.INSTITUTION,
            r"учрежден|\bоу\b|\bоо\b|образовательн|место работы|\bшкол|детск\w* сад|\bдоу\b|работодател",
        ),
        (Field.NAME, r"организаци|^наименование|^название|^структура"),
        (Field.NUMBERING, r"^номер|^пп$"),
    )
)


def field_named(heading: str) -> Field | None:
    """The field that the words over a column name; OTHER of what is known to be none of ours, None of anything else."""
    return _field_named(heading) if 0 < len(heading) <= LONGEST else None


@lru_cache(maxsize=4_096)
def _field_named(heading: str) -> Field | None:
    folded = folded_heading(heading)
    if _COUNT.search(folded) and not re.search(r"телеф|адрес|\bфио\b|список", folded):
        return _count_named(folded)
    for table in (_WORDS, _NAMES):
        if found := next((field for field, words in table if words.search(folded)), None):
            return found
    return None


def _count_named(folded: str) -> Field:
    if _COUNT_OF_OTHERS.search(folded):
        return Field.OTHER
    if _RETIRED.search(folded):
        return Field.MEMBERS_RETIRED
    if _OF_MEMBERS.search(folded):
        if _STUDYING.search(folded):
            return Field.MEMBERS_STUDYING
        return Field.MEMBERS_WORKING if _WORKING.search(folded) else Field.MEMBERS
    if _STUDYING.search(folded):
        return Field.STUDENTS
    return Field.WORKERS if _WORKING.search(folded) else Field.MEMBERS
