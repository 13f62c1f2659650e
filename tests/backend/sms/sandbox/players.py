"""The parts of these tests: an application for the stand-in to call, and clients that call the stand-in."""

import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl, urlsplit

import urllib3
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.request_validator import RequestValidator

ACCOUNT = "AC" + "0123456789abcdef" * 2
TOKEN = "a-token-for-tests"
CLINIC = "+15005550006"
PATIENT = "+16045550101"
EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


@dataclass(frozen=True)
class Call:
    """A request the application got. `genuine` says whether its signature holds."""

    path: str
    fields: dict[str, str]
    genuine: bool
    token: str
    at: float


@dataclass
class Application:
    """What the stand-in calls. `answers` holds, by path, what to say: status, Content-Type, body; `files` what may be
    fetched. `fetched` tells of what was: method and path."""

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    answers: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    files: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)
    fetched: list[tuple[str, str]] = field(default_factory=list)

    def to(self, path: str) -> list[Call]:
        return [call for call in self.calls if call.path == path]


def handler(application: Application) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            fields = dict(parse_qsl(body, keep_blank_values=True))
            signature = self.headers.get("X-Twilio-Signature", "")
            genuine = RequestValidator(TOKEN).validate(application.url + self.path, fields, signature)
            token = self.headers.get("I-Twilio-Idempotency-Token", "")
            application.calls.append(Call(self.path, fields, genuine, token, time.monotonic()))
            status, kind, text = application.answers.get(urlsplit(self.path).path, (200, "text/xml", EMPTY))
            self._say(status, kind, text.encode())

        def do_GET(self) -> None:
            application.fetched.append((self.command, self.path))
            self._say(*application.files.get(self.path, (404, "text/plain", b"not here")))

        do_HEAD = do_GET  # noqa: N815

        def _say(self, status: int, kind: str, said: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


class Caller:
    """Bare HTTP against a stand-in, with the account's credentials."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.messages = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
        self._pool = urllib3.PoolManager(retries=False)
        self._auth = urllib3.make_headers(basic_auth=f"{ACCOUNT}:{TOKEN}")

    def get(self, path: str, **query: str) -> urllib3.BaseHTTPResponse:
        return self._pool.request("GET", self.url + path, fields=query, headers=self._auth)

    def post(self, path: str, fields: list[tuple[str, str]]) -> urllib3.BaseHTTPResponse:
        url = self.url + path
        return self._pool.request_encode_body("POST", url, fields, self._auth, encode_multipart=False)

    def create(self, **changed: str | None) -> urllib3.BaseHTTPResponse:
        """Create a message; a field given as None is left out."""
        fields = {"To": PATIENT, "From": CLINIC, "Body": "Two exercises today."} | changed
        return self.post(self.messages, [(name, text) for name, text in fields.items() if text is not None])

    def reply(self, body: str, **changed: str) -> urllib3.BaseHTTPResponse:
        return self.post("/reply", list(({"from": PATIENT, "to": CLINIC, "body": body} | changed).items()))

    def order(self, **order: object) -> urllib3.BaseHTTPResponse:
        return self._pool.request("POST", self.url + "/faults", json=order)

    def ledger(self) -> list[dict[str, object]]:
        return self.get("/ledger.json").json()


class Redirected(TwilioHttpClient):
    """The transport of the twilio package, with another host."""

    def __init__(self, base: str) -> None:
        super().__init__(timeout=5)
        self.base = base

    def request(self, method: str, url: str, **rest: object) -> Response:
        return super().request(method, url.replace("https://api.twilio.com", self.base), **rest)
