"""What the clinic texts: its own words in place of the standard ones, and what texts cost."""

import re
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.fields import Day, QuerySerializer, StrictSerializer, Text, body_of, query_of
from backend.api.paging import PAGE, page_of, page_shape
from backend.api.permissions import AdministratorCall, StaffCall, staff_of
from exercises.actions.clinic_texts import drop_text, set_text
from exercises.reads.clinic_texts import preview_row, sender_words, text_row, text_rows
from exercises.reads.costs import Month, costs
from exercises.rules.own_texts import CHANGEABLE, LONGEST_TEXT, preview, problems
from exercises.rules.sessions import local_date
from exercises.rules.wording import LANGUAGES


class Preview(serializers.Serializer[Any]):
    sender = serializers.CharField(help_text="What a phone shows as the sender.")
    text = serializers.CharField(help_text="Filled with usual values.")
    lock_screen = serializers.CharField(help_text="What a locked phone shows of it, for anybody to read.")
    encoding = serializers.ChoiceField(choices=["GSM-7", "UCS-2"])
    segments = serializers.IntegerField(help_text="What the provider bills for one such text.")


class ClinicTextRow(serializers.Serializer[Any]):
    name = serializers.CharField()
    language = serializers.CharField()
    standard = serializers.CharField(help_text="What goes out when there is no own text.")
    own = serializers.CharField(allow_null=True)
    may_hold = serializers.ListField(child=serializers.CharField(), help_text="Placeholders, without braces.")
    must_hold = serializers.ListField(
        child=serializers.CharField(), help_text="Those that must not be left out."
    )
    must_say = serializers.ListField(child=serializers.CharField(), help_text="Words, in capitals.")
    changed_at = serializers.DateTimeField(allow_null=True)
    changed_by = serializers.CharField(allow_blank=True)
    reviewed_by = serializers.CharField(allow_blank=True, help_text="The clinician who signed it off.")
    reviewed_on = serializers.DateField(allow_null=True)
    preview = Preview()


class TextsQuery(QuerySerializer):
    language = serializers.ChoiceField(choices=list(LANGUAGES), required=False)


class OwnTextBody(StrictSerializer):
    body = Text(layout=True, max_length=LONGEST_TEXT, help_text="With placeholders, such as {first_name}.")
    reviewed_by = Text(
        required=False,
        default="",
        allow_blank=True,
        max_length=160,
        help_text="The licensed clinician who signed these very words off; left out: nobody yet.",
    )
    reviewed_on = Day(required=False, default=None, allow_null=True)


class PreviewBody(StrictSerializer):
    name = serializers.ChoiceField(choices=list(CHANGEABLE))
    language = serializers.ChoiceField(choices=list(LANGUAGES))
    body = Text(layout=True, max_length=LONGEST_TEXT)


class Previewed(serializers.Serializer[Any]):
    problems = serializers.ListField(
        child=serializers.CharField(), help_text="Why it would be refused; empty when it would not."
    )
    preview = Preview(allow_null=True, help_text="null when its placeholders cannot be filled.")


@extend_schema_field({"type": "string", "pattern": "^20[0-9]{2}-(0[1-9]|1[0-2])$", "examples": ["2026-11"]})
class MonthField(serializers.Field[Month, str, str, Any]):
    """A month as 2026-11."""

    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": "Write the month as 2026-11."}

    def to_internal_value(self, data: Any) -> Month:
        if not isinstance(data, str) or not re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", data, re.ASCII):
            self.fail("invalid")
        year, month = data.split("-")
        return Month(int(year), int(month))


class CostsQuery(QuerySerializer):
    month = MonthField(required=False, help_text="On the clinic's calendar; this month when left out.")


class CostRow(serializers.Serializer[Any]):
    direction = serializers.CharField(help_text="out: to a phone; in: to the clinic.")
    kind = serializers.CharField()
    messages = serializers.IntegerField()
    segments = serializers.IntegerField(help_text="SMS segments, of those without a picture.")
    mms = serializers.IntegerField(help_text="Those with a picture, billed by the piece.")


class CostTotal(serializers.Serializer[Any]):
    messages = serializers.IntegerField()
    segments = serializers.IntegerField()
    mms = serializers.IntegerField()


class Costs(serializers.Serializer[Any]):
    month = serializers.CharField()
    timezone = serializers.CharField(help_text="Whose calendar it is.")
    by_kind = CostRow(many=True)
    total = CostTotal()


class ClinicTextsCall(StaffCall):
    @extend_schema(summary="What we text", parameters=[TextsQuery, PAGE], responses=page_shape(ClinicTextRow))
    def get(self, request: Request) -> Response:
        """Every text the clinic may change, by language, with its own words where it has some."""
        language = query_of(request, TextsQuery).get("language")
        return page_of(request, text_rows(staff_of(request).clinic, language=language))


class OneClinicTextCall(AdministratorCall):
    @extend_schema(summary="Text our own words", request=OwnTextBody, responses=ClinicTextRow)
    def put(self, request: Request, name: str, language: str) -> Response:
        """Administrators only. What must not be texted is refused in words; a licensed clinician signs texts off."""
        given, me = body_of(request, OwnTextBody), staff_of(request)
        set_text(me.clinic, name, language, **given, by=me.user, now=clock.now())
        return Response(text_row(me.clinic, name, language))

    @extend_schema(summary="Text the standard words again", responses={204: None})
    def delete(self, request: Request, name: str, language: str) -> Response:
        """Administrators only."""
        me = staff_of(request)
        drop_text(me.clinic, name, language, by=me.user, now=clock.now())
        return Response(status=204)


class PreviewTextCall(StaffCall):
    @extend_schema(summary="See words as they arrive", request=PreviewBody, responses=Previewed)
    def post(self, request: Request) -> Response:
        """Changes nothing. The preview is that of a locked phone, and `problems` say what would be refused."""
        given, sender = body_of(request, PreviewBody), sender_words(staff_of(request).clinic)
        try:
            shown = preview_row(preview(given["language"], given["body"], sender))
        except ValueError:
            shown = None
        return Response({"problems": problems(sender=sender, **given), "preview": shown})


class CostsCall(StaffCall):
    @extend_schema(summary="What texts cost", parameters=[CostsQuery], responses=Costs)
    def get(self, request: Request) -> Response:
        """Texts of a month by kind, in what the provider bills: SMS segments, and MMS by the piece."""
        clinic = staff_of(request).clinic
        today = local_date(clock.now(), clinic.timezone)
        month = query_of(request, CostsQuery).get("month") or Month(today.year, today.month)
        return Response(costs(clinic, month))
