"""The statements of an undo. Parameters: plan, at, on, committed_at."""

from edinstvo.registry.members.actions.follow_person import pointing
from edinstvo.registry.members.actions.keep_version import MEMBERSHIP_COLUMNS, PERSON_COLUMNS

_REVERSED = "r.plan_id = %(plan)s AND r.action = 'new' AND r.outcome = 'reversed'"

LOCK_BROUGHT = """
SELECT m.id FROM imports_planrow r
JOIN members_membership m ON m.id = CASE r.action WHEN 'new' THEN r.new_membership_id ELSE r.membership_id END
JOIN members_person p ON p.id = m.person_id
WHERE r.plan_id = %(plan)s AND r.action IN ('new', 'update') FOR UPDATE OF p, m
"""

# A row can be taken back while its two rows of the register stand exactly as the list left them. A person who was on
# record again elsewhere since, whom another list touched, or who has got anything of any slice since (a card, a login),
# is kept.
_SORT_ROWS = """
UPDATE imports_planrow r SET outcome = now.outcome FROM (
  SELECT r.id, CASE
    WHEN m.id IS NULL AND EXISTS (SELECT 1 FROM members_personmerge g WHERE g.split_at IS NULL AND g.absorbed_ids
      @> ARRAY[CASE r.action WHEN 'new' THEN r.new_membership_id ELSE r.membership_id END]) THEN 'kept'
    WHEN m.id IS NULL THEN 'failed'
    WHEN m.known_since > %(committed_at)s OR p.known_since > %(committed_at)s THEN 'kept'
    WHEN EXISTS (SELECT 1 FROM members_transfer t WHERE t.person_id = p.id) THEN 'kept'
    WHEN EXISTS (SELECT 1 FROM members_suspension s WHERE s.person_id = p.id) THEN 'kept'
    WHEN EXISTS (SELECT 1 FROM members_secondworkplace w WHERE w.person_id = p.id) THEN 'kept'
    WHEN EXISTS (SELECT 1 FROM offices_mandate d WHERE d.person_id = p.id) THEN 'kept'
    WHEN EXISTS (SELECT 1 FROM consents_consent c WHERE c.person_id = p.id) THEN 'kept'
    WHEN EXISTS (SELECT 1 FROM members_personmerge g WHERE g.kept_id = p.id AND g.split_at IS NULL) THEN 'kept'
    WHEN r.action = 'new' AND r.person_id IS NULL
      AND (EXISTS (SELECT 1 FROM members_membership o WHERE o.person_id = p.id AND o.id <> m.id){stands_on}) THEN 'kept'
    ELSE 'reversed' END AS outcome
  FROM imports_planrow r
  LEFT JOIN members_membership m
    ON m.id = CASE r.action WHEN 'new' THEN r.new_membership_id ELSE r.membership_id END
  LEFT JOIN members_person p ON p.id = m.person_id
  WHERE r.plan_id = %(plan)s AND r.action IN ('new', 'update')) AS now
WHERE r.id = now.id
"""


def sort_rows() -> str:
    """What becomes of each row of the list."""
    asked = [f"SELECT 1 FROM {key.model._meta.db_table} WHERE {key.column} = p.id" for key in pointing()]
    stands_on = "".join(f" OR EXISTS ({one})" for one in asked)
    return _SORT_ROWS.format(stands_on=stands_on)


_KEEP_MEMBERSHIPS = f"""
INSERT INTO members_membershipversion (membership_id, person_id, version, known_until, {", ".join(MEMBERSHIP_COLUMNS)})
SELECT m.id, m.person_id, m.version, %(at)s, {", ".join(f"m.{column}" for column in MEMBERSHIP_COLUMNS)}
FROM members_membership m JOIN imports_planrow r ON r.new_membership_id = m.id WHERE {_REVERSED}
"""
_KEEP_PEOPLE = f"""
INSERT INTO members_personversion (person_id, version, known_until, {", ".join(PERSON_COLUMNS)})
SELECT p.id, p.version, %(at)s, {", ".join(f"p.{column}" for column in PERSON_COLUMNS)}
FROM members_person p JOIN imports_planrow r ON r.new_person_id = p.id WHERE {_REVERSED} AND r.person_id IS NULL
"""
_FORGET_CATEGORIES = f"""
UPDATE members_categoryfact f SET known_until = %(at)s FROM imports_planrow r
WHERE f.membership_id = r.new_membership_id AND f.known_until IS NULL AND {_REVERSED}
"""
_DELETE_MEMBERSHIPS = (
    f"DELETE FROM members_membership m USING imports_planrow r WHERE r.new_membership_id = m.id AND {_REVERSED}"
)
_DELETE_ALIASES = f"""
DELETE FROM members_namealias a USING imports_planrow r
WHERE a.person_id = r.new_person_id AND r.person_id IS NULL AND {_REVERSED}
"""
_DELETE_PEOPLE = f"""
DELETE FROM members_person p USING imports_planrow r
WHERE p.id = r.new_person_id AND r.person_id IS NULL AND {_REVERSED}
"""

STATEMENTS = [
    _KEEP_MEMBERSHIPS,
    _KEEP_PEOPLE,
    _FORGET_CATEGORIES,
    _DELETE_MEMBERSHIPS,
    _DELETE_ALIASES,
    _DELETE_PEOPLE,
]
