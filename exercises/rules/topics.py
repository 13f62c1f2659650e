"""What a stop is about: the texts about exercises, those about visits, or all of them."""

from collections.abc import Collection

from exercises.rules.reply_fr_es import spelled
from exercises.rules.reply_spelling import plain
from exercises.rules.reply_words import alternatives, either, phrases
from exercises.terms import Topic

_ENDS = alternatives("""
    stop end cancel quit unsubscribe remove more want need like send sending receive receiving get getting cease
    discontinue out off about for
    arret arreter arretez arrete cessez annulez annuler desabonner plus recevoir pour stopper
    parar paren pare alto detener cancelar cancelen mas quiero recibir dejen sobre de
""")
_BETWEEN = either("""
    the | my | your | these | those | all | any | of | me | texting | texts | sending | getting | receiving | from | for
    about | please | daily | more | to | reminders | out | opt
    les | mes | vos | ces | de | des | d | l | tous | toutes | textos | rappels | messages | svp | aux | pour | envoyer
    m | los | mis | sus | todos | las | mensajes | recordatorios | sobre | del | mandarme | enviarme | no
""")
_CARRIERS = either("""
    texts | messages | reminders | alerts | notifications | textos | rappels | mensajes | recordatorios | avisos | stuff
    ones | only | please | pls | thanks | now | svp | s il vous plait | por favor | merci | gracias | and help | anymore
    any more | to me
""")
_OF_TOPIC = {
    Topic.EXERCISE: r"(exercises?|exercices?|ejercicios?)",
    Topic.VISITS: r"(visits?|appointments?|bookings?|visites?|rendez vous|rdv|citas?|visitas?)",
}
_ABOUT = {
    topic: phrases(rf"{_ENDS}( {_BETWEEN})* {name}( {_CARRIERS})* >> | << {name}( {_CARRIERS})+ {_ENDS}")
    for topic, name in _OF_TOPIC.items()
}
_ANY_TOPIC = either(" | ".join(_OF_TOPIC.values()))
_POLITE = either(
    "please | pls | hi | hello | ok | can you | could you | svp | s il vous plait | por favor | bonjour | hola"
)
_ENDS_ALONE = alternatives("""
    stop end quit unsubscribe optout arret arreter arretez desabonner parar paren detener
""")
_ENDS_TEXTS = either(r"""
    cancel | remove | discontinue | no more | (i )?(dont|no longer) (want|need|wish)( to)?( (get|receive))?
    (dont|stop) (send|sending)( me)? | turn off | opt (me )?out of | unsubscribe( me)? from
""")
_STOPS_TOPIC = phrases(rf"""
    < ({_POLITE} |, )*{_ENDS_ALONE}( {_BETWEEN})* {_ANY_TOPIC}( {_CARRIERS}| [.,;])* >
    < ({_POLITE} |, )*{_ENDS_TEXTS}( {_BETWEEN})* {_ANY_TOPIC} (texts|reminders|messages)( {_CARRIERS}| [.,;])* >
""")
_BUT = phrases(r"""
    (keep|except|but not|not|but still|but continue|still want|sauf|mais pas|gardez|excepto|menos|pero no
        |sigan)( [a-z]+)*
""")
"""What follows one of these goes on."""


def read_topic(text: str) -> Topic:
    """What a text that asks to stop (and no other) wants to end; all, unless it plainly names one topic.

    Of two readings the wider counts: "stop the reminders" ends everything, as does "stop exercise and visit texts".
    """
    found = {
        topic
        for said in (plain(text), spelled(text))
        for topic, about in _ABOUT.items()
        if about.search(_BUT.sub(" , ", said))
    }
    return found.pop() if len(found) == 1 else Topic.ALL


def asks_to_stop_topic(text: str) -> bool:
    """Whether the text says nothing but that the texts about one topic, or both, should end: "STOP EXERCISE"."""
    return any(_STOPS_TOPIC.search(_BUT.sub(",", said)) for said in (plain(text), spelled(text)))


def is_stopped(about: Topic, stopped: Collection[str]) -> bool:
    """Whether texts about this topic must not go to a number for which these topics were stopped."""
    return Topic.ALL in stopped or about in stopped
