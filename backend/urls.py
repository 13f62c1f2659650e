"""Every way in over HTTP. Paths under /api/v1/, /sms/, /t/ and /health/, and /metrics, have no slash at their end."""

from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from backend import health
from backend.metrics import metrics
from backend.phone import pages
from backend.pictures.addresses import FILE_NAMES
from backend.pictures.serve import own_picture, picture, texted_picture
from backend.sms import webhooks

urlpatterns = [
    path("", RedirectView.as_view(url="/api/docs/")),
    path("admin/", admin.site.urls),
    path("api/", include("backend.api.urls")),
    path("sms/inbound", webhooks.inbound),
    path("sms/status/<str:message_id>", webhooks.status),
    path("t/<str:token>", pages.plan),
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("metrics", metrics),
    re_path(
        r"^media/own/(?P<month>20\d\d(?:0[1-9]|1[0-2]))/(?P<seal>[0-9a-f]{20})"
        r"/(?P<picture>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(?P<name>[0-9a-f]{32}\.[a-z0-9]{3,4})\Z",
        own_picture,
    ),
    path("media/<path:path>", picture),
    path("m/<str:token>", texted_picture),
    *(path(f"m/<str:token>/{name}", texted_picture) for name in FILE_NAMES.values()),
]

# Under /api/ every error is a problem; elsewhere these fall through to Django's own pages.
handler400 = "backend.api.problems.malformed"
handler404 = "backend.api.problems.unknown_path"
handler500 = "backend.api.problems.broken"
