"""Concerns: what patients ask or worry about, as threads that staff answer."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.check_ins import SafetyAnswer
from backend.api.fields import (
    Id,
    OneOf,
    QueryFlag,
    QuerySerializer,
    StrictSerializer,
    Text,
    body_of,
    query_of,
)
from backend.api.paging import PAGE, page_of, page_shape
from backend.api.patients import PersonRow
from backend.api.permissions import PatientCall, StaffCall, patient_of, staff_of
from exercises import terms
from exercises.actions.concerns import (
    answer_concern,
    cause_of,
    close_concern,
    mark_answers_read,
    mark_read,
    write_concern,
)
from exercises.reads.alerts import safety_answer
from exercises.reads.concerns import (
    ENTRIES_OF_ONE,
    concern_rows,
    concerns_of,
    entry_row,
    one_concern,
    own_concern_rows,
    search_concerns,
)

LONGEST = 1000
_SEEN = "The id of the newest entry that was shown; what came after it stays unread."


class EntryRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    author = serializers.ChoiceField(choices=[term.value for term in terms.Author])
    by = serializers.CharField(allow_null=True, help_text="The name of the member of staff.")
    body = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True, help_text="When the other side had read it.")


class MyConcernRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    opened_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    unread = serializers.IntegerField(help_text="Entries of the other side that you have not read.")
    total = serializers.IntegerField(help_text="All entries; of many only the newest are shown.")
    entries = EntryRow(many=True, help_text="Oldest first.")


class AnswerNoticeRow(serializers.Serializer[Any]):
    due_at = serializers.DateTimeField(help_text="When it goes at the earliest.")
    state = serializers.CharField(
        allow_null=True, help_text="How far the text came, such as delivered; null: there is none (yet)."
    )
    held = serializers.ChoiceField(
        choices=[term.value for term in terms.Held], allow_null=True, help_text="Why there is no text."
    )
    settled_at = serializers.DateTimeField(allow_null=True, help_text="null: it waits.")


class ConcernRow(MyConcernRow):
    patient = PersonRow()
    source = serializers.ChoiceField(choices=[term.value for term in terms.ConcernSource])  # type: ignore[assignment]
    last_from_patient_at = serializers.DateTimeField()
    notice = AnswerNoticeRow(
        allow_null=True, help_text="The newest text that tells the patient of answers; null: none was due."
    )
    closed_by = serializers.CharField(allow_null=True)
    close_reason = serializers.CharField(allow_null=True)


class ConcernBody(StrictSerializer):
    id = Id(help_text="A UUID made by the phone; the same one each time these words are sent.")
    body = Text(max_length=LONGEST, layout=True)


class ConcernKept(EntryRow):
    concern = serializers.UUIDField(help_text="The thread it stands in.")
    safety = SafetyAnswer(
        allow_null=True,
        help_text="Show this text at once and first: the words may tell of something serious.",
    )


class Seen(StrictSerializer):
    seen = Id(help_text=_SEEN)


class NewlyRead(serializers.Serializer[Any]):
    read = serializers.IntegerField(help_text="How many answers were not read before.")


class ConcernQuery(QuerySerializer):
    state = OneOf(terms.ConcernState, required=False, default=terms.ConcernState.OPEN)
    unread = QueryFlag(
        required=False,
        allow_null=True,
        default=None,
        help_text="true: only those with words nobody of staff has read; false: only the others.",
    )


class Answer(StrictSerializer):
    body = Text(max_length=LONGEST, layout=True)
    seen = Id(required=False, allow_null=True, default=None, help_text=f"{_SEEN} null: all there are.")


class ClosingConcern(StrictSerializer):
    reason = Text(max_length=240, layout=True, help_text="In a few words, what was done.")
    seen = Id(required=False, allow_null=True, default=None, help_text=f"{_SEEN} null: all there are.")


class MyConcernsCall(PatientCall):
    @extend_schema(summary="My concerns", parameters=[PAGE], responses=page_shape(MyConcernRow))
    def get(self, request: Request) -> Response:
        """What I asked and what the clinic answered, the newest thread first."""
        found = concerns_of(patient_of(request), reader=terms.Author.PATIENT)
        return page_of(request, found, own_concern_rows)

    @extend_schema(
        summary="Ask or tell the clinic something",
        request=ConcernBody,
        responses={201: ConcernKept, 200: ConcernKept},
    )
    def post(self, request: Request) -> Response:
        """201 when it is new, 200 with the stored one when it was sent before, 409 when that one differs.

        It goes on in the open thread, or opens one. Words that may tell of something serious are answered with
        `safety`, and by text, and staff are told.
        """
        patient, given = patient_of(request), body_of(request, ConcernBody)
        entry, is_new = write_concern(patient, given["body"], client_id=given["id"], now=clock.now())
        shown = {
            **entry_row(entry),
            "concern": str(entry.concern_id),
            "safety": safety_answer(patient.clinic_id, cause_of(entry)),
        }
        return Response(shown, status.HTTP_201_CREATED if is_new else status.HTTP_200_OK)


class MyConcernsReadCall(PatientCall):
    @extend_schema(summary="I have read the answers", request=Seen, responses=NewlyRead)
    def post(self, request: Request) -> Response:
        """Marks the clinic's answers read, up to the newest that was shown; of those no text tells any more."""
        seen = body_of(request, Seen)["seen"]
        return Response({"read": mark_answers_read(patient_of(request), seen=seen, now=clock.now())})


class ConcernsCall(StaffCall):
    @extend_schema(summary="List concerns", parameters=[ConcernQuery, PAGE], responses=page_shape(ConcernRow))
    def get(self, request: Request) -> Response:
        """The concerns of your clinic's patients, those first whose patient wrote last."""
        asked = query_of(request, ConcernQuery)
        return page_of(request, search_concerns(staff_of(request).clinic_id, **asked), concern_rows)


class OneConcernCall(StaffCall):
    @extend_schema(summary="Read a concern", responses=ConcernRow)
    def get(self, request: Request, concern_id: UUID) -> Response:
        """One thread, open or closed. Reading it here marks nothing read."""
        return Response(_row(request, concern_id))


class AnswersCall(StaffCall):
    @extend_schema(summary="Answer a concern", request=Answer, responses={201: ConcernRow})
    def post(self, request: Request, concern_id: UUID) -> Response:
        """Answers the patient, who is told by text five minutes later, once for several answers.

        What it answers is read then, and its alerts are closed; safety alerts stay open.
        """
        me, concern = staff_of(request), _concern(request, concern_id)
        given = body_of(request, Answer)
        answer_concern(concern, given["body"], seen=given["seen"], by=me.user, now=clock.now())
        return Response(_row(request, concern_id), status.HTTP_201_CREATED)


class CloseConcernCall(StaffCall):
    @extend_schema(summary="Close a concern", request=ClosingConcern, responses=ConcernRow)
    def post(self, request: Request, concern_id: UUID) -> Response:
        """Closes the thread and its alerts, saying what was done; safety alerts stay open."""
        me, concern = staff_of(request), _concern(request, concern_id)
        given = body_of(request, ClosingConcern)
        close_concern(concern, reason=given["reason"], seen=given["seen"], by=me.user, now=clock.now())
        return Response(_row(request, concern_id))


class ReadConcernCall(StaffCall):
    @extend_schema(summary="A concern was read", request=Seen, responses=ConcernRow)
    def post(self, request: Request, concern_id: UUID) -> Response:
        """Marks the patient's words read, up to the newest that was shown. It still waits for an answer."""
        concern = _concern(request, concern_id)
        mark_read(concern, seen=body_of(request, Seen)["seen"], now=clock.now())
        return Response(_row(request, concern_id))


def _concern(request: Request, concern_id: UUID) -> Any:
    return one_concern(staff_of(request).clinic_id, concern_id)


def _row(request: Request, concern_id: UUID) -> dict[str, Any]:
    return concern_rows([_concern(request, concern_id)], most=ENTRIES_OF_ONE)[0]
