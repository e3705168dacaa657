"""Whoever asks sees the people of their branches, each of them whole, and nobody else (docs/decisions/0023)."""

from django.db import migrations

# A person with a foot in the branches: a stay, a transfer to or from there, a second workplace.
IN_SIGHT = """
CREATE FUNCTION members_in_sight(person bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED COST 1000 SET search_path = public, pg_temp AS $$
DECLARE
  sight bigint[] := edinstvo_sight('members');
BEGIN
  RETURN sight IS NOT NULL AND (0 = ANY (sight)
    OR EXISTS (SELECT FROM members_membership m
      WHERE m.person_id = person AND ARRAY[m.region_id, m.territory_id, m.primary_id] && sight)
    OR EXISTS (SELECT FROM members_transfer t JOIN organisations_organisation o ON o.id IN (t.source_id, t.target_id)
      WHERE t.person_id = person AND ARRAY[o.region_id, o.territory_id, o.primary_id] && sight)
    OR EXISTS (SELECT FROM members_secondworkplace w JOIN organisations_organisation o ON o.id = w.organisation_id
      WHERE w.person_id = person AND ARRAY[o.region_id, o.territory_id, o.primary_id] && sight));
END $$;
"""
_ALL = "0 = ANY ((SELECT edinstvo_sight('members'))::bigint[])"
_PLACED = "ARRAY[0, region_id, territory_id, primary_id] && (SELECT edinstvo_sight('members'))"
_STAYS = "EXISTS (SELECT FROM members_membership seen WHERE seen.{column} = {table}.{own})"
_OWN = "{column} = ANY ((SELECT edinstvo_sight('user'))::bigint[])"


def _of_stay(table: str, own: str, column: str = "person_id") -> str:
    return f"{_ALL} OR {_STAYS.format(column=column, table=table, own=own)}"


POLICIES = {
    "members_membership": f"{_PLACED} OR members_in_sight(person_id)",
    "members_membershipversion": f"{_PLACED} OR members_in_sight(person_id)",
    "members_person": _of_stay("members_person", "id"),
    # Of a record that was joined to another one, what was known before stands under its own number.
    "members_personversion": _of_stay("members_personversion", "person_id")
    + " OR EXISTS (SELECT FROM members_personmerge merge WHERE merge.other_id = members_personversion.person_id)",
    "members_namealias": _of_stay("members_namealias", "person_id"),
    "members_categoryfact": _of_stay("members_categoryfact", "membership_id", "id"),
    "members_suspension": _of_stay("members_suspension", "person_id"),
    "members_secondworkplace": _of_stay("members_secondworkplace", "person_id"),
    "members_transfer": "members_in_sight(person_id)",
    "members_personmerge": _of_stay("members_personmerge", "kept_id")
    + f" OR {_STAYS.format(column='person_id', table='members_personmerge', own='other_id')}",
    "members_bulkline": _of_stay("members_bulkline", "membership_id", "id"),
    "members_savedlist": f"{_ALL} OR {_OWN.format(column='user_id')}",
    "members_export": f"{_ALL} OR {_OWN.format(column='asked_by_id')}"
    " OR EXISTS (SELECT FROM members_exportedpeople people WHERE people.export_id = members_export.id)",
    "members_exportedpeople": "EXISTS (SELECT FROM organisations_organisation o WHERE o.id = organisation_id"
    " AND ARRAY[0, o.region_id, o.territory_id, o.primary_id] && (SELECT edinstvo_sight('members')))",
}
_ENABLE = "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; CREATE POLICY in_sight ON {table} USING ({rule});"
_DISABLE = "DROP POLICY in_sight ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies = [("members", "0014_what_people_hold")]
    operations = [
        migrations.RunSQL(IN_SIGHT, "DROP FUNCTION members_in_sight(bigint)"),
        *(
            migrations.RunSQL(_ENABLE.format(table=table, rule=rule), _DISABLE.format(table=table))
            for table, rule in POLICIES.items()
        ),
    ]
