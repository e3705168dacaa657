"""No-break spaces: where they must stand, and that they never do more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edinstvo.foundation.ui.typography import NBSP, glued

LINES = st.text(alphabet="аАвсйюЁ №§.,-—0159%<>«»=\"' \u00a0abZ", max_size=60)


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("лицей № 1", "лицей №~1"),
        ("А. К. Белозёрская", "А.~К.~Белозёрская"),
        ("Белозёрская А. К.", "Белозёрская~А.~К."),
        ("и в школе, и дома", "и~в~школе, и~дома"),
        ("Он не в духе", "Он не~в~духе"),
        ("24 ноября 2026 года", "24~ноября 2026~года"),
        ("52 % из 5 человек", "52~% из~5~человек"),
        ("Единство — платформа", "Единство~— платформа"),
        ("20 кг", "20~кг"),
        ("5 строкой ниже", "5 строкой ниже"),
        ("кто-то из них", "кто-то из~них"),
        ("школа-в гору", "школа-в гору"),
        ("Закрыть «Сад «Ёлка»» и «Сад»?", "Закрыть «Сад „Ёлка“» и~«Сад»?"),
        ("«Ёлка» и «Сад»", "«Ёлка» и~«Сад»"),
        ('<a class="n в" href="#">в школе</a>', '<a class="n в" href="#">в~школе</a>'),
    ],
)
def test_glues_what_must_stay_on_one_line(plain: str, written: str) -> None:
    assert glued(plain) == written.replace("~", NBSP)


@given(LINES)
def test_changes_nothing_the_second_time(text: str) -> None:
    assert glued(glued(text)) == glued(text)


@given(LINES)
def test_changes_only_spaces_and_inner_quotes_one_to_one(text: str) -> None:
    changed = glued(text)
    may = {(" ", NBSP), ("«", "„"), ("»", "“")}
    assert all(new == old or (old, new) in may for old, new in zip(text, changed, strict=True))


@given(LINES)
def test_leaves_the_inside_of_tags_alone(text: str) -> None:
    inside = text.replace("<", "").replace(">", "")
    assert glued(f"<b title='{inside}'>") == f"<b title='{inside}'>"
