"""A patient's check-ins, as the phone sends them: with ids of its own, so that it may send them again."""

from datetime import timedelta
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.fields import Id, Instant, Number, OneOf, Session, StrictSerializer, Text, Whole, body_of
from backend.api.permissions import PatientCall, patient_of
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.reads.alerts import safety_answer_to
from exercises.reads.record import check_in_shown
from exercises.rules.sessions import MOST_DAYS_BACK
from exercises.terms import CheckInSource, Difficulty, Outcome, SkipReason

CLOCKS_DIFFER = timedelta(minutes=10)
"""How far a phone's clock may be ahead of ours."""
OLDEST = timedelta(days=MOST_DAYS_BACK + 1)
_WHOLE = {Outcome.DONE: 1, Outcome.SKIPPED: 0}


class ItemGiven(StrictSerializer):
    item = Id(help_text="As `today` names it.")
    outcome = OneOf(Outcome)
    difficulty = OneOf(Difficulty, required=False, allow_null=True, default=None)
    reason = OneOf(SkipReason, required=False, allow_null=True, default=None)


class CheckInBody(StrictSerializer):
    id = Id(help_text="A UUID made by the phone; the same one each time this check-in is sent.")
    session = Session(
        help_text="As `today` names it, or a bare date for all rounds of that day; at most 14 days back."
    )
    outcome = OneOf(Outcome)
    completed = Number(
        required=False,
        allow_null=True,
        default=None,
        min_value=0,
        max_value=1,
        help_text="How much of a part was done; null counts half.",
    )
    reason = OneOf(SkipReason, required=False, allow_null=True, default=None)
    pain = Whole(required=False, allow_null=True, default=None, min_value=0, max_value=10)
    difficulty = OneOf(Difficulty, required=False, allow_null=True, default=None)
    note = Text(required=False, allow_blank=True, default="", max_length=1000, layout=True)
    at = Instant(required=False, allow_null=True, default=None, help_text="When it was done; null is now.")
    items = ItemGiven(many=True, required=False, default=list, max_length=50)  # type: ignore[call-arg]

    def validate_at(self, at: Any) -> Any:
        now = self.context["now"]
        if at is not None and at > now + CLOCKS_DIFFER:
            raise serializers.ValidationError("This is in the future.")
        if at is not None and at < now - OLDEST:
            raise serializers.ValidationError(f"This is over {OLDEST.days} days ago.")
        return at

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        whole = _WHOLE.get(given["outcome"])
        if whole is not None and given["completed"] not in (None, whole):
            raise serializers.ValidationError({"completed": "Only a part has a fraction."})
        return given


class ItemRow(serializers.Serializer[Any]):
    item = serializers.UUIDField()
    outcome = serializers.ChoiceField(choices=[term.value for term in Outcome])
    difficulty = serializers.ChoiceField(choices=[term.value for term in Difficulty], allow_null=True)
    reason = serializers.ChoiceField(choices=[term.value for term in SkipReason], allow_null=True)


class CheckInRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    session = Session()
    outcome = serializers.ChoiceField(
        choices=[term.value for term in Outcome],
        allow_null=True,
        help_text="null: a text that told a pain score alone.",
    )
    completed = serializers.FloatField(allow_null=True, min_value=0, max_value=1)
    reason = serializers.ChoiceField(choices=[term.value for term in SkipReason], allow_null=True)
    pain = serializers.IntegerField(allow_null=True, min_value=0, max_value=10)
    difficulty = serializers.ChoiceField(choices=[term.value for term in Difficulty], allow_null=True)
    note = serializers.CharField(allow_blank=True)
    items = ItemRow(many=True)
    source = serializers.ChoiceField(choices=[term.value for term in CheckInSource])  # type: ignore[assignment]
    at = serializers.DateTimeField()
    received_at = serializers.DateTimeField()


_EXAMPLE = OpenApiExample(
    "Half done, it hurt",
    request_only=True,
    value={
        "id": "5f0c3a52-6d1e-4c3b-9a57-0e3b6c1f2d11",
        "session": "2026-11-22/1",
        "outcome": "part",
        "completed": 0.5,
        "reason": "pain",
        "pain": 6,
        "difficulty": "hard",
        "note": "",
        "at": "2026-11-22T08:30:00-08:00",
        "items": [],
    },
)


class SafetyAnswer(serializers.Serializer[Any]):
    urgency = serializers.CharField()
    text = serializers.CharField()


class CheckInKept(CheckInRow):
    safety = SafetyAnswer(
        allow_null=True, help_text="Show this text at once and first: the note may tell of something serious."
    )


class CheckInsCall(PatientCall):
    @extend_schema(
        summary="Report a session",
        request=CheckInBody,
        responses={201: CheckInKept, 200: CheckInKept},
        examples=[_EXAMPLE],
    )
    def post(self, request: Request) -> Response:
        """201 when it is new, 200 with the stored one when it was sent before, 409 when that one differs.

        A note that may tell of something serious is answered with `safety`, and by text, and staff are told.
        Of several check-ins for one session the last received stands; all are kept.
        """
        given = _given(body_of(request, CheckInBody))
        kept, is_new = record_check_in(patient_of(request), given, source=CheckInSource.APP, now=clock.now())
        shown = {**check_in_shown(kept), "safety": safety_answer_to(kept)}
        return Response(shown, status.HTTP_201_CREATED if is_new else status.HTTP_200_OK)


def _given(body: dict[str, Any]) -> CheckInGiven:
    return CheckInGiven(
        client_id=body["id"],
        session=body["session"],
        outcome=body["outcome"],
        completed=body["completed"],
        reason=body["reason"] or "",
        pain=body["pain"],
        difficulty=body["difficulty"] or "",
        note=body["note"],
        at=body["at"],
        items=[{**item, "item": str(item["item"])} for item in body["items"]],
    )
