"""What became of the reminders of a day."""

from functools import partial
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.caseload import CaseloadPatient
from backend.api.fields import Day, OneOf, QueryFlag, QuerySerializer, query_of
from backend.api.paging import PAGE, page_of
from backend.api.permissions import StaffCall, staff_of
from exercises import terms
from exercises.reads.reminders import Fate, day_counts, queue_of, reminder_rows, reminders_on
from exercises.rules.lifecycle import MessageState
from exercises.rules.sessions import local_date


class RemindersQuery(QuerySerializer):
    day = Day(
        required=False, help_text="The local date of the slots; today in the clinic's zone when left out."
    )
    state = OneOf(Fate, required=False, help_text="Only these rows; the summary is of the whole day.")
    mine = QueryFlag(
        required=False, default=False, help_text="true: only of the patients you are responsible for."
    )


class HeldBecause(serializers.Serializer[Any]):
    code = serializers.ChoiceField(choices=[term.value for term in terms.Held])
    reason = serializers.CharField(help_text="The same in a sentence.")


class HeldCount(HeldBecause):
    count = serializers.IntegerField()


class ReminderText(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=[term.value for term in MessageState])
    error_code = serializers.CharField(allow_null=True, help_text="The provider's.")
    tried_at = serializers.DateTimeField(help_text="When it was last handed to the provider.")


class ReminderOfDay(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    patient = CaseloadPatient()
    day = serializers.DateField()
    time = serializers.CharField(help_text="On the patient's clock, HH:MM.")
    due_at = serializers.DateTimeField()
    is_follow_up = serializers.BooleanField(
        help_text="It follows an unanswered reminder and has no slot of its own."
    )
    state = serializers.ChoiceField(
        choices=[fate.value for fate in Fate],
        help_text="waiting: goes as soon as it may. sent: handed over and not lost. held: did not go. "
        "lost: its text will not arrive.",
    )
    held = HeldBecause(allow_null=True, help_text="Why it did not go.")
    expected_at = serializers.DateTimeField(
        allow_null=True,
        help_text="When it may go, while it waits; null also while it is being sent or the sender is refused.",
    )
    text = ReminderText(allow_null=True, help_text="How far its text got; null when none was written.")
    answered_at = serializers.DateTimeField(allow_null=True)


class FateCounts(serializers.Serializer[Any]):
    waiting = serializers.IntegerField()
    sent = serializers.IntegerField()
    held = serializers.IntegerField()
    lost = serializers.IntegerField()


class SenderQueue(serializers.Serializer[Any]):
    ends_at = serializers.DateTimeField(
        allow_null=True, help_text="When what waits will have gone; null: at once."
    )
    stopped_at = serializers.DateTimeField(
        allow_null=True, help_text="Since then the provider refuses the clinic's sender, and nothing goes."
    )
    stopped_code = serializers.CharField(allow_null=True, help_text="The provider's code for it.")


class RemindersSummary(serializers.Serializer[Any]):
    day = serializers.DateField()
    states = FateCounts()
    held = HeldCount(many=True, help_text="The most frequent reason first.")
    to_come = serializers.IntegerField(
        help_text="Patients whose next reminder is on this day and not due yet."
    )
    queue = SenderQueue()


class RemindersPage(serializers.Serializer[Any]):
    count = serializers.IntegerField(help_text="Of all pages.")
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = ReminderOfDay(many=True)
    summary = RemindersSummary()


class RemindersTodayCall(StaffCall):
    @extend_schema(summary="Reminders of a day", parameters=[RemindersQuery, PAGE], responses=RemindersPage)
    def get(self, request: Request) -> Response:
        """What was sent of your clinic's reminders, what waits, and what was held and why."""
        me, now, asked = staff_of(request), clock.now(), query_of(request, RemindersQuery)
        day = asked.get("day") or local_date(now, me.clinic.timezone)
        practitioner = me.pk if asked["mine"] else None
        queue = queue_of(me.clinic_id, now=now)
        found = reminders_on(me.clinic_id, day, fate=asked.get("state"), practitioner=practitioner)
        answer = page_of(request, found, partial(reminder_rows, stopped=queue["stopped_at"] is not None))
        counts = day_counts(me.clinic_id, day, practitioner=practitioner)
        answer.data["summary"] = {"day": day.isoformat(), **counts, "queue": queue}
        return answer
