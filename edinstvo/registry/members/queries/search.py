"""Finding a person from whatever is remembered of them: one statement for the exact, two more for a typo."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Case, Q, QuerySet, When

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.folding import as_russian_keys, fold
from edinstvo.registry.members.models import Membership, NameAlias, SurnameDeletion
from edinstvo.registry.members.permissions import visible_to
from edinstvo.registry.members.queries.listing import as_lines, filtered, in_branch
from edinstvo.registry.members.queries.name_ranges import Reach, begins, is_word, reach_of
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.queries.search_numbers import meanings, told_apart, years_of_birth
from edinstvo.registry.members.rules.people import deletions, within_one_typo
from edinstvo.registry.organisations.models import Organisation

MOST = 50
# How many rows may be found twice without one less being shown.
_TWICE = 20
Found = list[Membership]
Follow = Callable[[Sequence[str]], Q]
_WORDS = 4
# A word that can begin a surname on its own; shorter ones are taken for initials beside a longer word.
_TELLING = 3


def search(
    *,
    text: str,
    on: date,
    seen_by: Actor,
    organisation: Organisation | None = None,
    filters: Filters | None = None,
    most: int = MOST,
) -> list[Membership]:
    """Up to `most` memberships, open ones first, each with its person and organisation: those that the filters leave,
    or everybody's in the organisation, of today and before.

    Understands a surname or its beginning, two or more names in any order, part of a double surname, a former name,
    a patronymic (within a territory), the last digits of a phone, a ticket number, a birth date, and any of these or
    the year of birth beside names; ё as е; one typo in a surname or in a name beside a surname; Russian typed on a
    Latin keyboard.
    """
    if filters is None:
        visible = Membership.objects.filter(visible_to(seen_by), in_branch(organisation))
        reach = reach_of(seen_by, organisation, is_of_today=True)
    else:
        visible = filtered(filters=filters, on=on, seen_by=seen_by)
        reach = reach_of(seen_by, filters.organisation, is_of_today=filters.as_of is None)
    found = _by_number(text.strip(), on, visible, most)
    if not found:
        text, visible = _narrowed_by_number(text, on, visible)
        found = _by_name(_words(text), visible, most, reach)
    if not found and text.isascii():
        found = _by_name(_words(as_russian_keys(text)), visible, most, reach)
    return sorted(found, key=lambda row: (not row.is_open, row.name_key, row.pk))


def _words(text: str) -> list[str]:
    return fold(text).split()[:_WORDS]


# --- numbers ----------------------------------------------------------------------------------------------------------
def _by_number(text: str, on: date, visible: QuerySet[Membership], most: int) -> Found:
    meant = meanings(text, on=on)
    return _found([visible.filter(one) for one in meant], most) if meant else []


def _narrowed_by_number(text: str, on: date, visible: QuerySet[Membership]) -> tuple[str, QuerySet[Membership]]:
    """(the names, the stays among which to look for them), where a number stands beside names."""
    names, number = told_apart(text)
    if not names or not number:
        return text, visible
    return names, visible.filter(_any([*meanings(number, on=on), *years_of_birth(number, on=on)]))


# --- names ------------------------------------------------------------------------------------------------------------
def _by_name(words: Sequence[str], visible: QuerySet[Membership], most: int, reach: Reach) -> Found:
    if not words:
        return []
    follow = _words_begin if reach.is_narrow or len(words) == 1 else _follow_by_index
    in_full = _in_full(words, reach)
    first = _any(begins("name_key", start) for start in in_full) if in_full else None
    found = _found([*_surname_first(words, visible, reach, follow), *_given_names(words, visible)], most, first=first)
    if not found and reach.is_narrow:
        found = _found([visible.filter(_words_begin(words))], most)
    return found or _with_one_typo(words, visible, most, reach, follow)


def _surname_first(
    words: Sequence[str], visible: QuerySet[Membership], reach: Reach, follow: Follow
) -> Iterator[QuerySet[Membership]]:
    """Each word as a surname or its beginning, then as that of another key of the person; the others follow it."""
    in_full = _in_full(words, reach)
    for start in in_full:
        yield visible.filter(reach.begins(start))
    for word, others in _heads(words):
        yield visible.filter(reach.begins(word), *(~begins("name_key", start) for start in in_full), follow(others))
    for word, others in _heads(words):
        known = _also_begins(word) if reach.is_narrow else _also_known(begins("key", word))
        yield visible.filter(known, follow(others), ~begins("name_key", word))


def _in_full(words: Sequence[str], reach: Reach) -> list[str]:
    """In a wide place, where they come first: the words just as a key has them, with two spaces after the surname."""
    return [] if reach.is_narrow else [f"{word}  {' '.join(others)}" for word, others in _heads(words) if others]


def _follow_by_index(words: Sequence[str]) -> Q:
    """The words as somebody's given names, the first of them from its index.

    A frequent surname with a rare name (or the other way) is not walked to its end: the rarer one leads.
    """
    return _any(
        begins("given_key", word) & _words_begin([*words[:place], *words[place + 1 :]])
        for place, word in enumerate(words)
    )


def _given_names(words: Sequence[str], visible: QuerySet[Membership]) -> Iterator[QuerySet[Membership]]:
    """Name and patronymic without a surname, either of them first."""
    for order in {" ".join(words), " ".join(reversed(words))}:
        yield visible.filter(begins("given_key", order))


def _heads(words: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """(word, the others) for every word that tells enough to be looked up first."""
    telling = [place for place, word in enumerate(words) if len(word) >= _TELLING] or range(len(words))
    for place in telling:
        yield words[place], [*words[:place], *words[place + 1 :]]


# --- typos ------------------------------------------------------------------------------------------------------------
def _with_one_typo(
    words: Sequence[str], visible: QuerySet[Membership], most: int, reach: Reach, follow: Follow
) -> Found:
    """The typo stands in the surname (dictionary of deletions), or the surname is right and another word is not.

    In a wide place the words beside a surname may also stand where no index finds them: a patronymic, a second surname.
    """
    keys = {key for word in words if len(word) >= _TELLING for key in deletions(word)}
    known = set(SurnameDeletion.objects.filter(deletion__in=keys).values_list("surname", flat=True))
    near = [*_surnames_near(words, visible, reach, known, follow)]
    if follow is not _words_begin:
        near += _surname_first(words, visible, reach, _words_begin)
        near += _surnames_near(words, visible, reach, known, _words_begin)
    return (_found(near, most) if near else []) or _typo_beside_surname(words, visible, known, most)


def _surnames_near(
    words: Sequence[str], visible: QuerySet[Membership], reach: Reach, known: Iterable[str], follow: Follow
) -> Iterator[QuerySet[Membership]]:
    """Each word in turn as a known surname with one typo, now or in another key of the person; the others follow it."""
    for word, others in _heads(words):
        if surnames := [surname for surname in known if within_one_typo(word, surname)]:
            yield visible.filter(_any(reach.is_surname(surname) for surname in surnames), follow(others))
            if reach.is_narrow:
                also = _any(_also_begins(f"{surname}{end}") for surname in surnames for end in " |")
            else:
                also = _also_known(_any(is_word("key", surname) for surname in surnames))
            yield visible.filter(also, follow(others))


def _typo_beside_surname(
    words: Sequence[str], visible: QuerySet[Membership], surnames: Iterable[str], most: int
) -> Found:
    for surname in set(words) & set(surnames):
        others = [word for word in words if word != surname]
        rows = visible.filter(is_word("name_key", surname)).values_list("id", "given_key")[:2000]
        if found := [id_ for id_, given in rows if all(_near(word, given.split()) for word in others)]:
            return list(as_lines(Membership.objects.filter(pk__in=found[:most])))
    return []


def _near(word: str, given: Sequence[str]) -> bool:
    return any(part.startswith(word) or within_one_typo(word, part) for part in given)


# --- pieces -----------------------------------------------------------------------------------------------------------
def _found(queries: Sequence[QuerySet[Membership]], most: int, *, first: Q | None = None) -> Found:
    """The rows of the queries in their order, in one statement: once there are enough, the rest is not even asked.

    Each is cut on its own, so that each walks its own index. A row may answer to several of them; where not all can be
    shown, the `first` are.
    """
    cut = [rows.order_by().values_list("id", flat=True)[: most + _TWICE] for rows in queries]
    ids = cut[0].union(*cut[1:], all=True)[: most + _TWICE] if len(cut) > 1 else cut[0]
    lines = as_lines(Membership.objects.filter(pk__in=ids))
    return list((lines.order_by(Case(When(first, then=0), default=1)) if first else lines)[:most])


def _also_known(keys: Q) -> Q:
    """By another key of the person, from the index of them."""
    return Q(person__in=NameAlias.objects.filter(keys).values("person"))


def _also_begins(text: str) -> Q:
    """The same in a narrow place: another key begins so, as the stays of the few who have any say themselves.

    Of each alias in the union the policies ask whether its bearer is in sight, which costs more than a whole territory.
    """
    return Q(other_keys__contains=f"|{text}") & ~Q(other_keys="")


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def _words_begin(words: Sequence[str]) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(name_key__contains=f" {word}") | Q(name_key__startswith=word)
    return condition
