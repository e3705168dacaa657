"""Telephones, addresses, numbers, sex and tickets come out in one form, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edinstvo.foundation.tables.model import Cell
from edinstvo.registry.imports.rules.alphabets import is_absent, is_ditto, mended, mended_name, plain
from edinstvo.registry.imports.rules.decisions import decision_in
from edinstvo.registry.imports.rules.emails import email_in
from edinstvo.registry.imports.rules.phones import phone_in
from edinstvo.registry.imports.rules.sex import sex_in
from edinstvo.registry.imports.rules.snils import inn_in, snils_in
from edinstvo.registry.imports.rules.tickets import ticket_in
from tests.registry.imports.rules.reading import TODAY

MOBILES = st.integers(900_000_0000, 999_999_9999).map(str)
PHONES = (
    "+7{0}{1}{2}{3}",
    "7{0}{1}{2}{3}",
    "8{0}{1}{2}{3}",
    "{0}{1}{2}{3}",
    "8({0}){1}-{2}-{3}",
    "8 ({0}) {1} {2} {3}",
    "+7 {0} {1} {2} {3}",
    "8-{0}-{1}-{2}{3}",
    "8.{0}.{1}.{2}.{3}",
    "т. 8{0}{1}{2}{3}",
    "тел.: +7({0}){1}-{2}-{3}",
    "моб. 8 {0} {1}{2}{3} (мама)",
    "8{0}{1}{2}{3}; 2-34-56",
    "2-34-56, 8{0}{1}{2}{3}",
    "8{0}{1}{2}{3} 89001112233",
    "8{0}{1}{2}{3}\nраб. 8(342)212-34-56",
    "8(342)212-34-56 / 8{0}{1}{2}{3}",
    "8{0}\u00a0{1}–{2}–{3}",
    "8 {0}{1}{2}{3} доб. 123",
)


@given(number=MOBILES, shape=st.sampled_from(PHONES))
def test_a_mobile_number_is_read_in_any_shape(number: str, shape: str) -> None:
    written = shape.format(number[:3], number[3:6], number[6:8], number[8:])
    assert phone_in(plain(written)) == f"+7{number}"


@given(number=MOBILES)
def test_a_number_that_excel_took_for_a_number_is_one(number: str) -> None:
    assert phone_in(float(number)) == phone_in(float(f"8{number}")) == phone_in(int(f"7{number}")) == f"+7{number}"
    assert phone_in(f"{number[0]}.{number[1:]}E+09") == f"+7{number}"


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("8 (342) 212-34-56", "+73422123456"),
        ("8 34245 2 34 56", "+73424523456"),
        ("8 800 200 06 00", "+78002000600"),
        ("+375 29 123-45-67", "+375291234567"),
        ("+998901234567", "+998901234567"),
    ],
)
def test_other_numbers_that_can_be_called_are_read(written: str, phone: str) -> None:
    assert phone_in(written) == phone


@pytest.mark.parametrize(
    "written",
    [
        *("8912345", "2-34-56", "9.12346E+09", "891234567899", "00000000000", "8912345678", "нет", "", "0", "12345"),
        *("да", "+7", "8(912)345-67-8", "1" * 40),
    ],
)
def test_what_cannot_be_called_is_none(written: str) -> None:
    assert phone_in(written) is None


@pytest.mark.parametrize(
    ("written", "email"),
    [
        ("USER@MAIL.RU ", "user@mail.ru"),
        ("ivanova.m@school-5.edu.ru", "ivanova.m@school-5.edu.ru"),
        ("mailto:a@mail.ru", "a@mail.ru"),
        ("a @ mail.ru", "a@mail.ru"),
        ("a@mail.ru, b@mail.ru", "a@mail.ru"),
        ("a@mail.ru.", "a@mail.ru"),
        ("почта: a_b+c@ya.ru", "a_b+c@ya.ru"),
        ("<a@mail.ru>", "a@mail.ru"),
        ("a@школа.рф", "a@школа.рф"),
    ],
)
def test_an_address_is_read_in_small_letters(written: str, email: str) -> None:
    assert email_in(written) == email


@pytest.mark.parametrize(
    "written",
    [
        *("ivanova(собака)mail.ru", "a@mail", "a@b@c.ru", "a@mail,ru", "@mail.ru", "a..b@mail.ru", "a@mail..ru"),
        *("mail.ru", "Иванова@mail.ru", "a@-mail.ru", "a@mail.r", "a@mаil.ru", "", "нет"),
    ],
)
def test_what_is_no_address_is_none(written: str) -> None:
    assert email_in(written) is None


def snils_of(nine: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(nine, range(9, 0, -1), strict=True))
    return f"{nine}{total % 101 % 100:02}"


@given(st.integers(1_001_999, 999_999_999).map(lambda number: f"{number:09}"))
def test_a_snils_is_read_with_its_signs_and_without_its_zeros(nine: str) -> None:
    right = snils_of(nine)
    assert snils_in(right) == right
    assert snils_in(f"{nine[:3]}-{nine[3:6]}-{nine[6:]} {right[9:]}") == right
    assert snils_in(f"{nine[:3]} {nine[3:6]} {nine[6:]} {right[9:]}") == right
    assert snils_in(float(right)) == right


@given(st.integers(1_001_999, 999_999_999).map(lambda number: f"{number:09}"), st.integers(1, 99))
def test_a_wrong_check_number_of_a_snils_is_seen(nine: str, off: int) -> None:
    right = snils_of(nine)
    assert snils_in(f"{nine}{(int(right[9:]) + off) % 100:02}") is None


@pytest.mark.parametrize("written", ["", "000-000-000 00", "12345678", "123456789012", "СНИЛС", -5.0, 1.5])
def test_what_is_no_snils_is_none(written: Cell) -> None:
    assert snils_in(written) is None


def test_early_numbers_have_no_check_and_the_known_example_is_right() -> None:
    assert snils_in("001-001-998 77") == "00100199877"
    assert snils_in("112-233-445 95") == "11223344595"


def test_an_inn_is_checked_and_gets_its_zero_back() -> None:
    assert inn_in("500100732259") == "500100732259"
    assert inn_in("500100732258") is None
    assert inn_in("5001007322") is None
    assert inn_in(10100732253.0) == inn_in("010100732253")


@pytest.mark.parametrize(
    ("written", "sex"),
    [
        ("ж", "female"),
        ("Жен.", "female"),
        ("ЖЕНСКИЙ", "female"),
        ("м", "male"),
        ("муж", "male"),
        ("M", "male"),
        ("женщ.", "female"),
        ("муж.пол", "male"),
        ("Ж (жен.)", "female"),
        ("?", None),
    ],
)
def test_sex_is_read_from_words_and_letters(written: str, sex: str | None) -> None:
    assert sex_in(written) == sex


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (2192799.0, "2192799"),
        (2192799, "2192799"),
        ("2192799.0", "2192799"),
        ("0012345", "0012345"),
        ("№ 0012345", "0012345"),
        ("АБ-123", "АБ-123"),
        ("б/н", None),
        ("утерян", None),
        ("эл.", None),
        ("не выдан", None),
        ("№123.0", "123"),
        ("-", None),
    ],
)
def test_a_ticket_number_is_text(written: Cell, number: str | None) -> None:
    assert ticket_in(written) == number


@pytest.mark.parametrize(
    ("written", "number", "on"),
    [
        ("№ 5 от 01.09.2019", "5", "2019-09-01"),
        ("Протокол №12/3 от 2 октября 2020 г.", "12/3", "2020-10-02"),
        ("01.09.2019, № 7", "7", "2019-09-01"),
        ("5", "5", None),
        ("01.09.2019", None, "2019-09-01"),
        ("решение профкома", None, None),
    ],
)
def test_a_decision_is_cited_by_number_and_date(written: str, number: str | None, on: str | None) -> None:
    said, day = decision_in(written, today=TODAY)
    assert (said, day.isoformat() if day else None) == (number, on)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Лeбeдeвa", "Лебедева"),
        ("Соколoв-Пeтров", "Соколов-Петров"),
        ("учитeль", "учитель"),
        ("ВКонтakте", "ВКонтакте"),
        ("ИТ-cпециалист", "ИТ-специалист"),
        ("IT-специалист", "IT-специалист"),
        ("учитель 1C", "учитель 1C"),
        ("Иваnов", "Иваnов"),
        ("Smith", "Smith"),
        ("Лебедева", "Лебедева"),
    ],
)
def test_latin_twins_in_russian_words_are_mended(written: str, right: str) -> None:
    assert mended(written) == right


def test_in_a_russian_name_words_of_twins_are_mended_too() -> None:
    assert mended_name("Иванова A. B.") == "Иванова А. В."
    assert mended_name("Иван0ва Мария") == "Иванова Мария"
    assert mended_name("Smith John") == "Smith John"


@given(st.text(alphabet="абвеорсухкмАВЕКМНОРСТХёЁ", min_size=1, max_size=12), st.data())
def test_any_mixture_of_twins_comes_back(word: str, data: st.DataObject) -> None:
    table = str.maketrans("аеорсухкАВЕКМНОРСТХ", "aeopcyxkABEKMHOPCTX")
    mixed = "".join(sign.translate(table) if data.draw(st.booleans()) else sign for sign in f"ж{word}")
    assert mended(mixed) == f"ж{word}"


def test_what_says_nothing_is_absent_and_ditto_marks_are_known() -> None:
    assert all(map(is_absent, ("", "-", "—", "нет", "Нет.", "б/н", "н/д", "0", "?", "не имеет", "#Н/Д")))
    assert not any(map(is_absent, ("Нетребко", "ноль", "01.02.1980", "Нетнет Анна")))
    assert all(map(is_ditto, ("—//—", '"', '-"-', "то же", "//", "«", "-''-")))
    assert not any(map(is_ditto, ("-", "", "Тоже Анна", "нет", "01.02.1980")))


def test_plain_text_has_one_kind_of_space_and_composed_letters() -> None:
    assert plain(" Иванова\u00a0\u2009Мария\u00ad \u200b") == "Иванова Мария"
    assert plain("Семёнов и Цой") == "Семёнов и Цой"
    assert plain("а \r\n б_x000D_") == "а\nб"
