"""A drawn picture on its way to a phone: over the REST API and with TwiML, fetched by the stand-in over HTTP."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import requests
from PIL import Image

from backend import clock
from backend.pictures.addresses import picture_link
from backend.sms.sandbox import Sandbox
from exercises.actions.send import outgoing_of
from exercises.gateway import Accepted
from exercises.models import Message, Patient
from exercises.rules.lifecycle import MessageState
from exercises.rules.pictures import TextedPicture
from exercises.terms import Direction, MessageKind, TextedKind
from tests import make
from tests.library import drawn
from tests.standin import TOKEN, eventually, gateway_to, ledger, reply, sandbox

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def base(live_server: Any, settings: Any) -> str:
    settings.PUBLIC_URL, settings.TWILIO_AUTH_TOKEN = live_server.url, TOKEN
    return str(live_server.url)


@pytest.fixture
def stand_in(base: str, tmp_path: Path) -> Iterator[Sandbox]:
    with sandbox(base, tmp_path) as started:
        yield started


@pytest.fixture
def bridge(settings: Any) -> UUID:
    """The bridge of the library, drawn."""
    return drawn("bridge").pk


def a_text(patient: Patient, exercise: UUID, kind: TextedKind = TextedKind.POSES) -> Message:
    return Message.objects.create(
        clinic=patient.clinic,
        patient=patient,
        direction=Direction.OUT,
        kind=MessageKind.ANSWER,
        our_number=patient.clinic.sender,
        their_number=patient.phone,
        body="Bridge: 2 times 10",
        media=[str(TextedPicture(exercise, kind))],
        state=MessageState.WRITTEN,
        attempts=1,
        created_at=clock.now(),
        attempted_at=clock.now(),
    )


def arrived(stand_in: Sandbox, body: str) -> dict[str, Any]:
    """The entry of the text in the ledger once it has its last state."""

    def ask() -> dict[str, Any] | None:
        entries = [each for each in ledger(stand_in) if each["direction"] == "out" and each["body"] == body]
        return entries[-1] if entries and entries[-1]["status"] in ("delivered", "failed") else None

    entry: dict[str, Any] = eventually(ask)
    return entry


def on_the_phone(stand_in: Sandbox, entry: dict[str, Any], content_type: str = "image/jpeg") -> Image.Image:
    [media] = entry["media"]
    assert media["content_type"] == content_type and media["size"] < 100_000
    return Image.open(io.BytesIO(requests.get(stand_in.url + media["kept"], timeout=5).content))


def test_a_text_that_is_sent_carries_the_movement(base: str, stand_in: Sandbox, bridge: UUID) -> None:
    message = a_text(make.patient(), bridge)
    answer = gateway_to(stand_in, base).send(outgoing_of(message, clock.now()))
    assert isinstance(answer, Accepted) and answer.sid.startswith("MM")
    entry = arrived(stand_in, message.body)
    image = on_the_phone(stand_in, entry)
    assert (entry["status"], image.format, image.width) == ("delivered", "JPEG", 640)
    assert entry["media"][0]["address"].endswith("/exercise.jpg")
    # As a carrier may, somebody fetches it later, and the link in a text shows the same.
    link = requests.get(picture_link(base, TextedPicture(bridge), now=clock.now()), timeout=5)
    assert len(link.content) == entry["media"][0]["size"]


def test_it_moves_on_the_phone_where_the_clinic_wants(base: str, stand_in: Sandbox, bridge: UUID) -> None:
    message = a_text(make.patient(), bridge, TextedKind.MOTION)
    gateway_to(stand_in, base).send(outgoing_of(message, clock.now()))
    entry = arrived(stand_in, message.body)
    image = on_the_phone(stand_in, entry, "image/gif")
    assert (entry["status"], image.format, image.width) == ("delivered", "GIF", 360)
    assert getattr(image, "n_frames", 1) > 10 and entry["media"][0]["address"].endswith("/exercise.gif")


def test_an_answer_to_a_webhook_carries_it_too(base: str, stand_in: Sandbox, bridge: UUID) -> None:
    patient = make.patient()
    sid = reply(stand_in, patient.phone, patient.clinic.sender, "HELLO ALL OF YOU THERE").headers[
        "X-Message-Sid"
    ]
    row = eventually(lambda: Message.objects.filter(answers__sid=sid, state=MessageState.DELIVERED).first())
    Message.objects.filter(pk=row.pk).update(
        body="Bridge & rest", media=[str(bridge)], sid=None, state=MessageState.UNKNOWN
    )
    reply(stand_in, patient.phone, patient.clinic.sender, "", sid=sid)
    entry = arrived(stand_in, "Bridge & rest")
    assert (entry["status"], entry["by"]) == ("delivered", "twiml")
    assert on_the_phone(stand_in, entry).width == 640
    eventually(lambda: Message.objects.get(pk=row.pk).state == MessageState.DELIVERED)


def test_when_a_picture_cannot_be_fetched_its_words_wait_to_go_alone(
    base: str, stand_in: Sandbox, bridge: UUID
) -> None:
    requests.post(stand_in.url + "/faults", json={"faults": {"media_unreachable": 1}}, timeout=5)
    message = a_text(make.patient(), bridge)
    gateway_to(stand_in, base).send(outgoing_of(message, clock.now()))
    assert arrived(stand_in, message.body)["error_code"] == 11200
    eventually(lambda: Message.objects.get(pk=message.pk).error_code == "11200")
    again = Message.objects.exclude(pk=message.pk).get()
    assert (again.body, again.media, again.state) == (message.body, [], MessageState.ABSENT)
