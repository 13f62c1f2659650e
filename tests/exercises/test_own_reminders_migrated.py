"""What clinics had as their own reminder is their own text afterwards."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from exercises.models import Clinic
from tests import make

BEFORE, AFTER = ("exercises", "0009_concerns"), ("exercises", "0010_words")


@pytest.mark.django_db(transaction=True)
def test_own_reminders_become_own_texts_in_the_clinic_s_language_and_back() -> None:
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("exercises")
    clinics = {tag: make.clinic(language=tag) for tag in ("en", "fr-CA", "de")}
    plain = make.clinic()
    old = MigrationExecutor(connection).migrate([BEFORE]).apps.get_model("exercises", "Clinic")
    for tag, clinic in clinics.items():
        old.objects.filter(pk=clinic.pk).update(reminder_text=f"{tag} {{clinic}} STOP")
    new = MigrationExecutor(connection).migrate([AFTER]).apps.get_model("exercises", "ClinicText")
    found = {(row.clinic_id, row.name, row.language, row.body) for row in new.objects.all()}
    assert found == {
        (clinics["en"].pk, "reminder", "en", "en {clinic} STOP"),
        (clinics["fr-CA"].pk, "reminder", "fr", "fr-CA {clinic} STOP"),
        (clinics["de"].pk, "reminder", "en", "de {clinic} STOP"),
    }
    old = MigrationExecutor(connection).migrate([BEFORE]).apps.get_model("exercises", "Clinic")
    back = dict(old.objects.values_list("pk", "reminder_text"))
    assert (back[clinics["fr-CA"].pk], back[plain.pk]) == ("fr-CA {clinic} STOP", "")
    MigrationExecutor(connection).migrate(newest)
    assert Clinic.objects.count() == 4
