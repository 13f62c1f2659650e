"""The operator's pages: clinics with their numbers and texts, staff, sign-ins, the library."""

from typing import Any, ClassVar
from zoneinfo import available_timezones

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpRequest
from knox.models import AuthToken

from backend import clock
from backend.wiring import link_maker
from exercises.actions.keeping import keep_change
from exercises.actions.staffing import let_go, take_back
from exercises.models import Clinic, Exercise, Item, Phase, Picture, Program, Staff, User
from exercises.rules.links import HIDDEN
from exercises.rules.phones import e164
from exercises.rules.texts import placeholders, segments
from exercises.rules.wording import reminder_text, with_link

admin.site.site_header = "Homestretch: operator"
admin.site.site_title = "Homestretch"
admin.site.index_title = "Clinics, staff and library"
admin.site.unregister([Group, AuthToken])  # a token is for the device that asked for it alone

ZONES = [(zone, zone) for zone in sorted(available_timezones())]
REMINDER_PLACEHOLDERS = {"clinic", "first_name", "which"}


class ClinicForm(forms.ModelForm):
    timezone = forms.ChoiceField(choices=ZONES)

    class Meta:
        model = Clinic
        fields = "__all__"

    def clean_sender(self) -> str:
        try:
            return e164(self.cleaned_data["sender"], country=self.data.get("country") or "CA")
        except ValueError as why:
            raise forms.ValidationError(str(why)) from why

    def clean_notice_phone(self) -> str:
        return self._phone("notice_phone")

    def clean_escalation_phone(self) -> str:
        return self._phone("escalation_phone")

    def _phone(self, name: str) -> str:
        if not self.cleaned_data[name]:
            return ""
        try:
            return e164(self.cleaned_data[name], country=self.data.get("country") or "CA")
        except ValueError as why:
            raise forms.ValidationError(str(why)) from why

    def clean_reminder_text(self) -> str:
        """A text that patients can be sent: known placeholders, the way out, at most two segments."""
        text: str = self.cleaned_data["reminder_text"]
        if not text:
            return text
        try:
            unknown = placeholders(text) - REMINDER_PLACEHOLDERS
        except ValueError as why:
            raise forms.ValidationError(str(why)) from why
        if unknown:
            raise forms.ValidationError(f"Unknown placeholder: {', '.join(sorted(unknown))}.")
        if "STOP" not in text:
            raise forms.ValidationError("Say how to end the texts: STOP.")
        example = self._example(text)
        if segments(example).count > 2:
            raise forms.ValidationError(f"Too long: {segments(example).count} text segments; at most 2.")
        return text

    def clean_link_in_reminders(self) -> bool:
        """A link that would make the usual reminder too long would silently be left out."""
        wanted: bool = self.cleaned_data["link_in_reminders"]
        link = link_maker().url(HIDDEN)
        example = self._example(self.cleaned_data.get("reminder_text", ""))
        if wanted and link not in with_link(example, "en", link):
            raise forms.ValidationError(
                "With the link the reminder takes over 2 text segments: shorten its text."
            )
        return wanted

    def _example(self, text: str) -> str:
        name = self.data.get("name", "")
        return reminder_text(text, "en", clinic=name, first_name="Alexandra", asked=(1, 2), rounds=4)


@admin.register(Clinic)
class ClinicAdmin(admin.ModelAdmin):
    form = ClinicForm
    list_display = ("name", "sender", "timezone", "live")
    fieldsets = (
        (None, {"fields": ("name", "timezone", "country", "language")}),
        ("Texts", {"fields": ("sender", "messaging_service", "reminder_text", "link_in_reminders")}),
        (
            "Safety numbers",
            {
                "fields": ("phone", "emergency_number", "urgent_line", "live"),
                "description": "Texts go out only when the clinic is live. The safety texts that use these "
                "numbers must be reviewed by a licensed clinician.",
            },
        ),
        (
            "Who is told of a safety alert",
            {
                "fields": (
                    *("notice_phone", "notice_email", "emergency_minutes", "same_day_minutes"),
                    *("escalation_phone", "escalation_email"),
                ),
                "description": "Told at any hour, with no word of anybody's health. When nobody takes the alert on in "
                "time, the escalation addresses are told; empty, the first ones again.",
            },
        ),
        (
            "Limits",
            {
                "fields": (
                    "allowed_from",
                    "allowed_until",
                    "lateness_minutes",
                    "texts_a_second",
                    "pain_alert_from",
                    "retention_years",
                )
            },
        ),
        (
            "How often is enough",
            {"fields": ("texts_a_day", "texts_a_week", "follow_up_hours", "silent_days", "taper")},
        ),
    )

    def save_model(self, request: HttpRequest, obj: Clinic, form: Any, change: bool) -> None:
        """What was changed, by whom and from what, is kept."""
        changed = form.changed_data if change else []
        before = Clinic.objects.values(*changed).get(pk=obj.pk) if changed else {}
        super().save_model(request, obj, form, change)
        if changed:
            after = {name: getattr(obj, name) for name in changed}
            who: Any = request.user
            keep_change(
                "clinic.changed",
                clinic=obj,
                who=who,
                now=clock.now(),
                subject=obj.pk,
                before=before,
                after=after,
            )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class EmailForm(forms.ModelForm):
    """Staff sign in by e-mail: needed, and kept in small letters, as signing in looks it up."""

    email = forms.EmailField(max_length=254)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class ChangedUserForm(EmailForm, UserChangeForm):
    pass


class NewUserForm(EmailForm, AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email",)


class StaffInline(admin.StackedInline):
    model = Staff
    fields = ("clinic", "role", "first_name", "last_name")
    can_delete = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A member of staff stays in the clinic they began in: their patients and records are there."""
        return ("clinic",) if hasattr(obj, "staff") else ()


@admin.register(User)
class SignInAdmin(UserAdmin):
    """Staff sign-ins: add one with a password, and the member of staff below it."""

    add_form = NewUserForm
    form = ChangedUserForm
    inlines = (StaffInline,)
    list_display = ("email", "staff", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "staff__last_name", "staff__first_name")
    ordering = ("email",)
    filter_horizontal = ()
    fieldsets = ((None, {"fields": ("email", "password", "is_active", "is_staff", "is_superuser")}),)
    add_fieldsets = ((None, {"fields": ("email", "usable_password", "password1", "password2")}),)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(email__isnull=False).select_related("staff")

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Who may no longer sign in has left: the patients stand without practitioner."""
        super().save_model(request, obj, form, change)
        staff = Staff.objects.filter(user=obj).select_related("user").first()
        if change and staff is not None and "is_active" in form.changed_data:
            who: Any = request.user
            (take_back if obj.is_active else let_go)(staff, by=who, now=clock.now())

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Staff)
class StaffAdmin(admin.ModelAdmin):
    """Untick `active` when somebody leaves: they are signed out at once, their patients without practitioner."""

    list_display = ("last_name", "first_name", "clinic", "role", "active")
    list_filter = ("clinic", "role", "active")
    search_fields = ("last_name", "first_name", "user__email")
    fields = ("user", "clinic", "role", "first_name", "last_name", "active")
    autocomplete_fields: ClassVar[tuple[str, ...]] = ("user",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Another clinic or another sign-in is another member of staff."""
        return ("user", "clinic") if obj else ()

    def save_model(self, request: HttpRequest, obj: Staff, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if "active" in form.changed_data and change:
            who: Any = request.user
            (take_back if obj.active else let_go)(obj, by=who, now=clock.now())

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PictureInline(admin.TabularInline):
    model = Picture
    extra = 0
    fields = ("order", "width", "height", "path", "alt")
    readonly_fields = ("order", "width", "height", "path")
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LibraryAdmin(admin.ModelAdmin):
    """The library is read here. The shared one is changed in exercises/library and loaded anew."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "slug")
    list_filter: ClassVar[tuple[str, ...]] = ("clinic",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Exercise)
class ExerciseAdmin(LibraryAdmin):
    list_display = ("name", "kind", "position", "clinic")
    list_filter = ("kind", "position", "clinic")
    exclude = ("figure",)
    inlines = (PictureInline,)


class PhaseInline(admin.TabularInline):
    model = Phase
    extra = 0
    fields = ("number", "name", "goal", "first_day", "last_day")


class ItemInline(admin.TabularInline):
    model = Item
    extra = 0


@admin.register(Phase)
class PhaseAdmin(LibraryAdmin):
    list_display = ("program", "number", "name", "first_day", "last_day")
    list_filter = ("program",)
    search_fields = ("name", "program__name")
    inlines = (ItemInline,)


@admin.register(Program)
class ProgramAdmin(LibraryAdmin):
    list_display = ("name", "clinic")
    inlines = (PhaseInline,)
