"""Writes the pattern of the revisions made before there were patterns."""

from django.db import migrations


def write_patterns(apps, schema_editor):
    Revision = apps.get_model("exercises", "Revision")
    for revision in Revision.objects.filter(pattern=[]).iterator(chunk_size=1000):
        revision.pattern = [
            [phase.first_day, phase.last_day, [asked(item) for item in phase.items.order_by("exercise_id")]]
            for phase in revision.phases.order_by("number")
        ]
        revision.save(update_fields=["pattern"])


def asked(item):
    dose = item.dose
    per_day = dose.get("per_day", 1)
    weekdays = None if item.weekdays is None else sorted(set(item.weekdays))
    return [str(item.exercise_id), work_s(dose) * per_day, per_day, dose.get("days_per_week", 7), weekdays]


def work_s(dose):
    """As Dose.work_s was when this was written."""
    once = dose.get("duration_s") or (dose.get("reps") or 1) * (dose.get("hold_s") or 3)
    return once * dose.get("sets", 1) * (2 if dose.get("side") == "each" else 1)


class Migration(migrations.Migration):
    dependencies = [("exercises", "0002_at_any_size")]

    operations = [migrations.RunPython(write_patterns, migrations.RunPython.noop)]
