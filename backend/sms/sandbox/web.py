"""HTTP/1.1 over plain sockets: what a request is here, what an answer is, and the server between them.

The server is ours because a fault must be able to drop a connection without a word.
"""

import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

log = logging.getLogger(__name__)

LARGEST_BODY = 64 * 1024
MOST_FIELDS = 200
IDLE_S = 65
POLLED = ("/health", "/phone.json")


class BadRequestError(Exception):
    """The request cannot be read."""


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query_string: str
    headers: Message
    body: bytes

    @cached_property
    def form(self) -> dict[str, list[str]]:
        return _fields(self.body.decode("utf-8", "replace"))

    @cached_property
    def query(self) -> dict[str, list[str]]:
        return _fields(self.query_string)


@dataclass(frozen=True, slots=True)
class Response:
    """`drop` closes the connection instead of answering."""

    status: int
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False


DROPPED = Response(0, drop=True)


def json_response(document: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(status, json.dumps(document, ensure_ascii=False).encode(), headers=headers or {})


def first(fields: Mapping[str, list[str]], name: str) -> str:
    """The first value under this name, "" when there is none."""
    return fields.get(name, [""])[0]


def _fields(encoded: str) -> dict[str, list[str]]:
    try:
        return parse_qs(encoded, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise BadRequestError(f"more than {MOST_FIELDS} fields") from error


class Server(ThreadingHTTPServer):
    """Hands each request to `answer`, whose exceptions become a plain 500 and a line in the log."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], answer: Callable[[Request], Response]) -> None:
        self.answer = answer
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """Bind without looking up the name of the machine, which can take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        log.debug("connection lost", exc_info=True)

    def hang_up(self) -> None:
        """Close the connections that clients keep open."""
        with self._lock:
            for connection in self._open:
                _shut(connection)


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        log.debug("the client was gone already")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = IDLE_S
    server: Server

    def handle_any(self) -> None:
        began = time.perf_counter()
        path, _, query = self.path.partition("?")
        response = self._answer(path, query)
        said = "dropped" if response.drop else response.status
        took = (time.perf_counter() - began) * 1000
        level = logging.DEBUG if path in POLLED else logging.INFO
        log.log(level, "%s %s %s %.1f ms", self.command, path, said, took)
        if response.drop:
            self.close_connection = True
        else:
            self._send(response)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = handle_any  # noqa: N815

    def _answer(self, path: str, query: str) -> Response:
        body = self._read_body()
        if isinstance(body, Response):
            self.close_connection = True  # what was not read would be taken for the next request
            return body
        try:
            return self.server.answer(Request(self.command, path, query, self.headers, body))
        except BadRequestError as error:
            return _error(400, str(error))
        except Exception:
            log.exception("%s %s failed", self.command, path)
            return _error(500, "the stand-in failed; its log says why")

    def _read_body(self) -> bytes | Response:
        if self.headers.get("Transfer-Encoding"):
            return _error(411, "a Content-Length is needed")
        length = self.headers.get("Content-Length", "0")
        if not length.isascii() or not length.isdigit():
            return _error(400, "Content-Length is not a number")
        if int(length) > LARGEST_BODY:
            return _error(413, f"the body is larger than {LARGEST_BODY} bytes")
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            raise ConnectionResetError("the client went away in the middle of its request")
        return body

    def _send(self, response: Response) -> None:
        lines = [
            f"HTTP/1.1 {response.status} {HTTPStatus(response.status).phrase}",
            f"Content-Length: {len(response.body)}",
            f"Content-Type: {response.content_type}",
            *(f"{name}: {value}" for name, value in response.headers.items()),
        ]
        if self.close_connection:
            lines.append("Connection: close")
        head = "\r\n".join([*lines, "", ""]).encode("latin-1")
        self.wfile.write(head if self.command == "HEAD" else head + response.body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the base class calls when it cannot read the request line or the headers."""
        self.close_connection = True
        self.command = getattr(self, "command", None) or "GET"
        self._send(_error(code, message or HTTPStatus(code).phrase))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the lines of the base class would carry telephone numbers."""


def _error(status: int, message: str) -> Response:
    code = {413: 20413, 404: 20404, 405: 20004}.get(status, 20000 + status)
    return json_response({"code": code, "message": message, "more_info": "", "status": status}, status)
