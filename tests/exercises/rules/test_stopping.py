"""Stops, starts and wrong numbers in three languages, and which topic a stop is about."""

import pytest

from exercises.rules.replies import Intent, is_keyword, is_yes, read_reply
from exercises.rules.topics import is_stopped, read_topic
from exercises.rules.wrong_number import says_wrong_number
from exercises.terms import Topic

KEYWORDS = {
    Intent.STOP: """
        STOP, Stop., STOPALL, stop all, UNSUBSCRIBE, CANCEL, END, QUIT, REVOKE, OPTOUT, OPT OUT, OPT-OUT, REMOVE, TD,
        ARRET, ARRÊT, Arrêt!, arreter, ARRÊTER, Arrêtez, désabonner, DESABONNER, annuler, cesser,
        PARAR, Paren, DETENER, cancelar, CANCELAR, Basta, ya basta, no más, dar de baja,
        ALTO, baja, para, pare, arrête
    """,
    Intent.START: """
        START, UNSTOP, subscribe, COMMENCER, recommencer, reprendre, INICIAR, EMPEZAR, comenzar, reanudar
    """,
    Intent.HELP: "HELP, INFO, AIDE, Aide?, AYUDA, información",
}


@pytest.mark.parametrize(
    ("word", "intent"),
    [(word.strip(), intent) for intent, list_ in KEYWORDS.items() for word in list_.split(",")],
)
def test_a_word_alone_is_obeyed_in_every_language(word: str, intent: Intent) -> None:
    assert (read_reply(word).intent, is_keyword(word)) == (intent, True)


@pytest.mark.parametrize("word", ["ALTO", "baja", "para", "Paré", "Arrêté"])
def test_a_word_that_may_be_an_answer_ends_the_texts_only_alone_and_a_person_reads_it(word: str) -> None:
    reply = read_reply(word)
    assert (reply.intent, reply.needs_human) == (Intent.STOP, True)
    assert read_reply(f"{word} de rodilla 3").intent != Intent.STOP


STOPS = """
arrêtez de m'envoyer des textos
arrête de m'écrire svp
Arretez de me texter
ne m'écrivez plus
SVP ne me contactez plus
m'envoyez plus de messages
je ne veux plus recevoir vos messages
je veux plus de textos
Plus de rappels svp
désabonnez-moi
je voudrais me désabonner
retirez-moi de la liste
Enlevez mon numéro svp
laissez-moi tranquille
fichez-moi la paix
cessez de me texter
Veuillez cesser de m'envoyer des messages
arrêtez ces sms
Arrêtez svp
svp arrêtez
j'en ai marre de vos textos
annulez mes rappels
je retire mon consentement
je ne souhaite plus être contactée
je ne suis plus intéressé
j'aimerais ne plus recevoir de messages
je ne veux pas recevoir de textos
por favor no me escriban más
dejen de mandarme mensajes
Deje de enviarme textos
dejen de mandar tantos mensajes
No quiero más mensajes
ya no quiero recibir mensajes
no quiero volver a recibir mensajes
no deseo recibir más mensajes
no quiero que me escriban
no me manden más recordatorios
no me envíen nada
no me contacten más
no me vuelvan a escribir
no vuelvan a escribirme
pare de escribirme
paren ya
por favor paren
basta de mensajes
basta por favor
cancelen los mensajes
quiero darme de baja
denme de baja por favor
borren mi número
sáquenme de la lista
quiten mi numero de su lista
déjenme en paz
ya no me interesa
retiro mi consentimiento
no más mensajes por favor
cancelar suscripción
please stop texting me
do not contact me again
"""


@pytest.mark.parametrize("text", STOPS.strip().splitlines())
def test_plain_wording_ends_the_texts_and_needs_nobody_to_read_it(text: str) -> None:
    reply = read_reply(text)
    assert (reply.intent, is_keyword(text), read_topic(text)) == (Intent.STOP, False, Topic.ALL)
    assert not reply.needs_human


@pytest.mark.parametrize(
    "text", ["J'ai mal au dos, arrêtez de m'écrire", "me duele la pierna, no me escriban más"]
)
def test_a_stop_that_says_more_is_obeyed_and_read_by_a_person(text: str) -> None:
    reply = read_reply(text)
    assert (reply.intent, reply.needs_human) == (Intent.STOP, True)


NO_STOPS = """
I can't stop laughing
can't stop coughing
the pain won't stop
stop by later
stop by the clinic tomorrow
I will stop by on Monday
I had to stop after 2 sets
ça ne s'arrête pas
j'ai dû arrêter après 2 séries
j'ai arrêté à cause de la douleur
fait
pas encore
plus tard
je n'arrive pas à m'arrêter de rire
sans arrêt
arrêt de bus
arrêt de travail depuis lundi
fin de semaine
j'en peux plus
plus de douleur
je ne veux plus avoir mal
je ne veux plus faire cet exercice
je veux arrêter de fumer
la douleur s'arrête quand je marche
la douleur ne cesse pas
n'arrêtez pas les rappels
ne me désabonnez pas
ne m'envoyez pas de textos avant 9h
ne m'écrivez plus si tôt
j'aime vos rappels
je n'ai pas reçu de texto aujourd'hui
trop de douleur, j'arrête pour ce soir
encore 2 messages s'il vous plaît
j'ai envoyé arrêt par erreur
no pude parar
no puedo dejar de reír
tuve que parar
paré a la mitad
sin parar
fin de semana
para mi espalda
para mañana
parada de autobús
el dolor baja
dolor alto
muy alto
estoy de baja
cancelar mi cita
basta con 3
más tarde
no hice más
hice 3 series, no más
no me duele más
ya no me duele
dejé de fumar
no dejen de mandarme mensajes
no quiero parar los mensajes
no quiero perderme los mensajes
no me escriban antes de las 9
no recibí mensajes hoy
me gusta recibir mensajes
quiero más mensajes
fin
fini
"""


@pytest.mark.parametrize("text", NO_STOPS.strip().splitlines())
def test_other_words_of_stopping_end_nothing(text: str) -> None:
    assert read_reply(text).intent != Intent.STOP


@pytest.mark.parametrize(
    "text",
    [
        "recommencez à m'envoyer des textos",
        "je veux à nouveau recevoir les rappels",
        "réabonnez-moi",
        "vuelvan a mandarme mensajes",
        "quiero recibir mensajes otra vez",
    ],
)
def test_plain_wording_begins_again(text: str) -> None:
    assert read_reply(text).intent == Intent.START


@pytest.mark.parametrize("text", ["no quiero recibir mensajes otra vez", "ne plus me réabonner"])
def test_no_text_with_a_no_in_it_begins_again(text: str) -> None:
    assert read_reply(text).intent != Intent.START


@pytest.mark.parametrize(("text", "yes"), [("YES", True), ("Oui!", True), ("Sí", True), ("yes but", False)])
def test_yes_alone_is_yes(text: str, yes: bool) -> None:
    assert is_yes(text) == yes


TOPICS = {
    Topic.EXERCISE: """
        STOP EXERCISE | Stop exercises please | stop the exercise reminders | ARRET EXERCICES | PARAR EJERCICIOS
        stop sending me exercise texts please | unsubscribe from exercises | opt out of exercise texts
        I don't want exercise reminders anymore | stop my exercise reminders but keep the appointment ones
        please stop the exercise messages, keep visits | arrêtez les rappels d'exercices | arrêter les exercices
        no más recordatorios de ejercicios
    """,
    Topic.VISITS: """
        STOP VISITS | stop appointment reminders | cancel appointment reminders | Don't send me visit texts
        no more appointment texts please | ARRET RDV | plus de rappels de rendez-vous | STOP CITAS
        paren los mensajes de citas
    """,
    Topic.ALL: """
        STOP | ARRET | no more reminders | stop the reminders | stop texting me, I finished the exercises long ago
        stop exercise and visit texts | stop everything | stop all texts | unsubscribe
        stop texting me. The exercises hurt | ya no quiero recibir mensajes
    """,
}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (text.strip(), topic)
        for topic, lines in TOPICS.items()
        for text in lines.replace("\n", "|").split("|")
        if text.strip()
    ],
)
def test_a_stop_is_about_one_topic_only_when_it_says_so(text: str, topic: Topic) -> None:
    assert (read_reply(text).intent, read_topic(text)) == (Intent.STOP, topic)


@pytest.mark.parametrize(
    "text", ["cancel my appointment", "no more exercises today", "I had to stop the exercises", "exercise"]
)
def test_exercises_and_visits_can_be_stopped_without_the_texts(text: str) -> None:
    assert read_reply(text).intent != Intent.STOP


@pytest.mark.parametrize(
    ("about", "stopped", "result"),
    [
        (Topic.EXERCISE, set(), False),
        (Topic.EXERCISE, {Topic.EXERCISE}, True),
        (Topic.EXERCISE, {Topic.VISITS}, False),
        (Topic.VISITS, {Topic.VISITS}, True),
        (Topic.VISITS, {"exercise", "visits"}, True),
        (Topic.VISITS, {Topic.ALL}, True),
    ],
)
def test_all_stops_every_topic_and_a_topic_itself(about: Topic, stopped: set[str], result: bool) -> None:
    assert is_stopped(about, stopped) == result


WRONG_NUMBERS = """
wrong number
Sorry wrong number!
who is this? you have the wrong person
this is not Ana
I'm not Ana
This isn't Ana
Sorry, not Ana
no one here by that name
never heard of her, wrong number
I just got this number
I am not a patient
stop texting me, wrong number
mauvais numéro
vous vous trompez de personne
je ne suis pas Ana
ce n'est plus son numéro
número equivocado
se equivocó de persona
no soy Ana
aquí no vive nadie con ese nombre
"""


@pytest.mark.parametrize("text", WRONG_NUMBERS.strip().splitlines())
def test_a_wrong_number_is_heard(text: str) -> None:
    assert says_wrong_number(text, ["Ana"])


NO_WRONG_NUMBERS = """
who is this?
This is her daughter, she did them all
my husband's phone
oops wrong number, meant 4
typed the wrong number, 5
I gave you the wrong number
I have a new number
did the wrong exercises
it's not Ana's fault
this is Ana
no Ana did not tell me
numb, not sure
done 3
wrong leg
no soy capaz
ce n'est pas facile
"""


@pytest.mark.parametrize("text", NO_WRONG_NUMBERS.strip().splitlines())
def test_relatives_questions_and_slips_are_no_wrong_number(text: str) -> None:
    assert not says_wrong_number(text, ["Ana"])


def test_a_name_is_asked_for_whole_and_as_it_is() -> None:
    assert not says_wrong_number("this is not Anatole", ["Ana"])
    assert says_wrong_number("c'est pas Zoé", ["Zoë"])
    assert not says_wrong_number("this is not (", ["("])
