"""Stops by topic and how they came, who took a consent back, and numbers that staff must check."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


KEYWORDS = ("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT")


def tell_how_stops_came(apps: Any, schema_editor: Any) -> None:
    """By what was kept of them: the provider's code, a keyword, or else other words."""
    opt_outs = apps.get_model("exercises", "OptOut").objects
    opt_outs.filter(source__startswith="provider").update(kind="provider")
    for word in KEYWORDS:
        opt_outs.filter(source__iexact=word).update(kind="keyword")


def one_stop_a_number(apps: Any, schema_editor: Any) -> None:
    """On the way back a number has one stop in force, of all texts: rather too few texts than one too many."""
    seen = set()
    for row in (
        apps.get_model("exercises", "OptOut").objects.filter(ended_at__isnull=True).order_by("topic", "since")
    ):
        if (row.clinic_id, row.phone) in seen:
            row.ended_at = row.since
            row.save(update_fields=["ended_at"])
        seen.add((row.clinic_id, row.phone))


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0010_words"),
    ]

    operations = [
        migrations.AlterField(
            model_name="answernotice",
            name="held",
            field=models.CharField(
                blank=True,
                choices=[
                    ("no_consent", "no consent"),
                    ("opted_out", "opted out"),
                    ("number_frozen", "number frozen"),
                    ("unreachable", "unreachable"),
                    ("archived", "archived"),
                    ("no_active_assignment", "no active assignment"),
                    ("nothing_due", "nothing due"),
                    ("held", "held"),
                    ("paused", "paused"),
                    ("already_reported", "already reported"),
                    ("open_safety_alert", "open safety alert"),
                    ("quiet_hours", "quiet hours"),
                    ("too_late", "too late"),
                    ("too_many_lately", "too many lately"),
                    ("silent", "silent"),
                    ("doing_well", "doing well"),
                    ("answered", "answered"),
                    ("setting_changed", "setting changed"),
                    ("refused", "refused"),
                    ("number_changed", "number changed"),
                    ("fault", "fault"),
                    ("clinic_not_live", "clinic not live"),
                ],
                max_length=24,
            ),
        ),
        migrations.RemoveConstraint(
            model_name="optout",
            name="one_opt_out_in_force",
        ),
        migrations.AddField(
            model_name="consent",
            name="revoked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="optout",
            name="ended_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("keyword", "keyword"),
                    ("words", "words"),
                    ("provider", "provider"),
                    ("app", "app"),
                    ("staff", "staff"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="optout",
            name="ended_source",
            field=models.CharField(blank=True, max_length=24),
        ),
        migrations.AddField(
            model_name="optout",
            name="kind",
            field=models.CharField(
                choices=[
                    ("keyword", "keyword"),
                    ("words", "words"),
                    ("provider", "provider"),
                    ("app", "app"),
                    ("staff", "staff"),
                ],
                default="words",
                max_length=8,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="optout",
            name="topic",
            field=models.CharField(
                choices=[("exercise", "exercise"), ("visits", "visits"), ("all", "all")],
                default="all",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="patient",
            name="number_frozen_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="patient",
            name="number_frozen_because",
            field=models.CharField(
                blank=True,
                choices=[("wrong_number", "wrong number"), ("undelivered", "undelivered")],
                db_default="",
                default="",
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="held",
            field=models.CharField(
                blank=True,
                choices=[
                    ("no_consent", "no consent"),
                    ("opted_out", "opted out"),
                    ("number_frozen", "number frozen"),
                    ("unreachable", "unreachable"),
                    ("archived", "archived"),
                    ("no_active_assignment", "no active assignment"),
                    ("nothing_due", "nothing due"),
                    ("held", "held"),
                    ("paused", "paused"),
                    ("already_reported", "already reported"),
                    ("open_safety_alert", "open safety alert"),
                    ("quiet_hours", "quiet hours"),
                    ("too_late", "too late"),
                    ("too_many_lately", "too many lately"),
                    ("silent", "silent"),
                    ("doing_well", "doing well"),
                    ("answered", "answered"),
                    ("setting_changed", "setting changed"),
                    ("refused", "refused"),
                    ("number_changed", "number changed"),
                    ("fault", "fault"),
                    ("clinic_not_live", "clinic not live"),
                ],
                max_length=24,
            ),
        ),
        migrations.AddConstraint(
            model_name="optout",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("clinic", "phone", "topic"),
                name="one_opt_out_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="optout",
            constraint=models.CheckConstraint(
                condition=models.Q(("topic__in", ["exercise", "visits", "all"])),
                name="opt_out_topic_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="patient",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number_frozen_at__isnull", True), ("number_frozen_because", "")),
                    models.Q(
                        ("number_frozen_at__isnull", False),
                        ("number_frozen_because__in", ["wrong_number", "undelivered"]),
                    ),
                    _connector="OR",
                ),
                name="frozen_has_a_reason",
            ),
        ),
        migrations.RunPython(tell_how_stops_came, one_stop_a_number),
    ]
