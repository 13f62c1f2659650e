"""A stand-in on a free port, and an application for it to call: both real, over HTTP."""

import threading
import time
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from twilio.rest import Client

from backend.sms.sandbox import Sandbox
from tests.backend.sms.sandbox.players import ACCOUNT, TOKEN, Application, Caller, Redirected, handler


@pytest.fixture
def application() -> Iterator[Application]:
    played = Application()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(played))
    server.daemon_threads = True
    played.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield played
    server.shutdown()
    server.server_close()


@pytest.fixture
def start(tmp_path: Path, application: Application) -> Iterator[Callable[..., Sandbox]]:
    """Starts a stand-in on the ledger of this test; messages move on at once unless told otherwise."""
    started: list[Sandbox] = []

    def new(**changed: object) -> Sandbox:
        given = {
            "ledger": tmp_path / "ledger.sqlite3",
            "account_sid": ACCOUNT,
            "auth_token": TOKEN,
            "app_url": application.url,
            "delay": (0.0, 0.01),
        }
        sandbox = Sandbox(**(given | changed))
        sandbox.start()
        started.append(sandbox)
        return sandbox

    yield new
    for sandbox in started:
        sandbox.stop()


@pytest.fixture
def sandbox(start: Callable[..., Sandbox]) -> Sandbox:
    return start()


@pytest.fixture
def caller(sandbox: Sandbox) -> Caller:
    return Caller(sandbox.url)


@pytest.fixture
def client(sandbox: Sandbox) -> Client:
    return Client(ACCOUNT, TOKEN, http_client=Redirected(sandbox.url))


@pytest.fixture
def until() -> Callable[[Callable[[], object]], None]:
    """Waits for a condition, at most five seconds."""

    def wait(condition: Callable[[], object]) -> None:
        end = time.monotonic() + 5
        while not condition():
            assert time.monotonic() < end, "it did not happen within five seconds"
            time.sleep(0.01)

    return wait
