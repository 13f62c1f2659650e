"""The operator's pages: every one opens, and what must not be saved is refused in words."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from exercises.actions.load_library import load_library
from exercises.models import (
    Change,
    Clinic,
    ClinicText,
    Exercise,
    Patient,
    Phase,
    Program,
    Staff,
    User,
)
from tests import make

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-password-for-tests"


@pytest.fixture
def operator() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("operator@demo.example", PASSWORD))
    return client


def path(model: type, what: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}", args=args)


def form_of(client: Client, address: str) -> dict[str, Any]:
    """The form of the page as a browser would send it back unchanged, its inlines included."""
    context = client.get(address).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values: dict[str, Any] = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                values[field.html_name] = value
    return values


def errors_of(answer: Any) -> str:
    """What the page says is wrong; "" when it was saved."""
    if answer.status_code == 302:
        return ""
    context = answer.context
    said = [*context["adminform"].form.errors.values(), *context["errors"]]
    return " ".join(str(one) for one in said)


def changed(client: Client, clinic: Clinic, **fields: Any) -> str:
    """Changes the clinic on its page; returns what the page says is wrong."""
    address = path(Clinic, "change", clinic.pk)
    given = form_of(client, address) | fields
    return errors_of(client.post(address, {name: value for name, value in given.items() if value != ""}))


# --- every page opens --------------------------------------------------------------------------------------
def test_every_page_of_every_kind_opens_for_the_operator(operator: Client) -> None:
    load_library(now=make.NOW)
    staff = make.staff(password=PASSWORD)
    exercise = Exercise.objects.shared().first()
    assert exercise
    make.picture(exercise)
    opened = [operator.get(reverse("admin:index")).status_code]
    rows = {Clinic: staff.clinic, Staff: staff, User: staff.user, Exercise: exercise}
    rows |= {ClinicText: make.own_text(staff.clinic, "reminder", "{clinic}{which} STOP")}
    rows |= {Program: Program.objects.first(), Phase: Phase.objects.first()}
    assert set(rows) == set(admin.site._registry)
    for model, row in rows.items():
        pages = [
            path(model, "changelist"),
            path(model, "changelist") + "?q=bridge",
            path(model, "change", row.pk),
        ]
        pages += [path(model, "history", row.pk)]
        if admin.site._registry[model].has_add_permission(_request_of(operator)):
            pages.append(path(model, "add"))
        opened += [operator.get(page).status_code for page in pages]
    assert set(opened) == {200}
    assert len(opened) == 1 + 4 * 7 + 4


def _request_of(client: Client) -> Any:
    return client.get(reverse("admin:index")).wsgi_request


def test_nobody_else_gets_in() -> None:
    client = Client()
    assert client.get(path(Clinic, "changelist")).status_code == 302
    client.force_login(make.staff(password=PASSWORD).user)
    assert client.get(path(Clinic, "changelist")).status_code == 302


def test_the_shared_library_is_read_here_and_not_written(operator: Client) -> None:
    exercise = make.exercise()
    assert operator.get(path(Exercise, "add")).status_code == 403
    assert operator.post(path(Exercise, "change", exercise.pk), {"name": "x"}).status_code == 403
    assert operator.post(path(Exercise, "delete", exercise.pk), {"post": "yes"}).status_code == 403


def test_what_has_a_history_cannot_be_deleted(operator: Client) -> None:
    staff = make.staff()
    for model, row in ((Clinic, staff.clinic), (Staff, staff), (User, staff.user)):
        assert operator.post(path(model, "delete", row.pk), {"post": "yes"}).status_code == 403


# --- a clinic ----------------------------------------------------------------------------------------------
NEW = {
    "name": "Demo Clinic",
    "timezone": "America/Vancouver",
    "country": "CA",
    "language": "en",
    "sender": "604 555 0123",
    "phone": "604 555 0199",
    "emergency_number": "911",
    "urgent_line": "811",
    "allowed_from": "08:00",
    "allowed_until": "21:00",
    "lateness_minutes": "120",
    "texts_a_day": "6",
    "texts_a_week": "42",
    "follow_up_hours": "0",
    "silent_days": "7",
    "pain_alert_from": "8",
    "skin_tone": "medium",
    "texted_picture": "poses",
    "emergency_minutes": "15",
    "same_day_minutes": "120",
    "retention_years": "16",
}


def test_a_clinic_is_added_with_its_sender_as_people_write_it(operator: Client) -> None:
    assert errors_of(operator.post(path(Clinic, "add"), NEW | {"live": "on"})) == ""
    clinic = Clinic.objects.get()
    assert (clinic.sender, clinic.live) == ("+16045550123", True)


def test_a_clinic_saved_unchanged_stays_as_it_is(operator: Client) -> None:
    clinic = make.clinic()
    before = Clinic.objects.values().get()
    assert changed(operator, clinic) == ""
    assert Clinic.objects.values().get() == before


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "live without emergency number": ({"emergency_number": ""}, "emergency number"),
    "live without urgent line": ({"urgent_line": ""}, "urgent line"),
    "live without phone": ({"phone": ""}, "its phone"),
    "a sender that is no number": ({"sender": "555"}, "number"),
    "a language we do not text in": ({"language": "de"}, "not one of the available choices"),
    "a zone that does not exist": ({"timezone": "America/Atlantis"}, "not one of the available choices"),
    "lateness beyond a day": ({"lateness_minutes": "9999"}, "720"),
    "a pace of nothing": ({"texts_a_second": "0"}, "0.05"),
    "a pace that no sender has": ({"texts_a_second": "5000"}, "1000"),
    "no reminder in a week": ({"texts_a_week": "0"}, "1"),
    "a follow-up the next day": ({"follow_up_hours": "24"}, "12"),
    "silence of a year": ({"silent_days": "365"}, "60"),
}


@pytest.mark.parametrize("which", REFUSED)
def test_what_a_clinic_must_not_be_is_refused_in_words(operator: Client, which: str) -> None:
    fields, words = REFUSED[which]
    clinic = make.clinic()
    before = Clinic.objects.values().get()
    assert words in changed(operator, clinic, **fields)
    assert Clinic.objects.values().get() == before


def test_the_pace_of_a_sender_is_set_and_its_change_kept(operator: Client) -> None:
    clinic = make.clinic()
    assert changed(operator, clinic, texts_a_second="12.5", taper="on", follow_up_hours="3") == ""
    clinic.refresh_from_db()
    assert (float(clinic.texts_a_second or 0), clinic.taper, clinic.follow_up_hours) == (12.5, True, 3)
    kept = Change.objects.get(what="clinic.changed")
    assert kept.before == {"texts_a_second": None, "taper": False, "follow_up_hours": 0}
    assert kept.after == {"texts_a_second": "12.5", "taper": True, "follow_up_hours": 3}


def test_a_change_of_a_clinic_is_kept_with_who_and_from_what(operator: Client) -> None:
    clinic = make.clinic(allowed_until="21:00", urgent_line="811")
    assert changed(operator, clinic, urgent_line="8111", allowed_until="20:00") == ""
    kept = Change.objects.get(what="clinic.changed")
    assert (kept.clinic, kept.subject, str(kept.who)) == (clinic, clinic.pk, "operator@demo.example")
    assert kept.before == {"urgent_line": "811", "allowed_until": "21:00:00"}
    assert kept.after == {"urgent_line": "8111", "allowed_until": "20:00:00"}
    assert changed(operator, clinic) == ""
    assert Change.objects.count() == 1


def test_a_member_of_staff_stays_in_the_clinic_and_with_the_sign_in(operator: Client) -> None:
    staff, elsewhere, other = make.staff(), make.clinic(), make.staff().user
    tick(operator, staff, active="on", clinic=elsewhere.pk, user=other.pk, last_name="Changed")
    address = path(User, "change", staff.user.pk)
    given = form_of(operator, address) | {"staff-0-clinic": elsewhere.pk, "staff-0-first_name": "New"}
    assert errors_of(operator.post(address, given)) == ""
    found = Staff.objects.get(pk=staff.pk)
    assert (found.clinic, found.user) == (staff.clinic, staff.user)
    assert (found.last_name, found.first_name) == ("Changed", "New")


def test_a_sender_of_another_clinic_is_refused(operator: Client) -> None:
    first, second = make.clinic(), make.clinic()
    assert "already exists" in changed(operator, second, sender=first.sender)


def test_a_link_that_the_reminder_has_no_room_for_is_refused(operator: Client) -> None:
    clinic = make.clinic()
    long = "{clinic}: " + "time to move and " * 14 + "{first_name}{which}. STOP ends texts."
    own = ClinicText.objects.create(
        clinic=clinic, name="reminder", language="en", body=long, changed_at=make.NOW
    )
    assert "shorten" in changed(operator, clinic, link_in_reminders="on")
    own.delete()
    assert changed(operator, clinic, link_in_reminders="on") == ""
    assert Clinic.objects.get().link_in_reminders


def test_a_clinic_s_page_tells_what_its_texts_cost(operator: Client) -> None:
    clinic = make.clinic()
    page = operator.get(path(Clinic, "change", clinic.pk)).content.decode()
    assert page.count("0 SMS segments and 0 MMS, of 0 texts") == 2


# --- a clinic's own texts ----------------------------------------------------------------------------------
MOVE = "{clinic}: time to move{which}, {first_name}. STOP ends texts."


def written(client: Client, address: str, **fields: Any) -> str:
    """Fills the page's form in; returns what it says is wrong."""
    given = form_of(client, address) | fields
    return errors_of(client.post(address, {name: value for name, value in given.items() if value != ""}))


def test_a_text_of_ones_own_is_kept_and_who_wrote_it(operator: Client) -> None:
    clinic = make.clinic()
    fields = {"clinic": str(clinic.pk), "name": "reminder", "language": "en", "body": MOVE}
    assert written(operator, path(ClinicText, "add"), **fields) == ""
    own = ClinicText.objects.get()
    assert (own.clinic, own.body, str(own.changed_by)) == (clinic, MOVE, "operator@demo.example")
    assert Change.objects.get(what="text.changed").after["body"] == MOVE
    twice = written(operator, path(ClinicText, "add"), **fields)
    assert "already exists" in twice


def test_what_must_not_be_texted_is_refused_in_words(operator: Client) -> None:
    fields = {"clinic": str(make.clinic().pk), "name": "reminder", "language": "en"}
    wrong = written(operator, path(ClinicText, "add"), **fields, body="{clinic}: your sciatica, {surname}")
    assert "{surname}" in wrong
    wrong = written(operator, path(ClinicText, "add"), **fields, body="{clinic}: your sciatica{which}")
    assert "STOP" in wrong and "sciatica" in wrong
    assert not ClinicText.objects.exists()


def test_the_page_shows_a_text_as_a_locked_phone_does(operator: Client) -> None:
    own = make.own_text(make.clinic(name="<Harbour>"), "reminder", MOVE)
    page = operator.get(path(ClinicText, "change", own.pk)).content.decode()
    assert "&lt;Harbour&gt;: time to move (round 2 of 3), Alexandra." in page
    assert 'class="locked-phone"' in page and "backend/locked-phone.css" in page
    assert "1 segments, GSM-7" in page
    assert "licensed clinician" in page


def test_new_words_must_be_signed_off_anew(operator: Client) -> None:
    own = make.own_text(make.clinic(), "reminder", MOVE)
    address = path(ClinicText, "change", own.pk)
    assert "neither" in written(operator, address, reviewed_by="Dr. Pat Sample")
    assert written(operator, address, reviewed_by="Dr. Pat Sample", reviewed_on="2026-11-18") == ""
    own.refresh_from_db()
    assert (own.reviewed_by, str(own.reviewed_on)) == ("Dr. Pat Sample", "2026-11-18")
    assert written(operator, address, body=MOVE + " Go!") == ""
    own.refresh_from_db()
    assert (own.body, own.reviewed_by, own.reviewed_on) == (MOVE + " Go!", "", None)


def test_an_own_text_that_is_removed_leaves_a_trace(operator: Client) -> None:
    own = make.own_text(make.clinic(), "reminder", MOVE)
    assert operator.post(path(ClinicText, "delete", own.pk), {"post": "yes"}).status_code == 302
    assert not ClinicText.objects.exists()
    assert Change.objects.get(what="text.dropped").before["body"] == MOVE


# --- staff -------------------------------------------------------------------------------------------------
def test_a_member_of_staff_is_added_with_a_sign_in_and_can_use_it(operator: Client) -> None:
    clinic = make.clinic()
    address = path(User, "add")
    form = form_of(operator, address) | {
        "email": "New.Person@Demo.Example",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "staff-TOTAL_FORMS": "1",
        "staff-0-clinic": str(clinic.pk),
        "staff-0-role": "practitioner",
        "staff-0-first_name": "New",
        "staff-0-last_name": "Person",
    }
    assert errors_of(operator.post(address, form)) == ""
    assert Staff.objects.get().clinic == clinic
    sign_in = {"email": "new.person@demo.example", "password": PASSWORD}
    assert Client().post("/api/v1/auth/staff", sign_in, "application/json").status_code == 200


def tick(operator: Client, staff: Staff, **fields: Any) -> str:
    address = path(Staff, "change", staff.pk)
    form = form_of(operator, address)
    form.pop("active", None)
    return errors_of(operator.post(address, form | fields))


def test_somebody_who_leaves_is_signed_out_and_leaves_patients_without_practitioner(operator: Client) -> None:
    staff = make.staff(password=PASSWORD)
    patient = make.patient(staff.clinic, practitioner=staff)
    headers = {"Authorization": f"Token {make.token(staff.user)}"}
    assert Client().get("/api/v1/patients", headers=headers).status_code == 200
    assert tick(operator, staff) == ""
    assert Client().get("/api/v1/patients", headers=headers).status_code == 401
    assert Patient.objects.get(pk=patient.pk).practitioner is None
    assert not User.objects.get(pk=staff.user_id).is_active
    left = Change.objects.get(what="staff.left")
    assert (left.who, left.after) == (User.objects.get(email="operator@demo.example"), {"patients_left": 1})


def test_somebody_who_returns_may_sign_in_again(operator: Client) -> None:
    staff = make.staff(password=PASSWORD)
    assert tick(operator, staff) == ""
    assert tick(operator, staff, active="on") == ""
    sign_in = {"email": staff.user.email, "password": PASSWORD}
    assert Client().post("/api/v1/auth/staff", sign_in, "application/json").status_code == 200


def test_a_sign_in_that_is_switched_off_is_out_at_once(operator: Client) -> None:
    staff = make.staff(password=PASSWORD)
    headers = {"Authorization": f"Token {make.token(staff.user)}"}
    address = path(User, "change", staff.user_id)
    form = form_of(operator, address)
    form.pop("is_active")
    assert errors_of(operator.post(address, form)) == ""
    assert Client().get("/api/v1/patients", headers=headers).status_code == 401


def test_two_sign_ins_of_one_address_in_other_letters_are_refused(operator: Client) -> None:
    User.objects.create_user("pat@demo.example", PASSWORD)
    form = {
        **form_of(operator, path(User, "add")),
        "email": "Pat@Demo.Example",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "staff-TOTAL_FORMS": "0",
    }
    assert errors_of(operator.post(path(User, "add"), form)) != ""
    assert User.objects.filter(email__iexact="pat@demo.example").count() == 1
