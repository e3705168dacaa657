"""What the words of a heading mean: by their beginnings, and with typing errors."""

import re
from enum import Enum, auto
from functools import lru_cache

from edinstvo.foundation.folding import fold
from edinstvo.registry.imports.rules.alphabets import mended


class Concept(Enum):
    """One thing that a heading's word speaks of."""

    FULL_NAME = auto()
    SURNAME = auto()
    FIRST = auto()
    PATRONYMIC = auto()
    GIVEN = auto()
    PERSON = auto()
    SOMEBODY_ELSE = auto()
    BIRTH = auto()
    DATE = auto()
    YEAR = auto()
    SINCE = auto()
    NUMBER = auto()
    PHONE = auto()
    MOBILE = auto()
    EMAIL = auto()
    CONTACT = auto()
    SNILS = auto()
    INN = auto()
    SEX = auto()
    POSITION = auto()
    CATEGORY = auto()
    SUBDIVISION = auto()
    JOINING = auto()
    ADMISSION = auto()
    UNION = auto()
    ON_ROLL = auto()
    APPLICATION = auto()
    DECISION = auto()
    TICKET = auto()
    OTHER_TICKET = auto()
    INSURANCE = auto()
    CERTIFICATE = auto()
    WORK = auto()
    PERSONNEL = auto()
    DURATION = auto()
    FORMER = auto()
    OTHER = auto()


# A word counts by its beginning; "=" marks words that count only as a whole.
_BEGINNINGS: dict[Concept, str] = {
    Concept.FULL_NAME: "=фио =фи =ффио",
    Concept.SURNAME: "фамил =фам =surname",
    Concept.FIRST: "=имя =имени =name",
    Concept.PATRONYMIC: "отчест =отч",
    Concept.GIVEN: "=ио",
    Concept.PERSON: """сотрудник работник =член =члена =члены студент обучающ педагог преподавател учител физлиц
        =лицо =лица воспитател учащ пенсионер""",
    Concept.SOMEBODY_ELSE: """ребен =дети =детей супруг =муж =мужа =жены родител председател руководит директор
        куратор законн представит ответствен родствен подопечн получател =семьи""",
    Concept.BIRTH: "рожд родил =др =род =гр birth =dob",
    Concept.DATE: "=дата =дат =даты =дату =день =число =date",
    Concept.YEAR: "=год =года =лет =году =месяц =мес",
    Concept.SINCE: "=с =со",
    Concept.NUMBER: "номер =ном =пп =no =n =нпп =nn =порядк =nпп =порядку",
    Concept.PHONE: "телеф =тел =phone =тлф =тф",
    Concept.MOBILE: "мобил =моб сотов =сот",
    Concept.EMAIL: "email =mail =почта =почты =почте =почт имейл мейл емейл электронк емайл имайл =эл",
    Concept.CONTACT: "контакт связ",
    Concept.SNILS: "снилс =пфр =снилз",
    Concept.INN: "=инн",
    Concept.SEX: "=пол =sex =gender",
    Concept.POSITION: "должн =професси =профессия =професии специальность =долж =дожность",
    Concept.CATEGORY: "категори статус",
    Concept.SUBDIVISION: """подраздел подраз =отдел =отдела отделени кафедр факульт =группа =группы =курс =институт
        =цех =корпус профгрупп""",
    Concept.JOINING: "вступл вступ членст",
    Concept.ADMISSION: "прием принят принима",
    Concept.UNION: "профсоюз профком профорган профчлен ппо =пс =союз =союза =члены проф =союзе",
    Concept.ON_ROLL: "постан учет поставл",
    Concept.APPLICATION: "заявл",
    Concept.DECISION: "решен протокол постановлен",
    Concept.TICKET: "билет профбил =пб =удостоверения",
    Concept.OTHER_TICKET: "студенч =студ зачетн военн читател проездн",
    Concept.INSURANCE: "страхов",
    Concept.CERTIFICATE: "свидетельств",
    Concept.WORK: "работ трудоустр труд устро увол поступ зачисл приказ",
    Concept.PERSONNEL: "табел =таб =код",
    Concept.DURATION: "стаж профстаж возраст =полных",
    Concept.FORMER: "девич прежн бывш добрачн предыдущ",
    Concept.OTHER: """адрес прожив пропис регистрац примеч коммент образован паспорт наград звани степен подпис
        организац учрежд школ взнос удерж сумм оклад зарпл диплом телеграм vk вк аттест квалификац разряд предмет нагруз
        банк карт счет льгот инвалид семейн националь класс выдач выдан город район улиц =дом индекс почтов поощр полис
        путев колич =кол всего числен процент охват =чел""",
}
_WHOLE: dict[str, Concept] = {}
_BY_BEGINNING: list[tuple[str, Concept]] = []
for _concept, _words in _BEGINNINGS.items():
    for _word in _words.split():
        if _word.startswith("="):
            _WHOLE[fold(_word[1:])] = _concept
        else:
            _BY_BEGINNING.append((fold(_word), _concept))
_BY_BEGINNING.sort(key=lambda pair: -len(pair[0]))
_LONG = [(stem, concept) for stem, concept in _BY_BEGINNING if len(stem) >= 5]
_SINGLE_LETTERS = re.compile(r"\b\w(?: \w\b)+")
_ALL_LATIN_TWINS = re.compile(r"[ABCEHKMOPTXYaceopxy]+")


def folded_heading(text: str) -> str:
    """A heading for comparison: folded, letters in one alphabet, «Ф. И. О.» as фио, «п/п» as пп, № as a word."""
    text = text.replace("№", " номер ").replace("\n", " ").replace("-\xad", "")
    text = re.sub(r"(?i)e[\s\-]*mail", "email", text)
    folded = fold(mended(_in_cyrillic(text)))
    return _SINGLE_LETTERS.sub(lambda match: match[0].replace(" ", ""), folded)


@lru_cache(maxsize=16_384)
def concepts_in(heading: str) -> frozenset[Concept]:
    """What the words of a folded heading speak of."""
    return frozenset(filter(None, map(_concept_of, heading.split(" "))))


@lru_cache(maxsize=16_384)
def _concept_of(word: str) -> Concept | None:
    whole = _WHOLE.get(word)
    if whole:
        return whole
    for stem, concept in _BY_BEGINNING:
        if word.startswith(stem):
            return concept
    if len(word) < 5:
        return None
    return next((concept for stem, concept in _LONG if _is_slip(word, stem)), None)


def _is_slip(word: str, stem: str) -> bool:
    """Whether the word begins with the stem but for one letter wrong, missing, doubled or changed places."""
    length = len(stem)
    begun = (word[: length - 1], word[:length], word[: length + 1])
    if word[0] != stem[0]:
        return False
    return _misses_one(stem, begun[0]) or _misses_one(begun[2], stem) or _differs_in_one(begun[1], stem)


def _misses_one(longer: str, shorter: str) -> bool:
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )


def _differs_in_one(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    places = [place for place in range(len(one)) if one[place] != other[place]]
    if len(places) == 2 and places[1] == places[0] + 1:
        return one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]]
    return len(places) == 1 and len(one) >= 6


def _in_cyrillic(text: str) -> str:
    """Words typed wholly in Latin twins («ФИO» is mixed, «TEЛ» too; «HOMEP» is not) become Cyrillic."""
    return re.sub(r"[A-Za-z]{3,}", lambda match: _twins(match[0]), text)


def _twins(word: str) -> str:
    if not _ALL_LATIN_TWINS.fullmatch(word):
        return word
    return mended(f"я{word}")[1:]
