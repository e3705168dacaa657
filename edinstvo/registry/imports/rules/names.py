"""Names of people: ordinary case, former surnames, remarks of payroll programs, and which word is which."""

import re
from functools import lru_cache
from typing import NamedTuple

from edinstvo.foundation.folding import fold
from edinstvo.registry.imports.rules.alphabets import is_absent, plain
from edinstvo.registry.imports.rules.first_names import is_first_name
from edinstvo.registry.imports.rules.name_order import assigned, is_patronymic
from edinstvo.registry.imports.rules.sections import without_role

_NUMBERING = re.compile(r"^\s*(?:№\s*)?\d{1,5}\s*[.)]\s*(?=\S)|^\s*(?:№\s*)?\d{1,5}\s+(?=[А-ЯЁA-Z])")
_SLASHES = re.compile(r"(?<=\s)/\s*([^/]+?)\s*/(?=\s|$)")
_PARENTHESES = re.compile(r"\s*[(\[]([^)\]]*)[)\]]?")
_DASH = re.compile(r"\s*[\-‐‑‒–—−]+\s*")
_REMARK_AFTER_DASH = re.compile(
    r"\s[\-‐‑‒–—−]+\s*(?:[а-яё].*|(?:ДЕКРЕТ|СОВМ|ПЕНС|УВОЛ|УЧИТЕЛЬ|ВОСПИТАТЕЛЬ)[А-ЯЁ]*\b.*)$"
)
_NO_PATRONYMIC = re.compile(r"\s+(?:[бн]\s?[/.]\s?о\.?|без отчества|отчеств[оа] нет|нет отчества)\s*$", re.I)
_NOT_NAME = re.compile(r"[^\w\s.\-'’ʼ`]|[\d_]")
_FROM_DIGIT = re.compile(r"\d.*$", re.S)
_SURNAME = re.compile(r"[А-ЯЁA-Z][\w'’]*(?:-[А-ЯЁA-Z]?[\w'’]*)*")
_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
_REMARKS = re.compile(
    r"осн|совм|внутр|внеш|декрет|отпуск|пенс|инвалид|увол|муж|жен|мать|отец|до |с |по |д/о|б/о|о/с|ст\b|мл\b|студ|"
    r"вет|зам|дир|пред|проф|учит|восп|нет|без",
    re.I,
)
_PARTICLES = frozenset(
    "фон ван ден дер де ди да дю ла ле дель дос эль аль бен бин ибн абу тер "
    "оглы оглу огли кызы гызы кизи кызи қызы қизи углы угли ўғли улы ұлы уулу".split(" ")
)
_INNER_CAPITAL = re.compile(r"[А-ЯЁA-Z][а-яёa-z]+[А-ЯЁA-Z][а-яёa-z]+")


class WrittenName(NamedTuple):
    """A name taken apart; a part that is not written is empty. `former` is a former surname."""

    last: str = ""
    first: str = ""
    middle: str = ""
    former: str = ""

    @property
    def is_initials(self) -> bool:
        """Whether the first name is only its first letter: «Иванова М.П.»."""
        return len(self.first) == 2 and self.first.endswith(".")


def full_name(text: str, *, first_name_first: bool = False) -> WrittenName:
    """The parts of a name written in one cell, in ordinary case, in whatever order.

    The patronymic tells the order by its ending; without one, known first names do, and then the habit of the column
    (`first_name_first`). «Иванова (Сидорова) Мария» keeps the former surname; «(осн.)», «- декрет» and a numbering
    are left out; initials stand for the names that they begin.
    """
    words = text.split(" ")
    if len(words) == 3 and (given := _usual_given(words[1], words[2])) and (last := _usual_surname(words[0])):
        return WrittenName(last, *given)
    return _taken_apart(text, first_name_first)


@lru_cache(maxsize=16_384)
def _taken_apart(text: str, first_name_first: bool) -> WrittenName:
    text, former = _without_parentheses(
        _SLASHES.sub(r"(\1)", without_role(_NUMBERING.sub("", plain(text).replace("\n", " "))))
    )
    words = _without_tail([word for word in words_of(_without_remarks(text)) if not is_absent(word)])
    last, first, middle = assigned(words, first_name_first=first_name_first)
    return WrittenName(ordinary_case(last), ordinary_case(first), ordinary_case(middle), former)


@lru_cache(maxsize=65_536)
def surname(text: str) -> tuple[str, str]:
    """The surname of its own column in ordinary case, and a former one written beside it in parentheses."""
    text, former = _without_parentheses(_NUMBERING.sub("", plain(text).replace("\n", " ")))
    return ordinary_case(" ".join(words_of(text))), former


@lru_cache(maxsize=16_384)
def given_name(text: str) -> str:
    """A first name or a patronymic of its own column in ordinary case; empty for «-», «нет», «б/о»."""
    text = _without_parentheses(plain(text).replace("\n", " "))[0]
    return "" if is_absent(text) else ordinary_case(" ".join(words_of(text)))


def words_of(text: str) -> list[str]:
    """The words of a name: dashes of every kind bind, initials come apart, foreign signs go."""
    text = _DASH.sub("-", _FROM_DIGIT.sub("", text))
    text = re.sub(r"\.(?=\S)", ". ", _NOT_NAME.sub(" ", text))
    words = [word.strip("-'’`") for word in text.split()]
    return [word if _is_initial(word) else word.strip(".") for word in words if word.strip(".-'’`")]


@lru_cache(maxsize=65_536)
def ordinary_case(name: str) -> str:
    """«ИВАНОВА-ПЕТРОВА», «иванова», «иВАНОВА» as «Иванова-Петрова»; «Мак-Дональд», «МакГрегор», «фон» stay."""
    if name.lower() in _PARTICLES:
        # Alone it is somebody's name: «Оглы Мария Ивановна», «Тер».
        return name.capitalize()
    return " ".join("-".join(map(_part_in_case, word.split("-"))) for word in name.split())


def _part_in_case(part: str) -> str:
    if part.lower() in _PARTICLES:
        # «Де» as the first word of somebody's own spelling stays; capitals throughout and small letters become small.
        return part if part.istitle() and part.lower() not in ("оглы", "кызы") else part.lower()
    for sign in ("'", "’", "ʼ", "`"):
        head, found, tail = part.partition(sign)
        if found and tail:
            beginning = head.lower() if head.lower() == "д" else head.capitalize()
            return f"{beginning}{found}{tail.capitalize()}"
    return part if _INNER_CAPITAL.fullmatch(part) else part.capitalize()


@lru_cache(maxsize=65_536)
def _usual_surname(word: str) -> str | None:
    """The word in ordinary case, if it is a surname and nothing else beyond doubt, as nearly always."""
    if is_patronymic(word) or is_first_name(word) or not _WORD.fullmatch(word) or without_role(word) != word:
        return None
    return ordinary_case(word)


@lru_cache(maxsize=65_536)
def _usual_given(first: str, middle: str) -> tuple[str, str] | None:
    """The words in ordinary case, if they are a first name and a patronymic beyond doubt, as nearly always."""
    if not (is_patronymic(middle) and is_first_name(first)):
        return None
    return ordinary_case(first), ordinary_case(middle)


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[0].isalpha() and word[1] == "."


def _without_parentheses(text: str) -> tuple[str, str]:
    if "(" not in text and "[" not in text:
        return text, ""
    former = next(filter(None, map(_former_in, _PARENTHESES.findall(text))), "")
    return _PARENTHESES.sub(" ", text).strip(), former


def _former_in(remark: str) -> str:
    """The former surname that a remark in parentheses gives, if it gives one."""
    remark = re.sub(
        r"^(?:урожд[а-яё]*|до брака|в девич[а-яё]*|дев|бывш[а-яё]*|ранее|прежн[а-яё]*|по мужу)\.?:?\s*",
        "",
        remark.strip(),
        flags=re.I,
    )
    words = remark.split()
    if len(words) != 1 or not _SURNAME.fullmatch(words[0]) or _REMARKS.match(words[0]) or is_patronymic(words[0]):
        return ""
    return ordinary_case(words[0])


def _without_tail(words: list[str]) -> list[str]:
    """The words without a remark in small letters after three of a name: «… декрет до», «… учитель»."""
    is_small = all(word.islower() for word in words)
    return [
        word for place, word in enumerate(words) if place < 3 or is_small or word in _PARTICLES or not word.islower()
    ]


def _without_remarks(text: str) -> str:
    """Cut «…, учитель» and «… - декрет»; a comma right after the surname only separates it."""
    text = _NO_PATRONYMIC.sub("", _REMARK_AFTER_DASH.sub("", text))
    head, comma, tail = text.partition(",")
    if not comma:
        head, comma, tail = text.partition(";")
    is_whole = len(head.split()) >= 2
    return head if is_whole else f"{head} {tail}"


def comparison_key(last: str, first: str, middle: str) -> tuple[str, str, str]:
    """What two rows of one person have in common however they are written: case, ё, dashes do not count."""
    return fold(last), fold(first), fold(middle)
