"""What only looks like a sign, and what may stand between the words of one.

Reference material, to be reviewed and signed off by a licensed clinician who speaks the language: see the package.
"""

FRIENDS_FR_ES = """
    moins mal, moins de mal, moins de douleur~, moins douloureu~, menos dolor, duele menos, duelen menos,
    moins engourdi~, moins de fourmi~, moins de picot~, moins d engourdi~, menos dormid~, menos adormec~,
    menos hormigue~, menos entumec~, mort de rire, morte de rire, morts de rire, mort de fatigue, morte de
    fatigue, mort de fatique, mort de faim, mort de froid, mort de trouille, mort de peur, mourir de rire,
    mourir de faim, mourir de chaleur, mourir de chaud, mourir de soif, mourir de fatigue, mourir de
    froid, mourir d ennui, mourir d envie, mourir de honte, point mort, soulever de terre mort, souleve
    mort, pipi de rire, pisser de rire, pisse de rire, pisse dessus de rire, pleure de rire, pleurer de
    rire, crampe de rire, etouffer de rire, etouffe de rire, mort de sommeil, mort de sueur, me suis
    endormi~, s est endormi~, est endormi~, m endors, finir avec exercice~, finir avec exos, finir avec
    programme, finir avec physio, en finir avec exercice~, en finir avec exos, en finir avec programme, en
    finir avec physio, en finir avec seance~, tombe malade, tombee malade, tombe endormi~, tombe en amour,
    tombe amoureu~, tombe en panne, tombe bien, tombe sur boite, tombe sur repondeur, tombe un lundi,
    tombe de sommeil, tombe de fatigue, tombe de cheval d arcon, parler maintenant, parler la, parler au
    telephone, parler en ce moment, parler aujourd hui, parler avec, parler a, parler je suis, parler
    suis, parler travail, hablar estoy, hablar trabajo, sens pas de douleur, sens plus de douleur, sens
    pas de difference, sens plus de difference, sens pas difference, sens pas de mal, sens pas d
    engourdi~, sens pas de fourmi~, sens pas de picot~, sens pas d etirement, sens pas etirement, sens pas
    muscle~, sens pas travailler, sens pas que, sens pas bien, sens plus mal, sens pas grand chose, sens
    pas effet, sens rien de different, sens rien de special, sens pas mal, mal de coeur, mal au coeur, mal
    au ventre, fait mal au toucher, pression arterielle, haute pression, rien a signaler, plus ou moins,
    bout de souffle apres, sous la main, de main, main dans, muero de risa, morir de risa, morirme de
    risa, muerto de risa, muerta de risa, muriendo de risa, muerto de cansancio, muerta de cansancio,
    muerto de hambre, muerta de hambre, muerto de sueno, muerta de sueno, muerto de frio, muerto de calor,
    muerta de calor, muerta de frio, morir de hambre, morir de calor, morir de ganas, morir de verguenza,
    muerto de miedo, peso muerto, bicho muerto, lloro de risa, llorando de risa, llorar de risa, orino de
    risa, orine de risa, meo de risa, mee de risa, pis de risa, pipi de risa, cago en, cago de risa, me
    quede dormid~, quede dormid~, quedo dormid~, estaba dormid~, me dormi, quedarme dormid~, no siento
    dolor, no siento ningun dolor, no siento hormigue~, no siento adormec~, no siento entumec~, no siento
    debilidad, no siento molestia~, no siento ninguna molestia, no siento diferencia, no siento mejoria,
    no siento mejora, no siento que, no siento estir~, no siento trabajar, no siento bien, no siento mal,
    no siento ningun cambio, no siento cambio~, no siento nada raro, no siento nada malo, no siento nada
    extrano, no siento musculo~, no siento efecto, no siento presion, no se siente mal, no se siente
    dolor, perdi cita, perdi clase, perdi dia, perdi cuenta, perdi papel, perdi hoja, perdi el papel, me
    perdi, pierdo dia, hablar ahora, hablar por telefono, hablar hoy, hablar con, hablar ahorita, ahora no
    puedo hablar, se me cayo telefono, se me cayo celular, se me cayo pesa, no aguanto mas de, no aguanto
    mas segundos, no aguanto mas tiempo, no puedo mas de, no puedo mas segundos, no puedo mas
    repeticiones, peor que nunca hecho, una carga de, carga de trabajo, una carga ligera, llorar de
    alegria, garganta inflamada, la cola del, presion arterial, presion alta, baja la pierna, caida de
    pelo, caida de la tarde, cuesta abajo, cuesta arriba, arrastro los pies al, dead bug, que me cuesta,
    pas envie de mourir, veux pas mourir, voudrais pas mourir, cinta de correr, tombe sur la video, tombe
    sur le lit epuise, urgence au travail, urgencia en el trabajo, las dos veces, las dos series, las dos
    sesiones, las dos cosas
"""
"""Phrases that mean nothing; a sign that is part of one is not read."""

FILLERS_FR_ES = """
    le la les l un une des du de d mon ma mes ton ta tes son sa ses ce cette ces a au aux en y me m se s
    te t tres trop vraiment assez peu tout toute toutes bien tellement completement presque meme encore
    toujours si que qu ai est suis etre ete j je on il elle ca c ne n et moi peut pour sur dans par qui
    droit droite gauche souvent bcp beaucoup super plutot certaines quasi deja genre comme el los las lo
    una unos unas del al mi mis tu su sus muy mucho mucha tan casi ya todo toda todos todas es esta estoy
    derecho derecha izquierdo izquierda como algo poco con por tengo he ha siento yo totalmente
    completamente siempre para mas medio asi ni hacer
"""
"""Words that may stand between the words of a phrase; numbers may, too."""
