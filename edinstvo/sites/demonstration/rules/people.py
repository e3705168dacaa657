"""Invented people: how old they are, when they joined, how they are reached, and what their record lacks."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from edinstvo.registry.members.rules.people import PersonDetails
from edinstvo.sites.demonstration.rules.calendar import Calendar, working_day, years_before
from edinstvo.sites.demonstration.rules.names import FullName, Namer

# Ages as (least, greatest, usual).
_AGES = {
    "pedagogical": (23, 72, 47),
    "academic": (25, 80, 48),
    "manager": (33, 70, 51),
    "support": (21, 68, 46),
    "other_worker": (21, 70, 52),
    "retired": (58, 88, 67),
}
_NO_PHONE, _NO_BIRTH_DATE, _NO_SEX, _HAS_EMAIL, _FORMER_NAME = 0.05, 0.025, 0.01, 0.3, 0.12
# Mobile codes of the numbering plan; the 555 after them shows that nobody is meant, as in the pictures of the guide.
_CODES = (
    "900 901 902 903 904 905 906 908 909 910 911 912 913 914 915 916 917 918 919 920 921 922 923 924 925 926 927 "
    "928 929 930 931 932 933 934 936 937 938 939 950 951 952 953 960 961 962 963 964 965 966 967 968 977 978 980 "
    "981 982 983 984 985 986 987 988 989 999"
).split()
_STEP = 387_421
_HOSTS = ("example.org", "example.com", "example.net")
_LATIN = dict(
    zip(
        "абвгдеёзийклмнопрстуфхцчшщъыьэюяж- ",
        "a b v g d e e z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya zh _ _".split(" "),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Career:
    """When somebody was born and joined the union."""

    born: date
    joined: date


class People:
    """Draws people of a calendar; every phone is another one."""

    def __init__(self, rng: Random, namer: Namer, calendar: Calendar, *, phones: Iterator[str] | None = None) -> None:
        self._rng, self._namer, self._calendar = rng, namer, calendar
        self._phones = phones or phones_from(1)

    def career_until(self, category: str, day: date) -> Career:
        """Somebody of the category on that day who joined years before it."""
        if category == "student":
            joined = date(day.year - self._rng.randint(1, 4), 9, 1) + timedelta(days=self._rng.randrange(45))
            return self.career_from(category, joined)
        least, greatest, usual = _AGES[category]
        born = years_before(day, self._rng.triangular(least, greatest, usual))
        joined = born + timedelta(days=int(self._rng.triangular(19, 40, 23) * 365.25))
        latest = day - timedelta(days=self._rng.randint(60, 1200))
        return Career(born, working_day(min(joined, latest), since=born))

    def career_from(self, category: str, joined: date) -> Career:
        """Somebody of the category who joined that day: the young more often."""
        if category == "student":
            age = self._rng.triangular(17, 19, 17.6)
        elif category == "retired":
            age = self._rng.triangular(56, 68, 60)
        else:
            age = self._rng.triangular(21, 58, 27)
        return Career(years_before(joined, age), joined)

    def details(self, *, sex: str, born: date, region: str) -> PersonDetails:
        """What the register knows of somebody; now and then something is missing."""
        rng = self._rng
        name = self._namer.draw(sex=sex, born=born.year, region=region)
        return PersonDetails(
            last_name=name.last,
            first_name=name.first,
            middle_name=name.middle,
            has_no_middle_name=name.has_no_middle,
            sex=sex if rng.random() >= _NO_SEX else "",
            birth_date=born if rng.random() >= _NO_BIRTH_DATE else None,
            phone=next(self._phones) if rng.random() >= _NO_PHONE else "",
            email=self._email(name, born) if rng.random() < _HAS_EMAIL else "",
        )

    def former_name(self, person: PersonDetails, born: date) -> tuple[PersonDetails, ...]:
        """The maiden name of some women who were past thirty when the register was opened."""
        if person.sex != "female" or born > years_before(self._calendar.opened_on, 30) or "-" in person.last_name:
            return ()
        if self._rng.random() >= _FORMER_NAME:
            return ()
        maiden = self._namer.new_surname(old=person.last_name)
        return (PersonDetails(last_name=maiden, first_name=person.first_name, middle_name=person.middle_name),)

    def _email(self, name: FullName, born: date) -> str:
        initial = _in_latin(name.first[:1])
        return f"{_in_latin(name.last)}.{initial}{born.year % 100:02d}@{self._rng.choice(_HOSTS)}"


def phones_from(first: int, *, tail: int = 4) -> Iterator[str]:
    """Telephones from the `first` on, each another one: the step visits all before it comes back to the first.

    `tail` digits are drawn at their end; those between them and the code are fives, as with numbers that nobody has.
    """
    numbers, fives = len(_CODES) * 10**tail, "5" * (7 - tail)
    for count in itertools.count(first):
        code, drawn = divmod(count * _STEP % numbers, 10**tail)
        yield f"+7{_CODES[code]}{fives}{drawn:0{tail}d}"


def _in_latin(text: str) -> str:
    return "".join(_LATIN[letter] for letter in text.lower()).replace("_", "")
