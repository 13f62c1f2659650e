"""The operator's pages: clinics with their numbers and texts, staff, sign-ins, the library."""

from typing import Any, ClassVar
from zoneinfo import available_timezones

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from knox.models import AuthToken

from backend import clock
from backend.wiring import link_maker
from exercises.actions.clinic_texts import drop_text, set_text
from exercises.actions.keeping import keep_change
from exercises.actions.staffing import let_go, take_back
from exercises.models import Clinic, ClinicText, Exercise, Item, Phase, Picture, Program, Staff, User
from exercises.reads.clinic_texts import own_texts_of, sender_words
from exercises.reads.costs import Month, costs
from exercises.rules.links import HIDDEN
from exercises.rules.own_texts import CHANGEABLE, preview, problems
from exercises.rules.phones import e164
from exercises.rules.sessions import local_date
from exercises.rules.wording import LANGUAGES, reminder_text, spoken, template_of, with_link

admin.site.site_header = "Homestretch: operator"
admin.site.site_title = "Homestretch"
admin.site.index_title = "Clinics, staff and library"
admin.site.unregister([Group, AuthToken])  # a token is for the device that asked for it alone

ZONES = [(zone, zone) for zone in sorted(available_timezones())]


class ClinicForm(forms.ModelForm):
    timezone = forms.ChoiceField(choices=ZONES)
    language = forms.ChoiceField(choices=list(LANGUAGES.items()))

    class Meta:
        model = Clinic
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["language"] = spoken(self.initial.get("language") or "en")

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

    def clean_link_in_reminders(self) -> bool:
        """A link that would make the usual reminder too long would silently be left out."""
        wanted: bool = self.cleaned_data["link_in_reminders"]
        language = self.cleaned_data.get("language", "en")
        own = own_texts_of(self.instance) if self.instance.pk else None
        name, link = self.data.get("name", ""), link_maker().url(HIDDEN)
        example = reminder_text(
            language, clinic=name, first_name="Alexandra", asked=(1, 2), rounds=4, own=own
        )
        if wanted and link not in with_link(example, language, link):
            raise forms.ValidationError(
                "With the link the reminder takes over 2 text segments: shorten its text."
            )
        return wanted


@admin.register(Clinic)
class ClinicAdmin(admin.ModelAdmin):
    form = ClinicForm
    list_display = ("name", "sender", "timezone", "live")
    readonly_fields = ("billed",)
    fieldsets = (
        (None, {"fields": ("name", "timezone", "country", "language")}),
        (
            "Texts",
            {
                "fields": ("sender", "messaging_service", "link_in_reminders", "billed"),
                "description": "The words are under Clinic texts. A licensed clinician signs all of them off, the "
                "standard ones too, before patients are texted.",
            },
        ),
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
            "Pictures",
            {"fields": ("skin_tone", "texted_picture")},
        ),
        (
            "How often is enough",
            {"fields": ("texts_a_day", "texts_a_week", "follow_up_hours", "silent_days", "taper")},
        ),
    )

    @admin.display(description="What the provider bills")
    def billed(self, obj: Clinic) -> str:
        if obj._state.adding:
            return "Nothing yet."
        today = local_date(clock.now(), obj.timezone)
        month = Month(today.year, today.month)
        return format_html_join(
            "\n", "<p>{}: {}</p>", ((one, _billed(obj, one)) for one in (month, month.before))
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


def _billed(clinic: Clinic, month: Month) -> str:
    total = costs(clinic, month)["total"]
    return f"{total['segments']} SMS segments and {total['mms']} MMS, of {total['messages']} texts"


class ClinicTextForm(forms.ModelForm):
    """Refuses what must not be texted. New words need a new review."""

    name = forms.ChoiceField(choices=[(name, name.replace("_", " ")) for name in CHANGEABLE])
    language = forms.ChoiceField(choices=list(LANGUAGES.items()))

    class Meta:
        model = ClinicText
        fields = ("clinic", "name", "language", "body", "reviewed_by", "reviewed_on")
        widgets = {"body": forms.Textarea(attrs={"rows": 4, "cols": 80})}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        name, language, clinic = (
            given.get(part) or getattr(self.instance, part, None) for part in ("name", "language", "clinic")
        )
        if name and language and clinic and given.get("body"):
            for words in problems(name, language, given["body"], sender_words(clinic)):
                self.add_error("body", words)
        signed_anew = {"reviewed_by", "reviewed_on"} & set(self.changed_data)
        if self.instance.pk and "body" in self.changed_data and not signed_anew:
            given |= {"reviewed_by": "", "reviewed_on": None}
        return given


@admin.register(ClinicText)
class ClinicTextAdmin(admin.ModelAdmin):
    form = ClinicTextForm
    list_display = ("clinic", "language", "name", "reviewed_by", "reviewed_on", "changed_at")
    list_filter = ("clinic", "language", "name")
    search_fields = ("body",)
    readonly_fields = ("standard", "on_a_locked_phone")
    fieldsets = (
        (
            None,
            {
                "fields": ("clinic", "name", "language", "standard", "body", "on_a_locked_phone"),
                "description": "What the clinic texts in place of the standard words. Anybody may read it on a locked "
                "phone.",
            },
        ),
        (
            "Signed off",
            {
                "fields": ("reviewed_by", "reviewed_on"),
                "description": "A licensed clinician signs every text off before patients get it. New words must be "
                "signed off anew.",
            },
        ),
    )

    class Media:
        css = {"all": ["backend/locked-phone.css"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Other words for another text, language or clinic are another row."""
        fixed = ("clinic", "name", "language") if obj else ()
        return (*fixed, *self.readonly_fields)

    @admin.display(description="The standard text")
    def standard(self, obj: ClinicText) -> str:
        return template_of(obj.name, obj.language) if obj.pk else "Shown once the text is saved."

    @admin.display(description="On a locked phone")
    def on_a_locked_phone(self, obj: ClinicText) -> str:
        if not obj.pk:
            return "Shown once the text is saved."
        try:
            shown = preview(obj.language, obj.body, sender_words(obj.clinic))
        except ValueError as why:
            return str(why)
        return format_html(
            '<div class="locked-phone"><div class="its-note"><strong>{}</strong> <span>now</span><p>{}</p></div></div>'
            "<p>In full: {}</p><p>{} segments, {}</p>",
            shown.sender,
            shown.lock_screen,
            shown.text,
            shown.size.count,
            shown.size.encoding,
        )

    def save_model(self, request: HttpRequest, obj: ClinicText, form: Any, change: bool) -> None:
        who: Any = request.user
        kept = set_text(
            obj.clinic,
            obj.name,
            obj.language,
            obj.body,
            reviewed_by=obj.reviewed_by,
            reviewed_on=obj.reviewed_on,
            by=who,
            now=clock.now(),
        )
        obj.pk = kept.pk

    def delete_model(self, request: HttpRequest, obj: ClinicText) -> None:
        who: Any = request.user
        drop_text(obj.clinic, obj.name, obj.language, by=who, now=clock.now())

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for own in queryset.select_related("clinic"):
            self.delete_model(request, own)


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
    fields = ("order", "kind", "width", "height", "alt", "removed_at")
    readonly_fields = fields
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
