"""The demo clinic: the same at every run, and one patient who is texted within a minute at any hour."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from backend import clock, demo
from backend.scheduler import jobs
from exercises.actions.load_library import load_library
from exercises.models import Patient, Reminder, ReminderSetting, User
from tests import make
from tests.fakes import RecordingGateway

pytestmark = pytest.mark.django_db

WAITS = jobs.Waits(
    lease=timedelta(seconds=60), look_up_after=timedelta(seconds=30), absent_after=timedelta(minutes=3)
)


@pytest.fixture(autouse=True)
def development(settings: Any) -> None:
    settings.DEBUG = True


@pytest.fixture
def library() -> None:
    load_library(now=make.NOW)


def rows() -> Counter[str]:
    return Counter(
        {model.__name__: model.objects.count() for model in apps.get_app_config("exercises").get_models()}
    )


def loop_patient() -> Patient:
    return Patient.objects.get(phone=demo.LOOP_PHONE)


@pytest.mark.usefixtures("library")
def test_a_second_run_changes_the_reminder_and_nothing_else() -> None:
    assert demo.make_demo(now=make.NOW) == "Made the demo clinic with 8 patients."
    before, people = rows(), list(Patient.objects.order_by("pk").values_list("pk", "phone", "user"))
    assert "already" in demo.make_demo(now=make.NOW + timedelta(hours=1))
    changed = rows() - before
    assert set(changed) <= {"Change", "Reminder"}  # the slot that had come meanwhile
    assert list(Patient.objects.order_by("pk").values_list("pk", "phone", "user")) == people
    assert loop_patient().reminder_setting.next_at == make.NOW + timedelta(hours=1, minutes=1)


@pytest.mark.usefixtures("library")
def test_the_documented_people_can_sign_in() -> None:
    demo.make_demo(now=clock.now())
    sign_in = {"email": "practitioner@demo.example", "password": "homestretch-demo"}
    signed_in = Client().post("/api/v1/auth/staff", sign_in, "application/json")
    assert signed_in.status_code == 200
    assert Client().login(username="operator@demo.example", password="homestretch-demo")
    documented = {"+16045550101", "+16045550102", "+14165550103"}
    assert documented <= set(Patient.objects.values_list("phone", flat=True))
    headers = {"Authorization": f"Token {signed_in.json()['token']}"}
    rows = Client().get("/api/v1/caseload", headers=headers).json()["results"]
    assert len(rows) == 8
    assert {"unreachable", "fine"} < {row["need"] for row in rows}
    assert len({row["need"] for row in rows}) >= 4
    assert len(set(Patient.objects.values_list("timezone", flat=True))) >= 2


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("day", ["2026-01-15", "2026-07-15"], ids=["winter", "summer"])
def test_at_every_hour_of_a_day_the_loop_patient_is_texted_within_a_minute(day: str) -> None:
    """Whatever the hour on the developer's clock: it is daytime for the patient, and the plan has a session."""
    start = datetime.fromisoformat(f"{day}T00:00:45+00:00")
    demo.make_demo(now=start)
    for hour in range(24):
        now = start + timedelta(hours=hour, minutes=hour * 2)
        demo.make_demo(now=now)
        patient, setting = loop_patient(), ReminderSetting.objects.get(patient__phone=demo.LOOP_PHONE)
        local = now.astimezone(ZoneInfo(patient.timezone))
        assert 8 <= local.hour < 20, hour
        assert setting.next_at
        assert timedelta(0) < setting.next_at - now <= timedelta(minutes=1), hour


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_the_first_run_texts_the_loop_patient_and_nobody_else(hour: int) -> None:
    now = datetime.fromisoformat(f"2026-11-22T{hour:02}:59:45+00:00")
    demo.make_demo(now=now)
    gateway = RecordingGateway(lambda: now)
    soon = now + timedelta(minutes=1)
    others = ReminderSetting.objects.exclude(patient__phone=demo.LOOP_PHONE)
    others.update(next_at=None, next_day=None, next_time=None)
    jobs.plan(clock=lambda: soon)
    with ThreadPoolExecutor(2) as pool:
        jobs.send(clock=lambda: soon, gateway=gateway, pool=pool, threads=2, waits=WAITS)
    assert [one.to for one in gateway.taken] == [demo.LOOP_PHONE], list(Reminder.objects.values_list("held"))


@pytest.mark.usefixtures("library")
def test_outside_development_it_is_refused(settings: Any) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="development only"):
        call_command("demo")
    assert not User.objects.exists()


def test_without_the_library_it_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="loadlibrary"):
        call_command("demo")
    assert not Patient.objects.exists()


@pytest.mark.usefixtures("library")
def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo")
    assert "8 patients" in capsys.readouterr().out
    made = clock.now()
    assert loop_patient().reminder_setting.next_at > made - timedelta(minutes=1)
