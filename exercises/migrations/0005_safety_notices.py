"""Staff are told of safety alerts by text and e-mail, take them on, and are reminded when nobody does."""

from typing import Any

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def answers_of_open_alerts(apps: Any, schema_editor: Any) -> None:
    """An alert now names the safety text that answered it; whether that arrived is asked of those that are open."""
    messages = apps.get_model("exercises", "Message").objects
    for alert in apps.get_model("exercises", "Alert").objects.filter(
        closed_at__isnull=True, message__isnull=False
    ):
        answer = messages.filter(answers=alert.message_id, kind="safety").first()
        if answer is not None:
            alert.answer = answer
            alert.save(update_fields=["answer"])


def nothing(apps: Any, schema_editor: Any) -> None:
    """The way back changes no row."""


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0004_lighter_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("raised", "raised"),
                            ("not_reached", "not reached"),
                            ("escalated", "escalated"),
                        ],
                        max_length=12,
                    ),
                ),
                ("by", models.CharField(choices=[("text", "text"), ("email", "email")], max_length=5)),
                ("to", models.CharField(max_length=254)),
                ("created_at", models.DateTimeField()),
                ("try_at", models.DateTimeField(blank=True, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="alert",
            name="answer",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="exercises.message",
            ),
        ),
        migrations.AddField(
            model_name="alert",
            name="escalated_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="alert",
            name="take_on_by",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="alert",
            name="taken_on_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="alert",
            name="taken_on_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="alert",
            name="urgency",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="clinic",
            name="emergency_minutes",
            field=models.PositiveSmallIntegerField(
                default=15,
                help_text="So soon an emergency must be taken on by a person.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(240),
                ],
            ),
        ),
        migrations.AddField(
            model_name="clinic",
            name="escalation_email",
            field=models.EmailField(
                blank=True,
                help_text="Told by e-mail when nobody took a safety alert on in time.",
                max_length=254,
            ),
        ),
        migrations.AddField(
            model_name="clinic",
            name="escalation_phone",
            field=models.CharField(
                blank=True, help_text="Texted when nobody took a safety alert on in time.", max_length=16
            ),
        ),
        migrations.AddField(
            model_name="clinic",
            name="notice_email",
            field=models.EmailField(
                blank=True, help_text="Where safety alerts are told by e-mail.", max_length=254
            ),
        ),
        migrations.AddField(
            model_name="clinic",
            name="notice_phone",
            field=models.CharField(
                blank=True,
                help_text="A phone of staff that is texted about safety alerts at any hour.",
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="clinic",
            name="same_day_minutes",
            field=models.PositiveSmallIntegerField(
                default=120,
                help_text="So soon a same-day flag must be taken on by a person.",
                validators=[
                    django.core.validators.MinValueValidator(5),
                    django.core.validators.MaxValueValidator(1440),
                ],
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="kind",
            field=models.CharField(
                choices=[
                    ("reminder", "reminder"),
                    ("answer", "answer"),
                    ("code", "code"),
                    ("safety", "safety"),
                    ("notice", "notice"),
                    ("inbound", "inbound"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(
                    ("closed_at__isnull", True), ("escalated_at__isnull", True), ("taken_on_at__isnull", True)
                ),
                fields=["take_on_by"],
                name="alert_waits",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="alert",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="exercises.alert"
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="message",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notice",
                to="exercises.message",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("try_at__isnull", False)), fields=["try_at"], name="notice_to_send"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("alert", "stage", "by", "to"), name="one_notice_a_stage"
            ),
        ),
        # Last: PostgreSQL alters no table whose rows' foreign keys wait to be checked.
        migrations.RunPython(answers_of_open_alerts, nothing),
    ]
