"""What is said of a sign: gone, unchanged, long ago, new, asked about; and what denies it.

Reference material, to be reviewed and signed off by a licensed clinician who speaks the language: see the package.
"""

from collections.abc import Mapping

COURSE_FR_ES: Mapping[str, str] = {
    "gone": """
        c est passe, est passe, ca passe, parti, partie, disparu~, revenu a normale, revenu normal,
        redevenu normal, revenu, correct, est fini, va mieux, va bien, plus maintenant, plus rien
        maintenant, c est beau, ok la, ok maintenant, arrete depuis, tout est normal, est reparti, tout va
        bien, se me paso, ya paso, ya se paso, se paso, me paso ya, se fue, se me fue, se me quito, se
        quito, desaparec~, ya estoy bien, ya esta bien, ya bien, ya no, ahora bien, ahora ya, todo normal,
        volvio a normalidad, ya normal, esta normal, ya mejor, ahora esta bien""",
    "stable": """
        comme d habitude, comme toujours, depuis toujours, depuis annees, depuis ans, depuis des annees,
        depuis des mois, depuis longtemps, rien de nouveau, pas nouveau, pas nouvelle, rien change, pas
        change, comme avant, deja connu, vous savez, como siempre, de siempre, desde siempre, desde hace
        anos, hace anos que, desde hace tiempo, desde hace mucho, nada nuevo, no es nuevo, nada ha
        cambiado, igual que siempre, sin cambios, hace mucho tiempo, ya lo sabe""",
    "long ago": """
        l an passe, l annee passee, l an dernier, annee derniere, il y a ans, il y a annees, il y a
        longtemps, y a ans, y a longtemps, en <year>, quand j etais, dans ma jeunesse, hace anos, hace
        muchos anos, el ano pasado, ano pasado, cuando era, de joven, de nino, de nina, hace tiempo""",
    "newer": """
        nouveau, nouvelle, depuis hier, aujourd hui, ce matin, cette nuit, cette semaine, pire, empire,
        plus en plus, depuis lundi, depuis mardi, depuis mercredi, depuis jeudi, depuis vendredi, depuis
        samedi, depuis dimanche, encore pire, maintenant, desde ayer, desde hoy, hoy, esta manana, esta
        semana, desde anoche, peor, empeor~, cada vez, nuevo, nueva, ahora""",
    "any longer": """
        n ai plus de, n ai plus d, n ai plus mal, n y a plus, n est plus, ne suis plus, ya no tengo, ya no
        hay, ya no esta, ya no estoy, ya no me, n ont plus""",
    "asks": """
        quels sont signes, quels signes, signes a surveiller, signes d alerte, symptomes a surveiller,
        quels symptomes, cuales son, que sintomas, que senales, senales de alerta, senales de alarma,
        sintomas de alarma""",
    "animal": """
        mon chien, ma chienne, notre chien, mon chat, le chien, mi perro, mi perra, mi gato, el perro,
        nuestro perro""",
}

NEGATORS_FR_ES = """
    pas de, pas d, pas eu de, pas eu d, pas eu, pas non plus, plus de, plus d, aucun, aucune, sans, ni,
    jamais, jamais eu, ai pas mal, ai plus mal, est pas, suis pas, sont pas, ne sens pas d engourdi~, sens
    pas de, sens pas d, sens plus de douleur, n ai plus, n est plus, aucun signe, aucun probleme, pas mal
    a, pas senti de, pas senti d, rien a, no tengo, no tuve, no he tenido, no hay, no habia, no ha habido,
    no siento dolor, no siento ningun, no siento ninguna, no siento hormigue~, no siento adormec~, no
    siento entumec~, no siento debilidad, no siento molestia~, no me duele, no me duelen, no me dolio, no
    me ha dolido, no noto, no estoy, no esta, no estan, no presento, no he notado, no he sentido, no es,
    no son, no fue, no me siento, sin, ningun, ninguna, nada de, tampoco, nunca, no he, no se me, ya no
    tengo, ya no me duele, ya no hay, ya no esta, ya no estoy, ya no me, no soy, no quiero
"""

SHORT_NEGATORS_FR_ES = "pas, no, non, not, ne"

ENDS_DENIAL_FR_ES = """
    mais, sauf, par contre, cependant, toutefois, pourtant, juste, seulement, parce, car, puis, alors,
    maintenant, je, j, ma, mon, mes, c, ca, il, elle, pero, salvo, excepto, sino, sin embargo, aunque,
    solo, solamente, porque, pues, entonces, ahora, me, mi, mis, tengo, siento, estoy, se, esta, but
"""
"""From one of these on a "no" denies no more, unless the word stands right after it."""

LISTED_ANEW_FR_ES = """
    engourdi engourdie engourdis engourdies gele gelee enfle enflee gonfle gonflee essouffle essoufflee
    faible faibles paralyse dormido dormida dormidas adormecido adormecida entumecido entumecida hinchado
    hinchada debil debiles insensible
"""
"""An adjective after a comma ends a denial, too: "pas de douleur, engourdi entre les jambes"."""
