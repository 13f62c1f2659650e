"""What a request leaves in the log: method and path. A query may hold a name, so it is left out."""

from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware


class RequestLog(RequestMiddleware):
    """One id a request on each of its lines, and a line when it is finished."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {request.path}"
