"""How far each region has built its structure is kept; triggers mark what has changed (docs/decisions/0026)."""

from django.db import migrations, models


# Whoever changes a chair may see less than the regions that this concerns (row-level security): the owner looks them up.
# A great load begins with empty tables: a plan made then would walk them whole for each row ever after.
_HEAD = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$"
_MARK = f"""
CREATE FUNCTION indicators_mark(regions bigint[]) RETURNS void {_HEAD}
BEGIN
  INSERT INTO indicators_structurechange (region_id, transaction)
  SELECT DISTINCT region, pg_current_xact_id()::text::bigint FROM unnest(regions) AS region WHERE region IS NOT NULL
  ON CONFLICT DO NOTHING;
END $$;
"""
# By the table and what of it counts: the regions that the old and the new row concern.
_TRIGGERS = {
    ("organisations_organisation", "region_id, type, closed_on, inpo"): "ARRAY[OLD.region_id, NEW.region_id]",
    ("offices_mandate", "person_id, office, since, ended_on, organisation_id, region_id"): (
        "CASE WHEN 'chair' IN (OLD.office, NEW.office) THEN ARRAY[OLD.region_id, NEW.region_id] END"
    ),
    ("offices_officerlogin", "user_id, person_id, organisation_id, grant_id"): """
        ARRAY(SELECT region_id FROM offices_mandate WHERE person_id IN (OLD.person_id, NEW.person_id))
        || ARRAY(SELECT region_id FROM organisations_organisation WHERE id IN (OLD.organisation_id, NEW.organisation_id))
    """,
    ("access_grant", "user_id, role, organisation_id, valid_from, valid_until"): (
        "ARRAY(SELECT region_id FROM organisations_organisation WHERE id IN (OLD.organisation_id, NEW.organisation_id))"
    ),
}
_MADE = _MARK + "".join(
    f"""
CREATE FUNCTION indicators_mark_{table}() RETURNS trigger {_HEAD}
BEGIN
  PERFORM indicators_mark({regions});
  RETURN NULL;
END $$;
CREATE TRIGGER structure_is_marked AFTER INSERT OR DELETE OR UPDATE OF {columns} ON {table}
  FOR EACH ROW EXECUTE FUNCTION indicators_mark_{table}();
"""
    for (table, columns), regions in _TRIGGERS.items()
)
_GONE = "".join(
    f"DROP TRIGGER structure_is_marked ON {table}; DROP FUNCTION indicators_mark_{table}();" for table, _ in _TRIGGERS
)


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0004_sight"),
        ("indicators", "0002_structure_reminders"),
        ("offices", "0008_row_security"),
        ("organisations", "0012_regions_and_their_primaries"),
    ]

    operations = [
        migrations.CreateModel(
            name='Structure',
            fields=[
                ('region_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('counted_for', models.DateField()),
                ('primaries', models.IntegerField()),
                ('without_number', models.IntegerField()),
                ('without_access', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='StructureChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_id', models.BigIntegerField()),
                ('transaction', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('region_id', 'transaction'), name='marked_once_a_transaction')],
            },
        ),
        migrations.RunSQL(_MADE, f"{_GONE}DROP FUNCTION indicators_mark(bigint[]);"),
    ]
