"""The page behind a personal link: what it shows, what it takes, and what it keeps to itself."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from rest_framework.throttling import SimpleRateThrottle

from backend import clock
from backend.wiring import link_maker
from exercises.actions.links import link_for, revoke_links
from exercises.actions.patients import archive_patient
from exercises.models import Alert, CheckIn, Link, Message, Patient
from exercises.rules.dose import Dose
from exercises.rules.sessions import local_date
from exercises.terms import AlertKind, CheckInSource, Outcome, PictureKind
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def patient() -> Patient:
    staff = make.staff()
    patient = make.patient(staff.clinic, first_name="Onlymine", last_name="Topsecret", practitioner=staff)
    make.assignment(patient, starts_on=today_of(patient), by=staff.user, now=clock.now())
    return patient


def today_of(patient: Patient) -> Any:
    return local_date(clock.now(), patient.timezone)


def link(patient: Patient) -> str:
    """The path of the patient's link."""
    return f"/t/{link_for(patient, by=None, links=link_maker(), now=clock.now())[1]}"


def words(response: Any) -> str:
    """What the page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def hidden(page: Any, name: str) -> str:
    [value] = re.findall(rf'name="{name}" value="([^"]+)"', page.content.decode())
    return str(value)


def answers(page: Any, **more: Any) -> dict[str, Any]:
    """What a browser sends of that page."""
    return {"id": hidden(page, "id"), "session": hidden(page, "session"), "outcome": "done", **more}


# --- what it shows -----------------------------------------------------------------------------------------
def test_a_link_opens_the_plan_of_the_day(patient: Patient) -> None:
    exercise = make.exercise(name="Bridge on a mat")
    program = make.program(phases=[(1, 28, (Dose(sets=2, reps=10),))], exercises=[exercise])
    make.picture(exercise, alt="Lifted hips")
    make.assignment(patient, program, starts_on=today_of(patient), by=patient.practitioner.user)
    page = Client().get(link(patient))
    assert page.status_code == 200
    told = words(page)
    for shown in (
        "Bridge on a mat",
        "2 × 10 reps",
        "Lift.",
        "Slowly.",
        "It hurts.",
        "Hello Onlymine.",
        "911",
    ):
        assert shown in told, shown
    [picture] = re.findall(r"<img [^>]+>", page.content.decode())
    drawn = f"/media/drawn/{'0' * 32}/1"
    for attribute in (
        f'src="{drawn}-light-medium-both-320.webp"',
        'width="320"',
        'height="240"',
        'alt="Lifted hips"',
    ):
        assert attribute in picture
    assert f"{drawn}-light-medium-both-960.webp 960w" in picture
    [dark] = re.findall(r"<source [^>]*prefers-color-scheme: dark[^>]*>", page.content.decode())
    assert f"{drawn}-dark-medium-both-640.webp 640w" in dark and "light" not in dark


def test_a_movement_is_shown_only_to_who_opens_it(patient: Patient) -> None:
    """Nothing moves of its own: that needs no script, costs no data, and disturbs nobody who cannot bear it."""
    exercise = make.exercise()
    program = make.program(phases=[(1, 28, (Dose(sets=2, reps=10, side="left"),))], exercises=[exercise])
    make.picture(exercise, alt="Lifted hips", side="right")
    make.picture(exercise, kind="motion", order=0, width=480, height=360, alt="The hips go up.", side="right")
    make.assignment(patient, program, starts_on=today_of(patient), by=patient.practitioner.user)
    page = Client().get(link(patient)).content.decode()
    [moving] = re.findall(r'<details class="motion">.+?</details>', page, re.DOTALL)
    drawn = f"/media/drawn/{'0' * 32}/motion"
    assert f'<img src="{drawn}-light-medium-left-480.webp" width="480" height="360"' in moving
    assert 'alt="The hips go up."' in moving and 'loading="lazy"' in moving
    assert f'prefers-color-scheme: dark)" srcset="{drawn}-dark-medium-left-480.webp"' in moving
    assert "motion-" not in page.replace(moving, ""), "before it, there are stills"
    assert page.index("Lifted hips") < page.index(moving)


def test_a_clinics_own_photographs_and_clips_are_shown_from_sealed_addresses(patient: Patient) -> None:
    exercise = make.exercise(patient.clinic)
    make.photograph(exercise, alt="On the stairs")
    clip = {
        "path": f"own/{uuid4()}/{'1' * 32}.mp4",
        "width": 360,
        "height": 640,
        "type": "video/mp4",
        "bytes": 9,
    }
    make.photograph(exercise, order=2, kind=PictureKind.CLIP, alt="Up and down", files=[clip])
    program = make.program(patient.clinic, phases=[(1, 28, (Dose(reps=10),))], exercises=[exercise])
    make.assignment(patient, program, starts_on=today_of(patient), by=patient.practitioner.user)
    answer = Client().get(link(patient))
    page = answer.content.decode()
    [picture] = re.findall(r"<img [^>]+>", page)
    assert 'alt="On the stairs"' in picture and 'src="/media/own/20' in picture
    [video] = re.findall(r"<video .*?</video>", page)
    for part in (
        'preload="none"',
        'width="360"',
        'aria-label="Up and down"',
        'type="video/mp4"',
        'src="/media/own/20',
    ):
        assert part in video, part
    assert "media-src 'self'" in answer["Content-Security-Policy"]


def test_it_tells_nothing_of_the_patient_but_the_first_name(patient: Patient) -> None:
    page = Client().get(link(patient)).content.decode()
    practitioner = patient.practitioner.last_name  # type: ignore[union-attr]
    for secret in ("Topsecret", patient.phone, str(patient.pk), practitioner, patient.clinic.sender):
        assert secret not in page, secret


def test_it_needs_no_script_and_lets_nothing_in_from_elsewhere(patient: Patient) -> None:
    page = Client().get(link(patient))
    assert "script-src" not in page["Content-Security-Policy"]
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert "unsafe" not in page["Content-Security-Policy"]
    source = page.content.decode()
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|https?://", source)
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == "no-store"
    assert page["X-Robots-Tag"] == "noindex"
    assert not page.cookies


def test_the_sheet_of_styles_is_served(patient: Patient) -> None:
    page = Client().get(link(patient))
    [sheet] = re.findall(r'<link rel="stylesheet" href="([^"]+)">', page.content.decode())
    assert b"prefers-color-scheme" in b"".join(Client().get(sheet).streaming_content)  # type: ignore[arg-type]


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_ahead_at_a_link_changes_nothing_but_its_use(patient: Patient, method: str) -> None:
    path = link(patient)
    before = Patient.objects.values().get(pk=patient.pk)
    for _ in range(3):
        assert getattr(Client(), method)(path).status_code == 200
    assert not CheckIn.objects.exists()
    assert not Message.objects.exists()
    assert Patient.objects.values().get(pk=patient.pk) == before
    assert Link.objects.get().last_used_at is not None


def test_a_page_costs_six_queries_at_most(patient: Patient, django_assert_max_num_queries: Any) -> None:
    path = link(patient)
    with django_assert_max_num_queries(5):  # the link, its use, and the three of today
        Client().get(path)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"starts_on": 2}, "not begun yet"),
        ({"starts_on": -40}, "Your program is over"),
        ({"alert": True}, "paused for now"),
        ({"none": True}, "no exercises for you yet"),
    ],
    ids=["later", "over", "held", "none"],
)
def test_a_day_without_exercises_says_why(change: dict[str, Any], said: str) -> None:
    staff = make.staff()
    patient, now = make.patient(staff.clinic), clock.now()
    if "none" not in change:
        start = today_of(patient) + timedelta(days=change.get("starts_on", 0))
        make.assignment(patient, starts_on=start, by=staff.user, now=now)
    if "alert" in change:
        Alert.objects.create(
            clinic=staff.clinic, patient=patient, kind=AlertKind.SAFETY, detail="x", key="k", raised_at=now
        )
    page = Client().get(link(patient))
    assert page.status_code == 200
    assert said in words(page)
    assert "<form" not in page.content.decode()


# --- the check-in ------------------------------------------------------------------------------------------
def test_a_check_in_is_kept_and_shown(patient: Patient) -> None:
    client, path = Client(), link(patient)
    given = answers(
        client.get(path), outcome="part", pain="3", difficulty="hard", note="My left knee clicks."
    )
    sent = client.post(path, given)
    assert sent.status_code == 303
    kept = CheckIn.objects.get()
    assert (kept.patient, kept.source, kept.day, kept.round) == (
        patient,
        CheckInSource.LINK,
        today_of(patient),
        1,
    )
    assert (kept.outcome, kept.pain, kept.difficulty, kept.note) == (
        "part",
        3,
        "hard",
        "My left knee clicks.",
    )
    shown = client.get(sent["Location"])
    assert sent["Location"].startswith(path)
    assert "Noted: A part of it, pain 3 of 10" in words(shown)
    assert "clicks" not in words(shown)


def test_a_double_tap_is_one_check_in(patient: Patient) -> None:
    client, path = Client(), link(patient)
    given = answers(client.get(path), pain="3")
    first, second = client.post(path, given), client.post(path, given)
    assert first["Location"] == second["Location"]
    assert CheckIn.objects.count() == 1


def test_what_is_changed_on_the_way_back_corrects(patient: Patient) -> None:
    client, path = Client(), link(patient)
    given = answers(client.get(path), pain="3")
    client.post(path, given)
    corrected = client.post(path, {**given, "outcome": "skipped"})
    assert "Noted: Not this time" in words(client.get(corrected["Location"]))
    assert [one.outcome for one in CheckIn.objects.order_by("pk")] == [Outcome.DONE, Outcome.SKIPPED]


def test_of_several_rounds_the_next_open_one_is_asked_about(patient: Patient) -> None:
    program = make.program(phases=[(1, 28, (Dose(reps=5, per_day=3),))])
    make.assignment(patient, program, starts_on=today_of(patient), by=patient.practitioner.user)
    client, path, day = Client(), link(patient), today_of(patient)
    page = client.get(path)
    assert "Round 3" in words(page)
    assert re.findall(r'name="session" value="([^"]+)"[^>]* checked', page.content.decode()) == [f"{day}/1"]
    client.post(path, {"id": str(uuid4()), "session": f"{day}/1", "outcome": "done"})
    page = client.get(path)
    assert re.findall(r'name="session" value="([^"]+)"[^>]* checked', page.content.decode()) == [f"{day}/2"]
    client.post(path, {"id": str(uuid4()), "session": f"{day}", "outcome": "done"})
    assert "All of today is noted" in words(client.get(path))


def test_words_of_danger_are_answered_first_and_big_and_staff_are_told(patient: Patient) -> None:
    client, path = Client(), link(patient)
    given = answers(client.get(path), outcome="skipped", note="numb between the legs and cannot pee")
    page = client.get(client.post(path, given)["Location"])
    told = words(page)
    assert told.index("Please read this first") < told.index("This could be serious") < told.index("Noted:")
    assert 'href="tel:911"' in page.content.decode()
    assert Alert.objects.get(kind=AlertKind.SAFETY).urgency == "emergency"
    assert "This could be serious" in Message.objects.get(kind="safety").body


def test_words_of_danger_are_answered_though_the_form_is_not_whole(patient: Patient) -> None:
    client, path = Client(), link(patient)
    given = {**answers(client.get(path)), "outcome": "", "note": "numb between the legs and cannot pee"}
    refused = client.post(path, given)
    assert refused.status_code == 400
    assert words(refused).index("This could be serious") < words(refused).index("Say whether you did")
    assert "numb between the legs" in refused.content.decode()


def test_much_pain_goes_to_a_person(patient: Patient) -> None:
    client, path = Client(), link(patient)
    page = client.get(client.post(path, answers(client.get(path), pain="9"))["Location"])
    assert "Your clinic will look at this." in words(page)
    assert Alert.objects.filter(kind=AlertKind.PAIN, patient=patient).exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"outcome": ""}, "Say whether you did your exercises."),
        ({"outcome": "maybe"}, "Choose one of the answers."),
        ({"pain": "11"}, "Choose a number from 0 to 10."),
        ({"pain": "-1"}, "Choose a number from 0 to 10."),
        ({"pain": "x"}, "Choose a number from 0 to 10."),
        ({"difficulty": "x"}, "Choose one of the answers."),
        ({"note": "x" * 1001}, "too long"),
        ({"note": "a\x07b"}, "characters in it that cannot be kept"),
        ({"note": "a\x00b"}, "Not sent yet"),
        ({"session": "2026-99-99/1"}, "That was for another day."),
        ({"session": "yesterday"}, "That was for another day."),
        ({"session": ""}, "Not sent yet"),
        ({"id": "x"}, "Not sent yet"),
        ({"id": ""}, "Not sent yet"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    patient: Patient, wrong: dict[str, str], said: str
) -> None:
    client, path = Client(), link(patient)
    refused = client.post(path, {**answers(client.get(path)), **wrong})
    assert refused.status_code == 400
    assert said in words(refused)
    assert "Bridge" in words(refused)
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(
    ("days", "round_", "status"), [(0, 1, 303), (-1, 1, 303), (-2, 1, 400), (1, 1, 400), (0, 7, 400)]
)
def test_a_link_reports_today_and_the_day_that_has_just_ended(
    patient: Patient, days: int, round_: int, status: int
) -> None:
    patient.assignments.update(starts_on=today_of(patient) - timedelta(days=7))
    client, path = Client(), link(patient)
    session = f"{today_of(patient) + timedelta(days=days)}/{round_}"
    assert client.post(path, {**answers(client.get(path)), "session": session}).status_code == status


def test_a_refused_form_can_be_sent_again(patient: Patient) -> None:
    client, path = Client(), link(patient)
    refused = client.post(path, {"outcome": "done", "note": "Kept for me", "id": "x", "session": "x"})
    assert "Kept for me" in refused.content.decode()
    given = {"outcome": "done", "id": hidden(refused, "id"), "session": hidden(refused, "session")}
    assert client.post(path, given).status_code == 303


def test_another_s_check_in_is_not_shown(patient: Patient) -> None:
    other = make.patient(patient.clinic)
    make.assignment(other, starts_on=today_of(other), by=patient.practitioner.user, now=clock.now())
    client = Client()
    path = link(other)
    noted = client.post(path, answers(client.get(path)))["Location"].partition("?")[2]
    assert "Noted:" in words(client.get(f"{path}?{noted}"))
    for strange in (f"{link(patient)}?{noted}", f"{path}?noted={uuid4()}", f"{path}?noted=x"):
        page = client.get(strange)
        assert page.status_code == 200
        assert "Noted:" not in words(page)


# --- what does not open ------------------------------------------------------------------------------------
def run_out(patient: Patient) -> None:
    Link.objects.update(expires_at=clock.now())


def revoke(patient: Patient) -> None:
    revoke_links(patient, by=patient.practitioner.user, now=clock.now())  # type: ignore[union-attr]


def archive(patient: Patient) -> None:
    archive_patient(patient, by=patient.practitioner.user, now=clock.now())  # type: ignore[union-attr]


def move(patient: Patient) -> None:
    Patient.objects.filter(pk=patient.pk).update(phone="+16045550177")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("end", [run_out, revoke, archive, move])
def test_an_old_link_and_a_guessed_one_show_the_same_page_that_helps(
    patient: Patient, end: Any, method: str
) -> None:
    client, path = Client(), link(patient)
    given = answers(client.get(path))
    end(patient)
    old = getattr(client, method)(path, given)
    guessed = getattr(client, method)("/t/0123456789abcdef", given)
    nonsense = getattr(client, method)("/t/x", given)
    assert [one.status_code for one in (old, guessed, nonsense)] == [404] * 3
    assert old.content == guessed.content == nonsense.content
    assert dict(old.headers) == dict(guessed.headers)
    for help_ in ("DONE, PART or SKIP", "new link", "newest text", "a code"):
        assert help_ in words(old)
    assert not CheckIn.objects.exists()


def test_a_token_may_be_typed_in_capitals(patient: Patient) -> None:
    assert Client().get(link(patient).upper().replace("/T/", "/t/")).status_code == 200


def test_a_link_opens_nothing_else(patient: Patient) -> None:
    token = link(patient).removeprefix("/t/")
    for path in ("/api/v1/me", "/api/v1/me/today", f"/api/v1/patients/{patient.pk}"):
        assert Client().get(path, HTTP_AUTHORIZATION=f"Token {token}").status_code == 401
    assert Client().put(f"/t/{token}").status_code == 405


def test_who_guesses_is_slowed_down_and_told_what_helps(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SimpleRateThrottle.THROTTLE_RATES, "link", "2/min")
    path = link(patient)
    assert [Client().get(f"/t/{guess}").status_code for guess in "abc"] == [404, 404, 429]
    slowed = Client().get("/t/0123456789abcdef")
    assert 0 < int(slowed["Retry-After"]) <= 61
    assert "DONE, PART or SKIP" in words(slowed)
    # Another's guesses from the same network do not shut a patient out.
    assert [Client().get(path).status_code for _ in range(3)] == [200, 200, 429]
    cache.clear()
    assert Client().get(path).status_code == 200


# --- languages ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "lang", "said"),
    [
        ("en", "en", "Today's exercises"),
        ("fr-CA", "fr", "Vos exercices du jour"),
        ("es", "es", "Sus ejercicios de hoy"),
        ("xx", "en", "Today's exercises"),
    ],
)
def test_the_page_speaks_the_patient_s_language(
    patient: Patient, language: str, lang: str, said: str
) -> None:
    Patient.objects.filter(pk=patient.pk).update(language=language)
    page = Client().get(link(patient), HTTP_ACCEPT_LANGUAGE="de")
    assert f'<html lang="{lang}">' in page.content.decode()
    assert said in words(page)


def test_a_page_for_nobody_speaks_the_browser_s_language() -> None:
    assert "Este enlace" in words(Client().get("/t/x", HTTP_ACCEPT_LANGUAGE="es-MX,en;q=0.5"))
    assert "This link" in words(Client().get("/t/x", HTTP_ACCEPT_LANGUAGE="de,xx;q=0.5"))
