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
_FEMALE_ENDINGS = ("вна", "чна", "кызы", "гызы", "кизи")
_MALE_ENDINGS = ("вич", "ич", "оглы", "оглу", "углы", "улы", "уулу")


@lru_cache(maxsize=1_024)
def sex_in(text: str) -> str | None:
    """`female`, `male`, or None for anything else."""
    return _WORDS.get(fold(text))


def suggested_sex(middle_name: str) -> str | None:
    """What the patronymic speaks for; a suggestion to show, never a value to store (domain.md 6)."""
    folded = fold(middle_name)
    if folded.endswith(_FEMALE_ENDINGS):
        return FEMALE
    return MALE if folded.endswith(_MALE_ENDINGS) else None
