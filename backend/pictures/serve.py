"""Pictures of the shared library: files whose name is their content, so they never change."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from django.views.decorators.http import require_safe

_TYPES = {".webp": "image/webp"}


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
