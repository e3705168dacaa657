"""Sex as lists write it."""

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


@lru_cache(maxsize=1_024)
def sex_in(text: str) -> str | None:
    """`female`, `male`, or None for anything else."""
    folded = fold(text)
    return _WORDS.get(folded) or _WORDS.get(folded.partition(" ")[0]) or _BEGINNINGS.get(folded[:4])
