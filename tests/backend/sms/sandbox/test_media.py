"""Pictures of outgoing messages: fetched as the provider does, kept, and what happens when they cannot be had."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.backend.sms.sandbox.players import Application, Caller

Until = Callable[[Callable[[], object]], None]
JPEG = b"\xff\xd8\xff\xe0 a picture"
STATUS = "/sms/status/7"


@pytest.fixture
def outcome(caller: Caller, application: Application, until: Until) -> Callable[..., dict[str, Any]]:
    """Sends a message with pictures at these addresses; its entry in the ledger once it has its last state."""

    def send(*addresses: str, body: str = "Bridge") -> dict[str, Any]:
        fields = [("To", "+16045550101"), ("From", "+15005550006"), ("Body", body)]
        media = [("MediaUrl", address) for address in addresses]
        callback = [("StatusCallback", application.url + STATUS)]
        sid = caller.post(caller.messages, fields + media + callback).json()["sid"]

        def entry() -> dict[str, Any]:
            return next(each for each in caller.ledger() if each["sid"] == sid)

        until(lambda: entry()["status"] in ("delivered", "failed"))
        return entry()

    return send


def test_a_picture_is_asked_for_by_head_then_fetched_and_kept_before_the_message_is_sent(
    caller: Caller, application: Application, outcome: Callable[..., dict[str, Any]]
) -> None:
    application.files["/a.jpg"] = (200, "image/jpeg", JPEG)
    entry = outcome(application.url + "/a.jpg")
    assert entry["status"] == "delivered"
    assert application.fetched == [("HEAD", "/a.jpg"), ("GET", "/a.jpg")]
    kept = f"/media/{entry['sid']}/0"
    assert entry["media"] == [
        {"address": application.url + "/a.jpg", "content_type": "image/jpeg", "size": len(JPEG), "kept": kept}
    ]
    shown = caller.get(kept)
    assert (shown.status, shown.headers["Content-Type"], shown.data) == (200, "image/jpeg", JPEG)
    [bubble] = caller.get("/phone.json", patient="+16045550101").json()["messages"]
    assert bubble["media"] == entry["media"]


def test_ten_pictures_keep_their_order_and_a_file_that_is_passed_on_is_kept_too(
    application: Application, outcome: Callable[..., dict[str, Any]]
) -> None:
    application.files["/a.jpg"] = (200, "image/jpeg", JPEG)
    application.files["/b.pdf"] = (200, "application/pdf; charset=binary", b"%PDF-1.7")
    entry = outcome(application.url + "/b.pdf", *[application.url + "/a.jpg"] * 9)
    assert [each["content_type"] for each in entry["media"]] == ["application/pdf", *["image/jpeg"] * 9]


REFUSED = {
    "one that is not there": ((404, "image/jpeg", JPEG), 11200),
    "one that ran out": ((410, "text/plain", b"ran out"), 11200),
    "one elsewhere": ((302, "image/jpeg", JPEG), 11200),
    "an empty one": ((200, "image/jpeg", b""), 11200),
    "a type that phones do not read": ((200, "image/webp", b"RIFF"), 12300),
    "a page": ((200, "text/html", b"<h1>no</h1>"), 12300),
    "one that is not what it says": ((200, "image/png", JPEG), 12300),
    "one that is too large": ((200, "image/jpeg", JPEG + b"x" * 5_000_000), 30019),
    "a file that is too large": ((200, "application/pdf", b"x" * 500_001), 30019),
}


@pytest.mark.parametrize("which", REFUSED)
def test_a_message_whose_picture_cannot_be_had_fails_and_the_application_is_told(
    which: str, application: Application, outcome: Callable[..., dict[str, Any]], until: Until
) -> None:
    application.files["/a"], code = REFUSED[which]
    entry = outcome(application.url + "/a")
    assert (entry["status"], entry["error_code"], entry["media"][0]["kept"]) == ("failed", code, None)
    until(lambda: application.to(STATUS))
    [call] = application.to(STATUS)
    assert (call.fields["MessageStatus"], call.fields["ErrorCode"]) == ("failed", str(code))


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/a.jpg", "http://192.0.2.7/a.jpg", "http://pictures.example/a"]
)
def test_nothing_is_fetched_from_elsewhere_or_from_where_nobody_listens(
    address: str, outcome: Callable[..., dict[str, Any]]
) -> None:
    assert outcome(address)["error_code"] == 11200


def test_a_fault_makes_pictures_unreachable_and_no_other_message(
    caller: Caller, application: Application, outcome: Callable[..., dict[str, Any]]
) -> None:
    application.files["/a.jpg"] = (200, "image/jpeg", JPEG)
    caller.order(faults={"media_unreachable": 1})
    assert outcome(application.url + "/a.jpg")["error_code"] == 11200
    assert application.fetched == []
    assert outcome()["status"] == "delivered"


@pytest.mark.parametrize(
    "path", ["/media/", "/media/MM0/0", f"/media/MM{'0' * 32}/0", f"/media/SM{'0' * 32}/0"]
)
def test_only_what_was_kept_is_shown(caller: Caller, path: str) -> None:
    assert caller.get(path).status == 404


def test_a_reset_forgets_the_pictures(
    caller: Caller, application: Application, outcome: Callable[..., dict[str, Any]]
) -> None:
    application.files["/a.jpg"] = (200, "image/jpeg", JPEG)
    kept = outcome(application.url + "/a.jpg")["media"][0]["kept"]
    caller.post("/reset", [])
    assert caller.get(kept).status == 404
