"""Suspensions, second workplaces, and the first rule of seniority: the union states its own (domain.md 2, marked K)."""

from datetime import date

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

# Full months within which a return keeps the seniority, by the reason of the end; none otherwise.
_GAP_MONTHS = {"transferred": 6, "dismissed": 6, "graduated": 6, "other": 6}


def seed(apps, schema_editor):
    apps.get_model("members", "SeniorityRule").objects.create(
        valid_from=date(1990, 1, 1), gap_months=_GAP_MONTHS, suspension_counts=True, known_since=timezone.now()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0004_lists"),
        ("organisations", "0007_contacts"),
    ]

    operations = [
        migrations.CreateModel(
            name="SecondWorkplace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("employer", models.CharField(blank=True, max_length=200)),
                ("position", models.CharField(blank=True, max_length=200)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("known_since", models.DateTimeField()),
                ("known_until", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_workplaces",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="second_workplaces", to="members.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("known_until__isnull", True), ("valid_until__isnull", True)),
                        fields=("person", "organisation"),
                        name="works_once_in_an_organisation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("organisation__isnull", True), ("employer", ""), _connector="XOR"),
                        name="workplace_has_one_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="workplace_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeniorityRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                ("gap_months", models.JSONField()),
                ("suspension_counts", models.BooleanField()),
                ("decision", models.CharField(blank=True, max_length=200)),
                ("stated_by_name", models.CharField(blank=True, max_length=200)),
                ("known_since", models.DateTimeField()),
                ("known_until", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("known_until__isnull", True)),
                        fields=("valid_from",),
                        name="one_known_seniority_rule_from_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("expected_until", models.DateField(blank=True, null=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("army", "Military service"),
                            ("childcare", "Childcare leave"),
                            ("unemployed", "Out of work"),
                            ("other", "Other reason"),
                        ],
                        max_length=10,
                    ),
                ),
                ("decision", models.CharField(blank=True, max_length=200)),
                ("end_decision", models.CharField(blank=True, max_length=200)),
                ("ended_with_id", models.BigIntegerField(blank=True, null=True)),
                ("known_since", models.DateTimeField()),
                ("known_until", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="suspensions", to="members.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("known_until__isnull", True), ("valid_until__isnull", True)),
                        fields=("person",),
                        name="one_suspension_goes_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="suspension_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expected_until__isnull", True), ("expected_until__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="suspension_is_expected_to_last",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="membership",
            name="resumes_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="suspended_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                condition=models.Q(("ended_on__isnull", True), ("suspended_on__isnull", False)),
                fields=["region", "territory", "primary"],
                name="membership_suspended",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("suspended_on__isnull", True), ("ended_on__isnull", True), _connector="OR"),
                name="what_ended_is_not_suspended",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("resumes_on__isnull", True), ("suspended_on__isnull", False), _connector="OR"),
                name="what_resumes_is_suspended",
            ),
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
