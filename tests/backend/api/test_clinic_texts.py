"""The calls by which a clinic texts its own words, sees them on a locked phone, and learns what texts cost."""

import pytest
from rest_framework.test import APIClient

from exercises.models import ClinicText, Staff
from exercises.rules.own_texts import CHANGEABLE
from exercises.terms import Role
from tests import make
from tests.backend.api.calling import assert_as_documented, assert_problem, signed_in

pytestmark = pytest.mark.django_db

TEXTS = "/api/v1/clinic/texts"
ONE = TEXTS + "/{name}/{language}"
MOVE = "{clinic}: time to move{which}, {first_name}. STOP ends texts."


@pytest.fixture
def administrator() -> Staff:
    return make.staff(make.clinic(name="Harbour"), role=Role.ADMINISTRATOR, first_name="Ada", last_name="Min")


@pytest.fixture
def desk(administrator: Staff) -> APIClient:
    return signed_in(administrator.user)


def test_every_text_is_listed_in_every_language(desk: APIClient, administrator: Staff) -> None:
    make.own_text(administrator.clinic, "reminder", MOVE, language="fr")
    make.own_text(make.clinic(), "reminder", "{clinic}{which} STOP")
    body = assert_as_documented(desk.get(TEXTS), TEXTS)
    assert body["count"] == 3 * len(CHANGEABLE)
    pages = [desk.get(TEXTS, {"language": "fr", "page": page}) for page in (1, 2)]
    french = [row for page in pages for row in assert_as_documented(page, TEXTS)["results"]]
    assert [row["name"] for row in french] == list(CHANGEABLE)
    reminder = french[0]
    assert (reminder["own"], reminder["must_say"]) == (MOVE, ["STOP"])
    assert reminder["must_hold"] == ["clinic", "which"]
    assert reminder["may_hold"] == ["clinic", "first_name", "which"]
    assert reminder["preview"]["text"].startswith("Harbour: time to move (séance 2 de 3), Alexandra.")
    assert [row["name"] for row in french if row["own"]] == ["reminder"]
    assert_problem(desk.get(TEXTS, {"language": "de"}), 400, "invalid", "language")


def test_listing_costs_the_same_however_many_are_own(
    desk: APIClient,
    administrator: Staff,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for name in CHANGEABLE:
        make.own_text(administrator.clinic, name, "{clinic}", language="es")
    with django_assert_max_num_queries(1 + 1):  # the token, the texts
        assert desk.get(TEXTS).status_code == 200


def test_an_administrator_texts_the_clinic_s_own_words_and_takes_them_back(desk: APIClient) -> None:
    given = {"body": MOVE, "reviewed_by": "Dr. Sample", "reviewed_on": "2026-11-17"}
    row = assert_as_documented(desk.put(f"{TEXTS}/reminder/en", given), ONE)
    assert (row["own"], row["changed_by"]) == (MOVE, "Ada Min")
    assert (row["reviewed_by"], row["reviewed_on"]) == ("Dr. Sample", "2026-11-17")
    assert row["preview"]["lock_screen"] == (
        "Harbour: time to move (round 2 of 3), Alexandra. STOP ends texts."
    )
    assert desk.delete(f"{TEXTS}/reminder/en").status_code == 204
    assert desk.delete(f"{TEXTS}/reminder/en").status_code == 204
    assert not ClinicText.objects.exists()


def test_what_must_not_be_texted_is_refused_and_names_the_field(desk: APIClient) -> None:
    problem = assert_problem(
        desk.put(f"{TEXTS}/reminder/en", {"body": "Your sciatica, {surname}"}), 400, "invalid", "body"
    )
    assert "{surname}" in problem["errors"]["body"][0]
    assert_problem(desk.put(f"{TEXTS}/reminder/en", {"body": " "}), 400, "invalid", "body")
    assert_problem(desk.put(f"{TEXTS}/reminder/en", {"body": "x" * 500}), 400, "invalid", "body")
    assert_problem(desk.put(f"{TEXTS}/reminder/en", {}), 400, "invalid", "body")
    signed = {"body": MOVE, "reviewed_by": "Dr. Sample"}
    assert_problem(desk.put(f"{TEXTS}/reminder/en", signed), 400, "invalid", "reviewed_on")
    for path in ("code/en", "reminder/de", "nothing/en"):
        assert_problem(desk.put(f"{TEXTS}/{path}", {"body": MOVE}), 404, "not_found")
        assert_problem(desk.delete(f"{TEXTS}/{path}"), 404, "not_found")


def test_a_practitioner_reads_texts_and_does_not_change_them() -> None:
    client = signed_in(make.staff().user)
    assert client.get(TEXTS).status_code == 200
    assert_problem(client.put(f"{TEXTS}/reminder/en", {"body": MOVE}), 403, "permission_denied")
    assert_problem(client.delete(f"{TEXTS}/reminder/en"), 403, "permission_denied")


def test_a_preview_shows_a_locked_phone_and_what_would_be_refused(
    desk: APIClient, administrator: Staff
) -> None:
    path = f"{TEXTS}/preview"
    given = {"name": "reminder", "language": "fr", "body": MOVE + " Ç'est bien, ça va être bien."}
    shown = assert_as_documented(desk.post(path, given), path)
    assert shown["problems"] == []
    assert shown["preview"]["sender"] == administrator.clinic.sender
    assert (shown["preview"]["encoding"], shown["preview"]["segments"]) == ("UCS-2", 2)
    wrong = assert_as_documented(desk.post(path, given | {"body": "Your sciatica"}), path)
    assert len(wrong["problems"]) == 3
    assert wrong["preview"]["text"] == "Your sciatica"
    broken = assert_as_documented(desk.post(path, given | {"body": "{clinic"}), path)
    assert (len(broken["problems"]), broken["preview"]) == (1, None)
    assert not ClinicText.objects.exists()
    assert_problem(desk.post(path, given | {"name": "code"}), 400, "invalid", "name")


def test_what_a_month_of_texts_costs_is_told(desk: APIClient) -> None:
    path = "/api/v1/clinic/costs"
    body = assert_as_documented(desk.get(path, {"month": "2026-11"}), path)
    assert (body["month"], body["timezone"], body["by_kind"]) == ("2026-11", "America/Vancouver", [])
    assert desk.get(path).status_code == 200
    for month in ("2026-13", "2026-1", "november", "1026-11"):
        assert_problem(desk.get(path, {"month": month}), 400, "invalid", "month")
