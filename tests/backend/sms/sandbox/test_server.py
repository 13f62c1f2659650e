"""The process, its HTTP, and its desk."""

import http.client
import logging
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import urllib3

from backend.sms.sandbox import Sandbox
from tests.backend.sms.sandbox.players import ACCOUNT, CLINIC, PATIENT, TOKEN, Caller

Until = Callable[[Callable[[], object]], None]


def test_the_ledger_is_a_list_oldest_first(caller: Caller, until: Until) -> None:
    caller.create(Body="first")
    caller.reply("second")
    until(lambda: caller.ledger()[0]["status"] == "delivered")
    first, second = caller.ledger()
    at = first.pop("at")
    sid = first.pop("sid")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", str(at)) and sid
    assert first == {
        **{
            "direction": "out",
            "from": CLINIC,
            "to": PATIENT,
            "body": "first",
            "media": [],
            "status": "delivered",
        },
        **{"callbacks": [], "by": "api", "error_code": None, "messaging_service_sid": None},
    }
    assert (second["direction"], second["from"], second["body"]) == ("in", PATIENT, "second")


def test_a_reset_empties_ledger_stop_list_and_faults(caller: Caller) -> None:
    caller.reply("STOP")
    caller.order(faults={"500_before": 1})
    assert caller.post("/reset", []).status == 200
    assert (caller.ledger(), caller.get("/faults").json()["faults"]) == ([], {})
    assert caller.create().status == 201


@pytest.mark.parametrize("path", ["/reset", "/reply", "/faults"])
def test_a_page_of_another_site_cannot_order_anything(caller: Caller, path: str) -> None:
    answer = urllib3.request("POST", caller.url + path, headers={"Origin": "http://elsewhere.example"})
    assert answer.status == 403


def test_a_body_too_large_is_refused(caller: Caller) -> None:
    answer = caller.create(Body="x" * 70_000)
    assert (answer.status, answer.json()["status"]) == (413, 413)


RAW = {
    "no HTTP": (b"hello\r\n\r\n", 400),
    "a length that is none": (b"POST /reply HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", 400),
    "chunks": (b"POST /reply HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
    "an unknown method": (b"BREW / HTTP/1.1\r\nHost: x\r\n\r\n", 501),
    "too long a line": (b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n", 414),
    "an address that cannot be read": (b"GET http://[x HTTP/1.1\r\nHost: x\r\n\r\n", 404),
}


@pytest.mark.parametrize(("sent", "status"), RAW.values(), ids=RAW)
def test_what_is_not_http_gets_a_plain_error(sandbox: Sandbox, sent: bytes, status: int) -> None:
    with socket.create_connection(("127.0.0.1", sandbox.port), timeout=5) as connection:
        connection.sendall(sent)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        body = answer.read()
    assert answer.status == status
    assert body.startswith(b"{") and b"Traceback" not in body


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 30_000, b"null", b"1e999"])
def test_an_order_that_is_no_json_is_refused(caller: Caller, body: bytes) -> None:
    answer = urllib3.request("POST", caller.url + "/faults", body=body)
    assert (answer.status, list(answer.json())) == (400, ["error"])


def test_a_client_that_goes_away_in_the_middle_leaves_no_message(sandbox: Sandbox, caller: Caller) -> None:
    with socket.create_connection(("127.0.0.1", sandbox.port)) as connection:
        begun = f"from=%2B16045550101&to={CLINIC}&body=DO"
        head = "POST /reply HTTP/1.1\r\nHost: x\r\nContent-Length: 200\r\n\r\n"
        connection.sendall((head + begun).encode())
    assert caller.ledger() == []


def test_the_log_holds_neither_bodies_nor_numbers(caller: Caller, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="backend.sms.sandbox"):
        caller.create(Body="a private matter")
        caller.reply("a private matter")
        caller.get(caller.messages, To=PATIENT)
        caller.get("/phone.json", patient=PATIENT)
    assert len([record for record in caplog.records if record.name.endswith("web")]) == 4
    assert "private" not in caplog.text and "6045550101" not in caplog.text


def test_many_at_once_are_all_accepted_once(caller: Caller) -> None:
    def work() -> None:
        own = Caller(caller.url)
        statuses.extend(own.create().status for _ in range(40))

    statuses: list[int] = []
    threads = [threading.Thread(target=work) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [201] * 640
    assert len({each["sid"] for each in caller.ledger()}) == 640


def test_the_page_and_its_parts_are_served_under_a_strict_policy(caller: Caller) -> None:
    page = caller.get("/")
    assert page.headers["Content-Type"].startswith("text/html")
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    text = page.data.decode()
    assert re.search(r"<script>|<style|\son\w+=|\sstyle=", text) is None
    for part in re.findall(r'(?:href|src)="([^"]+)"', text):
        assert caller.get(part).status == 200, part


def test_the_phone_shows_each_patient_and_only_what_changed(caller: Caller) -> None:
    caller.order(delay=[60, 60])
    caller.create(Body="one")
    caller.create(To="+16045550102", Body="two")
    state = caller.get("/phone.json", patient=PATIENT).json()
    assert [each["patient"] for each in state["threads"]] == ["+16045550102", PATIENT]
    assert [each["body"] for each in state["messages"]] == ["one"]
    seen = state["version"]
    assert caller.get("/phone.json", patient=PATIENT, version=seen).json() == {"version": seen}
    caller.reply("DONE")
    state = caller.get("/phone.json", patient=PATIENT, version=seen).json()
    assert [each["body"] for each in state["messages"]] == ["one", "DONE"]


def test_a_process_serves_until_it_is_told_to_end_and_keeps_its_ledger(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from backend.sms.sandbox import serve\n"
        "serve(host='127.0.0.1', port=0, ledger=Path(sys.argv[1]), account_sid=sys.argv[2],"
        " auth_token=sys.argv[3], app_url='http://127.0.0.1:9', ready=lambda port: print(port, flush=True))"
    )
    ledger = tmp_path / "ledger.sqlite3"
    root = Path(__file__).parents[4]
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(ledger), ACCOUNT, TOKEN],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=root,
        env={"PATH": os.environ["PATH"]},
    )
    assert process.stdout is not None
    caller = Caller(f"http://127.0.0.1:{int(process.stdout.readline())}")
    assert caller.get("/health").json() == {"status": "ok"}
    sid = caller.create().json()["sid"]
    process.send_signal(signal.SIGTERM)
    _, complaints = process.communicate(timeout=5)
    assert (process.returncode, complaints) == (0, "")
    with sqlite3.connect(ledger) as kept:
        assert kept.execute("SELECT sid FROM message").fetchall() == [(sid,)]


def test_a_port_in_use_is_an_error_of_the_system(sandbox: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="in use"):
        Sandbox(
            port=urlsplit(sandbox.url).port or 0,
            ledger=tmp_path / "other.sqlite3",
            account_sid=ACCOUNT,
            auth_token=TOKEN,
            app_url="http://127.0.0.1:9",
        )
