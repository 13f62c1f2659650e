"""Words that Twilio answers itself, so that the patient must not hear the same twice.

They count only when they stand alone; the list is Twilio's default for long codes. See
https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
"""

ANSWERED_BY_TWILIO = frozenset(
    [
        *("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"),
        *("START", "YES", "UNSTOP", "HELP", "INFO"),
    ]
)


def answered_by_provider(body: str, *, opted_out: bool, opt_out_by: str) -> bool:
    """Whether Twilio answers `body` itself. `opt_out_by` is the setting SMS_OPT_OUT_BY.

    YES is its word only while the number is opted out; otherwise it is an answer to a reminder.
    """
    word = body.strip().upper()
    if opt_out_by != "provider" or word not in ANSWERED_BY_TWILIO:
        return False
    return word != "YES" or opted_out
