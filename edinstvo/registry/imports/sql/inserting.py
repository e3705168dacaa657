"""The statements of a commit that bring new people in. Parameters: plan, organisation, the branch columns, on, at."""

from django.conf import settings

from edinstvo.registry.members.actions.spread_other_keys import spread_sql
from edinstvo.registry.members.queries.essentials import STORED, incomplete_sql
from edinstvo.registry.members.rules.marks import MARKS

_NEW = "FROM imports_planrow r WHERE r.plan_id = %(plan)s AND r.action = 'new'"
_PERSON_COPIED = "last_name, first_name, middle_name, has_no_middle_name, sex, birth_date, phone, email, name_key"
_MEMBERSHIP_COPIED = (
    "application_on, decision_on, decision_number, joined_on, category, subdivision, ticket_number, "
    "name_key, given_key, birth_date, phone, phone_tail, is_incomplete"
)

# A stay begins on the day the list names, else when the person joined, else on the day of the commit. Somebody who was
# on record before comes back on the day of the commit: their first joining lies before their last leaving, and so does
# the day that an old list names, which would put them in two places at once.
_BEGINS = """coalesce(
  CASE WHEN r.person_id IS NULL OR NOT EXISTS (SELECT 1 FROM members_membership was WHERE was.person_id = r.person_id
    AND was.ended_on > r.registered_on) THEN r.registered_on END,
  CASE WHEN r.person_id IS NULL THEN r.joined_on END, %(on)s::date)"""
# Who was on record before keeps what they agreed to and what is theirs. Shared with nobody who is just writing it down.
_MARKS = ", ".join(
    f"CASE WHEN r.person_id IS NULL THEN {'true' if name == 'lacks_consent' else 'false'} "
    f"ELSE (SELECT p.{name} FROM members_person p WHERE p.id = r.person_id FOR SHARE) END"
    for name in MARKS
)
_WHO = "coalesce(r.person_id, r.new_person_id)"

LOCK_MATCHED = """
SELECT m.id FROM members_membership m JOIN imports_planrow r ON r.membership_id = m.id
JOIN members_person p ON p.id = m.person_id WHERE r.plan_id = %(plan)s AND r.action = 'update' FOR UPDATE OF p, m
"""
LOCK_RETURNING = """
SELECT p.id FROM members_person p JOIN imports_planrow r ON r.person_id = p.id
WHERE r.plan_id = %(plan)s AND r.action = 'new' ORDER BY p.id FOR UPDATE OF p
"""


def insert_people() -> str:
    """New people; the identifiers only where the union has switched them on (domain.md 4.1)."""
    snils, inn = (
        name if is_kept else "''" for name, is_kept in (("snils", settings.STORE_SNILS), ("inn", settings.STORE_INN))
    )
    return f"""
INSERT INTO members_person (id, {_PERSON_COPIED}, snils, inn, known_since, version, batch_id)
SELECT r.new_person_id, {_PERSON_COPIED}, {snils}, {inn}, %(at)s, 1, %(plan)s {_NEW} AND r.person_id IS NULL"""


# In the order of the names, by which four of its indexes are kept: neighbours are written side by side.
INSERT_MEMBERSHIPS = f"""
INSERT INTO members_membership (id, person_id, organisation_id, region_id, territory_id, primary_id, registered_on,
  end_reason, end_decision, position, {_MEMBERSHIP_COPIED}, electronic_on, {", ".join(MARKS)}, known_since, version,
  batch_id)
SELECT r.new_membership_id, {_WHO}, %(organisation)s, %(region_id)s, %(territory_id)s, %(primary_id)s, {_BEGINS},
  '', '', r.position_held, {_MEMBERSHIP_COPIED}, %(on)s, {_MARKS}, %(at)s, 1, %(plan)s {_NEW}
ORDER BY r.name_key
"""

# Of somebody who comes back the register may know what the list does not say.
COMPLETE_RETURNED = f"""
UPDATE members_membership m SET phone = known.phone, phone_tail = right(known.phone, 4),
  is_incomplete = {incomplete_sql(owners={**STORED, "phone": "known"})}
FROM members_person p, imports_planrow r, LATERAL (SELECT coalesce(nullif(r.phone, ''), p.phone) AS phone) AS known
WHERE m.id = r.new_membership_id AND p.id = r.person_id AND r.plan_id = %(plan)s AND r.action = 'new'
"""

INSERT_CATEGORIES = f"""
INSERT INTO members_categoryfact (membership_id, category, valid_from, known_since)
SELECT r.new_membership_id, r.category, {_BEGINS}, %(at)s {_NEW} AND r.category <> ''
"""

INSERT_FORMER_NAMES = f"""
INSERT INTO members_namealias (person_id, kind, name, key)
SELECT {_WHO}, 'former', r.former_name || ' ' || r.first_name, r.former_key {_NEW} AND r.former_key <> ''
ON CONFLICT DO NOTHING
"""

_IS_DOUBLE = "split_part(r.name_key, '  ', 1) LIKE '%% %%'"

# Later parts of a double surname: everything between the first space and the two that end the surname.
INSERT_SURNAME_PARTS = f"""
INSERT INTO members_namealias (person_id, kind, name, key)
SELECT {_WHO}, 'part', r.last_name, part.key
FROM imports_planrow r, unnest((string_to_array(split_part(r.name_key, '  ', 1), ' '))[2:]) AS part(key)
WHERE r.plan_id = %(plan)s AND r.action = 'new' AND r.person_id IS NULL AND length(part.key) > 1
  AND {_IS_DOUBLE}
ON CONFLICT DO NOTHING
"""

# Whoever has just come by another key, or had some before.
SPREAD_OTHER_KEYS = spread_sql(
    people=f"SELECT DISTINCT {_WHO} {_NEW} AND (r.person_id IS NOT NULL OR r.former_key <> '' OR {_IS_DOUBLE})"
)

# A surname stands in the dictionary under itself too, so one look tells whether it is known.
UNKNOWN_SURNAMES = """
SELECT surname FROM (
  SELECT split_part(name_key, '  ', 1) AS surname FROM imports_planrow WHERE plan_id = %(plan)s AND action = 'new'
  UNION
  SELECT split_part(former_key, '  ', 1) FROM imports_planrow
  WHERE plan_id = %(plan)s AND action = 'new' AND former_key <> '') AS brought
WHERE NOT EXISTS (
  SELECT 1 FROM members_surnamedeletion d WHERE d.deletion = brought.surname AND d.surname = brought.surname)
"""

# Those admitted since are few, so they are found first: who was only just written, the planner takes for nobody.
ADMITTED_MEANWHILE = """
WITH late AS MATERIALIZED (
  SELECT name_key, birth_date FROM members_person WHERE id > %(newest)s AND batch_id IS DISTINCT FROM %(plan)s)
SELECT count(*) FROM late JOIN imports_planrow r ON r.name_key = late.name_key AND r.birth_date = late.birth_date
WHERE r.plan_id = %(plan)s AND r.action = 'new'
"""


def moved_sql(matches: str) -> str:
    """Counts the readable rows of the plan that mean something else by now than when it was planned.

    A full join, though every match has its row: it is never made by comparing each row with each.
    """
    return f"""
SELECT count(*) FROM (SELECT * FROM imports_planrow WHERE plan_id = %(plan)s AND is_readable) AS r
FULL JOIN ({matches}) AS now ON now.row_id = r.id
WHERE (coalesce(now.action, 'new'), now.person_id, now.person_version, now.membership_id, now.membership_version)
  IS DISTINCT FROM (r.action, r.person_id, r.person_version, r.membership_id, r.membership_version)"""


def statements() -> list[str]:
    """The inserting statements in the order in which they must run."""
    return [
        insert_people(),
        INSERT_MEMBERSHIPS,
        COMPLETE_RETURNED,
        INSERT_CATEGORIES,
        INSERT_FORMER_NAMES,
        INSERT_SURNAME_PARTS,
        SPREAD_OTHER_KEYS,
    ]
