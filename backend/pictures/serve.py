"""Pictures over HTTP: files whose name is their content, and the one picture of an exercise that goes with a text."""

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import PurePosixPath
from typing import Any

import structlog
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from backend import clock
from backend.pictures.addresses import FILE_NAMES, NoSuchAddress, RanOut, own_path_at, picture_at
from backend.pictures.figures.on_demand import content_of
from backend.pictures.ranges import NotSatisfiable, part_of
from backend.pictures.store import NoSuchFile, piece
from backend.pictures.texted import TYPES, content_of_text
from exercises.reads.pictures import shown_file
from exercises.rules.pictures import WEBP, Recipe

log = structlog.get_logger(__name__)

NOT_FOUND = "There is no picture at this address. Please check that it is the whole link from the text."
GONE = "There is no picture at this address, or it was taken away."
OWN_RAN_OUT = "This address of a picture has run out. Open today's exercises again for a new one."
BEHIND_THE_END = "The file ends before the part that was asked for."
SHOWN = (WEBP, "video/mp4")
"""What browsers are to show. Anything else would only be saved."""
RAN_OUT = "This link to a picture has run out. The next text about this exercise brings a new one."


def read_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Of a view: GET, and HEAD with the length of what GET gives and nothing of it."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        response = view(request, *args, **named)
        if request.method == "HEAD":
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return require_safe(answered)


@read_only
def picture(request: HttpRequest, path: str) -> HttpResponse:
    """A drawn picture, to be kept for ever; drawn now if nobody asked for it before."""
    try:
        content = content_of(path) if Recipe.read(path) else None
    except NoSuchFile:
        content = None
    if content is None:
        raise Http404("There is no such picture.")
    response = HttpResponse(content, content_type=WEBP)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@read_only
def own_picture(request: HttpRequest, month: str, seal: str, picture: str, name: str) -> HttpResponse:
    """What a clinic uploaded, at its sealed address, whole or in part: 410 when the address is over, 404 when it was
    never given out or the picture was taken away."""
    try:
        path = own_path_at(month, seal, f"{picture}/{name}", now=clock.now())
        file = shown_file(picture, path)
        if file is None:
            return _said(404, GONE)
        return _file(request, file)
    except RanOut:
        return _said(410, OWN_RAN_OUT)
    except (NoSuchAddress, NoSuchFile):
        return _said(404, GONE)


def _file(request: HttpRequest, file: Mapping[str, Any]) -> HttpResponse:
    length, path, tag = file["bytes"], file["path"], f'"{PurePosixPath(file["path"]).stem}"'
    headers = {
        "ETag": tag,
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=86400, immutable",
    }
    kind = file["type"]
    if kind not in SHOWN:
        kind, headers["Content-Disposition"] = "application/octet-stream", "attachment"
    if _is_known(tag, request):
        return HttpResponseNotModified(headers=headers)
    try:
        part = part_of(length, _asked(tag, request))
    except NotSatisfiable:
        return _said(416, BEHIND_THE_END, {"Content-Range": f"bytes */{length}", "Cache-Control": "no-store"})
    start, end = part or (0, length)
    if part:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{length}"
    content = piece(path, start, end) if request.method == "GET" else b""
    headers["Content-Length"] = str(end - start)
    return HttpResponse(content, status=206 if part else 200, content_type=kind, headers=headers)


def _is_known(tag: str, request: HttpRequest) -> bool:
    """Whether the caller has it already; a proxy that compresses may have made the tag a weak one."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return bool({tag, f"W/{tag}", "*"} & set(known))


def _asked(tag: str, request: HttpRequest) -> str:
    """The part that is asked for, if any: of another file than the caller has, or without it, the whole is given."""
    same = request.method == "GET" and request.headers.get("If-Range", tag) == tag
    return request.headers.get("Range", "") if same else ""


@read_only
def texted_picture(_request: HttpRequest, token: str) -> HttpResponse:
    """A whole movement as one picture, at a signed address: 410 when its time is over, 404 when never given out."""
    try:
        shown = picture_at(token, now=clock.now())
    except RanOut:
        return _said(410, RAN_OUT)
    except NoSuchAddress:
        return _said(404, NOT_FOUND)
    try:
        content, kind = content_of_text(shown)
    except NoSuchFile:
        log.error("texted_picture_missing", exercise=str(shown.exercise))
        return _said(404, NOT_FOUND)
    response = HttpResponse(content, content_type=TYPES[kind])
    response["Content-Disposition"] = f'inline; filename="{FILE_NAMES[kind]}"'
    response["Cache-Control"] = "private"
    return response


def _said(status: int, words: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8", headers=headers)
