"""Personal links, which open today's plan and its check-in without signing in."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0007_guide"),
    ]

    operations = [
        migrations.AddField(
            model_name="clinic",
            name="link_in_reminders",
            field=models.BooleanField(
                default=False,
                help_text="Reminders end with the patient's personal link, which opens today's plan without signing in.",
            ),
        ),
        migrations.AlterField(
            model_name="checkin",
            name="source",
            field=models.CharField(
                choices=[("app", "app"), ("text", "text"), ("link", "link")], max_length=4
            ),
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.CharField(help_text="The phone it was texted to.", max_length=16)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="exercises.patient",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("patient", "number"),
                        name="one_link_a_patient_and_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_by__isnull", True), ("revoked_at__isnull", False), _connector="OR"
                        ),
                        name="who_revoked_a_link_did_so_at_a_time",
                    ),
                ],
            },
        ),
    ]
