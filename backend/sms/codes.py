"""What Twilio's error codes mean to us. The table is data: a line more is all a new code needs.

A code comes with a refused create or, later, with a status callback. Where an answer carries none, its
HTTP status stands in for it. Source: https://www.twilio.com/docs/api/errors
"""

from typing import NamedTuple

from exercises.terms import RefusalKind


class Meaning(NamedTuple):
    kind: RefusalKind
    note: str


NOTES: dict[RefusalKind, dict[str, str]] = {
    RefusalKind.RETRY_LATER: {
        "30003": "the phone is off or out of reach for now",
        "429": "too many requests",
        "20429": "too many requests at once; this one was not processed",
        "21611": "the sender's queue is more than ten hours long",
        "30001": "queue overflow",
        "30008": "the carrier gave no reason",
        "30036": "its time ran out before it could go",
        "30410": "the carrier did not answer in time",
        "30500": "an error of the provider's own",
        "63017": "the account's rate is exceeded",
    },
    RefusalKind.NUMBER: {
        "21211": "not a valid number",
        "21266": "the sender's own number",
        "21612": "this number cannot be reached from this sender",
        "21614": "not a mobile number",
        "21635": "a landline",
        "30004": "the number or its carrier blocks these texts",
        "30005": "an unknown or inactive number",
        "30006": "a landline, or a carrier that cannot be reached",
        "30450": "blocked as a suspicious destination",
    },
    RefusalKind.OPTED_OUT: {
        "21610": "this number has replied STOP to this sender",
    },
    RefusalKind.SENDER: {
        "21408": "texting this number's region is not enabled",
        "401": "the credentials are not accepted",
        "403": "the account may not do this",
        "404": "no such account at this address",
        "20003": "the credentials are not accepted, or the account is suspended",
        "20403": "the account is suspended or closed",
        "20404": "no such account at this address",
        "21212": "not a valid sender",
        "21606": "the sender cannot text",
        "21608": "a trial account texts verified numbers only",
        "21609": "our own address (PUBLIC_URL) is not one that can be called back",
        "21659": "the sender is not a number of this account",
        "21660": "the sender belongs to another account",
        "21701": "no such messaging service",
        "30002": "the account is suspended",
        "30032": "the toll-free sender is not verified",
        "30034": "the sender is not registered for business texts (10DLC)",
        "63038": "the account's daily limit is reached",
    },
    RefusalKind.CONTENT: {
        "21617": "the text is too long",
        "21658": "a part of the text is too long",
        "30007": "filtered by the provider or a carrier",
        "30039": "looked like two machines texting each other",
        "90007": "the validity period is out of range",
    },
    RefusalKind.PICTURE: {
        "11200": "it could not be fetched from us",
        "12300": "it is of a type that cannot be sent",
        "21620": "its address is not one",
        "21623": "there are more than ten",
        "30019": "it is too large for the carrier",
    },
}
MEANINGS = {code: Meaning(kind, note) for kind, notes in NOTES.items() for code, note in notes.items()}

# A code nobody has met fails the one text it came with: it neither marks the patient nor stops the sender.
UNFAMILIAR = Meaning(RefusalKind.CONTENT, "")

# Of these the provider itself says that the text may have been taken.
AMBIGUOUS = frozenset({"20500", "20503"})


def meaning_of(*codes: str | int) -> Meaning:
    """The meaning of the first of these codes that is known, else of an unfamiliar one."""
    return next((MEANINGS[str(code)] for code in codes if str(code) in MEANINGS), UNFAMILIAR)


def refusal_for(code: str | int) -> RefusalKind:
    """What a provider's error code, of a create or of a status callback, is about."""
    return meaning_of(code).kind
