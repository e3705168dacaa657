"""Russian cases of people's and organisations' names. Rules err: both functions take an override that wins."""

from enum import StrEnum
from functools import cache

import pymorphy3  # type: ignore[import-untyped]
from pymorphy3.analyzer import Parse  # type: ignore[import-untyped]
from pytrovich.enums import Case as PetrovichCase
from pytrovich.enums import Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker


class Case(StrEnum):
    """The cases besides the nominative, under pymorphy's names."""

    GENITIVE = "gent"
    DATIVE = "datv"
    ACCUSATIVE = "accs"
    INSTRUMENTAL = "ablt"
    PREPOSITIONAL = "loct"


_PARTS = (NamePart.LASTNAME, NamePart.FIRSTNAME, NamePart.MIDDLENAME)
_GENDERS = {"male": Gender.MALE, "female": Gender.FEMALE}
_MALE_ENDS, _FEMALE_ENDS = ("вич", "ьич", "мич", "кич", "оглы", "улы"), ("вна", "чна", "кызы", "гызы")
# What petrovich does not know, in the order of the cases above.
_OWN: dict[tuple[NamePart, Gender, str], tuple[str, ...]] = {
    (NamePart.LASTNAME, Gender.MALE, "Заяц"): ("Зайца", "Зайцу", "Зайца", "Зайцем", "Зайце"),
    (NamePart.LASTNAME, Gender.MALE, "Соловей"): ("Соловья", "Соловью", "Соловья", "Соловьём", "Соловье"),
    (NamePart.LASTNAME, Gender.MALE, "Воробей"): ("Воробья", "Воробью", "Воробья", "Воробьём", "Воробье"),
}
_AGREEING = {"ADJF", "PRTF"}
_BRACKETS = "(),"


def person(*, last_name: str, first_name: str, middle_name: str = "", sex: str, case: Case, override: str = "") -> str:
    """Surname, name and patronymic in the case: «Орешкиной Светлане Николаевне».

    `sex` is "female", "male" or "": then the patronymic tells it, and a name of which nothing does stays as it is.
    """
    names = {part: name for part, name in zip(_PARTS, (last_name, first_name, middle_name), strict=True) if name}
    gender = _GENDERS.get(sex) or _gender_by(middle_name)
    if override or gender is None:
        return override or " ".join(names.values())
    return " ".join(_name_in(case, part, name, gender) for part, name in names.items())


def organisation(name: str, *, case: Case, override: str = "") -> str:
    """The name with its head noun, and what agrees with it, in the case: «Галичской районной организации».

    The head is the first noun in the nominative whose adjectives right before it agree with it. A name headed by an
    acronym («ППО школы № 2») has none and stays as it is. The first use reads the dictionary: 30 MB, 0.1 s.
    """
    words = name.split(" ")
    if override or _is_acronym(words[0]):
        return override or name
    # «Московская» is a surname too: a word that may be an adjective is the head only where nothing else is.
    for kinds in (_AGREEING, set[str]()):
        for place, word in enumerate(words):
            noun = _nominative(word) if not _reads_as(word, kinds) else None
            if noun and (begins := _agreeing_before(words, place, noun)) is not None:
                inflected = [_word_in(case, word, noun) for word in words[begins : place + 1]]
                return " ".join([*words[:begins], *inflected, *words[place + 1 :]])
    return name


def _gender_by(middle_name: str) -> Gender | None:
    folded = middle_name.casefold()
    if folded.endswith(_MALE_ENDS):
        return Gender.MALE
    return Gender.FEMALE if folded.endswith(_FEMALE_ENDS) else None


def _name_in(case: Case, part: NamePart, name: str, gender: Gender) -> str:
    if name.isupper() and len(name) > 1:
        return _name_in(case, part, name.title(), gender).upper()
    if own := _OWN.get((part, gender, name)):
        return own[list(Case).index(case)]
    return str(_names().make(part, gender, PetrovichCase[case.name], name))


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _nominative(word: str) -> Parse | None:
    """The word read as a noun in the nominative, the singular before the plural; None for acronyms and short words."""
    if _is_acronym(word) or len(word) < 3:
        return None
    found = [parse for parse in _readings(word) if parse.tag.POS == "NOUN" and parse.tag.case == "nomn"]
    return min(found, key=lambda parse: parse.tag.number != "sing", default=None)


def _agreeing_before(words: list[str], place: int, noun: Parse) -> int | None:
    """Where the run of adjectives right before the noun begins; None where the nearest belongs to something else."""
    begins = place
    while begins and _reads_as(words[begins - 1], _AGREEING):
        if not any(_agrees(parse, noun) for parse in _readings(words[begins - 1])):
            return None if begins == place else begins
        begins -= 1
    return begins


def _reads_as(word: str, kinds: set[str]) -> bool:
    return any(parse.tag.POS in kinds for parse in _readings(word))


def _agrees(parse: Parse, noun: Parse) -> bool:
    is_adjective = parse.tag.POS in _AGREEING and parse.tag.case == "nomn" and parse.tag.number == noun.tag.number
    return is_adjective and (noun.tag.number == "plur" or parse.tag.gender == noun.tag.gender)


def _word_in(case: Case, word: str, noun: Parse) -> str:
    """The noun itself, or an adjective that agrees with it, in the case, with the capitals and brackets of the word."""
    bare = word.strip(_BRACKETS)
    adjective = next((parse for parse in _readings(word) if _agrees(parse, noun)), None)
    wanted = {case.value}
    if adjective and case is Case.ACCUSATIVE and noun.tag.gender == "masc" and noun.tag.animacy:
        wanted.add(noun.tag.animacy)
    inflected = (adjective or noun).inflect(wanted)
    return word.replace(bare, _capitals_of(bare, inflected.word)) if inflected else word


def _readings(word: str) -> list[Parse]:
    readings: list[Parse] = _dictionary().parse(word.strip(_BRACKETS))
    return readings


def _capitals_of(word: str, inflected: str) -> str:
    """«Ямало-Ненецкой» from «ямало-ненецкой»: each part as its model is written."""
    pairs = zip(word.split("-"), inflected.split("-"), strict=False)
    return "-".join(part.capitalize() if model[:1].isupper() else part for model, part in pairs)


@cache
def _names() -> PetrovichDeclinationMaker:
    return PetrovichDeclinationMaker()


@cache
def _dictionary() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")
