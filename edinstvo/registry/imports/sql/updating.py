"""The statements that change known people: for a commit what the list says, for an undo what was known before.

`value` picks the side of a change [known, new]: 1 when committing, 0 when undoing.
"""

from edinstvo.registry.imports.queries.matching import (
    MEMBERSHIP_DATES,
    MEMBERSHIP_TEXTS,
    ON_PAPER,
    PERSON_DATES,
    person_texts,
)
from edinstvo.registry.members.actions.keep_version import MEMBERSHIP_COLUMNS, PERSON_COLUMNS
from edinstvo.registry.members.queries.essentials import COPIED_ANEW, incomplete_sql

# Who comes back is somebody new on record there and a person known before, of whom the list may tell something too.
COMMITTED = "r.action IN ('new', 'update')"
TO_REVERSE = "r.action IN ('new', 'update') AND r.outcome = 'reversed'"


def statements(*, rows: str = COMMITTED, value: int = 1) -> list[str]:
    """Keep the versions, then set the values, of the people and memberships that these rows of the plan change."""
    person = _names(person_texts()), _names(PERSON_DATES)
    membership = _names(MEMBERSHIP_TEXTS), [*_names(MEMBERSHIP_DATES), ON_PAPER]
    return [
        _keep("person", PERSON_COLUMNS, "person_id", "", rows, person),
        _keep("membership", MEMBERSHIP_COLUMNS, "membership_id", "person_id, ", rows, membership),
        _set("person", rows, person, value),
        _set("membership", rows, membership, value),
        _copy_keys(rows),
        *_categories(rows, value),
    ]


def _names(columns: tuple[tuple[str, str], ...]) -> list[str]:
    return [known for _, known in columns]


def _touches(fields: tuple[list[str], list[str]]) -> str:
    listed = ", ".join(f"'{name}'" for name in [*fields[0], *fields[1]])
    return f"r.changes ?| ARRAY[{listed}]"


def _keep(
    table: str, columns: tuple[str, ...], key: str, owner: str, rows: str, fields: tuple[list[str], list[str]]
) -> str:
    copied = ", ".join(f"t.{column}" for column in columns)
    return f"""
INSERT INTO members_{table}version ({key}, {owner}version, known_until, {", ".join(columns)})
SELECT t.id, {"t.person_id, " if owner else ""}t.version, %(at)s, {copied}
FROM members_{table} t JOIN imports_planrow r ON r.{table}_id = t.id
WHERE r.plan_id = %(plan)s AND {rows} AND {_touches(fields)}"""


def _set(table: str, rows: str, fields: tuple[list[str], list[str]], value: int) -> str:
    texts = [f"{name} = coalesce(r.changes->'{name}'->>{value}, t.{name})" for name in fields[0]]
    dates = [
        f"{name} = CASE WHEN r.changes ? '{name}' THEN {_day(name, value)} ELSE t.{name} END" for name in fields[1]
    ]
    return f"""
UPDATE members_{table} t SET {", ".join(texts + dates)}, version = t.version + 1, known_since = %(at)s
FROM imports_planrow r WHERE r.{table}_id = t.id AND r.plan_id = %(plan)s AND {rows} AND {_touches(fields)}"""


def _day(name: str, value: int) -> str:
    """What the row says; a record on paper is electronic from the day of the commit on, and on paper again after it."""
    if name == ON_PAPER:
        return "greatest(t.registered_on, %(on)s)" if value else "NULL"
    return f"(r.changes->'{name}'->>{value})::date"


def _copy_keys(rows: str) -> str:
    return f"""
UPDATE members_membership m SET birth_date = p.birth_date, phone = p.phone, phone_tail = right(p.phone, 4),
  is_incomplete = {incomplete_sql(owners=COPIED_ANEW)}
FROM members_person p, imports_planrow r
WHERE r.membership_id = m.id AND p.id = m.person_id AND r.plan_id = %(plan)s AND {rows}"""


def _categories(rows: str, value: int) -> list[str]:
    """A category told by the list holds from the day of the commit; an undo closes what was known by that commit.

    What the commit itself had to close (another category from the very same day) is known again.
    """
    changed = f"r.plan_id = %(plan)s AND {rows} AND r.changes ? 'category'"
    close = f"""
UPDATE members_categoryfact f SET known_until = %(at)s FROM imports_planrow r
WHERE f.membership_id = r.membership_id AND f.known_until IS NULL AND {changed} AND """
    add = """
INSERT INTO members_categoryfact (membership_id, category, valid_from, known_since)
"""
    if value:
        told = (
            f"SELECT r.membership_id, r.changes->'category'->>1, %(on)s, %(at)s FROM imports_planrow r WHERE {changed}"
        )
        return [f"{close} f.valid_from = %(on)s", f"{add}{told}"]
    again = f"""SELECT f.membership_id, f.category, f.valid_from, %(at)s
FROM members_categoryfact f JOIN imports_planrow r ON r.membership_id = f.membership_id
WHERE f.known_until = %(committed_at)s AND {changed}"""
    return [f"{close} f.known_since = %(committed_at)s", f"{add}{again}"]
