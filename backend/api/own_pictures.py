"""A clinic's own photographs and clips of its own exercises: sent in as a form, shown wherever pictures are."""

from typing import Any
from uuid import UUID

from django.core.files.uploadhandler import MemoryFileUploadHandler
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.fields import (
    QueryFlag,
    QuerySerializer,
    QueryWhole,
    StrictSerializer,
    Text,
    Whole,
    body_of,
    form_of,
    query_of,
)
from backend.api.library import PictureRow
from backend.api.permissions import StaffCall, staff_of
from backend.api.problems import LengthMissing, TooLarge
from backend.pictures.addresses import addresses
from backend.pictures.intake.isolated import LARGEST_CLIP, LARGEST_PHOTO
from backend.pictures.intake.uploads import add_upload, remove_upload
from exercises import terms
from exercises.actions.own_pictures import change_picture, check_room
from exercises.models import Clinic, Picture
from exercises.reads.pictures import entries, picture_of
from exercises.rules.sessions import local_date

LARGEST_BODY = LARGEST_CLIP + 64 * 1024
"""The largest file, and room for the words of the form."""
_ALT = "What it shows, for who cannot see it: the position, and what moves where."
_ORDER = "Its place, from 1; those from there on move up. Left out or beyond the last: the last."


class _InMemory(MemoryFileUploadHandler):
    """The file of a form, within LARGEST_BODY, and never on the disk."""

    def handle_raw_input(self, *given: Any, **named: Any) -> None:
        self.activated = True


class PictureForm(MultiPartParser):
    """A form whose size is looked at before any of it is read."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        request = parser_context["request"]
        length = str(request.META.get("CONTENT_LENGTH") or "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            raise TooLarge(
                f"A photograph may have at most {LARGEST_PHOTO // 1024**2} MB, a clip {LARGEST_CLIP // 1024**2} MB."
            )
        request.upload_handlers = [_InMemory(request._request)]
        # Forms are UTF-8 (RFC 7578), whatever codec of Python's the caller names.
        return super().parse(stream, media_type, {**parser_context, "encoding": "utf-8"})


class PictureUpload(StrictSerializer):
    file = serializers.FileField(
        help_text=f"A photograph (JPEG, PNG, WebP or HEIC; at most {LARGEST_PHOTO // 1024**2} MB) or a clip (MP4; at"
        f" most {LARGEST_CLIP // 1024**2} MB, a minute and 1920 × 1080). What the camera wrote besides is not kept."
    )
    alt = Text(max_length=240, help_text=_ALT)
    order = QueryWhole(required=False, allow_null=True, default=None, min_value=1, help_text=_ORDER)


class PictureChanges(StrictSerializer):
    alt = Text(required=False, max_length=240, help_text=_ALT)
    order = Whole(required=False, min_value=1, max_value=1000, help_text=_ORDER)


class Erasing(QuerySerializer):
    erase = QueryFlag(
        required=False, default=False, help_text="true: its files too. That it was there stays known."
    )


class OwnPictureRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=[terms.PictureKind.PHOTO.value, terms.PictureKind.CLIP.value])
    order = serializers.IntegerField()
    alt = serializers.CharField()
    pictures = PictureRow(many=True, help_text="Its files, as in `exercises`.")


class OwnPicturesCall(StaffCall):
    parser_classes = (PictureForm,)

    @extend_schema(
        summary="Add a photograph or clip",
        request={"multipart/form-data": PictureUpload},
        responses={201: OwnPictureRow},
    )
    def post(self, request: Request, exercise_id: UUID) -> Response:
        """To an exercise of your clinic's own. What can be read is made anew without whatever else was in it, and
        nobody but your clinic's staff and patients sees it; what cannot is refused with the way out."""
        me = staff_of(request)
        check_room(me.clinic, exercise_id)
        if "Transfer-Encoding" in request.headers:  # nothing of it would be read
            raise LengthMissing
        given = form_of(request, PictureUpload)
        added = add_upload(
            me.user,
            me.clinic,
            exercise_id,
            given["file"].read(),
            alt=given["alt"],
            order=given["order"],
            now=clock.now(),
        )
        return Response(_row(added, me.clinic), status=201)


class OneOwnPictureCall(StaffCall):
    @extend_schema(summary="Describe or move a picture", request=PictureChanges, responses=OwnPictureRow)
    def patch(self, request: Request, exercise_id: UUID, picture_id: UUID) -> Response:
        """What is left out stays as it is."""
        me, given = staff_of(request), body_of(request, PictureChanges)
        changed = change_picture(me.user, me.clinic, exercise_id, picture_id, **given, now=clock.now())
        return Response(_row(changed, me.clinic))

    @extend_schema(summary="Take a picture away", parameters=[Erasing], responses={204: None})
    def delete(self, request: Request, exercise_id: UUID, picture_id: UUID) -> Response:
        """From the next request on nobody sees it. The record of it stays, and without `erase` its files."""
        me, erase = staff_of(request), query_of(request, Erasing)["erase"]
        remove_upload(me.user, me.clinic, exercise_id, picture_id, erase=erase, now=clock.now())
        return Response(status=204)


def _row(picture: Picture, clinic: Clinic) -> dict[str, Any]:
    address_of = addresses(local_date(clock.now(), clinic.timezone))
    shown = entries([picture_of(picture)], tone=terms.SkinTone(clinic.skin_tone), address_of=address_of)
    return {
        "id": picture.pk,
        "kind": picture.kind,
        "order": picture.order,
        "alt": picture.alt,
        "pictures": shown,
    }
