"""Playing the patient: inbound webhooks, TwiML, and the STOP list."""

from collections.abc import Callable
from pathlib import Path

import pytest

from backend.sms.sandbox import Sandbox
from tests.backend.sms.sandbox.players import ACCOUNT, CLINIC, EMPTY, PATIENT, Application, Caller

Until = Callable[[Callable[[], object]], None]
SERVICE = "MG" + "1" * 32
INBOUND = "/sms/inbound"


def bodies(caller: Caller) -> list[object]:
    return [(each["by"], each["body"], each["status"]) for each in caller.ledger()]


def answers(application: Application, twiml: str, kind: str = "text/xml", status: int = 200) -> None:
    application.answers[INBOUND] = (status, kind, twiml)


def test_a_reply_reaches_the_application_signed(caller: Caller, application: Application) -> None:
    answer = caller.reply("done, pain 4 🙂")
    assert (answer.status, answer.headers["Content-Type"], answer.data.decode()) == (200, "text/xml", EMPTY)
    (call,) = application.to(INBOUND)
    sid = caller.ledger()[0]["sid"]
    assert call.genuine
    assert call.fields == {
        **{"MessageSid": sid, "SmsSid": sid, "SmsMessageSid": sid, "AccountSid": ACCOUNT, "From": PATIENT},
        **{"To": CLINIC, "Body": "done, pain 4 🙂", "NumMedia": "0", "NumSegments": "1", "FromCountry": "CA"},
        **{"ToCountry": "US", "SmsStatus": "received", "ApiVersion": "2010-04-01"},
    }


def test_a_reply_may_carry_a_picture(caller: Caller, application: Application) -> None:
    caller.reply("", media="http://127.0.0.1/knee.jpg")
    fields = application.calls[0].fields
    assert (fields["NumMedia"], fields["MediaUrl0"], fields["MediaContentType0"]) == (
        *("1", "http://127.0.0.1/knee.jpg"),
        "image/jpeg",
    )
    assert fields["MessageSid"].startswith("MM")


def test_each_message_of_the_answer_is_sent_and_followed(
    caller: Caller, application: Application, until: Until
) -> None:
    answers(
        application,
        '<Response><Message statusCallback="/sms/status/9?x=1&amp;y=2">Well done &amp; rest.</Message>'
        "<Message><Body>Tomorrow</Body><Media>/p.png</Media></Message></Response>",
    )
    assert caller.reply("DONE").status == 200
    until(lambda: len(application.to("/sms/status/9?x=1&y=2")) == 2)
    assert all(call.genuine for call in application.calls)
    first, second = caller.ledger()[1:]
    assert (first["body"], first["from"], first["to"]) == ("Well done & rest.", CLINIC, PATIENT)
    assert (second["body"], second["media"][0]["address"]) == ("Tomorrow", application.url + "/p.png")
    assert caller.get(f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{first['sid']}.json").json()["direction"] == (
        "outbound-reply"
    )


UNANSWERED = {
    "an error of the application": (
        500,
        "text/html",
        "<h1>Server Error</h1>",
        "the application answered 500",
    ),
    "a refusal": (403, "text/plain", "", "the application answered 403"),
    "no XML": (200, "text/xml", "<Response>", "12100"),
    "another document": (200, "text/xml", "<html/>", "12100"),
    "entities": (200, "text/xml", "<!DOCTYPE x [<!ENTITY e 'e'>]><Response/>", "12100"),
    "another type": (200, "application/json", "{}", "12300"),
    "a verb that is not played": (200, "text/xml", "<Response><Dial/></Response>", "12200"),
    "too long an answer": (200, "text/xml", "<Response>" + " " * 70_000 + "</Response>", "64 KB"),
}


@pytest.mark.parametrize(("status", "kind", "text", "reason"), UNANSWERED.values(), ids=UNANSWERED)
def test_an_answer_that_is_none_is_a_502_and_the_text_is_kept_and_not_repeated(
    caller: Caller, application: Application, status: int, kind: str, text: str, reason: str
) -> None:
    answers(application, text, kind, status)
    answer = caller.reply("DONE")
    assert answer.status == 502
    assert reason in answer.json()["error"]
    assert len(application.calls) == 1
    assert bodies(caller) == [("patient", "DONE", "received")]


def test_a_text_sent_while_the_application_is_down_is_found_in_the_list(
    start: Callable[..., Sandbox],
) -> None:
    caller = Caller(start(app_url="http://127.0.0.1:9").url)
    answer = caller.reply("numb")
    assert answer.status == 502
    assert "cannot be reached" in answer.json()["error"]
    listed = caller.get(caller.messages, To=CLINIC).json()["messages"]
    assert [(each["sid"], each["body"]) for each in listed] == [(answer.json()["sid"], "numb")]


def test_the_same_webhook_can_be_delivered_again(caller: Caller, application: Application) -> None:
    sid = caller.reply("DONE").headers["X-Message-Sid"]
    again = caller.post("/reply", [("sid", sid)])
    assert again.status == 200
    assert application.calls[0].fields == application.calls[1].fields
    assert len(caller.ledger()) == 1


BAD_REPLIES = {
    "no sender": ({"from": "me"}, "from"),
    "no number": ({"to": "!"}, "to"),
    "nothing said": ({"body": ""}, "body"),
    "too much said": ({"body": "x" * 1601}, "body"),
    "a picture that is none": ({"media": "knee.jpg"}, "media"),
    "a sid that is not there": ({"sid": "SM1"}, "sid"),
}


@pytest.mark.parametrize(("changed", "field"), BAD_REPLIES.values(), ids=BAD_REPLIES)
def test_a_reply_that_cannot_be_names_the_field(caller: Caller, changed: dict[str, str], field: str) -> None:
    fields = {"from": PATIENT, "to": CLINIC, "body": "DONE"} | changed
    answer = caller.post("/reply", list(fields.items()))
    assert answer.status == 400
    assert answer.json()["error"].startswith(field + ":")
    assert caller.ledger() == []


@pytest.mark.parametrize(
    "word", ["STOP", "stop ", "Unsubscribe", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL"]
)
def test_stop_is_answered_once_reaches_the_application_and_refuses_what_follows(
    caller: Caller, application: Application, word: str
) -> None:
    answers(application, "<Response><Message>Goodbye</Message></Response>")
    caller.reply(word)
    caller.reply(word)
    assert len(application.calls) == 2
    said = [
        (each["by"], each["status"], each["error_code"])
        for each in caller.ledger()
        if each["direction"] == "out"
    ]
    assert said[0][0] == "provider"
    assert said[1:] == [("twiml", "failed", 21610)] * 2
    refused = caller.create()
    assert (refused.status, refused.json()["code"]) == (400, 21610)
    assert caller.create(To="+16045550102").status == 201
    assert caller.create(From="+15005550010").status == 201


@pytest.mark.parametrize("word", ["START", "yes", "UNSTOP"])
def test_start_lifts_a_stop_and_says_nothing_otherwise(caller: Caller, word: str) -> None:
    caller.reply(word)
    assert [each["by"] for each in caller.ledger()] == ["patient"]
    caller.reply("STOP")
    caller.reply(word)
    assert [each["by"] for each in caller.ledger()][1:] == ["patient", "provider", "patient", "provider"]
    assert caller.create().status == 201


@pytest.mark.parametrize("text", ["STOP please", "please stop", "DONE", "stopp"])
def test_only_the_one_word_stops(caller: Caller, text: str) -> None:
    caller.reply(text)
    assert caller.create().status == 201


def test_help_is_answered_even_while_stopped(caller: Caller) -> None:
    caller.reply("STOP")
    caller.reply("help")
    assert [each["by"] for each in caller.ledger()] == ["patient", "provider", "patient", "provider"]


def test_a_stop_to_a_messaging_service_counts_for_the_whole_service(
    caller: Caller, application: Application
) -> None:
    caller.create(From=None, MessagingServiceSid=SERVICE)
    caller.reply("STOP")
    assert application.calls[0].fields["MessagingServiceSid"] == SERVICE
    assert caller.create(From=None, MessagingServiceSid=SERVICE).json()["code"] == 21610
    assert caller.create(From="+15005550010", MessagingServiceSid=SERVICE).json()["code"] == 21610


def test_the_stop_list_survives_a_restart(start: Callable[..., Sandbox], tmp_path: Path) -> None:
    Caller(start().url).reply("STOP")
    assert Caller(start().url).create().json()["code"] == 21610
