"""The provider's webhooks: who may call them, and what every kind of call gets."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from backend import clock
from backend.pictures.addresses import picture_at
from exercises.actions.opting import is_opted_out, opt_out
from exercises.models import Alert, CheckIn, Message, OptOut, Patient
from exercises.rules.redflags import screen
from exercises.terms import AlertKind, Direction, MessageKind
from tests import make

pytestmark = pytest.mark.django_db

PUBLIC, TOKEN = "https://homestretch.example", "the-current-token"
FORM = "application/x-www-form-urlencoded"
INBOUND = "/sms/inbound"


@pytest.fixture(autouse=True)
def provider(settings: Any) -> None:
    settings.PUBLIC_URL, settings.TWILIO_AUTH_TOKEN = PUBLIC, TOKEN
    settings.TWILIO_AUTH_TOKENS_ALSO_VALID = []
    settings.SMS_OPT_OUT_BY = "provider"


@pytest.fixture
def patient() -> Patient:
    patient = make.patient(zone="UTC")
    make.assignment(patient, starts_on=clock.now().date(), now=clock.now())
    return patient


def post(
    path: str,
    form: Mapping[str, str],
    *,
    token: str = TOKEN,
    signed_for: str = PUBLIC,
    signature: str | None = None,
    **headers: str,
) -> Any:
    """Posts the form as the provider does. `signed_for` is the base address in the signature."""
    if signature is None:
        signature = RequestValidator(token).compute_signature(signed_for + path, form)
    headers = headers | ({"X-Twilio-Signature": signature} if signature else {})
    client = Client(raise_request_exception=False)
    return client.post(path, urlencode(form), content_type=FORM, headers=headers)


def a_text(patient: Patient, body: str, **more: str) -> dict[str, str]:
    form = {"MessageSid": f"SM{uuid4().hex}", "From": patient.phone, "To": patient.clinic.sender}
    return form | {"Body": body} | more


def say(patient: Patient, body: str, **more: str) -> list[str]:
    """The patient's text; returns the texts in the TwiML that answers it."""
    answer = post(INBOUND, a_text(patient, body, **more))
    assert answer.status_code == 200, answer.content
    return texts_of(answer)


def texts_of(answer: Any) -> list[str]:
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own answer
    assert root.tag == "Response"
    return [one.text or "" for one in root.iter("Message")]


def a_text_of_ours(patient: Patient, state: str = "written") -> Message:
    return Message.objects.create(
        clinic=patient.clinic,
        patient=patient,
        direction=Direction.OUT,
        kind=MessageKind.ANSWER,
        our_number=patient.clinic.sender,
        their_number=patient.phone,
        body="Thank you.",
        state=state,
        created_at=clock.now(),
        attempted_at=clock.now(),
    )


def report(message: Message, word: str, **more: str) -> Any:
    form = {"MessageSid": "SM1", "MessageStatus": word, "To": message.their_number} | more
    return post(f"/sms/status/{message.pk}", form)


# --- who may call ------------------------------------------------------------------------------------------
BAD_SIGNATURES: dict[str, dict[str, str]] = {
    "none": {"signature": ""},
    "nonsense": {"signature": "x"},
    "not even ASCII": {"signature": "Ünterschrift"},
    "by another token": {"token": "somebody-else"},
    "for another address": {"signed_for": "https://elsewhere.example"},
    "for the host that was called": {"signed_for": "http://testserver"},
}


@pytest.mark.parametrize("which", BAD_SIGNATURES)
@pytest.mark.parametrize("path", [INBOUND, f"/sms/status/{uuid4()}"], ids=["inbound", "status"])
def test_what_the_provider_did_not_sign_is_refused(patient: Patient, path: str, which: str) -> None:
    answer = post(path, a_text(patient, "DONE 3") | {"MessageStatus": "sent"}, **BAD_SIGNATURES[which])
    assert answer.status_code == 403
    assert not Message.objects.exists()


def test_a_field_changed_on_the_way_is_refused(patient: Patient) -> None:
    form = a_text(patient, "DONE 3")
    signature = RequestValidator(TOKEN).compute_signature(PUBLIC + INBOUND, form)
    assert post(INBOUND, form | {"Body": "DONE 9"}, signature=signature).status_code == 403
    assert post(INBOUND, form, signature=signature).status_code == 200


def test_the_signature_is_judged_by_the_public_address_whatever_the_host_header_says(
    patient: Patient, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    answer = post(INBOUND, a_text(patient, "DONE 3"), Host="evil.example")
    assert answer.status_code == 200
    forged = a_text(patient, "DONE 3")
    assert post(INBOUND, forged, signed_for="http://evil.example", Host="evil.example").status_code == 403


def test_a_token_being_rotated_is_accepted_and_one_long_gone_is_not(patient: Patient, settings: Any) -> None:
    settings.TWILIO_AUTH_TOKENS_ALSO_VALID = ["the-other-token"]
    form = a_text(patient, "DONE 3")
    codes = [
        post(INBOUND, form, token=token).status_code for token in ("the-other-token", TOKEN, "long-gone")
    ]
    assert codes == [200, 200, 403]


@pytest.mark.parametrize("path", [INBOUND, f"/sms/status/{uuid4()}"], ids=["inbound", "status"])
@pytest.mark.parametrize("method", ["get", "put", "delete", "head"])
def test_only_post_is_answered(path: str, method: str) -> None:
    assert getattr(Client(), method)(path).status_code == 405


# --- what a text gets --------------------------------------------------------------------------------------
def test_a_report_is_kept_and_answered_in_words(patient: Patient) -> None:
    [words] = say(patient, "DONE 3")
    assert "done, pain 3" in words
    assert (CheckIn.objects.get().pain, CheckIn.objects.get().outcome) == (3, "done")


def test_the_same_text_twice_gets_the_same_answer_and_counts_once(patient: Patient) -> None:
    form = a_text(patient, "DONE 3")
    first, second = post(INBOUND, form), post(INBOUND, form)
    assert first.content == second.content
    assert CheckIn.objects.count() == 1
    assert Message.objects.filter(direction=Direction.IN).count() == 1


def test_the_answer_names_the_row_that_its_status_callback_settles(patient: Patient) -> None:
    answer = post(INBOUND, a_text(patient, "DONE 3"))
    row = Message.objects.get(kind=MessageKind.ANSWER)
    [message] = ElementTree.fromstring(answer.content).iter("Message")  # noqa: S314 - our own answer
    address, _, retries = message.attrib["statusCallback"].partition("#")
    assert address == f"{PUBLIC}/sms/status/{row.pk}"
    assert retries.startswith("rc=")
    report(row, "delivered", MessageSid="SMtheirs")
    row.refresh_from_db()
    assert (row.state, row.sid) == ("delivered", "SMtheirs")


def test_a_picture_goes_with_the_answer_at_an_address_of_its_own_each_time(patient: Patient) -> None:
    form, exercise = a_text(patient, "DONE"), uuid4()
    post(INBOUND, form)
    Message.objects.filter(kind=MessageKind.ANSWER).update(body="Bridge & squat", media=[str(exercise)])
    answer = post(INBOUND, form)
    [message] = ElementTree.fromstring(answer.content).iter("Message")  # noqa: S314 - our own answer
    assert next((part.tag, part.text) for part in message) == ("Body", "Bridge & squat")
    [address] = [part.text or "" for part in message.iter("Media")]
    token = address.removeprefix(f"{PUBLIC}/m/").removesuffix("/exercise.jpg")
    assert picture_at(token, now=clock.now()).exercise == exercise
    row = Message.objects.get(kind=MessageKind.ANSWER)
    assert (message.text, f"/sms/status/{row.pk}#" in message.attrib["statusCallback"]) == (None, True)
    assert token not in str(row.media)


@pytest.mark.parametrize("missing", ["MessageSid", "From", "To"])
def test_a_text_without_a_field_it_needs_is_refused(patient: Patient, missing: str) -> None:
    form = a_text(patient, "DONE 3")
    del form[missing]
    assert post(INBOUND, form).status_code == 400


@pytest.mark.parametrize(
    "changed",
    [{"MessageSid": "S" * 65}, {"From": "+1" * 20}, {"To": "+1" * 20}, {"From": "whatsapp:+16045550101"}],
    ids=["sid", "from", "to", "another channel"],
)
def test_a_text_with_a_field_that_cannot_be_is_refused(patient: Patient, changed: dict[str, str]) -> None:
    assert post(INBOUND, a_text(patient, "STOP") | changed).status_code == 400
    assert not OptOut.objects.exists()


def test_a_text_without_words_is_passed_on_to_a_person(patient: Patient) -> None:
    form = a_text(patient, "")
    del form["Body"]
    assert post(INBOUND, form).status_code == 200
    assert Alert.objects.get().kind == AlertKind.MESSAGE


def test_a_picture_is_kept_with_its_address_and_passed_on(patient: Patient) -> None:
    [words] = say(patient, "", NumMedia="2", MediaUrl0="https://a.example/0", MediaUrl1="https://a.example/1")
    assert "a person will read it" in words
    assert Message.objects.get(direction=Direction.IN).media == ["https://a.example/0", "https://a.example/1"]


STRANGE = {
    "one emoji": "🙏",
    "emoji only": "😀🦵🏽🔥" * 40,
    "1,600 characters": "my leg " * 228 + "hurt",
    "5,000 characters": "ä" * 5000,
    "null bytes": "do\x00ne\x00 3\x00",
    "null bytes only": "\x00\x00",
    "control characters": "".join(map(chr, range(1, 32))),
    "right to left": "\u202ehello\u202c",
    "combining marks": "Z\u0351\u036b\u0343\u032a" * 300,
    "markup": "<Response><Message>&amp;]]></Message>",
    "percent signs": "%s %(name)s {clinic} {0}",
    "outside the BMP": "\U0010ffff\U0001f9ff",
    "characters XML forbids": "\ufffe\uffff\x0b",
}


@pytest.mark.parametrize("which", STRANGE)
def test_a_strange_text_is_answered_and_nothing_of_it_is_lost(patient: Patient, which: str) -> None:
    assert len(say(patient, STRANGE[which])) == 1
    kept = Message.objects.get(direction=Direction.IN).body
    assert kept == STRANGE[which].replace("\x00", "")[:1600]


@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.text(st.characters(codec="utf-8"), max_size=200), sender=st.text("+0123456789", max_size=20))
def test_whatever_is_texted_by_whomever_is_answered_and_never_an_error(
    patient: Patient, body: str, sender: str
) -> None:
    stranger = post(INBOUND, a_text(patient, body, From=sender))
    assert stranger.status_code in (200, 400)
    say(patient, body)


DANGER = [
    "numb between my legs since this morning and cant pee",
    "i want to end it all",
    "chest pain, cant breathe",
]


@examples(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    before=st.text(st.characters(codec="utf-8"), max_size=60),
    danger=st.sampled_from(DANGER),
    after=st.text(st.characters(codec="utf-8"), max_size=60),
    stopped=st.booleans(),
)
def test_a_flag_is_answered_in_the_same_request_whatever_stands_around_it(
    patient: Patient, before: str, danger: str, after: str, stopped: bool
) -> None:
    if stopped:
        opt_out(patient.clinic, patient.phone, source="STOP", now=clock.now())
    form = a_text(patient, f"{before} {danger} {after}")
    answer = post(INBOUND, form)
    assert answer.status_code == 200
    kept = Message.objects.get(sid=form["MessageSid"])
    assert screen(kept.body).flagged == (kept.meaning["urgency"] != "none")
    if kept.meaning["urgency"] != "none":
        assert Alert.objects.filter(message=kept).exists()
        [words] = texts_of(answer)
        assert "911" in words or "811" in words or patient.clinic.phone in words


def test_a_name_that_looks_like_markup_arrives_as_it_is(patient: Patient) -> None:
    Patient.objects.filter(pk=patient.pk).update(first_name="<b>Zoë & Co</b>")
    [words] = say(patient, "DONE")
    assert "<b>Zoë & Co</b>" in words


def test_a_text_to_a_number_of_no_clinic_is_answered_with_silence(patient: Patient) -> None:
    answer = post(INBOUND, a_text(patient, "DONE", To="+15005550006"))
    assert (answer.status_code, texts_of(answer)) == (200, [])
    assert not Message.objects.exists()


def test_a_stranger_is_answered_and_staff_hear_of_it(patient: Patient) -> None:
    answer = post(INBOUND, a_text(patient, "DONE 3", From="+16045559999"))
    assert "a person will read it" in texts_of(answer)[0]
    assert not CheckIn.objects.exists()
    assert Alert.objects.get().patient is None


def test_a_text_to_any_number_of_a_messaging_service_reaches_its_clinic() -> None:
    service = "MG" + "a" * 32
    patient = make.patient(make.clinic(messaging_service=service), zone="UTC")
    make.assignment(patient, starts_on=clock.now().date(), now=clock.now())
    [words] = say(patient, "DONE 2", To="+16045551234", MessagingServiceSid=service)
    assert "pain 2" in words
    assert Message.objects.get(kind=MessageKind.ANSWER).our_number == "+16045551234"
    other = post(INBOUND, a_text(patient, "DONE", To="+16045554321", MessagingServiceSid="MG" + "b" * 32))
    assert texts_of(other) == []


def test_a_form_of_too_many_fields_or_bytes_is_refused(patient: Patient) -> None:
    many = a_text(patient, "DONE") | {f"Field{number}": "x" for number in range(1001)}
    assert post(INBOUND, many).status_code == 400
    assert post(INBOUND, a_text(patient, "x" * 300_000)).status_code in (400, 413)


@pytest.mark.parametrize(
    "content_type", [f"{FORM}; charset=klingon", "multipart/form-data; boundary=x", "application/json", ""]
)
def test_a_body_of_another_kind_is_refused(content_type: str) -> None:
    client = Client(raise_request_exception=False)
    answer = client.generic("POST", INBOUND, b"{}", content_type, headers={"X-Twilio-Signature": "x"})
    assert answer.status_code in (400, 403)


# --- STOP, START and HELP ----------------------------------------------------------------------------------
# Whether the number was opted out before, the text, whether it is afterwards, and whether we answer:
# where the provider confirms, and where we do.
KEYWORDS = {
    "stop": (False, "STOP", True, False, True),
    "stop in small letters with a blank": (False, " stop ", True, False, True),
    "stop again": (True, "STOP", True, False, False),
    "stop in French": (False, "ARRET", True, True, True),
    "stop in words": (False, "stop texting me", True, True, True),
    "start": (True, "START", False, False, True),
    "unstop": (True, "UNSTOP", False, False, True),
    "yes while opted out": (True, "YES", False, False, True),
    "yes otherwise": (False, "YES", False, True, True),
    "help": (False, "HELP", False, False, True),
    "help while opted out": (True, "INFO", True, False, True),
    "a report while opted out": (True, "DONE 3", True, False, False),
}


@pytest.mark.parametrize("by", ["provider", "us"])
@pytest.mark.parametrize("which", KEYWORDS)
def test_a_keyword_is_obeyed_and_confirmed_by_one_of_the_two(
    patient: Patient, settings: Any, which: str, by: str
) -> None:
    before, body, after, answered_besides, answered_by_us = KEYWORDS[which]
    settings.SMS_OPT_OUT_BY = by
    if before:
        opt_out(patient.clinic, patient.phone, source="STOP", now=clock.now() - timedelta(days=1))
    answers = say(patient, body)
    assert is_opted_out(patient.clinic, patient.phone) is after
    assert len(answers) == (answered_by_us if by == "us" else answered_besides)


@pytest.mark.parametrize("word", ["STOP", "START", "HELP"])
def test_what_the_provider_says_it_answered_we_do_not_answer(
    patient: Patient, settings: Any, word: str
) -> None:
    settings.SMS_OPT_OUT_BY = "us"
    assert say(patient, "no more please", OptOutType=word) == []


def test_a_stop_by_a_word_of_the_providers_own_list_is_obeyed(patient: Patient) -> None:
    assert say(patient, "nomore", OptOutType="STOP") == []
    assert is_opted_out(patient.clinic, patient.phone)


# --- what became of a text of ours -------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["6ba7b810-9dad-11d1-80b4-00c04fd430c8", "none", "1", "%00", "x" * 300])
def test_a_report_about_a_text_nobody_knows_is_taken_quietly(name: str) -> None:
    form = {"MessageSid": "SM1", "MessageStatus": "sent"}
    path = f"/sms/status/{name}"
    assert post(path, form).status_code == 200


def test_reports_move_a_text_forward_in_any_order_and_however_often(patient: Patient) -> None:
    message = a_text_of_ours(patient)
    seen = []
    for word in ("queued", "sent", "sent", "delivered", "sent", "queued", "failed", "read", "delivered"):
        assert report(message, word).status_code == 200
        message.refresh_from_db()
        seen.append(message.state)
    delivered = ["delivered"] * 4
    assert seen == ["queued", "sent", "sent", *delivered, "read", "read"]


@pytest.mark.parametrize("word", ["flying", "received", "DELIVERED", "del\x00ivered?"])
def test_an_unknown_status_changes_nothing(patient: Patient, word: str) -> None:
    message = a_text_of_ours(patient)
    assert report(message, word).status_code == 200
    message.refresh_from_db()
    assert (message.state, message.sid) == ("written", None)


@pytest.mark.parametrize("missing", ["MessageSid", "MessageStatus"])
def test_a_report_without_a_field_it_needs_is_refused_and_changes_nothing(
    patient: Patient, missing: str
) -> None:
    message = a_text_of_ours(patient)
    form = {"MessageSid": "SM1", "MessageStatus": "sent"}
    del form[missing]
    assert post(f"/sms/status/{message.pk}", form).status_code == 400
    message.refresh_from_db()
    assert (message.state, message.sid) == ("written", None)


def test_a_report_under_another_id_than_the_texts_changes_nothing(patient: Patient) -> None:
    message = a_text_of_ours(patient)
    report(message, "sent", MessageSid="SM1")
    assert report(message, "failed", MessageSid="SM2", ErrorCode="30005").status_code == 200
    message.refresh_from_db()
    assert (message.state, message.error_code) == ("sent", "")


def test_an_id_that_belongs_to_another_text_is_not_taken(patient: Patient) -> None:
    first, second = a_text_of_ours(patient), a_text_of_ours(patient)
    report(first, "sent", MessageSid="SM1")
    assert report(second, "sent", MessageSid="SM1").status_code == 200
    second.refresh_from_db()
    assert second.sid is None


@pytest.mark.parametrize(
    ("code", "kind"),
    [("30005", AlertKind.UNREACHABLE), ("30007", AlertKind.SENDING), ("99999", AlertKind.SENDING)],
)
def test_a_text_that_did_not_arrive_is_told_to_staff_once(
    patient: Patient, code: str, kind: AlertKind
) -> None:
    message = a_text_of_ours(patient)
    for _ in range(2):
        assert report(message, "undelivered", ErrorCode=code).status_code == 200
    assert Alert.objects.get().kind == kind


def test_a_text_lost_to_a_stop_that_we_did_not_hear_opts_the_number_out(patient: Patient) -> None:
    report(a_text_of_ours(patient), "failed", ErrorCode="21610")
    assert is_opted_out(patient.clinic, patient.phone)
    assert report(a_text_of_ours(patient), "failed", ErrorCode="9" * 300, MessageSid="SM9").status_code == 200
