"""Names of organisations: as they are written down, when two are the same, when they may be."""

import re
from functools import lru_cache

from edinstvo.foundation.folding import fold
from edinstvo.registry.organisations.rules import NameHasSigns, NameMissing, key_words, tidy_name
from edinstvo.registry.structure.rules.problems import Code, Problem

LONGEST, LONGEST_SHORT = 300, 160
_NUMBERING = re.compile(r"^\s*(?:№\s*)?(?:\d{1,4}|[IVXLІХ]{1,6})\s*[.)]\s*(?=\S)")
_CHAIR_BESIDE = re.compile(r"[\s,;(\-–—:]*\b(?:председател|тел\.|т\.\s*\d).*", re.I)
_NOISE = re.compile(
    r"^(?:ппо\w?|первичн\w*|профсоюз\w*|профорг\w*|профком\w*|организац\w*|работник\w*|образован\w*|народн\w*|наук\w*|"
    r"общероссийск\w*|рф|российск\w*|федерац\w*|муниципальн\w*|бюджетн\w*|казенн\w*|автономн\w*|государственн\w*|"
    r"учрежден\w*|общеобразовательн\w*|образовательн\w*|дошкольн\w*|средн\w*|основн\w*|имени|им|и|в|на|по|для|номер|"
    r"территориальн\w*|детск\w*|(?:м|г|ог|фг|об|к|ч)?(?:б|а|к)?(?:д|п)?оу|во|но|мо|пед\w*|[а-яa-z])$"
)
_SAME = (
    ("школ", re.compile(r"^(?:сош|оош|нош|школ\w*)$")),
    ("сад", re.compile(r"^(?:дс|сад\w*)$")),
    ("#район", re.compile(r"^район\w*$")),
    ("#город", re.compile(r"^(?:г|город\w*|гор)$")),
    ("#округ", re.compile(r"^окру\w*$")),
)
# «р/о», «р-н», «р-он»: two words of which neither says anything alone.
_DISTRICT = re.compile(r"\bр (?:о|н|он)\b")
_ENDING = re.compile(
    r"(?:ского|ской|ская|ский|скому|цкого|цкой|цкая|цкий|ого|его|ая|яя|ий|ый|ой|ое|ые|их|ых|ому|а|я|у|ю|е|и|ы|ь|й|о)$"
)
_GENITIVE = (
    (re.compile(r"(\w+[сц]к)ой\b"), r"\1ая"),
    (re.compile(r"\b([Рр]айон|[Оо]кружн|[Тт]ерриториальн|[Мм]ежрайонн)(?:ной|ой)\b"), r"\1ная"),
    (re.compile(r"(\b[Оо]рганизаци)и\b"), r"\1я"),
    (re.compile(r"(?<=[жн])нная\b"), "ная"),
)
_IN_A_TITLE = re.compile(
    r"((?:[А-ЯЁ][\w\-]+[сц]к(?:ая|ой) )+(?:районн|городск|окружн|территориальн|межрайонн)(?:ая|ой)(?: \w+(?:ая|ой))* "
    r"организаци[яи](?: Профсоюза)?)",
)


def as_written(text: str) -> str:
    """A name in one line, without a number before it and stray signs around."""
    text = " ".join(_NUMBERING.sub("", text).split())
    return text.strip(" ,;:-–—") if text.count("«") == text.count("»") else text.strip(" ,;:")


def of_section(text: str) -> str:
    """The name in a section row, without the chair and the telephone that may stand beside it."""
    return as_written(_CHAIR_BESIDE.sub("", text))


def short(name: str) -> str:
    """The name as the register's short names may be: cut between two words."""
    if len(name) <= LONGEST_SHORT:
        return name
    cut = name[: LONGEST_SHORT - 1]
    words = cut.rsplit(" ", 1)[0]
    return f"{words if fold(words) else cut}…"


def name_problems(name: str, *, column: str = "") -> list[Problem]:
    """Why no organisation is founded under the name, by the rule of `tidy_name`; empty where one is."""
    if len(name) > LONGEST:
        return [Problem(column=column, field="name", code=Code.NAME_TOO_LONG)]
    if not any(map(str.isalpha, name)):
        return [Problem(column=column, field="name", code=Code.MISSING_NAME)]
    try:
        tidy_name(name)
        tidy_name(short(name))
    except NameMissing:
        return [Problem(column=column, field="name", code=Code.MISSING_NAME)]
    except NameHasSigns as has:
        shown = ", ".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in has.signs[:10])
        return [Problem(column=column, field="name", code=Code.NAME_HAS_SIGNS, params={"signs": shown})]
    return []


def territory_in_title(text: str) -> str | None:
    """«Список ППО Галичской районной организации» names the «Галичская районная организация»."""
    match = _IN_A_TITLE.search(text)
    if not match:
        return None
    name = match[1]
    for words, instead in _GENITIVE:
        name = words.sub(instead, name)
    return name


@lru_cache(maxsize=32_768)
def exact_key(name: str) -> str:
    """Two names with one key are one name: case, ё, quotes, dashes and the sign of a number do not tell them apart."""
    return " ".join(word for word in key_words(name) if word != "n") or fold(name)


@lru_cache(maxsize=32_768)
def telling_words(name: str) -> frozenset[str]:
    """What is left of a name without legal forms, ranks of organisations and endings: those who share it may be one."""
    found = set()
    for word in key_words(_DISTRICT.sub("район", fold(name))):
        same = next((instead for instead, words in _SAME if words.match(word)), None)
        if same:
            found.add(same)
        elif not _NOISE.match(word):
            found.add(word if word.isdecimal() or len(word) < 4 else _ENDING.sub("", word))
    return frozenset(found)


def may_be_one(one: str, other: str) -> bool:
    """Whether two different names may mean one organisation: the same telling words, or all of one's among the other's.

    Numbers decide: № 1 is never № 2. So does a town against a district, where both say what they are.
    """
    words = telling_words(one), telling_words(other)
    kinds = [{word for word in telling if word.startswith("#")} for telling in words]
    if kinds[0] and kinds[1] and kinds[0] != kinds[1]:
        return False
    fewer, more = sorted((telling - kind for telling, kind in zip(words, kinds, strict=True)), key=len)
    if not fewer or {word for word in fewer if word.isdecimal()} != {word for word in more if word.isdecimal()}:
        return False
    return fewer == more or (len(fewer) >= 2 and fewer <= more)
