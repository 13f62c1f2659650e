"""A flare: the easier routine for two days, and a text on the second that asks how it is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0011_consent"),
    ]

    operations = [
        migrations.AlterField(
            model_name="alert",
            name="kind",
            field=models.CharField(
                choices=[
                    ("safety", "safety"),
                    ("pain", "pain"),
                    ("message", "message"),
                    ("unreachable", "unreachable"),
                    ("opted_out", "opted out"),
                    ("sending", "sending"),
                    ("silent", "silent"),
                    ("program_ending", "program ending"),
                    ("flare", "flare"),
                    ("call", "call"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="Flare",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("starts_on", models.DateField()),
                ("until", models.DateField()),
                (
                    "source",
                    models.CharField(
                        choices=[("text", "text"), ("app", "app"), ("staff", "staff")], max_length=5
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="exercises.clinic"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        help_text="The text, if any.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="exercises.message",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flares",
                        to="exercises.patient",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="reminder",
            name="flare",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="checks",
                to="exercises.flare",
            ),
        ),
        migrations.AddIndex(
            model_name="flare",
            index=models.Index(fields=["patient", "starts_on"], name="flare_by_patient"),
        ),
        migrations.AddConstraint(
            model_name="flare",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__gt", models.F("starts_on"))),
                fields=("patient", "starts_on"),
                name="one_flare_from_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="flare",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gte", models.F("starts_on"))), name="flare_in_order"
            ),
        ),
    ]
