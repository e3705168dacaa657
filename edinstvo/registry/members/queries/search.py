"""Finding a person from whatever is remembered of them: one statement for the exact, two more for a typo."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.folding import fold
from edinstvo.registry.members.models import Membership, NameAlias, SurnameDeletion
from edinstvo.registry.members.permissions import visible_to
from edinstvo.registry.members.queries.listing import as_lines, filtered, in_branch
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.rules.people import deletions, within_one_typo
from edinstvo.registry.organisations.models import Organisation

MOST = 50
Found = list[Membership]
Follow = Callable[[Sequence[str]], Q]
_WORDS = 4
# A word that can begin a surname on its own; shorter ones are taken for initials beside a longer word.
_TELLING = 3
_LAST = "\U0010ffff"
_DATE = re.compile(r"(\d{1,2})[.\-/ ](\d{1,2})[.\-/ ](\d{4}|\d{2})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DIGITS = re.compile(r"[+\d\s().\-]+")
# The key of an alias by its index, and (in a narrow place) so that no index finds it.
_ALIAS = {False: "key", True: "key_alone"}
_LATIN_KEYS = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё")


def search(
    *,
    text: str,
    on: date,
    seen_by: Actor,
    organisation: Organisation | None = None,
    as_of: date | None = None,
    most: int = MOST,
) -> list[Membership]:
    """Up to `most` memberships, open ones first, each with its person and organisation; with `as_of` those of that day.

    Understands a surname or its beginning, two or more names in any order, part of a double surname, a former name,
    a patronymic (within a territory), the last digits of a phone, a ticket number, a birth date; ё as е; one typo in a
    surname or in a name beside a surname; Russian typed on a Latin keyboard.
    """
    if as_of is None:
        visible = Membership.objects.filter(visible_to(seen_by), in_branch(organisation))
    else:
        visible = filtered(filters=Filters(organisation=organisation, as_of=as_of), on=on, seen_by=seen_by)
    is_narrow = _is_narrow(seen_by, organisation)
    found = _by_number(text.strip(), on, visible, most) or _by_name(_words(text), visible, most, is_narrow)
    if not found and text.isascii():
        found = _by_name(_words(text.lower().translate(_LATIN_KEYS)), visible, most, is_narrow)
    return sorted(found, key=lambda row: (not row.is_open, row.name_key, row.pk))


def _words(text: str) -> list[str]:
    return fold(text).split()[:_WORDS]


def _is_narrow(actor: Actor, organisation: Organisation | None) -> bool:
    """Whether the place is small enough (a territory or less) to look into every name of it."""
    if organisation is not None and organisation.level not in (Level.UNION, Level.REGION):
        return True
    branches = actor.branches(Power.SEE_MEMBERS)
    return all(branch.level in (Level.TERRITORY, Level.PRIMARY) for branch in branches)


# --- numbers ----------------------------------------------------------------------------------------------------------
def _by_number(text: str, on: date, visible: QuerySet[Membership], most: int) -> Found:
    if not any(sign.isdecimal() for sign in text):
        return []
    if birth_date := _as_date(text, on):
        return _found([visible.filter(birth_date=birth_date)], most)
    ticket = text.lstrip("№ ")
    found = [visible.filter(ticket_number__in=[text, ticket, ticket.upper()]).exclude(ticket_number="")]
    digits = "".join(sign for sign in text if sign.isdecimal())
    if len(digits) >= 4 and _DIGITS.fullmatch(text):
        found.append(visible.filter(_phone_ends_with(digits)))
    return _found(found, most)


def _phone_ends_with(digits: str) -> Q:
    if len(digits) >= 10:
        return Q(phone__in=[f"+{digits}", f"+7{digits[-10:]}"]) & ~Q(phone="")
    return Q(phone_tail=digits[-4:], phone__endswith=digits) & ~Q(phone="")


def _as_date(text: str, on: date) -> date | None:
    if match := _DATE.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _ISO_DATE.fullmatch(text):
        year, month, day = map(int, match.groups())
    else:
        return None
    if year < 100:
        # Nobody on record is younger than a schoolchild (domain.md 2), so 12 is 1912 until long after 2012.
        year += 2000 if 2000 + year <= on.year - 14 else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None


# --- names ------------------------------------------------------------------------------------------------------------
def _by_name(words: Sequence[str], visible: QuerySet[Membership], most: int, is_narrow: bool) -> Found:
    if not words:
        return []
    follow = _words_begin if is_narrow or len(words) == 1 else _follow_by_index
    found = _found([*_surname_first(words, visible, is_narrow, follow), *_given_names(words, visible)], most)
    if not found and is_narrow:
        found = _found([visible.filter(_words_begin(words))], most)
    return found or _with_one_typo(words, visible, most, is_narrow, follow)


def _surname_first(
    words: Sequence[str], visible: QuerySet[Membership], is_narrow: bool, follow: Follow
) -> Iterator[QuerySet[Membership]]:
    """Each word in turn as the beginning of a surname, or of another key of the person; the others follow it."""
    for word, others in _heads(words):
        yield visible.filter(_begins("name_key", word), follow(others))
        yield visible.filter(_also_known(_begins(_ALIAS[is_narrow], word)), _words_begin(others))


def _follow_by_index(words: Sequence[str]) -> Q:
    """The words as somebody's given names, the first of them from its index.

    A frequent surname with a rare name (or the other way) is not walked to its end: the rarer one leads.
    """
    return _any(
        _begins("given_key", word) & _words_begin([*words[:place], *words[place + 1 :]])
        for place, word in enumerate(words)
    )


def _given_names(words: Sequence[str], visible: QuerySet[Membership]) -> Iterator[QuerySet[Membership]]:
    """Name and patronymic without a surname, either of them first."""
    for order in {" ".join(words), " ".join(reversed(words))}:
        yield visible.filter(_begins("given_key", order))


def _heads(words: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """(word, the others) for every word that tells enough to be looked up first."""
    telling = [place for place, word in enumerate(words) if len(word) >= _TELLING] or range(len(words))
    for place in telling:
        yield words[place], [*words[:place], *words[place + 1 :]]


# --- typos ------------------------------------------------------------------------------------------------------------
def _with_one_typo(
    words: Sequence[str], visible: QuerySet[Membership], most: int, is_narrow: bool, follow: Follow
) -> Found:
    """The typo stands in the surname (dictionary of deletions), or the surname is right and another word is not.

    In a wide place the words beside a surname may also stand where no index finds them: a patronymic, a second surname.
    """
    keys = {key for word in words if len(word) >= _TELLING for key in deletions(word)}
    known = set(SurnameDeletion.objects.filter(deletion__in=keys).values_list("surname", flat=True))
    near = [] if follow is _words_begin else [*_surname_first(words, visible, is_narrow, _words_begin)]
    for word, others in _heads(words):
        if surnames := [surname for surname in known if within_one_typo(word, surname)]:
            near.append(visible.filter(_any(_is_surname("name_key", surname) for surname in surnames), follow(others)))
            also = _any(_is_surname(_ALIAS[is_narrow], surname) for surname in surnames)
            near.append(visible.filter(_also_known(also), _words_begin(others)))
    return (_found(near, most) if near else []) or _typo_beside_surname(words, visible, known, most)


def _typo_beside_surname(
    words: Sequence[str], visible: QuerySet[Membership], surnames: Iterable[str], most: int
) -> Found:
    for surname in set(words) & set(surnames):
        others = [word for word in words if word != surname]
        rows = visible.filter(_is_surname("name_key", surname)).values_list("id", "given_key")[:2000]
        if found := [id_ for id_, given in rows if all(_near(word, given.split()) for word in others)]:
            return list(as_lines(Membership.objects.filter(pk__in=found[:most])))
    return []


def _near(word: str, given: Sequence[str]) -> bool:
    return any(part.startswith(word) or within_one_typo(word, part) for part in given)


# --- pieces -----------------------------------------------------------------------------------------------------------
def _found(queries: Sequence[QuerySet[Membership]], most: int) -> Found:
    """The rows of all the queries, each cut on its own (so each walks its own index), in one statement."""
    cut = [rows.order_by().values_list("id", flat=True)[:most] for rows in queries]
    ids = cut[0].union(*cut[1:])[:most] if len(cut) > 1 else cut[0]
    return list(as_lines(Membership.objects.filter(pk__in=ids)))


def _also_known(keys: Q) -> Q:
    """By another key of the person, from its index; in a narrow place from the people of the place.

    Of each alias in the union the policies ask whether its bearer is in sight, which costs more than a whole territory.
    """
    aliases = NameAlias.objects.annotate(key_alone=Concat("key", Value(""), output_field=TextField()))
    return Q(person__in=aliases.filter(keys).values("person"))


def _begins(column: str, word: str) -> Q:
    """A prefix as a range: unlike LIKE it keeps its index under row-level security (data.md "Schema")."""
    return Q(**{f"{column}__gte": word, f"{column}__lt": f"{word}{_LAST}"})


def _is_surname(column: str, surname: str) -> Q:
    """The whole surname, or the first word of a double one; two spaces or one end it, nothing sorts before a space."""
    return Q(**{f"{column}__gte": surname, f"{column}__lt": f"{surname} {_LAST}"})


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def _words_begin(words: Sequence[str]) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(name_key__contains=f" {word}") | Q(name_key__startswith=word)
    return condition
