"""Texts about the texts in French and Spanish, whatever the patient's language: stop, start, wrong number.

The law lets a patient answer in any language of the clinic and in any words. What patients report of their exercises
is read in `replies`; these tables know nothing of it. Functions take a text as `spelled` has it.
"""

import re

from exercises.rules.reply_spelling import folded
from exercises.rules.reply_words import alternatives, either, phrases, words

STOP_KEYWORDS = frozenset(
    words("""
    arret arreter arretez desabonner desabonnement desabonnez desinscrire desinscription annuler cesser cessez
    parar paren detener detengan detenga cancelar cancelen basta desuscribir desuscribirme
    """)
    | {
        "tout arreter",
        "arret tout",
        "parar todo",
        "ya basta",
        "basta ya",
        "dar de baja",
        "no mas",
        "arret svp",
    }
)
"""Words that end the texts when they stand alone, as `bare_words` spells them."""

UNCLEAR_STOP_KEYWORDS = words("arrete alto baja para pare")
"""They end the texts too, and a person reads them: "alto" is also high, "baja" low, "pare" and "arrete" I stopped."""

START_KEYWORDS = words("""
    commencer commencez recommencer recommencez reprendre reprenez reactiver reabonner
    iniciar empezar empiecen comenzar reanudar reanuden activar reactivar suscribir suscribirme
""")
HELP_KEYWORDS = words("aide ayuda informacion assistance")


def spelled(text: str) -> str:
    """Lower case without accents, an apostrophe as a space, single spaces also at both ends; `. , ; ?` stand alone."""
    pieces = re.findall(r"[a-z]+|\d+|[.,;?]", folded(text).replace("'", " ").replace("-", " "))
    return f" {' '.join(pieces)} " if pieces else " "


# --- French --------------------------------------------------------------------------------------------------

_TEXTS_FR = alternatives("textos? messages? sms rappels? notifications? courriels? alertes? msg")
_SENDING_FR = alternatives("""
    envoyer menvoyer ecrire mecrire texter contacter deranger harceler embeter spammer importuner relancer
    solliciter achaler
""")
_SEND_FR = alternatives("""
    envoyez envoie envoies ecrivez ecris ecrit textez texte contactez contacte derangez derange relancez
    sollicitez importunez embetez
""")
_TOO_EARLY_FR = either("""
    avant | apres | si tot | pendant | jusqu | aujourd | ce soir | ce matin | cette semaine | le matin | la nuit
    le soir | le dimanche | le week
""")
_STOP_FR = "(arrete|arretez|arreter|arretes|cesse|cessez|cesser|stop|stoppe|stoppez|stopper|arret)"
_POLITE_FR = (
    r"(svp|stp|s il vous plait|s il te plait|merci|maintenant|immediatement|tout de suite|tout|ca|cela)"
)
_ME_FR = r"((m|me|nous|moi) )?"
_STOPS_FR = rf"""
    {_STOP_FR}( (moi|svp|de|d|s il vous plait|tout))* {_ME_FR}{_SENDING_FR}
    {_STOP_FR}( (moi|tous|toutes|tout|les|ces|vos|tes|mes|de|des|d|avec|l|envoi|envois|s il vous plait|svp))*
        {_TEXTS_FR}
    << ((bonjour|salut|svp|stp|s il vous plait|merci|ok) )*{_STOP_FR}( {_POLITE_FR})+ >>
    << ((bonjour|salut|svp|stp|s il vous plait|ok)( ,)? )+(arretez|arreter|cessez|stoppez) >>
    ne ((m|me|nous) )?{_SEND_FR} plus(?! {_TOO_EARLY_FR})
    < ((svp|s il vous plait) )*((m|me|nous) ){_SEND_FR} plus(?! {_TOO_EARLY_FR})
    ne plus ((m|me|nous) )?({_SENDING_FR}|recevoir|etre contactee?)
    (veux|souhaite|desire|voudrais|aimerais)( (ne|n|pas|plus))* plus ((de|d|des|vos|ces|tes|les|recevoir|avoir
        |etre|que|vous) )*({_TEXTS_FR}|contactee?s?|recevoir)
    (veux|souhaite|desire) plus (recevoir|etre contactee?|que vous (m|me))
    (veux|souhaite|desire) pas ((recevoir|de|d|des|vos|ces|tes|les|avoir) )*{_TEXTS_FR}(?! {_TOO_EARLY_FR})
    << ((svp|merci|ok) )*plus (de|d) {_TEXTS_FR}
    (assez|marre) (de|d|des)( (vos|ces|tes|tous|les))* {_TEXTS_FR}
    (retirez|retire|enlevez|enleve|supprimez|supprime|effacez|efface|otez|rayez) (moi|mon (numero|nom|contact))
        ((de|d|la|votre|cette|vos|ta|liste|listes|svp|s il vous plait|merci) )*(liste|listes|>>)
    (retirez|retire|enlevez|enleve|supprimez|supprime|effacez|efface|otez|rayez) (moi|mon (numero|nom|contact))
        (>>|svp|s il vous plait)
    (desabonnez|desabonne|desinscrivez|desinscris) (moi|nous) | (me|m) (desabonner|desinscrire|desabonne)
    (laissez|laisse) (moi|nous) (tranquille|en paix) | (fichez|foutez|fous|fiche) (moi|nous) la paix
    (annulez|annuler|annule)( (les|mes|ces|vos|tous|l))* ({_TEXTS_FR}|abonnement|inscription)
    (retire|retirer|revoque|revoquer|annule) mon consentement | bloque[rz]? (ce|mon) numero
    suis (plus|pas) du tout interessee? | suis plus interessee?
"""
_KEEPS_FR = r"""
    (n|ne|s|me|m|ne me|ne m|ne nous) (arretez?|arretent|cessez?|desabonnez?|retirez?|supprimez?|enlevez?|
        annulez?|desinscrivez)( moi)?( surtout)? (pas|jamais|point)
    (pas|sans|jamais|surtout pas|ni)( (me|m|de|d|vous|l))? (arret|arreter|cesser|desabonner|desinscrire|annuler|
        supprimer|cesse)
    (ai|as|a|avons|avez|suis|est) ((du|pu|voulu|me|m) )*(arreter?|cesser?) | arret (de|du|d) (bus|travail|metro)
    (par erreur|par accident|sans faire expres|sans le vouloir)
"""
_STARTS_FR = rf"""
    (recommencez|recommencer|reprenez|reprendre|reactivez|reactiver|relancez)( [a-z]+){{0,3}} {_TEXTS_FR}
    (recommencez|recommencer|reprenez) a ((m|me) )?(envoyer|ecrire|texter)
    (reabonnez|reinscrivez) moi | me (reabonner|reinscrire)
    (veux|voudrais|aimerais) (a nouveau|de nouveau|encore) recevoir
    (veux|voudrais|aimerais) ((bien|les|vos|des) )*recevoir( [a-z]+){{0,3}} (nouveau|encore)
"""
_WRONG_FR = r"""
    (mauvais|faux) (numero|destinataire|num) | mauvaise personne | numero (errone|incorrect)
    (trompez|trompe|trompes|trompee?s?) de (numero|personne|destinataire) | erreur (de|sur la|sur le) (numero|
        personne|destinataire)
    pas (la bonne personne|le bon numero|le bon destinataire) | connais pas cette personne
    (personne|aucune?) (de|a) ce nom | (n est plus|est plus|n est pas|est pas) (son|sa|leur) numero
    pas (un|une|votre|un de vos|une de vos) patiente?s? >>
"""

# --- Spanish -------------------------------------------------------------------------------------------------

_TEXTS_ES = alternatives("""
    mensajes mensaje mensajitos textos texto sms recordatorios recordatorio avisos notificaciones alertas correos
""")
_SENDING_ME_ES = alternatives("""
    mandarme enviarme escribirme textearme molestarme contactarme llamarme acosarme mensajearme mandarnos
    enviarnos escribirnos fastidiarme
""")
_LEAVE_ES = alternatives("""
    deje dejen deja dejad dejar dejes pare paren para parar basta detengan detenga cesen cese paran
""")
_SEND_ES = alternatives("""
    escriba escriban escribas escribais mande manden mandes envie envien envies contacte contacten contactes
    textee texteen texteeen moleste molesten molestes llame llamen llames
""")
_TOO_EARLY_ES = either("""
    antes | despues | hoy | tan temprano | tan tarde | de noche | por la noche | por la manana | a las | hasta
    el domingo | los domingos | esta semana | en la noche | durante
""")
_FILLER_ES = (
    r"( (recibir|mas|sus|estos|esos|los|tus|mis|que|me|manden|envien|de|otro|ningun|ya|volver|a|todos))*"
)
_STOPS_ES = rf"""
    {_LEAVE_ES}( ya| por favor)? de {_SENDING_ME_ES}
    (dejen|dejar|dejad|paren|parar|basta|detengan|cesen|deja) de (mandar|enviar|escribir|molestar)( [a-z]+){{0,2}}
        {_TEXTS_ES}
    no me {_SEND_ES}( [a-z]+){{0,2}} mas(?! {_TOO_EARLY_ES})
    no me {_SEND_ES} ((ningun|nunca|mas|nada|estos|esos|los|sus) )*({_TEXTS_ES}|nada|nunca)(?! {_TOO_EARLY_ES})
    (no vuelvan?|no vuelvas) a {_SENDING_ME_ES} | no me (vuelva|vuelvan|vuelvas) a (escribir|mandar|enviar|llamar)
    ya no me {_SEND_ES}(?! {_TOO_EARLY_ES})
    no (quiero|deseo|necesito|quisiera){_FILLER_ES} {_TEXTS_ES}(?! {_TOO_EARLY_ES})
    no (quiero|deseo) (recibir|volver a recibir) (mas|nada)
    no (quiero|deseo) que (me|nos) {_SEND_ES}(?! {_TOO_EARLY_ES})
    ya no (quiero|deseo) ((recibir|que|estos|sus) )*(recibir|{_TEXTS_ES}|esto|me {_SEND_ES})
    (no|ni) (un )?mas {_TEXTS_ES} | basta (de|con) ((tantos|estos|los|sus) )*{_TEXTS_ES}
    (pare|paren|parar|detenga|detengan|detener|cancele|cancelen|cancelar|cancela|eliminen|eliminar|suspendan|quiten
        |quitar|desactiven|desactivar|terminen)( (los|sus|estos|esos|mis|con|todos|de|por|favor|las|la|mi|ya|el
        |envio))* ({_TEXTS_ES}|suscripcion)
    (dar|darme|dame|deme|denme|darnos) de baja | < ((quiero|por favor|la) )*baja( (por favor|gracias|ya))* >
    (borre|borren|borra|borrar|elimine|eliminen|elimina|eliminar|quite|quiten|quita|saquen|saque|saca|bloqueen)
        ((a|mi|este|el) )*(numero|nombre|telefono|celular|contacto)
    (quitenme|quiteme|quitame|saquenme|saqueme|sacame|borrenme|borreme|borrame|eliminenme|elimineme)( (de|la|su|esta
        |esa|lista|por favor|ya|aqui|favor))* >>
    (desuscribir|desuscribirme|desuscribame|desuscribanme|desuscribeme|desapuntarme|desapuntenme|desuscripcion)
    (dejenme|dejeme|dejame|dejadme) (en paz|tranquil[oa])
    (retiro|revoco|retirar|revocar|cancelo) mi consentimiento | ya no me interesan?( (esto|mas|los mensajes))* >>
    < ((por favor|porfa|ya) )*(basta|paren|pare|alto|detengan|detenga|parar|detener|cancelar|cancelen|no mas
        |para)( (ya|por favor|porfa|gracias|todo|esto|con esto))+ >
    < ((por favor|porfa|ya)( ,)? )+(basta|paren|pare|alto|detengan|detenga|parar|detener|cancelar|cancelen|no mas
        |para) >
"""
_KEEPS_ES = r"""
    (no|nunca|sin|tampoco)( [a-z]+)? (dejen|dejes|deje|dejar|parar|paren|pares|pare|cancelen|canceles|cancele|
        cancelar|quiten|quites|borren|eliminen|dar|den|detengan|detener|desuscribir|suspendan|me quiten)
    (tuve|tengo|hay|tendre|tuvimos) que (parar|dejar|detenerme) | estoy de baja | estuve de baja
    (por error|por accidente|sin querer)
"""
_STARTS_ES = rf"""
    (vuelvan|vuelva|vuelve|volver) a ({_SENDING_ME_ES}|mandar|enviar|escribir)
    quiero ((volver|a|de nuevo) )*recibir( [a-z]+){{0,3}} (nuevo|otra vez)
    (reanuden|reanudar|reactiven|reactivar|activen|activar|empiecen|reinicien)( [a-z]+){{0,2}} {_TEXTS_ES}
"""
_WRONG_ES = r"""
    (numero|persona|telefono|celular) (equivocad[oa]|incorrect[oa]|errone[oa])
    (equivoco|equivocaron|equivocaste|equivocad[oa]s?|equivoca|equivocan) de (numero|persona|telefono)
    no soy (la|esa|esta) persona | no conozco a (esa|esta|ninguna?|nadie)( [a-z]+)?
    (aqui no (vive|hay|esta)|no (vive|hay) aqui) (ningun|ninguna|nadie)
    (no|ya no) es (su|el) (numero|telefono|celular)( de)? | no soy (su|un|una) paciente >>
"""

_STOPS, _KEEPS = phrases(_STOPS_FR + _STOPS_ES), phrases(_KEEPS_FR + _KEEPS_ES)
_STARTS, _WRONG = phrases(_STARTS_FR + _STARTS_ES), phrases(_WRONG_FR + _WRONG_ES)
_NO = words("no ne n pas plus nunca jamais tampoco ni sin sans")
_SAYS_NO_MORE = words("""
    svp stp s il vous te plait merci bonjour salut bonsoir oui ok maintenant immediatement tout de suite ca cela je j
    n ne m me l d de des du en ai a aux vos ces mes tes tous toutes les la le cette votre liste numero voudrais aimerais
    veuillez souhaite veux suis interesse interessee contacte contactee recevoir etre envoyer plus pas textos texto
    messages message sms rappels rappel notifications
    por favor porfa gracias hola buenas ya todo esto si yo no mas quiero los las el su sus esta esa lista aqui mi
    mensajes mensaje recordatorios recordatorio recibir mandarme enviarme escribirme
""")


def asks_to_stop(said: str) -> bool:
    return _STOPS.search(_KEEPS.sub(" , ", said)) is not None


def says_more_than_stop(said: str) -> bool:
    """Whether an opt-out holds more than itself and words that go with it, so that a person should read it."""
    return not set(re.findall(r"[a-z]+|\d+", _STOPS.sub(" ", said))) <= _SAYS_NO_MORE


def asks_to_start(said: str) -> bool:
    """Only without a "no" in it: taking an opt-out back wants to be said clearly."""
    return not _NO & set(said.split()) and _STARTS.search(said) is not None


def says_wrong_number(said: str) -> bool:
    return _WRONG.search(said) is not None
