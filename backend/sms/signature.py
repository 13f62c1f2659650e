"""Was this webhook sent by the provider?"""

import hmac
from collections.abc import Mapping, Sequence
from urllib.parse import urlparse

from twilio.request_validator import RequestValidator, add_port, remove_port


class _Fields(dict[str, list[str]]):
    """A form whose fields may occur several times, in the shape the validator asks for."""

    def getlist(self, name: str) -> list[str]:
        return self[name]


def is_genuine(
    *, url: str, params: Mapping[str, str | list[str]], signature: str, tokens: Sequence[str]
) -> bool:
    """Whether `signature` is the provider's for exactly this address and form, by any of `tokens`.

    `url` is what the provider requested, query included: PUBLIC_URL plus the full path. `params` is the
    form, a QueryDict or a mapping to a value or a list of values. `signature` is the X-Twilio-Signature
    header, "" when there was none. Several tokens are valid while one is being exchanged for the next.
    Nothing raises: what cannot be read is not genuine.
    """
    given = signature.encode("utf-8", "replace")
    genuine = False
    try:
        fields = _fields(params)
        for expected in _signatures(url, fields, tokens):
            genuine |= hmac.compare_digest(expected.encode(), given)
    except ValueError:  # a port that is no number, a character that cannot be encoded
        return False
    return genuine


def _signatures(url: str, fields: _Fields, tokens: Sequence[str]) -> list[str]:
    """One for each token and each way the provider writes the port, which it does not do consistently."""
    parsed = urlparse(url)
    addresses = {url, add_port(parsed), remove_port(parsed)}
    validators = [RequestValidator(token) for token in tokens if token]
    return [each.compute_signature(address, fields) for each in validators for address in addresses]


def _fields(params: Mapping[str, str | list[str]]) -> _Fields:
    getlist = getattr(params, "getlist", None)
    if getlist is not None:
        return _Fields({name: getlist(name) for name in params})
    return _Fields({name: [value] if isinstance(value, str) else value for name, value in params.items()})
