"""Pictures over HTTP: files whose name is their content, and the one picture of an exercise that goes with a text."""

from pathlib import Path

import structlog
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from backend import clock
from backend.pictures.addresses import FILE_NAME, NoSuchAddress, RanOut, exercise_at
from backend.pictures.sheet import kept_sheet
from exercises.reads.library import pose_paths

log = structlog.get_logger(__name__)

_TYPES = {".webp": "image/webp"}
NOT_FOUND = "There is no picture at this address. Please check that it is the whole link from the text."
RAN_OUT = "This link to a picture has run out. The next text about this exercise brings a new one."


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file below the media root, to be kept for ever. Folders are not listed."""
    root = Path(settings.MEDIA_ROOT).resolve()
    try:
        file = (root / path).resolve()
        known = file.is_relative_to(root) and file.suffix in _TYPES and file.is_file()
    except (ValueError, OSError):
        known = False
    if not known:
        raise Http404("There is no such picture.")
    response = FileResponse(file.open("rb"), content_type=_TYPES[file.suffix])
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Last-Modified"] = http_date(file.stat().st_mtime)
    return response


@require_safe
def texted_picture(_request: HttpRequest, token: str) -> HttpResponseBase:
    """A whole movement as one JPEG, at a signed address: 410 when its time is over, 404 when it was never given out."""
    try:
        exercise = exercise_at(token, now=clock.now())
    except RanOut:
        return _said(410, RAN_OUT)
    except NoSuchAddress:
        return _said(404, NOT_FOUND)
    try:
        file = kept_sheet(Path(settings.MEDIA_ROOT), pose_paths(exercise))
    except OSError as why:
        log.error("texted_picture_missing", exercise=str(exercise), error=type(why).__name__)
        return _said(404, NOT_FOUND)
    response = FileResponse(file.open("rb"), content_type="image/jpeg", filename=FILE_NAME)
    response["Cache-Control"] = "private"
    return response


def _said(status: int, words: str) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
