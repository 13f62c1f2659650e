"""Our addresses, and beside them the least that answers the same: signed in, and nothing else."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend import clock
from backend.api.permissions import patient_of
from backend.urls import handler400, handler404, handler500
from backend.urls import urlpatterns as ours
from exercises.models import CheckIn
from exercises.terms import CheckInSource

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]


class Same(APIView):
    """Answers with the bytes it was given to answer with."""

    content = b""

    def get(self, request: Request) -> HttpResponse:
        return HttpResponse(self.content, content_type="application/json")


class Insert(APIView):
    """Keeps a check-in as it came."""

    def post(self, request: Request) -> Response:
        patient, given = patient_of(request), request.data
        kept = CheckIn.objects.create(
            client_id=UUID(given["id"]),
            clinic_id=patient.clinic_id,
            patient=patient,
            day=datetime.fromisoformat(given["session"].split("/")[0]).date(),
            round=1,
            outcome=given["outcome"],
            completed=1,
            pain=given["pain"],
            source=CheckInSource.APP,
            at=clock.now(),
            received_at=clock.now(),
        )
        return Response({"id": str(kept.client_id)}, 201)


urlpatterns = [path("bare/same", Same.as_view()), path("bare/insert", Insert.as_view()), *ours]
