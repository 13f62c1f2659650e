"""A clinic's own pictures over HTTP: sent in, shown everywhere, private, and gone when they are taken away."""

import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any
from uuid import uuid4

import boto3
import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.test.client import encode_multipart
from moto.server import ThreadedMotoServer
from PIL import Image
from rest_framework.test import APIClient

from backend import clock
from backend.api.own_pictures import LARGEST_BODY
from backend.pictures.addresses import media_address
from backend.pictures.intake import isolated
from backend.pictures.store import NoSuchFile, folders, keep, names, read, remove, written_at
from backend.settings import stored
from exercises.models import Exercise, Picture, Staff
from exercises.rules.pictures import TextedPicture
from tests import make
from tests.backend.api.calling import assert_as_documented, assert_problem, signed_in
from tests.backend.pictures.intake.files import MARKER, SAMPLES, exif, jpeg, mp4, png, saved, scene
from tests.backend.pictures.intake.hostile import HOSTILE

pytestmark = pytest.mark.django_db
CALL = "/api/v1/exercises/{exercise_id}/pictures"
ONE = CALL + "/{picture_id}"


@pytest.fixture
def staff() -> Staff:
    return make.staff()


@pytest.fixture
def exercise(staff: Staff) -> Exercise:
    return make.exercise(staff.clinic)


@pytest.fixture
def client(staff: Staff) -> APIClient:
    return signed_in(staff.user)


def send(client: APIClient, exercise: Exercise, content: bytes, name: str = "p.jpg", **fields: Any) -> Any:
    form = {
        "file": SimpleUploadedFile(name, content, fields.pop("type", "image/jpeg")),
        "alt": "Stairs",
        **fields,
    }
    url = CALL.format(exercise_id=exercise.pk)
    return client.post(
        url, {key: value for key, value in form.items() if value is not None}, format="multipart"
    )


def kept_files(settings: Any) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def fetch(path: str, **headers: str) -> Any:
    return Client(raise_request_exception=False).get(path, headers=headers)


def test_a_photograph_is_shown_in_three_sizes_to_who_has_the_address(
    client: APIClient, exercise: Exercise
) -> None:
    answer = send(client, exercise, jpeg(exif=exif(), comment=MARKER), order=1)
    row = assert_as_documented(answer, CALL)
    assert (answer.status_code, row["kind"], row["order"], row["alt"]) == (201, "photo", 1, "Stairs")
    assert [(one["width"], one["height"]) for one in row["pictures"]] == [(320, 240), (640, 480), (800, 600)]
    assert all(one["theme"] is None and one["side"] is None for one in row["pictures"])
    for one in row["pictures"]:
        served = fetch(one["path"])
        assert (served.status_code, served["Content-Type"]) == (200, "image/webp")
        assert served["Cache-Control"] == "private, max-age=86400, immutable"
        assert served["X-Content-Type-Options"] == "nosniff"
        assert MARKER not in served.content
        assert Image.open(io.BytesIO(served.content)).size == (one["width"], one["height"])


def test_it_stands_wherever_the_exercise_does(client: APIClient, exercise: Exercise, staff: Staff) -> None:
    row = send(client, exercise, jpeg()).json()
    shown = client.get(f"/api/v1/exercises/{exercise.pk}").json()["pictures"]
    assert shown == [{"id": row["id"], **one} for one in row["pictures"]]
    patient = make.patient(staff.clinic)
    make.assignment(
        patient, make.program(staff.clinic, exercises=[exercise, make.exercise()]), now=clock.now()
    )
    assert patient.user is not None
    today = signed_in(patient.user).get("/api/v1/me/today").json()
    assert [one["kind"] for one in today["exercises"][0]["pictures"]] == ["photo"] * 3
    assert fetch(today["exercises"][0]["pictures"][0]["path"]).status_code == 200


def test_it_is_the_picture_of_a_text_and_no_copy_is_kept(
    client: APIClient, exercise: Exercise, settings: Any
) -> None:
    send(client, exercise, jpeg())
    send(client, exercise, saved(scene((300, 600)), "JPEG"))
    files = kept_files(settings)
    address = media_address("http://clinic.example", TextedPicture(exercise.pk), now=clock.now())
    texted = fetch(address.removeprefix("http://clinic.example"))
    image = Image.open(io.BytesIO(texted.content))
    assert (texted.status_code, image.format) == (200, "JPEG")
    assert max(image.size) <= 1280
    assert kept_files(settings) == files


def test_a_clip_is_played_in_parts(client: APIClient, exercise: Exercise) -> None:
    content = mp4()
    row = send(client, exercise, content, "p.mp4", type="video/mp4").json()
    [file] = row["pictures"]
    assert (row["kind"], file["type"], file["width"], file["height"]) == ("clip", "video/mp4", 640, 360)
    whole = fetch(file["path"])
    assert (whole.status_code, whole["Accept-Ranges"], len(whole.content)) == (200, "bytes", len(content))
    assert SAMPLES[0] in whole.content
    part = fetch(file["path"], range="bytes=10-19")
    assert (part.status_code, part.content) == (206, whole.content[10:20])
    assert part["Content-Range"] == f"bytes 10-19/{len(content)}"
    assert fetch(file["path"], range="bytes=-5").content == whole.content[-5:]
    several = fetch(file["path"], range="bytes=0-1,5-6")
    assert (several.status_code, several.content) == (200, whole.content)
    behind = fetch(file["path"], range=f"bytes={len(content)}-")
    assert (behind.status_code, behind["Content-Range"]) == (416, f"bytes */{len(content)}")
    same, other = {"if-range": whole["ETag"]}, {"if-range": '"other"'}
    assert fetch(file["path"], range="bytes=0-1", **same).status_code == 206
    assert fetch(file["path"], range="bytes=0-1", **other).status_code == 200
    assert "private" not in behind["Cache-Control"]
    head = Client().head(file["path"], headers={"range": "bytes=0-1"})  # parts are for GET alone
    assert (head.status_code, head["Content-Length"], head.content) == (200, str(len(content)), b"")


def test_who_has_a_file_is_told_so_and_nothing_that_replaces_its_type(
    client: APIClient, exercise: Exercise
) -> None:
    path = send(client, exercise, jpeg()).json()["pictures"][0]["path"]
    tag = fetch(path)["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        unchanged = fetch(path, **{"if-none-match": known})
        assert (unchanged.status_code, unchanged["ETag"]) == (304, tag), known
        assert "Content-Type" not in unchanged
    assert fetch(path, **{"if-none-match": '"other"'}).status_code == 200


def test_a_look_at_the_head_reads_no_file(client: APIClient, exercise: Exercise, settings: Any) -> None:
    row = send(client, exercise, jpeg()).json()
    for path in kept_files(settings):
        path.unlink()
    assert Client().head(row["pictures"][0]["path"]).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_its_file_is_only_read(method: str, client: APIClient, exercise: Exercise) -> None:
    path = send(client, exercise, jpeg()).json()["pictures"][0]["path"]
    assert getattr(Client(), method)(path).status_code == 405


def test_a_type_that_browsers_would_run_is_only_saved(exercise: Exercise, client: APIClient) -> None:
    row = send(client, exercise, jpeg()).json()
    picture = Picture.objects.get(pk=row["id"])
    picture.files[0]["type"] = "text/html"
    picture.save(update_fields=["files"])
    served = fetch(row["pictures"][0]["path"])
    assert (served["Content-Type"], served["Content-Disposition"]) == (
        "application/octet-stream",
        "attachment",
    )


# --- private ---------------------------------------------------------------------------------------------


def at(words: str) -> Any:
    return time_machine.travel(datetime.fromisoformat(words).replace(tzinfo=UTC), tick=False)


def test_an_address_is_the_same_all_month_and_holds_to_the_end_of_the_next(
    exercise: Exercise, staff: Staff
) -> None:
    with at("2026-11-01T12:00"):
        path = send(signed_in(staff.user), exercise, jpeg()).json()["pictures"][0]["path"]

    def shown() -> str:
        answer = signed_in(staff.user).get(f"/api/v1/exercises/{exercise.pk}").json()
        return str(answer["pictures"][0]["path"])

    with at("2026-12-01T07:00"):  # still November where the clinic is
        assert shown() == path
    with at("2026-12-01T09:00"):
        assert shown() != path
        assert fetch(path).status_code == fetch(shown()).status_code == 200
    with at("2027-01-01T11:59"):  # December is over nowhere but in the far west
        assert fetch(path).status_code == 200
    with at("2027-01-01T12:00"):
        gone = fetch(path)
        assert (gone.status_code, gone["Content-Type"]) == (410, "text/plain; charset=utf-8")


def test_no_part_of_an_address_can_be_another(client: APIClient, exercise: Exercise) -> None:
    row = send(client, exercise, jpeg()).json()
    other = send(client, exercise, png()).json()
    path, foreign = row["pictures"][0]["path"], other["pictures"][0]["path"]
    _, _, _, month, seal, picture, name = path.split("/")
    wrong = [
        f"/media/own/{month}/{seal}/{other['id']}/{name}",
        f"/media/own/{month}/{seal}/{picture}/{foreign.split('/')[-1]}",
        f"/media/own/203001/{seal}/{picture}/{name}",
        f"/media/own/202613/{seal}/{picture}/{name}",
        f"/media/own/{month}/{'0' * 20}/{picture}/{name}",
        f"/media/own/{picture}/{name}",
        f"/media/own/{month}/{seal}/{picture}/",
        f"/media/own/{month}/{seal}/{picture}",
        "/media/own/",
        f"/media/own/{month}/{seal}/{picture}/..%2f..%2fREADME.md",
        f"{path}%00",
        f"{path}%0a",
        path.upper(),
    ]
    assert [one for one in wrong if fetch(one).status_code != 404] == []
    assert fetch(path).status_code == 200


def test_what_is_taken_away_is_gone_at_the_next_request(
    client: APIClient, exercise: Exercise, settings: Any
) -> None:
    row = send(client, exercise, jpeg()).json()
    path = row["pictures"][0]["path"]
    url = ONE.format(exercise_id=exercise.pk, picture_id=row["id"])
    assert client.delete(url).status_code == 204
    assert fetch(path).status_code == 404
    assert client.get(f"/api/v1/exercises/{exercise.pk}").json()["pictures"] == []
    assert len(kept_files(settings)) == 3
    assert_problem(client.delete(url), 404, "not_found")
    assert client.delete(f"{url}?erase=true").status_code == 204
    assert list((Path(settings.MEDIA_ROOT) / "own").iterdir()) == []
    assert Picture.objects.get(pk=row["id"]).removed_at is not None


def test_erasing_that_breaks_off_can_be_done_again(
    client: APIClient, exercise: Exercise, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = send(client, exercise, jpeg()).json()
    url = ONE.format(exercise_id=exercise.pk, picture_id=row["id"]) + "?erase=true"
    client.raise_request_exception = False

    def fail(_: str) -> None:
        raise OSError("The store is away.")

    with monkeypatch.context() as broken:
        broken.setattr(default_storage, "delete", fail)
        assert client.delete(url).status_code == 500
    assert fetch(row["pictures"][0]["path"]).status_code == 404
    assert len(kept_files(settings)) == 3
    assert client.delete(url).status_code == 204
    assert kept_files(settings) == []


def sweep(*options: str) -> str:
    out = io.StringIO()
    call_command("sweeppictures", *options, stdout=out)
    return out.getvalue()


def test_what_a_crash_left_is_swept_away_and_nothing_else(
    client: APIClient, exercise: Exercise, settings: Any
) -> None:
    row = send(client, exercise, jpeg()).json()
    taken_away = send(client, exercise, png()).json()
    client.delete(ONE.format(exercise_id=exercise.pk, picture_id=taken_away["id"]))
    known = kept_files(settings)
    stray = f"own/{uuid4()}/{'0' * 32}.webp"
    beside = f"own/{row['id']}/.writing-abc"
    for path in (stray, beside):
        keep(path, b"half")
    assert sweep("--erase") == "0 files erased.\n"  # they may be on their way
    for path in kept_files(settings):
        os.utime(path, (0, 0))
    assert sweep().splitlines() == [*sorted([stray, beside]), "2 files left over; --erase deletes them."]
    assert len(kept_files(settings)) == len(known) + 2
    assert sweep("--erase").endswith("2 files erased.\n")
    assert sorted(kept_files(settings)) == sorted(known)


def test_there_is_nothing_to_sweep_before_the_first_upload() -> None:
    assert sweep() == "0 files left over; --erase deletes them.\n"


def test_who_comes_when_too_many_wait_is_told_when_to_come_again(
    client: APIClient, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "_places", BoundedSemaphore(1))
    with isolated._place():
        body = assert_problem(send(client, exercise, jpeg()), 503, "file_not_now", "file")
    assert "again" in body["detail"]
    assert send(client, exercise, jpeg()).status_code == 201


def test_words_and_place_are_changed(client: APIClient, exercise: Exercise) -> None:
    first, second = (send(client, exercise, jpeg(), alt=alt).json() for alt in ("One", "Two"))
    url = ONE.format(exercise_id=exercise.pk, picture_id=second["id"])
    row = assert_as_documented(client.patch(url, {"alt": "Zwei", "order": 1}), ONE)
    assert (row["alt"], row["order"], row["pictures"][0]["path"]) == (
        "Zwei",
        1,
        second["pictures"][0]["path"],
    )
    shown = client.get(f"/api/v1/exercises/{exercise.pk}").json()["pictures"]
    assert [one["id"] for one in shown] == [second["id"]] * 3 + [first["id"]] * 3
    for body, field in (
        ({"alt": ""}, "alt"),
        ({"alt": "x" * 241}, "alt"),
        ({"order": 0}, "order"),
        ({"kind": "clip"}, "kind"),
    ):
        assert_problem(client.patch(url, body), 400, "invalid", field)


# --- refused ---------------------------------------------------------------------------------------------


NAMES = [
    "../../x.jpg",
    "a\0b.jpg",
    "x" * 5000 + ".jpg",
    "\u202egpj.exe",
    "photo.php",
    "p.html",
    ".htaccess",
    "con",
    " ",
]


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_file_is_called_it_is_named_after_its_content(
    name: str, client: APIClient, exercise: Exercise, settings: Any
) -> None:
    answer = send(client, exercise, jpeg(), name)
    if answer.status_code != 201:  # a form can be unreadable with such a name in it
        assert 400 <= answer.status_code < 500
        assert kept_files(settings) == []
        return
    folder = Path(settings.MEDIA_ROOT) / "own" / answer.json()["id"]
    assert {path.parent for path in kept_files(settings)} == {folder}
    assert all(len(path.name) == 37 and path.suffix == ".webp" for path in kept_files(settings))


def test_a_page_that_calls_itself_a_photograph_is_refused_and_nothing_is_left(
    client: APIClient, exercise: Exercise, settings: Any
) -> None:
    for which in (
        "a_page",
        "half_a_png",
        "a_page_behind_a_jpeg",
        "a_preview",
        "a_png_that_moves",
        "a_clip_of_an_hour",
    ):
        make_it, code = HOSTILE[which]
        body = assert_problem(send(client, exercise, make_it()), 400, code, "file")
        assert body["errors"]["file"] == [body["detail"]]
    assert not Picture.objects.exists() and kept_files(settings) == []


def test_what_is_too_large_is_refused_before_it_is_read(client: APIClient, exercise: Exercise) -> None:
    class NeverRead(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("The body was read.")

    answer = client.generic(
        "POST",
        CALL.format(exercise_id=exercise.pk),
        content_type="multipart/form-data; boundary=x",
        **{"CONTENT_LENGTH": str(LARGEST_BODY + 1), "wsgi.input": NeverRead()},
    )
    assert "25 MB" in assert_problem(answer, 413, "too_large")["detail"]
    large = assert_problem(
        send(client, exercise, HOSTILE["a_photograph_of_too_many_bytes"][0]()), 413, "file_too_large", "file"
    )
    assert "20 MB" in large["detail"]


def test_a_form_in_chunks_is_told_what_it_lacks(client: APIClient, exercise: Exercise) -> None:
    url = CALL.format(exercise_id=exercise.pk)
    body = encode_multipart("x", {"file": SimpleUploadedFile("p.jpg", jpeg()), "alt": "x"})
    chunked = {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}
    answer = client.generic("POST", url, body, content_type="multipart/form-data; boundary=x", **chunked)
    assert "Content-Length" in assert_problem(answer, 411, "length_required")["detail"]


def test_every_part_of_the_form_is_checked(client: APIClient, exercise: Exercise) -> None:
    url = CALL.format(exercise_id=exercise.pk)
    file = {"file": SimpleUploadedFile("p.jpg", jpeg())}
    for form, field in (
        ({"alt": "x"}, "file"),
        ({"alt": "x", "file": "words"}, "file"),
        ({"alt": "x", "file": SimpleUploadedFile("p.jpg", b"")}, "file"),
        (file, "alt"),
        ({**file, "alt": ""}, "alt"),
        ({**file, "alt": "a\0b"}, "alt"),
        ({**file, "alt": "x" * 241}, "alt"),
        ({**file, "alt": "x", "order": "first"}, "order"),
        ({**file, "alt": "x", "order": "0"}, "order"),
        ({**file, "alt": "x", "clinic": "mine"}, "clinic"),
        ({**file, "alt": ["x", "y"]}, "alt"),
        ({"file": [file["file"], SimpleUploadedFile("q.jpg", jpeg())], "alt": "x"}, "file"),
    ):
        file["file"].seek(0)
        assert_problem(client.post(url, form, format="multipart"), 400, "invalid", field)
    assert_problem(client.post(url, {"alt": "x"}), 415, "unsupported_media_type")
    for content_type, body in (
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=x", b"--x\r\nno"),
    ):
        broken = client.generic("POST", url, body, content_type=content_type)
        assert broken.status_code == 400, broken.content


@pytest.mark.parametrize("charset", ["idna", "utf-16", "punycode", "utf-8"])
def test_a_form_is_utf_8_whatever_it_says(charset: str, client: APIClient, exercise: Exercise) -> None:
    body = encode_multipart("x", {"file": SimpleUploadedFile("p.jpg", jpeg()), "alt": "Crête"})
    url = CALL.format(exercise_id=exercise.pk)
    answer = client.generic(
        "POST", url, body, content_type=f"multipart/form-data; boundary=x; charset={charset}"
    )
    assert (answer.status_code, answer.json().get("alt")) == (201, "Crête")


def test_the_shared_library_takes_no_pictures_and_says_what_to_do(client: APIClient) -> None:
    body = assert_problem(send(client, make.exercise(), jpeg()), 409, "exercise_is_shared")
    assert "own" in body["detail"]
    foreign = make.exercise(make.clinic())
    assert_problem(send(client, foreign, jpeg()), 404, "not_found")
    url = ONE.format(exercise_id=foreign.pk, picture_id=make.photograph(foreign).pk)
    assert_problem(client.delete(url), 404, "not_found")
    assert_problem(client.patch(url, {"alt": "x"}), 404, "not_found")
    assert_problem(client.delete(ONE.format(exercise_id=foreign.pk, picture_id=uuid4())), 404, "not_found")


def test_a_file_that_came_in_while_the_exercise_filled_up_is_not_left_in_the_store(
    client: APIClient, exercise: Exercise, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from backend.pictures.intake import uploads  # noqa: PLC0415
    from backend.pictures.intake.isolated import cleaned  # noqa: PLC0415

    def while_it_fills_up(content: bytes) -> Any:
        for order in range(1, 13):
            make.photograph(exercise, order=order)
        return cleaned(content)

    monkeypatch.setattr(uploads, "take_in", while_it_fills_up)
    assert_problem(send(client, exercise, jpeg()), 409, "too_many_pictures")
    assert kept_files(settings) == []


# --- in a bucket -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "only-for-tests")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    made = boto3.resource("s3", endpoint_url=s3).Bucket(f"pictures-{uuid4().hex}")
    made.create()
    settings.STORAGES = {**settings.STORAGES, "default": stored(f"s3://{made.name}/media", s3)}
    return made


@pytest.mark.process
def test_a_bucket_keeps_files_as_a_disk_does(bucket: Any) -> None:
    keep("drawn/ab/1.webp", b"content")
    keep("drawn/ab/1.webp", b"content")
    assert [one.key for one in bucket.objects.all()] == ["media/drawn/ab/1.webp"]
    assert read("drawn/ab/1.webp") == b"content"
    assert default_storage.piece("drawn/ab/1.webp", 1, 3) == b"on"  # type: ignore[attr-defined]
    assert names("drawn/ab") == {"drawn/ab/1.webp"}
    assert names("drawn/none") == frozenset()
    remove("drawn/ab/1.webp")
    remove("drawn/ab/1.webp")
    keep("own/ab/1.webp", b"content")
    assert (folders("own"), folders("none")) == (["own/ab"], [])
    assert written_at("own/ab/1.webp").tzinfo is not None
    for path in ("drawn/ab/1.webp", "../1.webp", ""):
        with pytest.raises(NoSuchFile):
            read(path)
    with pytest.raises(FileNotFoundError):
        default_storage.piece("drawn/ab/1.webp", 1, 3)  # type: ignore[attr-defined]


@pytest.mark.process
def test_a_bucket_in_trouble_is_no_picture_taken_away(
    bucket: Any, client: APIClient, exercise: Exercise
) -> None:
    row = send(client, exercise, jpeg()).json()
    bucket.objects.delete()
    assert fetch(row["pictures"][0]["path"]).status_code == 404
    bucket.delete()  # as after a wrong setting: the key of the picture is not what is missing
    assert fetch(row["pictures"][0]["path"]).status_code == 500


@pytest.mark.process
def test_a_bucket_that_does_not_answer_is_not_waited_for_long(
    bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = default_storage.connection.meta.client.meta.config  # type: ignore[attr-defined]
    assert (config.connect_timeout, config.read_timeout) == (5, 20)
    assert config.retries["total_max_attempts"] == 2


@pytest.mark.process
def test_own_pictures_live_in_a_bucket_too(
    bucket: Any, client: APIClient, exercise: Exercise, settings: Any
) -> None:
    row = send(client, exercise, mp4(), "p.mp4").json()
    path = row["pictures"][0]["path"]
    assert fetch(path, range="bytes=4-7").content == b"ftyp"
    assert len(fetch(path).content) == row_bytes(row)
    assert kept_files(settings) == []
    assert [one.size for one in bucket.objects.all()] == [row_bytes(row)]
    url = ONE.format(exercise_id=exercise.pk, picture_id=row["id"])
    assert client.delete(f"{url}?erase=true").status_code == 204
    assert list(bucket.objects.all()) == [] and fetch(path).status_code == 404


def row_bytes(row: Any) -> int:
    return int(Picture.objects.get(pk=row["id"]).files[0]["bytes"])
