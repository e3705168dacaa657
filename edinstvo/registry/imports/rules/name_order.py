"""Which word of a written name is the surname, the first name, the patronymic."""

import re
from functools import lru_cache

from edinstvo.registry.imports.rules.first_names import is_female_name, is_first_name

_ENDINGS = ("овна", "евна", "ёвна", "ична", "ович", "евич", "ёвич", "ьич")
_SHORT_MALE = frozenset("ильич кузьмич лукич фомич никитич саввич фокич ионич силич фадеич".split())
_KIN = frozenset("оглы оглу огли кызы гызы кизи кызи қызы қизи углы угли ўғли улы ұлы уулу".split())
_BEFORE_SURNAME = frozenset("фон ван ден дер де ди да дю ла ле дель дос эль аль бен бин ибн абу тер мак сен".split())
_SURNAME_ENDING = re.compile(
    r".*(?:ов|ова|ев|ева|ёв|ёва|ин|ина|ын|ына|ский|ская|цкий|цкая|ской|енко|чук|юк|як|дзе|швили|ян|янц|ых|их|ко|ик|ой|ый|ая)",
    re.I,
)
Parts = tuple[str, str, str]


def assigned(words: list[str], *, first_name_first: bool = False) -> Parts:
    """Surname, first name and patronymic among the words of a name; a part that is not there is empty."""
    words = _joined_particles(_joined_kin(words))
    initials = [place for place, word in enumerate(words) if _is_initial(word) and not _is_short_surname(words, place)]
    if initials and len(words) > 1:
        return _with_initials(words, initials)
    if len(words) <= 1:
        return (words[0] if words else "", "", "")
    place = _place_of_patronymic(words)
    if place is not None:
        return _around_patronymic(words, place)
    if len(words) == 2:
        return _two(words, first_name_first=first_name_first)
    return _without_patronymic(words, first_name_first=first_name_first)


@lru_cache(maxsize=16_384)
def is_patronymic(word: str) -> bool:
    """Whether the word has the ending of a patronymic («Петровна», «Ильич», «Али оглы»); some surnames have it too."""
    folded = word.lower()
    return (len(folded) > 5 and folded.endswith(_ENDINGS)) or folded in _SHORT_MALE or _has_kin(folded)


def is_female_patronymic(word: str) -> bool:
    """Whether the word is a woman's patronymic, which hardly any surname looks like."""
    return is_patronymic(word) and not word.lower().endswith("ич")


def has_surname_ending(word: str) -> bool:
    """Whether the word ends as most Russian surnames do."""
    return _SURNAME_ENDING.fullmatch(word) is not None


def _has_kin(folded: str) -> bool:
    return folded.replace("-", " ").split(" ")[-1] in _KIN and len(folded) > 5


def _is_initial(word: str) -> bool:
    return (len(word) == 2 and word[1] == ".") or (len(word) == 1 and word.isupper())


def _is_short_surname(words: list[str], place: int) -> bool:
    """Whether a single letter is a Korean surname: «Ю Анна», «И Марина Сергеевна»."""
    return place == 0 and len(words[0]) == 1 and len(words) > 1 and is_first_name(words[1])


def _joined_kin(words: list[str]) -> list[str]:
    """«Али оглы» is one patronymic."""
    joined: list[str] = []
    for word in words:
        if word.lower() in _KIN and len(joined) > 1:
            joined[-1] = f"{joined[-1]} {word.lower()}"
        else:
            joined.append(word)
    return joined


def _joined_particles(words: list[str]) -> list[str]:
    """«фон Мекк», «ван дер Ваальс» are one surname."""
    joined: list[str] = []
    particles: list[str] = []
    for place, word in enumerate(words):
        if word.lower() in _BEFORE_SURNAME and place < len(words) - 1 and len(words) > 2:
            particles.append(word)
        else:
            joined.append(" ".join([*particles, word]))
            particles = []
    return joined


def _with_initials(words: list[str], initials: list[int]) -> Parts:
    """«Иванова М.П.», «М. П. Иванова», «Иванова Мария П.»."""
    letters = [words[place] if words[place].endswith(".") else f"{words[place]}." for place in initials]
    rest = [word for place, word in enumerate(words) if place not in initials]
    if len(rest) >= 2 and initials[0] > 0:
        return (rest[0], rest[1], letters[0])
    return (" ".join(rest), letters[0], letters[1] if len(letters) > 1 else "")


def _place_of_patronymic(words: list[str]) -> int | None:
    """Where the patronymic stands; of two («Абрамович Роман Аркадьевич») the one that leaves a first name."""
    places = [place for place, word in enumerate(words) if is_patronymic(word)]
    if not places or (len(words) == 2 and places == [0]):
        return None
    if places == [0] and not is_female_patronymic(words[0]):
        return None
    if len(words) == 2 and is_female_name(words[0]) and not is_female_patronymic(words[1]):
        # «Анна Абрамович»: a woman's patronymic would end otherwise.
        return None
    if len(places) == 1:
        return places[0]
    if is_first_name(words[0]) and 1 in places:
        return 1
    return places[-1]


def _around_patronymic(words: list[str], place: int) -> Parts:
    patronymic = words[place]
    before, after = words[:place], words[place + 1 :]
    if len(words) == 2:
        return _before_patronymic(before[0], patronymic)
    if not after:
        return _surname_and_first(before, patronymic)
    if not before:
        # Two words are a first name and a surname; what follows those is a remark.
        last, first, _ = _two(after[:2], first_name_first=True) if len(after) > 1 else (after[0], "", "")
        return (last, first, patronymic)
    if len(before) > 1 and not all(map(is_first_name, before)):
        # What follows a whole name is a remark.
        return _surname_and_first(before, patronymic)
    if is_first_name(after[0]) and not is_first_name(before[0]):
        return (" ".join(before), after[0], patronymic)
    return (" ".join(after), " ".join(before), patronymic)


def _before_patronymic(word: str, patronymic: str) -> Parts:
    """Two words: «Мария Петровна» lacks the surname, «Ковалёва Петровна» the first name."""
    if is_first_name(word) or not has_surname_ending(word):
        return ("", word, patronymic)
    return (word, "", patronymic)


def _surname_and_first(words: list[str], patronymic: str) -> Parts:
    if len(words) == 2:
        last, first = words
        if is_first_name(last) and not is_first_name(first) and has_surname_ending(first):
            last, first = first, last
        return (last, first, patronymic)
    # «Иванова Анна Мария Петровна» has two first names, «Гарсиа Лопес Анна Петровна» two surnames.
    split = 1 if all(map(is_first_name, words[1:])) else len(words) - 1
    return (" ".join(words[:split]), " ".join(words[split:]), patronymic)


def _two(words: list[str], *, first_name_first: bool) -> Parts:
    first, second = words
    if is_first_name(first) != is_first_name(second):
        return (second, first, "") if is_first_name(first) else (first, second, "")
    return (second, first, "") if first_name_first else (first, second, "")


def _without_patronymic(words: list[str], *, first_name_first: bool) -> Parts:
    """Three words and no ending to go by: the surname is an end, the other two follow it in order."""
    is_reversed = is_first_name(words[0]) and not is_first_name(words[-1]) and has_surname_ending(words[-1])
    if is_reversed or (first_name_first and not is_first_name(words[1])):
        return (words[-1], words[0], " ".join(words[1:-1]))
    return (words[0], words[1], " ".join(words[2:]))
