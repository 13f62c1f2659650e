"""Pictures over HTTP: files whose name is their content, and the one picture of an exercise that goes with a text."""

import structlog
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from backend import clock
from backend.pictures.addresses import FILE_NAMES, NoSuchAddress, RanOut, picture_at
from backend.pictures.on_demand import content_of
from backend.pictures.store import NoSuchFile
from backend.pictures.texted import TYPES, content_of_text
from exercises.rules.pictures import WEBP, Recipe

log = structlog.get_logger(__name__)

NOT_FOUND = "There is no picture at this address. Please check that it is the whole link from the text."
RAN_OUT = "This link to a picture has run out. The next text about this exercise brings a new one."


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
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


@require_safe
def texted_picture(_request: HttpRequest, token: str) -> HttpResponseBase:
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


def _said(status: int, words: str) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
