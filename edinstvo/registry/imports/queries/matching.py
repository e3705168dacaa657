"""Whom the rows of a plan mean: one statement over the whole list, run when it is planned and again when committed."""

from collections.abc import Iterator, Sequence

from django.conf import settings

# What a row changes in a record on paper by being brought at all.
ON_PAPER = "electronic_on"
# A row's columns that may tell something new about a known person or membership: (column of the row, of the register).
PERSON_TEXTS = (("sex", "sex"), ("phone", "phone"), ("email", "email"))
PERSON_DATES = (("birth_date", "birth_date"),)
MEMBERSHIP_TEXTS = (
    ("category", "category"),
    ("position_held", "position"),
    ("subdivision", "subdivision"),
    ("ticket_number", "ticket_number"),
    ("decision_number", "decision_number"),
)
MEMBERSHIP_DATES = (
    ("joined_on", "joined_on"),
    ("application_on", "application_on"),
    ("decision_on", "decision_on"),
)

# Whoever is on paper is kept here from the day of the commit on, whatever else the row says: the day itself comes then.
_KEPT_HERE = f"""CASE WHEN m.id IS NOT NULL AND m.electronic_on IS NULL
  THEN '{{"{ON_PAPER}": [null, null]}}'::jsonb ELSE '{{}}'::jsonb END"""


def person_texts() -> tuple[tuple[str, str], ...]:
    """PERSON_TEXTS with the identifiers that the union has switched on (domain.md 4.1: off by default)."""
    kept = [("snils", settings.STORE_SNILS), ("inn", settings.STORE_INN)]
    return PERSON_TEXTS + tuple((name, name) for name, is_kept in kept if is_kept)


def matches_sql() -> str:
    """SELECT of one row per readable row of plan %(plan)s that means somebody known, in primary %(primary)s.

    Columns: row_id, action, person_id, person_version, membership_id, membership_version, changes. Readable rows that
    it leaves out mean somebody new. Tiers, the surest first: СНИЛС (where it is kept); name and birth date; name and
    phone, where a birth date is missing; name within this primary, where a birth date is missing.

    The planner may know nothing of rows just written, so nothing here is joined but by an index of the other side:
    nested loops, the worst it can choose, then cost a look-up a row.
    """
    return f"""
WITH r AS MATERIALIZED (
  SELECT id, position, name_key, birth_date, phone, snils FROM imports_planrow
  WHERE plan_id = %(plan)s AND is_readable),
candidates AS ({" UNION ALL ".join(_tiers())}),
picked AS (
  SELECT DISTINCT ON (c.row_id) c.row_id, c.position, c.person_id, m.id AS membership_id,
    m.primary_id = %(primary)s AS is_here
  FROM candidates c LEFT JOIN members_membership m ON m.person_id = c.person_id AND m.ended_on IS NULL
  ORDER BY c.row_id, c.tier, (m.primary_id = %(primary)s) DESC NULLS LAST, m.id IS NULL, c.person_id),
told AS (
  SELECT k.*, row_number() OVER (PARTITION BY k.person_id ORDER BY k.position) AS turn,
         p.version AS person_version, m.version AS membership_version,
         {_changes_of_person()} AS of_person, {_changes_of_membership()} AS of_membership
  FROM picked k JOIN imports_planrow r ON r.id = k.row_id JOIN members_person p ON p.id = k.person_id
  LEFT JOIN members_membership m ON m.id = k.membership_id)
SELECT row_id, person_id, person_version, membership_id, membership_version,
       CASE WHEN turn > 1 THEN 'duplicate' WHEN membership_id IS NULL THEN 'new' WHEN NOT is_here THEN 'elsewhere'
            WHEN of_person || of_membership = '{{}}'::jsonb THEN 'same' ELSE 'update' END AS action,
       CASE WHEN turn = 1 AND is_here THEN of_person || of_membership
            WHEN turn = 1 AND membership_id IS NULL THEN of_person ELSE '{{}}'::jsonb END AS changes
FROM told"""


def _tiers() -> Iterator[str]:
    if settings.STORE_SNILS:
        yield """SELECT r.id AS row_id, r.position, p.id AS person_id, 0 AS tier
            FROM r JOIN members_person p ON p.snils = r.snils AND p.snils <> '' WHERE r.snils <> ''"""
    yield """SELECT r.id AS row_id, r.position, p.id AS person_id, 1 AS tier
        FROM r JOIN members_person p ON p.name_key = r.name_key AND p.birth_date = r.birth_date"""
    # Who brings a birth date is looked up among the few without one; who brings none, among all.
    for unborn in ("r.birth_date IS NULL", "r.birth_date IS NOT NULL AND m.birth_date IS NULL"):
        yield f"""SELECT r.id, r.position, m.person_id, 2
            FROM r JOIN members_membership m ON m.phone = r.phone AND m.phone <> '' AND m.name_key = r.name_key
            WHERE m.ended_on IS NULL AND {unborn}"""
    yield """SELECT r.id, r.position, m.person_id, 3
        FROM r JOIN members_membership m ON m.primary_id = %(primary)s AND m.name_key = r.name_key
        WHERE m.ended_on IS NULL AND (r.birth_date IS NULL OR m.birth_date IS NULL)"""


def _changes_of_person() -> str:
    """A JSON object of the fields that the row says and the register does not: {field: [known, new]}."""
    return " || ".join(_told_texts("p", person_texts()) + _told_dates("p", PERSON_DATES))


def _changes_of_membership() -> str:
    return " || ".join([*_told_texts("m", MEMBERSHIP_TEXTS), *_told_dates("m", MEMBERSHIP_DATES), _KEPT_HERE])


def _told_texts(table: str, columns: Sequence[tuple[str, str]]) -> list[str]:
    return [
        f"CASE WHEN r.{row} <> '' AND r.{row} <> {table}.{known} "
        f"THEN jsonb_build_object('{known}', jsonb_build_array({table}.{known}, r.{row})) ELSE '{{}}'::jsonb END"
        for row, known in columns
    ]


def _told_dates(table: str, columns: Sequence[tuple[str, str]]) -> list[str]:
    """A lone year (1 January) tells nothing new about a day of that year that is known."""
    return [
        f"CASE WHEN r.{row} IS NOT NULL AND r.{row} IS DISTINCT FROM {table}.{known} AND NOT "
        f"(r.{row} = date_trunc('year', r.{row})::date AND date_trunc('year', {table}.{known}) IS NOT DISTINCT FROM "
        f"date_trunc('year', r.{row})) "
        f"THEN jsonb_build_object('{known}', jsonb_build_array({table}.{known}, r.{row})) ELSE '{{}}'::jsonb END"
        for row, known in columns
    ]
