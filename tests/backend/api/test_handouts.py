"""The handout through the API: who gets it, in which language, on which paper, and what it must not tell."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from rest_framework.test import APIClient

from backend import clock
from exercises.actions.assign import end_assignment
from exercises.actions.links import revoke_links
from exercises.models import Assignment, Change, Link, Patient, Staff
from exercises.rules.sessions import local_date
from tests import library, make
from tests.backend.api.calling import assert_problem, signed_in

pytestmark = pytest.mark.django_db
PATH = "/api/v1/assignments/{assignment_id}/handout.pdf"


@pytest.fixture
def staff() -> Staff:
    return make.staff(make.clinic(name="Seaside", country="CA"))


@pytest.fixture
def assignment(staff: Staff) -> Assignment:
    """Begun today, of a program that is named after what somebody suffers from."""
    patient = make.patient(staff.clinic, first_name="Anna", last_name="Topsecret", practitioner=staff)
    now = clock.now()
    program = make.program(name="Acute sciatica")
    return make.assignment(patient, program, starts_on=local_date(now, patient.timezone), now=now)


@pytest.fixture
def client(staff: Staff) -> APIClient:
    return signed_in(staff.user)


def url_of(assignment: Assignment) -> str:
    return PATH.format(assignment_id=assignment.pk)


@contextmanager
def opened(answer: Any) -> Iterator[pypdfium2.PdfDocument]:
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf"), answer.content[:500]
    document = pypdfium2.PdfDocument(answer.content)
    try:
        yield document
    finally:
        document.close()


def text_of(answer: Any) -> str:
    with opened(answer) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)


def scanned(answer: Any) -> list[str]:
    with opened(answer) as document:
        return [found.text for found in zxingcpp.read_barcodes(document[0].render(scale=2).to_pil())]


def test_staff_and_the_patient_get_the_same_sheet_which_nobody_keeps(
    client: APIClient, assignment: Assignment
) -> None:
    first = client.get(url_of(assignment))
    second = signed_in(assignment.patient.user).get(url_of(assignment))  # type: ignore[arg-type]
    assert "Home exercises for Anna" in text_of(first) and first.content == second.content
    for answer in (first, second):
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Content-Disposition"] == 'inline; filename="home-program.pdf"'


def test_it_tells_no_surname_no_number_of_the_patient_and_no_diagnosis(
    client: APIClient, assignment: Assignment
) -> None:
    text = text_of(client.get(url_of(assignment)))
    told = ("Topsecret", assignment.patient.phone, assignment.patient.phone[-7:], "ciatica")
    assert [word for word in told if word in text] == []


def test_its_code_opens_the_patient_s_page_and_who_printed_it_is_kept(
    client: APIClient, assignment: Assignment, staff: Staff, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://h.example"
    [address] = scanned(client.get(url_of(assignment)))
    assert address.startswith("https://h.example/t/")
    page = Client().get(address.removeprefix("https://h.example"))
    assert page.status_code == 200 and b"Anna" in page.content
    assert Change.objects.get(what="link.printed").who == staff.user


@pytest.mark.parametrize("why", ["revoked", "frozen"])
def test_it_has_no_code_where_no_link_may_be_made(
    client: APIClient, assignment: Assignment, staff: Staff, why: str
) -> None:
    if why == "revoked":
        revoke_links(assignment.patient, by=staff.user, now=clock.now())
    else:
        Patient.objects.update(number_frozen_at=clock.now(), number_frozen_because="wrong_number")
    answer = client.get(url_of(assignment))
    assert scanned(answer) == [] and "Ask your clinic for a link" in text_of(answer)
    assert not Link.objects.filter(revoked_at__isnull=True).exists()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "Exercices à la maison"),
        ({"language": "es"}, "Ejercicios en casa"),
        ({"language": "en"}, "Home ex"),
    ],
    ids=["the patient's", "Spanish", "English"],
)
def test_it_is_in_the_language_asked_for_or_the_patient_s(
    client: APIClient, assignment: Assignment, query: Any, words: str
) -> None:
    Patient.objects.update(language="fr-CA")
    assert words in text_of(client.get(url_of(assignment), query))


@pytest.mark.parametrize(
    ("country", "query", "width"),
    [("CA", {}, 612), ("FR", {}, 595), ("FR", {"paper": "letter"}, 612), ("US", {"paper": "a4"}, 595)],
)
def test_it_is_on_the_paper_asked_for_or_the_country_s(
    client: APIClient, assignment: Assignment, country: str, query: Any, width: int
) -> None:
    type(assignment.clinic).objects.update(country=country)
    with opened(client.get(url_of(assignment), query)) as document:
        assert int(document[0].get_width()) == width


@pytest.mark.parametrize("field", ["paper", "language"])
@pytest.mark.parametrize("value", ["", "A4 ", "pl", "\x00"], ids=ascii)
def test_what_there_is_not_is_refused_by_name(
    client: APIClient, assignment: Assignment, field: str, value: str
) -> None:
    assert_problem(client.get(url_of(assignment), {field: value}), 400, "invalid", field)


def test_an_assignment_that_has_ended_is_not_printed(
    client: APIClient, assignment: Assignment, staff: Staff
) -> None:
    end_assignment(assignment, reason="", by=staff.user, now=clock.now())
    assert_problem(client.get(url_of(assignment)), 409, "assignment_has_ended")
    assert not Link.objects.exists()


def test_a_family_member_s_is_not_there(assignment: Assignment) -> None:
    sister = make.patient(assignment.clinic, phone=assignment.patient.phone)
    assert_problem(signed_in(sister.user).get(url_of(assignment)), 404, "not_found")  # type: ignore[arg-type]


def test_a_client_that_wants_no_pdf_is_told_so(client: APIClient, assignment: Assignment) -> None:
    assert_problem(client.get(url_of(assignment), headers={"Accept": "text/csv"}), 406, "not_acceptable")
    assert client.get(url_of(assignment), headers={"Accept": "application/pdf"}).status_code == 200


def test_pictures_that_were_never_drawn_in_this_look_are_drawn_for_it(
    client: APIClient, staff: Staff
) -> None:
    exercise = library.drawn("bridge")
    patient = make.patient(staff.clinic, skin_tone="dark")
    program = make.program(phases=[(1, 9, [make.Dose(reps=5)])], exercises=[exercise])
    now = clock.now()
    made = make.assignment(patient, program, starts_on=local_date(now, patient.timezone), now=now)
    with opened(client.get(url_of(made))) as document:
        images = list(document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
    assert len(images) == exercise.pictures.filter(kind="pose").count() > 1


@pytest.mark.parametrize("count", [1, 8])
def test_it_costs_the_same_number_of_queries_however_many_exercises(
    client: APIClient, staff: Staff, count: int, django_assert_num_queries: Any
) -> None:
    """Two to sign in, one for the assignment, six for what it says; the rest makes, renews and records the link."""
    patient, now = make.patient(staff.clinic), clock.now()
    program = make.program(phases=[(1, 9, [make.Dose(reps=5)] * count)])
    made = make.assignment(patient, program, starts_on=local_date(now, patient.timezone), now=now)
    client.get(url_of(made))
    with django_assert_num_queries(16):
        client.get(url_of(made))
