"""What the catalogue shows: an invented organisation, invented people, invented figures."""

from dataclasses import dataclass, field
from datetime import date

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.ui.paging import ListPage
from edinstvo.sites.office.frame import Group, Link, Where


@dataclass(frozen=True)
class Token:
    """A colour of the notebook: its name, its variable, what it is for."""

    name: str
    variable: str
    purpose: str


@dataclass(frozen=True)
class Row:
    """A line of the sample table."""

    name: str
    position: str
    category: str
    born: str
    phone: str
    state: str
    kind: str
    lacks: str = ""


@dataclass(frozen=True)
class SampleFrame:
    """A frame as a primary chair sees it, for a visitor who has not signed in."""

    theme: str
    is_lean: bool
    search_url: str = "/components/"
    password_url: str = "/components/"  # noqa: S105  # an address
    sign_out_url: str = "/components/"
    switch_url: str = "/components/"
    actor: Actor = field(default_factory=lambda: Actor(user_id=None, name="Орешкина Светлана Николаевна"))
    where: Where = field(default_factory=lambda: Where("", "ППО Берёзовской школы", "Галичская районная организация"))
    messages: tuple[tuple[str, str], ...] = ()

    @property
    def groups(self) -> list[Group]:
        """Lines of the navigation, all leading back here."""
        return [
            Group("", [_link("Главная", "house"), _link("Члены Профсоюза", "users", current=True, count=47)]),
            Group("Организация", [_link("Наша организация", "building-2"), _link("Журнал", "clock")]),
        ]


TOKENS = [
    Token("Текст", "text", "основной текст"),
    Token("Второй план", "muted", "пояснения, даты"),
    Token("Чернила", "ink", "ссылки и главное действие"),
    Token("Красная ручка", "red", "ошибки и текущее место"),
    Token("Сделано", "green", "успех, «состоит», «вручён»"),
    Token("Ждёт", "amber", "скоро срок, чего-то не хватает"),
    Token("Край поля", "edge", "рамки полей и кнопок"),
    Token("Обложка", "board", "шапка и обложка входа"),
    Token("Билет", "board-2", "билет, поиск в шапке"),
    Token("Поля", "margin", "линия полей, только украшение"),
]
ROWS = [
    Row("Абрамова Людмила Викторовна", "Учитель начальных классов", "Педагогический работник", "12.03.1968",
        "+79105550112", "Вручён", "ok"),
    Row("Белозёрская-Воскресенская Анастасия Константиновна", "Учитель русского языка и литературы",
        "Педагогический работник", "30.07.1991", "+79105550147", "Вручён", "ok"),
    Row("Ветрова Нина Степановна", "Повар", "Учебно-вспомогательный персонал", "", "", "Не заказан", "",
        "Нет даты рождения, телефона"),
    Row("Гусейнов Рамиз Алиага оглы", "Учитель физической культуры", "Педагогический работник", "05.11.1984",
        "+79615552008", "Ждёт вручения", "info"),
]  # fmt: skip
PAGE = ListPage(shown=10, first="Абрамова", last="Лебедева", total=47, next_url="/components/", next_name="Логиновой")
STEPS = ["Файл", "Столбцы", "Проверка", "Внесение"]
JOINED = [("2021", 420), ("2022", 580), ("2023", 730), ("2024", 660), ("2025", 880), ("2026", 910)]
CONFLICT = [
    ("last_name", "Фамилия", "Белозёрская", "Белозёрская-Воскресенская"),
    ("phone", "Телефон", "+7 910 555-01-47", "+7 910 555-01-74"),
    ("position", "Должность", "Учитель русского языка", "Учитель русского языка"),
]
TODAY = date(2026, 11, 24)


def _link(label: str, icon: str, *, current: bool = False, count: int | None = None) -> Link:
    return Link(label, icon, "/components/", is_current=current, is_exact=current, count=count)
