"""Sex as lists write it, and what a patronymic suggests."""

from functools import lru_cache

from edinstvo.foundation.folding import fold

FEMALE, MALE = "female", "male"
_WORDS = {
    **dict.fromkeys(
        ("ж", "жен", "женский", "женщина", "женск", "жен пол", "f", "female", "w", "дев", "девушка"), FEMALE
    ),
    **dict.fromkeys(("м", "муж", "мужской", "мужчина", "мужск", "муж пол", "m", "male", "юн", "юноша"), MALE),
}
_BEGINNINGS = {"женщ": FEMALE, "женс": FEMALE, "мужч": MALE, "мужс": MALE}
_FEMALE_ENDINGS = ("вна", "чна", "кызы", "гызы", "кизи", "кызи", "қызы", "қизи")
_MALE_ENDINGS = ("вич", "ич", "оглы", "оглу", "огли", "углы", "угли", "ўғли", "улы", "ұлы", "уулу")


@lru_cache(maxsize=1_024)
def sex_in(text: str) -> str | None:
    """`female`, `male`, or None for anything else."""
    folded = fold(text)
    return _WORDS.get(folded) or _WORDS.get(folded.partition(" ")[0]) or _BEGINNINGS.get(folded[:4])


def suggested_sex(middle_name: str) -> str | None:
    """What the patronymic speaks for; a suggestion to show, never a value to store (domain.md 6)."""
    folded = fold(middle_name)
    if folded.endswith(_FEMALE_ENDINGS):
        return FEMALE
    return MALE if folded.endswith(_MALE_ENDINGS) else None
