"""Rows of a list that are no person: sections, totals, signatures; and the category that a text speaks for."""

import re
from functools import lru_cache

from edinstvo.foundation.folding import fold

PEDAGOGICAL, ACADEMIC, MANAGER, SUPPORT = "pedagogical", "academic", "manager", "support"
OTHER_WORKER, STUDENT, RETIRED = "other_worker", "student", "retired"

_TOTAL = re.compile(r"(?:итого|итог|всего)(?= |$)")
_SERVICE = re.compile(
    r"(?:итого|итог|всего|председател[ьяюи]|пред|директора?|руководител[ьяюи]|заведующ(?:ий|ая|его|ей)|зав|секретар[ья]|"
    r"казначе[йя]|бухгалтера?|гл бухгалтер|главн(?:ый|ого) бухгалтера?|исполнител[ьяи]|исп|составил[аи]?|"
    r"ответственн(?:ый|ая|ые)|отв|подпис[ьи]|согласовано?|утверждаю|утвержден[оаы]?|проверил[аи]?|дата|м п$|мп$|"
    r"количество|кол во|численность|примечани[ея]|приложени[ея]|список|отбор|параметры|период|ваканси[яи]|"
    r"вакантн(?:о|ая)|из них|в том числе|в т ч|место печати|отчет|сумма|прошу|ректора?|декана?|профорга?|"
    r"член профкома|члены профкома|специалист по кадрам|инспектор по кадрам|специалист отдела кадров|"
    r"работодатель|данные на|по состоянию)(?= |$)"
)
# Before the category of a whole section «Педагогические работники», most particular first.
_SECTIONS = (
    (RETIRED, r"пенсионер|ветеран|неработающ|не работающ|на пенсии"),
    (STUDENT, r"студент|обучающ|учащиес|аспирант|магистрант|школьник"),
    (ACADEMIC, r"научно педагог|профессорск|\bппс\b|\bнпр\b|научн\w* (?:работник|сотрудник|состав)"),
    (SUPPORT, r"учебно вспомогат|\bувп\b|вспомогательн"),
    (MANAGER, r"администрац|руковод|управленч|\bауп\b|административно управл|^дирекция$"),
    (OTHER_WORKER, r"обслуживающ|технич|\bмоп\b|хозяйств|кухн|пищеблок|столов|младш|прочи|рабочие|охран|гараж"),
    (PEDAGOGICAL, r"педагог|учител|воспитател|преподавател|начальная школа|начальные классы|тренер|педсостав"),
)
_POSITIONS = (
    (RETIRED, r"^(?:неработающ\w* )?пенсионер"),
    (STUDENT, r"студент|аспирант|магистрант|обучающ|^учащ"),
    (
        OTHER_WORKER,
        r"помощник воспитател|младший воспитател|завхоз|заведующ\w* хозяйств|зав хоз|заведующ\w* складом|"
        r"заведующ\w* производств|шеф повар",
    ),
    (
        SUPPORT,
        r"лаборант|секретар|диспетчер|библиотекар|заведующ\w* библиотек|зав библиотек|учебн\w* част\w* секрет|"
        r"ассистент воспит|вожат|делопроизводител|документовед|"
        r"программист|инженер|техник\b",
    ),
    (
        MANAGER,
        r"директор|\bзам дир|^ректор|проректор|^заведующ|^зав\b|начальник|^декан|главный бухгалтер|гл бухгалтер|"
        r"^руководител\w*(?! \w*кружк)",
    ),
    (ACADEMIC, r"доцент|профессор|ассистент кафедр|^ассистент$|старший преподаватель|научный сотрудник"),
    (
        PEDAGOGICAL,
        r"учител|воспитател|педагог|преподавател|методист|логопед|дефектолог|психолог|музыкальн\w* руковод|"
        r"инструктор по ф|тренер|концертмейстер|мастер п|социальн|тьютор|вожат|хореограф",
    ),
    (
        OTHER_WORKER,
        r"уборщи|повар|сторож|дворник|вахтер|гардероб|водител|кастелян|рабочий|слесар|электрик|сантехник|"
        r"кухон|прачк|машинист|плотник|оператор|охранник|бухгалтер|экономист|кладовщик|медсестр|медицинск|кассир|юрист|"
        r"специалист|делопроизв|комендант|столяр|истопник|кочегар|садовник|грузчик|швея|нян",
    ),
)
_SECTION_WORDS = re.compile(
    r"школ|отдел|кафедр|факульт|персонал|работник|сотрудник|администрац|пенсионер|декрет|групп|курс|корпус|\bсад\b|садик|"
    r"класс|служб|педагог|учител|воспитател|преподават|совместител|студент|ветеран|организац|подраздел|бухгалтер|столов|"
    r"пищеблок|библиотек|ясли|детск|технич|обслуж|\bувп\b|аппарат|состав|центр|институт|колледж|лаборатор|мастерск|"
    r"отпуск|внешн|основн|филиал|участок|цикл|методич|объединен|профсоюз|член|основной|уволен|принят|выбыл|прочие|"
    r"\bчаст[ьи]\b|\bблок\b|кабинет|специалист|\bзвено\b|\bцех\b|бригада|\bкухня\b|прачечная|\bгараж\b|\bохрана\b|"
    r"здравпункт|медпункт|управление\b|дирекция|ректорат|деканат|общежити|\bархив\b|\bсклад\b"
)
_AFTER_ROLE = frozenset(
    ("", "ппо", "профкома", "по", "школы", "доу", "профсоюза", "первичной", "организации", "профсоюзной")
)
_FROM_SECTION = [(category, re.compile(words)) for category, words in _SECTIONS]
_FROM_POSITION = [(category, re.compile(words)) for category, words in _POSITIONS]
_NO_DEPARTMENT = re.compile(r"декрет|отпуск|совместител|уволен|выбыл|принят")


def is_service_text(text: str) -> bool:
    """Whether the text begins as a total, a signature or another line of office does."""
    return "___" in text or "…………" in text or _SERVICE.match(fold(text)) is not None


def is_total_text(text: str) -> bool:
    """Whether the text begins as a total does."""
    return _TOTAL.match(fold(text)) is not None


def without_role(text: str) -> str:
    """The text without the office it begins with («Председатель ППО Иванова Мария» is «Иванова Мария»)."""
    words = text.split()
    if not words or not _is_role(words[0]):
        return text
    while words and (_is_role(words[0]) or fold(words[0]) in _AFTER_ROLE):
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=16_384)
def _is_role(word: str) -> bool:
    return _SERVICE.match(fold(word)) is not None and len(word) > 4


def has_section_words(text: str) -> bool:
    """Whether the text speaks of a department or a kind of people rather than of one person."""
    return _SECTION_WORDS.search(fold(text)) is not None


def category_of_section(text: str) -> str | None:
    """The category of the people under a section row, None when it does not tell (domain.md 4.1)."""
    return _first(_FROM_SECTION, fold(text))


@lru_cache(maxsize=4_096)
def category_of_position(text: str) -> str | None:
    """The category that a position obviously belongs to, None in doubt."""
    return _first(_FROM_POSITION, fold(text))


@lru_cache(maxsize=4_096)
def category_named(text: str) -> str | None:
    """The category that a column of categories gives."""
    return _first(_FROM_SECTION, fold(text)) or _first(_FROM_POSITION, fold(text))


def department_of_section(text: str) -> str | None:
    """The name of the department that a section row gives, None for «Декрет» and the like."""
    return None if _NO_DEPARTMENT.search(fold(text)) else text.strip(" :.")


def _first(table: list[tuple[str, re.Pattern[str]]], text: str) -> str | None:
    return next((category for category, words in table if words.search(text)), None)
