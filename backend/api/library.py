"""The exercises of the shared library and those the clinic added, and their doses.

What a clinic adds is read by exercises.rules.catalogue, as the library's own files are; here is its form.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.fields import OneOf, QuerySerializer, Several, StrictSerializer, Text, Whole, query_of
from backend.api.paging import PAGE, page_of, page_shape
from backend.api.permissions import StaffCall, staff_of
from backend.pictures.addresses import addresses
from exercises import terms
from exercises.actions.own_library import add_exercise
from exercises.errors import Invalid, NotFound
from exercises.models import Clinic, Exercise
from exercises.reads.library import exercise_rows, search_exercises
from exercises.reads.pictures import entries
from exercises.rules.dose import LIMITS, SIDES
from exercises.rules.fields import LONGEST_SLUG
from exercises.rules.sessions import local_date
from exercises.terms import SkinTone


def _part(name: str, words: str) -> Whole:
    low, high = LIMITS[name]
    return Whole(required=False, allow_null=True, min_value=low, max_value=high, help_text=words)


class DoseInput(StrictSerializer):
    """Parts of a dose; what is left out stays as it is, or is taken from the exercise."""

    sets = _part("sets", "How often the repetitions are done, with a rest between.")
    reps = _part("reps", "Repetitions a set; for one side when `side` is set.")
    hold_s = _part("hold_s", "How long each is held, in seconds.")
    rest_s = _part("rest_s", "Rest between sets, in seconds.")
    duration_s = _part("duration_s", "Length in seconds of what is not counted, such as walking.")
    side = serializers.ChoiceField(required=False, allow_null=True, choices=list(SIDES))
    load = Text(
        required=False, allow_null=True, allow_blank=True, max_length=60, help_text="Such as: red band."
    )
    per_day = _part("per_day", "Times a day.")
    days_per_week = _part("days_per_week", "Days a week, spread evenly.")


def lines_of(most: int, length: int, *, least: int = 0) -> Several:
    return Several(
        child=Text(max_length=length),
        required=least > 0,
        allow_null=not least,
        min_length=least,
        max_length=most,
    )


class MusclesInput(StrictSerializer):
    primary = lines_of(20, 60)
    secondary = lines_of(20, 60)


class ExerciseInput(StrictSerializer):
    name = Text(max_length=120)
    slug = serializers.RegexField(
        "^[a-z0-9]+(-[a-z0-9]+)*$",
        required=False,
        max_length=LONGEST_SLUG,
        help_text="Made from the name by itself.",
    )
    kind = OneOf(terms.Kind)
    position = OneOf(terms.Position)
    sides = OneOf(terms.Sides, help_text="per-side: done on each side in turn.")
    regions = lines_of(20, 60)
    muscles = MusclesInput(required=False, allow_null=True)
    equipment = lines_of(20, 60)
    default_dose = DoseInput(help_text="Needs repetitions, a hold or a duration.")
    steps = lines_of(12, 240, least=1)
    cautions = lines_of(12, 240)
    stop_if = lines_of(12, 240)
    cue = Text(
        required=False,
        allow_null=True,
        allow_blank=True,
        max_length=160,
        help_text="The exercise in one line.",
    )
    progression = Text(required=False, allow_null=True, help_text="A harder exercise, by id or slug.")
    regression = Text(required=False, allow_null=True, help_text="An easier exercise, by id or slug.")
    source_ids = lines_of(20, 60)


class DoseRow(serializers.Serializer[Any]):
    """A whole dose. `reps` and `hold_s` are for one side when `side` is set."""

    sets = serializers.IntegerField()
    reps = serializers.IntegerField(allow_null=True)
    hold_s = serializers.IntegerField(allow_null=True, help_text="How long each is held, in seconds.")
    rest_s = serializers.IntegerField(allow_null=True, help_text="Rest between sets, in seconds.")
    duration_s = serializers.IntegerField(allow_null=True, help_text="Of what is not counted, in seconds.")
    side = serializers.ChoiceField(choices=list(SIDES), allow_null=True)
    load = serializers.CharField(allow_blank=True)
    per_day = serializers.IntegerField(help_text="Times a day.")
    days_per_week = serializers.IntegerField()


class MusclesRow(serializers.Serializer[Any]):
    primary = serializers.ListField(child=serializers.CharField())
    secondary = serializers.ListField(child=serializers.CharField())


class PictureRow(serializers.Serializer[Any]):
    """One file of a picture: those that differ in width alone make a srcset."""

    kind = serializers.ChoiceField(
        choices=[term.value for term in terms.PictureKind],
        help_text="pose: drawn; motion: the drawn movement; photo and clip: uploaded by the clinic.",
    )
    order = serializers.IntegerField(help_text="Of the picture in the movement, from 1; 0 is the motion.")
    alt = serializers.CharField(help_text="What it shows, for who cannot see it.")
    theme = serializers.ChoiceField(
        choices=[term.value for term in terms.Theme],
        allow_null=True,
        help_text="The appearance of the screen it is drawn for; null: there is but one.",
    )
    side = serializers.ChoiceField(
        choices=["left", "right"],
        allow_null=True,
        help_text="The side that works in it; null where the exercise has none, or nobody said.",
    )
    path = serializers.CharField(help_text="Absolute path; what it shows never changes.")
    width = serializers.IntegerField(help_text="In px.")
    height = serializers.IntegerField()
    type = serializers.CharField(help_text="Such as image/webp.")


class StaffPictureRow(PictureRow):
    id = serializers.UUIDField(help_text="The same for all files of a picture.")


class ExerciseRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=[term.value for term in terms.Kind])
    position = serializers.ChoiceField(choices=[term.value for term in terms.Position])
    sides = serializers.ChoiceField(choices=[term.value for term in terms.Sides])
    regions = serializers.ListField(child=serializers.CharField())
    muscles = MusclesRow()
    equipment = serializers.ListField(child=serializers.CharField())
    default_dose = DoseRow()
    dose_sentence = serializers.CharField(help_text="Such as: 2 × 30 s hold, each side.")
    frequency = serializers.CharField(help_text="Such as: twice a day.")
    steps = serializers.ListField(child=serializers.CharField())
    cautions = serializers.ListField(child=serializers.CharField())
    stop_if = serializers.ListField(child=serializers.CharField())
    cue = serializers.CharField(allow_blank=True)
    pictures = StaffPictureRow(many=True)
    own = serializers.BooleanField(help_text="Whether your clinic added it.")
    progression = serializers.UUIDField(allow_null=True, help_text="A harder exercise.")
    regression = serializers.UUIDField(allow_null=True, help_text="An easier exercise.")


class ExerciseQuery(QuerySerializer):
    search = Text(
        required=False,
        allow_blank=True,
        max_length=120,
        help_text="Words of a name, muscle, region or lay word, whole or in part: hammies, bum.",
    )
    kind = OneOf(terms.Kind, required=False)
    region = Text(required=False, allow_blank=True, max_length=60)
    muscle = Text(required=False, allow_blank=True, max_length=60)
    position = OneOf(terms.Position, required=False)
    equipment = Text(required=False, allow_blank=True, max_length=60)


class ExercisesCall(StaffCall):
    @extend_schema(
        summary="Find exercises", parameters=[ExerciseQuery, PAGE], responses=page_shape(ExerciseRow)
    )
    def get(self, request: Request) -> Response:
        """The exercises your clinic sees that match everything asked for, the best match first."""
        asked = query_of(request, ExerciseQuery)
        clinic = staff_of(request).clinic
        found = search_exercises(clinic.pk, **asked)
        return page_of(request, found, lambda chosen: _exercise_rows(chosen, clinic))

    @extend_schema(
        summary="Add an exercise of your clinic's own",
        request=ExerciseInput,
        responses={201: ExerciseRow},
        examples=[
            OpenApiExample(
                "A stretch",
                request_only=True,
                value={
                    "name": "Doorway chest stretch",
                    "kind": "stretch",
                    "position": "standing",
                    "sides": "bilateral",
                    "default_dose": {"sets": 2, "hold_s": 30},
                    "steps": ["Stand in a doorway, forearms on the frame.", "Lean forward until it pulls."],
                },
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """No other clinic sees it. It has no pictures."""
        me = staff_of(request)
        added = add_exercise(me.user, me.clinic, entry_of(request), now=clock.now())
        return Response(_exercise_rows([added], me.clinic)[0], status=201)


class OneExerciseCall(StaffCall):
    @extend_schema(summary="Read an exercise", responses=ExerciseRow)
    def get(self, request: Request, exercise_id: UUID) -> Response:
        """One exercise of the shared library or your clinic's own."""
        clinic = staff_of(request).clinic
        found = Exercise.objects.seen_by(clinic.pk).filter(pk=exercise_id).first()
        if found is None:
            raise NotFound
        return Response(_exercise_rows([found], clinic)[0])


def entry_of(request: Request) -> Mapping[str, Any]:
    """The body as it came: the domain reads entries of the library itself and names every fault."""
    if not isinstance(request.data, Mapping):
        raise Invalid.field("body", "Must be an object.")
    return request.data


def _exercise_rows(exercises: list[Exercise], clinic: Clinic) -> list[dict[str, Any]]:
    """The exercises, their pictures as everywhere in the API: one file an entry, with an absolute path."""
    address_of = addresses(local_date(clock.now(), clinic.timezone))
    tone = SkinTone(clinic.skin_tone)
    return [
        row
        | {
            "pictures": [
                {"id": picture.id, **entry}
                for picture in row["pictures"]
                for entry in entries([picture], tone=tone, address_of=address_of)
            ]
        }
        for row in exercise_rows(exercises)
    ]
