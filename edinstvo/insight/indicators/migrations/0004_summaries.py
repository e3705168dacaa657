"""Summaries, and their policy: they are seen by whoever sees the people of the organisation (ADR 0028)."""

import django.db.models.deletion
from django.db import migrations, models

_RULE = (
    "EXISTS (SELECT FROM organisations_organisation o WHERE o.id = organisation_id"
    " AND ARRAY[0, o.region_id, o.territory_id, o.primary_id] && (SELECT edinstvo_sight('members')))"
)
_ENABLE = f"""
ALTER TABLE indicators_summary ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_sight ON indicators_summary USING ({_RULE});
"""
_DISABLE = "DROP POLICY in_sight ON indicators_summary; ALTER TABLE indicators_summary DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0003_structures"),
        ("organisations", "0012_regions_and_their_primaries"),
        ("access", "0004_sight"),
    ]
    operations = [
        migrations.CreateModel(
            name="Summary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_of", models.DateField()),
                ("base", models.DateField()),
                ("year", models.PositiveSmallIntegerField()),
                ("asked_by_id", models.BigIntegerField(null=True)),
                ("asked_by_name", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("work_id", models.BigIntegerField(null=True)),
                ("counts", models.JSONField(null=True)),
                ("regions", models.JSONField(default=list)),
                ("counted_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "-id"], name="summaries_of_a_branch")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("base__lte", models.F("as_of"))), name="summary_ends_after_its_base"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("counts__isnull", True), ("counted_at__isnull", False), _connector="XOR"
                        ),
                        name="summary_counted_has_counts",
                    ),
                ],
            },
        ),
        migrations.RunSQL(_ENABLE, _DISABLE),
    ]
