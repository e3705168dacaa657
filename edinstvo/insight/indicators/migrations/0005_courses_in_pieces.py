"""Courses in pieces (ADR 0025): made of those that are kept, not counted anew from the rows."""

import django.contrib.postgres.fields
from django.db import migrations, models

_MEASURES, _STEPS = range(9), 60
_CARRIED = ", ".join(
    f"coalesce(sum(sum(amount) FILTER (WHERE measure = {number})) OVER before, 0)::integer"
    for number in _MEASURES
)
_SPLIT = f"""
INSERT INTO indicators_course (organisation_id, since, region_id, carried, days, measures, amounts)
SELECT organisation_id, min(day), region_id, ARRAY[{_CARRIED}], array_agg(day ORDER BY day, measure),
  array_agg(measure ORDER BY day, measure), array_agg(amount ORDER BY day, measure)
FROM (
  SELECT c.organisation_id, c.region_id, (step.number - 1) / {_STEPS} AS piece, step.day, step.measure, step.amount
  FROM indicators_wholecourse c,
    unnest(c.days, c.measures, c.amounts) WITH ORDINALITY AS step(day, measure, amount, number)) AS steps
GROUP BY organisation_id, region_id, piece
WINDOW before AS (PARTITION BY organisation_id ORDER BY piece ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);
ANALYZE indicators_course;
"""  # noqa: S608  # numbers of our own
_PUT_TOGETHER = """
INSERT INTO indicators_wholecourse (organisation_id, region_id, days, measures, amounts)
SELECT c.organisation_id, c.region_id, array_agg(step.day ORDER BY step.day, step.measure),
  array_agg(step.measure ORDER BY step.day, step.measure), array_agg(step.amount ORDER BY step.day, step.measure)
FROM indicators_course c, unnest(c.days, c.measures, c.amounts) AS step(day, measure, amount)
GROUP BY c.organisation_id, c.region_id
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0004_summaries")]
    operations = [
        migrations.RenameModel("Course", "WholeCourse"),
        migrations.CreateModel(
            name="Course",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id", "since", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("since", models.DateField()),
                ("region_id", models.BigIntegerField(null=True)),
                (
                    "carried",
                    django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None),
                ),
                ("days", django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), size=None)),
                (
                    "measures",
                    django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None),
                ),
                ("amounts", django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
            ],
        ),
        migrations.RunSQL(_SPLIT, _PUT_TOGETHER),
        migrations.DeleteModel("WholeCourse"),
    ]
