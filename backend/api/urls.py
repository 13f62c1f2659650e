"""The routes under /api/. Those under /api/v1/ have no slash at their end."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from backend.api import practice
from backend.api.check_ins import CheckInsCall
from backend.api.concerns import MyConcernsCall, MyConcernsReadCall
from backend.api.flares import MyFlareCall
from backend.api.me import MeCall, MyAssignmentsCall, ProgressCall
from backend.api.problems import unknown_path
from backend.api.reminder import ReminderCall
from backend.api.reminders_today import RemindersTodayCall
from backend.api.sign_in import CodeCall, StaffSignInCall, TokenCall
from backend.api.today import TodayCall

routes = [
    path("auth/staff", StaffSignInCall.as_view()),
    path("auth/code", CodeCall.as_view()),
    path("auth/token", TokenCall.as_view()),
    path("me", MeCall.as_view()),
    path("me/today", TodayCall.as_view()),
    path("me/assignments", MyAssignmentsCall.as_view()),
    path("me/progress", ProgressCall.as_view()),
    path("me/check-ins", CheckInsCall.as_view()),
    path("me/reminder", ReminderCall.as_view()),
    path("me/concerns", MyConcernsCall.as_view()),
    path("me/concerns/read", MyConcernsReadCall.as_view()),
    path("me/flare", MyFlareCall.as_view()),
    *practice.routes,
    path("reminders", RemindersTodayCall.as_view()),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include(routes)),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="api-schema"), name="api-docs"),
    re_path(r"^[\s\S]*$", unknown_path),
]
