"""Plain text of a cell, and words whose letters come from two alphabets that look alike."""

import re
import unicodedata
from collections.abc import Sequence

LONGEST = 2_000
LATIN = "ABCEHKMOPTXYaceopxykmtëËI"
CYRILLIC = "АВСЕНКМОРТХУасеорхукмтёЁІ"
_TO_CYRILLIC = str.maketrans(LATIN, CYRILLIC)
_TO_LATIN = str.maketrans(CYRILLIC, LATIN)
_LATIN_LETTER = re.compile(r"[A-Za-zËë]")
_STRANGE_IN_NAME = re.compile(r"[A-Za-zËë03]")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC_WORD = re.compile(r"[Ѐ-ӿ]+")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")
_ODD_SPACE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")
# Stress marks («Петро́вич») go with them: a letter that is one sign with its mark has been composed before.
_INVISIBLE = re.compile(
    r"[\u0300\u0301\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_x000[dD]_"
)
_SPACES = re.compile(r" {2,}")
_LINE_ENDS = re.compile(r" ?(?:\r\n|\r|\n) ?")
# One look at all cells of a row tells that nothing is to be done, which is the rule.
_BETWEEN_CELLS = "\ue000"
_NOT_PLAIN = re.compile(
    r"\ue000 | \ue000|  |_x000|"
    r"[\x00-\x1f\u00a0\u00ad\u0300-\u036f\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff\ufffe\uffff]"
)
_SIGNS = " .,:;-–—−_*?!/\\|()\"'«»"
_NOTHING = (
    "|0|нет|не имеет|не имеется|нету|отсутствует|без отчества|б/о|б.о|б/н|б.н|н/д|н.д|#н/д|н/у|нет данных|неизвестно|"
    "неизвестна|неизвестен|не известно|не указан|не указана|не указано|не помнит|не помню|утерян|утеряна|утрачен|"
    "х|x|n/a|#n/a|null|none|нд|бн|бо|нет отчества|нет телефона|нет почты|не предоставлен|не предоставлено|уточнить|"
    "уточняется|отчества нет"
)
_ABSENT = frozenset(_NOTHING.split("|"))
_LONGEST_ABSENT = 20
# Their first sign tells most cells from these words.
ABSENT_BEGINNINGS = frozenset(f"{_SIGNS}{''.join(word[:1] + word[:1].upper() for word in _ABSENT)}")
_DITTO = re.compile(r"[\s\-–—_]*(?:[\"“”«»″〃]|''|//|\\\\)[\s\-–—_\"“”«»″〃'/\\]*")
_DITTO_WORDS = frozenset(("то же", "тоже", "то же самое", "та же", "тот же", "там же"))
_DITTO_BEGINNINGS = frozenset("\"“”«»″〃'/\\-–—_ тТ")
_MAYBE_DITTO = re.compile(r"\ue000(?:[\"“”«»″〃'/\\\-–—_]|[тТ][оаОА])")


def are_usual(texts: Sequence[str]) -> bool:
    """Whether all these texts are as `plain` would give them, and no ditto marks; it may say no of some that are."""
    together = _BETWEEN_CELLS.join(("", *texts, ""))
    return len(together) <= LONGEST and not _MAYBE_DITTO.search(together) and not _NOT_PLAIN.search(together)


def plain(text: str) -> str:
    """The text as it is meant: one kind of space, no invisible signs, letters composed, line ends as \\n.

    What goes on for more than a page is cut: nothing that is imported does.
    """
    text = text[:LONGEST]
    if not _NOT_PLAIN.search(text):
        return text
    text = _INVISIBLE.sub("", _ODD_SPACE.sub(" ", unicodedata.normalize("NFC", text)))
    # Spaces first: a long run of them before no line end would be tried from each of its places.
    return _LINE_ENDS.sub("\n", _SPACES.sub(" ", text)).strip()


def mended(text: str) -> str:
    """The text with each word in one alphabet: «Лeбeдeвa» typed with Latin e and a becomes Cyrillic.

    A word that mixes alphabets is written in Cyrillic if its Latin letters all have a Cyrillic twin, else in Latin if
    its Cyrillic ones have a Latin twin, else left. A word in one alphabet is never touched (domain.md 6).
    """
    if not _LATIN_LETTER.search(text) or text.isascii():
        return text
    return _WORD.sub(_mended_word, text)


def mended_name(text: str) -> str:
    """As `mended`, and in a Cyrillic name whole words of look-alikes too («Иванова A. B.»), and 0 and 3 for О and З."""
    if not _STRANGE_IN_NAME.search(text) or text.isascii():
        return text
    if not _LATIN_LETTER.search(text):
        return re.sub(r"(?<=[А-Яа-яЁё])[03]|[03](?=[А-Яа-яЁё]{2})", _digit, text)
    return _WORD.sub(_mended_name_word, re.sub(r"(?<=[А-Яа-яЁё])[03](?=[А-Яа-яЁё])", _digit, text))


def is_absent(text: str) -> bool:
    """Whether the cell says in words or signs that there is nothing: «-», «нет», «б/н», «н/д»."""
    if text and text[0] not in ABSENT_BEGINNINGS:
        return False
    return len(text) <= _LONGEST_ABSENT and text.lower().strip(_SIGNS) in _ABSENT


def is_ditto(text: str) -> bool:
    """Whether the cell repeats the one above: «—//—», «то же»."""
    if text[:1] not in _DITTO_BEGINNINGS or len(text) >= 14:
        return False
    return _DITTO.fullmatch(text) is not None or text.lower().strip(" .") in _DITTO_WORDS


def _digit(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    letter = "О" if match[0] == "0" else "З"
    return letter.lower() if before.islower() else letter


def _mended_word(match: re.Match[str]) -> str:
    word = match[0]
    if _CYRILLIC_WORD.fullmatch(word) or _LATIN_WORD.fullmatch(word):
        return word
    cyrillic, latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    if _CYRILLIC_WORD.fullmatch(cyrillic):
        return cyrillic
    return latin if _LATIN_WORD.fullmatch(latin) else word


def _mended_name_word(match: re.Match[str]) -> str:
    word = match[0]
    cyrillic = word.translate(_TO_CYRILLIC)
    return cyrillic if _CYRILLIC_WORD.fullmatch(cyrillic) else _mended_word(match)
