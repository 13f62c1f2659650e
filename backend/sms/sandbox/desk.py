"""What the stand-in offers besides the provider's API: ledger, faults, reset, and the phone page."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from backend.sms.sandbox.errors import method_not_allowed, not_found
from backend.sms.sandbox.faults import BadOrderError, Faults, Order, read_order
from backend.sms.sandbox.ledger import Callback, Kept, Ledger, Message
from backend.sms.sandbox.web import Request, Response, first, json_response

PAGE = Path(__file__).parent / "page"
FILES = {
    "/": ("phone.html", "text/html; charset=utf-8"),
    "/phone.css": ("phone.css", "text/css; charset=utf-8"),
    "/phone.js": ("phone.js", "text/javascript; charset=utf-8"),
    "/favicon.svg": ("favicon.svg", "image/svg+xml"),
}
PAGE_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " img-src 'self' http: https:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
KEPT_MEDIA = re.compile(r"/media/(MM[0-9a-f]{32})/([0-9])")
MOST_THREADS = 200
MOST_BUBBLES = 200


class Desk:
    """`reply` plays the patient; `forget` drops what is still under way when the ledger is emptied."""

    def __init__(
        self,
        number: str,
        ledger: Ledger,
        faults: Faults,
        *,
        reply: Callable[[Request], Response],
        forget: Callable[[], None],
    ) -> None:
        self._number = number
        self._ledger = ledger
        self._faults = faults
        self._forget = forget
        self._ways: dict[str, dict[str, Callable[[Request], Response]]] = {
            "/health": {"GET": lambda _: json_response({"status": "ok"})},
            "/ledger.json": {"GET": lambda _: json_response(self._entries())},
            "/faults": {"GET": lambda _: json_response(self._faults.as_json()), "POST": self._order},
            "/reset": {"POST": self._reset},
            "/reply": {"POST": reply},
            "/phone.json": {"GET": self._phone},
        } | {path: {"GET": _file} for path in FILES}

    def answer(self, request: Request) -> Response:
        ways = self._ways.get(request.path)
        if KEPT_MEDIA.fullmatch(request.path):
            ways = {"GET": self._media}
        method = "GET" if request.method == "HEAD" else request.method
        if ways is None:
            return json_response(not_found(request.path).as_json(), 404)
        if method not in ways:
            return json_response(method_not_allowed().as_json(), 405, {"Allow": ", ".join(ways)})
        if method == "POST" and not _is_own(request):
            return json_response({"error": "refused: the request comes from a page of another site"}, 403)
        return ways[method](request)

    def _order(self, request: Request) -> Response:
        try:
            self._faults.set(read_order(json.loads(request.body or b"{}")))
        except BadOrderError as error:
            return json_response({"error": str(error)}, 400)
        except (ValueError, RecursionError):
            return json_response({"error": "the body is not JSON"}, 400)
        return json_response(self._faults.as_json())

    def _reset(self, _: Request) -> Response:
        self._faults.set(Order(seed=0, faults={}))
        self._forget()
        self._ledger.empty()
        return json_response({"status": "empty"})

    def _entries(self) -> list[dict[str, object]]:
        callbacks, kept = self._ledger.callbacks(), self._ledger.kept_media()
        return [_entry(message, callbacks.get(message.sid, []), kept) for message in self._ledger.all()]

    def _phone(self, request: Request) -> Response:
        """What the page shows; only the version when the page has that already."""
        version = self._ledger.version
        if first(request.query, "version") == version:
            return json_response({"version": version})
        patient = first(request.query, "patient")
        kept = self._ledger.kept_media()
        return json_response(
            {
                "version": version,
                "number": self._number,
                "threads": [
                    _bubble(last, kept) for last in self._ledger.latest_by_patient(limit=MOST_THREADS)
                ],
                "messages": [
                    _bubble(each, kept) for each in self._ledger.with_patient(patient, limit=MOST_BUBBLES)
                ],
            }
        )

    def _media(self, request: Request) -> Response:
        """A picture as the phone got it."""
        named = KEPT_MEDIA.fullmatch(request.path)
        kept = self._ledger.media(named[1], int(named[2])) if named else None
        if kept is None:
            return json_response(not_found(request.path).as_json(), 404)
        return Response(200, kept[1], kept[0], PAGE_HEADERS)


def _file(request: Request) -> Response:
    name, content_type = FILES[request.path]
    return Response(200, (PAGE / name).read_bytes(), content_type, PAGE_HEADERS)


def _is_own(request: Request) -> bool:
    """Scripts send no Origin; a browser names the page, which must be ours."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("Host")


KeptMedia = Mapping[tuple[str, int], Kept]


def _shown_media(message: Message, kept: KeptMedia) -> list[dict[str, object]]:
    """Each with its address, and what was fetched there: type, size and where the stand-in shows it, or None."""
    shown: list[dict[str, object]] = []
    for place, address in enumerate(message.media):
        got = kept.get((message.sid, place))
        shown.append(
            {
                "address": address,
                "content_type": got.content_type if got else None,
                "size": got.size if got else None,
                "kept": f"/media/{message.sid}/{place}" if got else None,
            }
        )
    return shown


def _entry(message: Message, callbacks: list[Callback], kept: KeptMedia) -> dict[str, object]:
    return {
        "sid": message.sid,
        "direction": message.direction,
        "from": message.sender,
        "to": message.recipient,
        "body": message.body,
        "media": _shown_media(message, kept),
        "status": message.status,
        "at": _iso(message.created),
        "callbacks": [
            {"status": each.status, "at": _iso(each.at), "http_status": each.http_status}
            for each in callbacks
        ],
        "by": message.origin,
        "error_code": message.error_code,
        "messaging_service_sid": message.service,
    }


def _bubble(message: Message, kept: KeptMedia) -> dict[str, object]:
    incoming = message.direction == "in"
    return {
        "id": message.id,
        "patient": message.sender if incoming else message.recipient,
        "clinic": message.recipient if incoming else message.sender,
        "by_patient": incoming,
        "body": message.body,
        "media": _shown_media(message, kept),
        "status": message.status,
        "error_code": message.error_code,
        "at": _iso(message.created),
    }


def _iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
