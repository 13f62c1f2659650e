"""The routes of the practitioner's calls."""

from django.urls import URLPattern, path

from backend.api.alerts import AlertsCall, CloseAlertCall, TakeOnAlertCall
from backend.api.assignments import AssignmentsCall, OneAssignmentCall
from backend.api.caseload import CaseloadCall
from backend.api.clinic_texts import ClinicTextsCall, CostsCall, OneClinicTextCall, PreviewTextCall
from backend.api.concerns import (
    AnswersCall,
    CloseConcernCall,
    ConcernsCall,
    OneConcernCall,
    ReadConcernCall,
)
from backend.api.consents import ConfirmNumberCall, ConsentsCall
from backend.api.flares import FlareCall
from backend.api.handouts import HandoutCall
from backend.api.library import ExercisesCall, OneExerciseCall
from backend.api.links import LinksCall
from backend.api.own_pictures import OneOwnPictureCall, OwnPicturesCall
from backend.api.patients import OnePatientCall, PatientsCall
from backend.api.programs import OneProgramCall, ProgramsCall
from backend.api.records import RecordCall

routes: list[URLPattern] = [
    path("patients", PatientsCall.as_view()),
    path("patients/<uuid:patient_id>", OnePatientCall.as_view()),
    path("patients/<uuid:patient_id>/record", RecordCall.as_view()),
    path("patients/<uuid:patient_id>/links", LinksCall.as_view()),
    path("patients/<uuid:patient_id>/consents", ConsentsCall.as_view()),
    path("patients/<uuid:patient_id>/number/confirm", ConfirmNumberCall.as_view()),
    path("patients/<uuid:patient_id>/assignments", AssignmentsCall.as_view()),
    path("patients/<uuid:patient_id>/flare", FlareCall.as_view()),
    path("assignments/<uuid:assignment_id>", OneAssignmentCall.as_view()),
    path("assignments/<uuid:assignment_id>/handout.pdf", HandoutCall.as_view()),
    path("exercises", ExercisesCall.as_view()),
    path("exercises/<uuid:exercise_id>", OneExerciseCall.as_view()),
    path("exercises/<uuid:exercise_id>/pictures", OwnPicturesCall.as_view()),
    path("exercises/<uuid:exercise_id>/pictures/<uuid:picture_id>", OneOwnPictureCall.as_view()),
    path("programs", ProgramsCall.as_view()),
    path("programs/<uuid:program_id>", OneProgramCall.as_view()),
    path("caseload", CaseloadCall.as_view()),
    path("clinic/texts", ClinicTextsCall.as_view()),
    path("clinic/texts/preview", PreviewTextCall.as_view()),
    path("clinic/texts/<str:name>/<str:language>", OneClinicTextCall.as_view()),
    path("clinic/costs", CostsCall.as_view()),
    path("alerts", AlertsCall.as_view()),
    path("alerts/<uuid:alert_id>/take-on", TakeOnAlertCall.as_view()),
    path("alerts/<uuid:alert_id>/close", CloseAlertCall.as_view()),
    path("concerns", ConcernsCall.as_view()),
    path("concerns/<uuid:concern_id>", OneConcernCall.as_view()),
    path("concerns/<uuid:concern_id>/answers", AnswersCall.as_view()),
    path("concerns/<uuid:concern_id>/close", CloseConcernCall.as_view()),
    path("concerns/<uuid:concern_id>/read", ReadConcernCall.as_view()),
]
