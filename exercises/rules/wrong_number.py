"""Whether a text says that the number is not the patient's: then nothing about the patient may go there."""

import re
from collections.abc import Iterable

from exercises.rules import reply_fr_es
from exercises.rules.reply_spelling import plain
from exercises.rules.reply_words import phrases

_WRONG = phrases(r"""
    wrong (number|person|guy|woman|man|lady|patient|name|call|contact|recipient) | mistaken identity
    not the (right|correct) (number|person|patient) | no such person | not my name
    (nobody|no 1|no one|noone)( (here|by|of|with|called|named|that|name|lives))+
    never heard of | (dont|do not) know (who (that|this|he|she) is|this person|that person|any(one|body)? [a-z]+)
    (just|only|recently)( [a-z]+){0,2} (got|had|given|bought) this (number|call) | new owner | reassigned
    (no longer|not|isnt) (his|her|their|[a-z]+s) (number|call) | (number|call) (doesnt|no longer) belongs? to
    (number|call) belongs? to (someone|somebody) else
    (not|never)( been)? (a|your|1 of your|one of your) patients?( of yours)? >>
""")
_OTHERS = phrases(r"""
    (put|typed|type|wrote|gave|sent|send|entered|pressed|hit|meant|said|answered|replied)( [a-z]+){0,3} wrong
        (number|name)
    wrong number( [a-z]+| [.,;])* (meant|mean|should|pain|instead|exercises|\d+)
    (called|rang|dialled|call|dialed)( [a-z]+){0,2} wrong (number|person)
    not my number | (new|changed|different) number
""")
"""Slips of the patient's own: a wrong pain number, or their new number."""

_IS_NOT = r"""
    (?:this|it|that|thats|its|i|im|he|she|you)(?: (?:is|s|am|m|was))? not|(?:this |that |it )?isn ?t|aren ?t|not
    |there is no|theres no|no|ce n est pas|c est pas|je ne suis pas|je suis pas|connais pas|pas
    |no soy|no es|esta no es|este no es|no conozco a|aqui no vive|aqui no esta
"""


def says_wrong_number(text: str, names: Iterable[str] = ()) -> bool:
    """Whether the text says, in English, French or Spanish, that somebody else has the number.

    `names` are the first names of the patients on that number, for "this is not Ana". Relatives who answer, and
    "who is this?", do not say it: a person reads those.
    """
    said = plain(text)
    if _WRONG.search(_OTHERS.sub(" , ", said)) and not _OTHERS.search(said):
        return True
    said = reply_fr_es.spelled(text)
    return reply_fr_es.says_wrong_number(said) or any(_is_not(name, said) for name in names)


def _is_not(name: str, said: str) -> bool:
    name = " ".join(re.findall("[a-z]+", reply_fr_es.spelled(name)))
    about = re.sub(r"\s*\n\s*", "", _IS_NOT)
    after = r"(?= (?:$|[.,;?]|here|sorry|and|you|but|anymore|ici|aqui|no|stop|mate|he|she))"
    return bool(name) and re.search(rf" (?:{about}) {name}{after}", said) is not None
