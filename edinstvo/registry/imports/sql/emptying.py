"""The statement that empties what rows of lists say of people, but their names and what the rows did."""

from collections.abc import Collection
from typing import Any

# What a removed name of the register is called in a row of a list: (columns of text, columns that may be null, fields
# whose remarks quote it).
_IN_ROWS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "phone": (("phone", "phone_tail"), (), ("phone", "contacts")),
    "email": (("email",), (), ("email", "contacts")),
    "snils": (("snils",), (), ("snils",)),
    "inn": (("inn",), (), ("inn",)),
    "position": (("position_held",), (), ("position",)),
    "subdivision": (("subdivision",), (), ("subdivision",)),
    "ticket_number": (("ticket_number",), (), ("ticket_number",)),
    "application_on": ((), ("application_on",), ("application_on",)),
}
EVERYTHING = tuple(_IN_ROWS)

# A sentence about a cell that is gone quotes nothing: «…».
_REMARKS = """(
  SELECT coalesce(jsonb_agg(CASE WHEN remark->>'field' = ANY(%(fields)s)
    THEN jsonb_set(remark, '{params}', (
      SELECT coalesce(jsonb_object_agg(key, to_jsonb('…'::text)), '{}') FROM jsonb_each(remark->'params')))
    ELSE remark END ORDER BY number), '[]')
  FROM jsonb_array_elements(problems) WITH ORDINALITY AS each(remark, number))"""


def emptying_sql(*, names: Collection[str], rows: str) -> str:
    """Empties these names, and the cells as they were read, of the rows that the condition gives."""
    texts = [f"{column} = ''" for name in names for column in _IN_ROWS[name][0]]
    days = [f"{column} = NULL" for name in names for column in _IN_ROWS[name][1]]
    kept = [*texts, *days, "raw = '[]'", "changes = changes - %(names)s::text[]", f"problems = {_REMARKS}"]
    return f"UPDATE imports_planrow SET {', '.join(kept)} WHERE {rows}"


def emptying_values(*, names: Collection[str]) -> dict[str, Any]:
    """The parameters of the statement, but for those of the condition."""
    return {"names": list(names), "fields": sorted({field for name in names for field in _IN_ROWS[name][2]})}
