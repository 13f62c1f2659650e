"""Where the provider reports to."""

from uuid import UUID

# Read by Twilio, not part of the request: three more tries when we cannot be reached or answer 5xx.
CALLBACK_RETRIES = "#rc=3&rp=ct,rt,5xx"


def status_address(public_url: str, message_id: UUID) -> str:
    """The address that is told what became of the message; our own id in it settles a lost answer."""
    return f"{public_url.rstrip('/')}/sms/status/{message_id}{CALLBACK_RETRIES}"
