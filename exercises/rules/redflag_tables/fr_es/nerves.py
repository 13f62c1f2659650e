"""Words of feeling, bladder, bowel, sex and the legs.

Reference material, to be reviewed and signed off by a licensed clinician who speaks the language: see the package.
"""

from collections.abc import Mapping

from exercises.rules.redflag_tables.fr_es.phrases import each

_LOSSES = """
    plus de, plus d, pas de, aucun, aucune, plus aucune, n ai plus, perdu, perds, perte de, perdre, sans,
    moins de, peu de, presque plus de, manque de, sin, perdi, perdido, pierdo, perdiendo, perdida de,
    falta de, no tengo, no hay, nada de, ninguna, menos, poca, casi no tengo
"""

NUMB_FR_ES: Mapping[str, str] = {
    "numb": """
        engourdi~, insensible~, insensibilise~, anesthesie~, paresthes~, fourmi, fourmis, fourmill~,
        picotement~, picote~, sens plus, sens pu, sens pas, sens rien, sens plus rien, ressens plus,
        ressens pas, ressens rien, ressens pu, sent plus, sent rien, sentais plus, sentais pas, sentais
        rien, sens a peine, sens presque pas, sens presque plus, sens moins, sentir plus, plus sentir, pas
        sentir, rien senti, pas senti, plus de sensation~, plus de sensibilite, pu de sensation~, plus de
        feeling, pu de feeling, pas de feeling, aucune sensation~, pas de sensation~, pas de sensibilite,
        perte de sensation~, perte de sensibilite, perdu sensation~, perdu sensibilite, perds sensation~,
        perds sensibilite, sans sensation~, moins de sensation~, moins sensible~, moins de sensibilite,
        comme dentiste, chez dentiste, comme mort, comme morte, comme mortes, comme coton, comme carton,
        comme bois, comme caoutchouc, comme ouate, comme anesthesi~, pas a moi, plus a moi, adormec~,
        adormesi~, adormilad~, entumec~, entumid~, acorchad~, anestesi~, hormigue~, ormigue~, hormigas,
        cosquille~, no siento, no sentir, no sentia, no senti, no se siente, no sienta, sin sentir, dejado
        de sentir, deje de sentir, sin sensibilidad, perdi sensibilidad, perdido sensibilidad, perdida de
        sensibilidad, pierdo sensibilidad, perdi sensacion, perdido sensacion, perdi tacto, perdido tacto,
        falta de sensibilidad, sin sensacion, sin tacto, no tengo sensibilidad, no tengo sensacion, no hay
        sensacion, no hay sensibilidad, nada de sensibilidad, ninguna sensacion, poca sensibilidad, menos
        sensibilidad, siento menos, siento poco, apenas siento, casi no siento, siento apenas, como
        muert~, como en dentista, como dentista, como corcho, como palo, como madera, como carton, como
        goma, como algodon, no es mi~, no fuera mi~, no fueran mi~, numb, cant feel, no feeling, tingling,
        percois plus, percois pas, percois rien, percevoir, no noto, no percibo, sin notar, de corcho,
        dentiste, dentista, perdu feeling, gourd, gourde, gourds, no las siento, no los siento, no la
        siento, sin sentirl~, sans vie, endormissement, """
    + each(_LOSSES, "sensation~, sensibilite, feeling, sensibilidad, sensacion, tacto"),
    "numb by place": """
        endormi, endormie, endormis, endormies, endort, gele, gelee, geles, gelees, mort, morte, mortes,
        dormido, dormida, dormidos, dormidas, durmio, durmieron, duerme, duermen, muerto, muerta, muertas,
        engourdir, dormir, dormirse, durmiendo, endormir, endorment, congelad~, congelada, congeladas""",
    "odd": """
        bizarre~, drole, etrange~, different~, pas normal, pas pareil, change, anormal~, weird, raro,
        rara, raros, raras, extrano, extrana, distint~, diferente~, no es normal, no normal, cambiado""",
    "seat": """
        fesse, fesses, fessier~, mon derriere, le derriere, cul, arriere train, coccyx, sacrum, siege,
        ischions, nalga~, trasero, culo, la cola, mi cola, pompis, gluteo~, asentaderas, posaderas,
        sentaderas, pompas, coxis, zona sacra, la raya, bum, butt""",
    "intimate mentioned": """
        anus, perine, perinee, vagin~, penis, testicul~, genital~, pene, vulva, vulve, entrejambe~,
        entrepierna~, ano""",
    "sat on": "cuvette, la chaise, siege, la silla, asiento, inodoro, la taza, la tasa",
    "intimate": """
        entre jambes, entre deux jambes, entrejambe~, entre cuisses, entre fesses, zone de selle, region
        de selle, en selle, selle de velo, selle de cheval, anus, anal, anale, rectum, perine, perinee,
        vagin~, vulve, penis, verge, zizi, graine, testicule~, couilles, scrotum, genital~, genitau~,
        genito~, parties intimes, parties privees, parties genit~, mes parties, intime, intimes, intimite,
        prive, en bas, la bas, aine, aines, interieur des cuisses, interieur cuisse~, haut des cuisses,
        pubis, clitoris, sexe, m essuie, m essuyer, m essuyant, essuie, essuyer, essuyant, torche,
        torcher, papier toilette, papier hygienique, le papier, papier, entre piernas, entrepierna~, entre
        muslos, entre nalgas, ingle, ingles, ano, perineo, vagina, vaginal, vulva, pene, pito, verga,
        pija, polla, miembro, huevos, testiculo~, escroto, partes intimas, partes privadas, partes nobles,
        partes bajas, mis partes, intima, intimas, ahi abajo, alla abajo, aya abajo, hay abajo, parte de
        abajo, silla de montar, zona de silla, zona silla, interior de muslos, cara interna, parte
        interna, me limpio, me limpie, limpiarme, limpiandome, limpiar, papel, papel higienico, bajos,
        entre jambe, entre cuisse, parte abajo, parte baja, zona baja, en dessous de ceinture, trou de
        cul, trou cul, alentour de anus, autour du cul, alrededor de culo, alrededor culo, raie, hoyo,
        toca ahi, touche la, adentro de muslos, por dentro de muslos, parte de adentro, adentro muslos,
        tout le dessous, par en dessous, le dessous, dessous, bas ventre, bajo vientre, les parties, las
        partes""",
}

BLADDER_FR_ES: Mapping[str, str] = {
    "pee": """
        urin~, pipi, pipis, pisse, pisser, pissait, pisses, pissant, vessie, miction~, faire eau, orin~,
        mear, meo, mea, meando, meada~, vejiga, bejiga, miccion~, hacer pis, haciendo pis, hago pis, hice
        pis, hacer chis, hacer pichi, hacer del uno, el pis, del pis, hacer aguas, vessi~, basenica""",
    "toilet": """
        aller aux toilettes, aller toilette~, aller aux toilette, aller a la toilette, aller au toilette,
        toilettes, salle de bain, petit coin, becosse, ir al bano, ir bano, al bano, el bano, al servicio,
        al water, pipi room, salle de bains""",
    "cannot": """
        arrive pas, arrive plus, arrive pu, arrive pus, peux pas, peux plus, peux pu, peut plus, peut pas,
        peut pu, pas capable, plus capable, pu capable, capable pas, capable plus, incapab~, impossible~,
        reussis pas, reussis plus, parviens pas, parviens plus, misere, du mal a, difficulte~, dificulte~,
        a peine capable, no puedo, no puede, ya no puedo, casi no puedo, no logro, no consigo, incapaz,
        imposible, me cuesta, cuesta, dificultad~, me da trabajo, batallo, batallando, no soy capaz, no me
        deja, sin poder, no alcanzo""",
    "could not": """
        pas pu, pouvais plus, pouvais pas, pouvais pu, arrivais pas, arrivais plus, pas reussi, ete
        capable, sans pouvoir, no pude, no podia, no he podido, no habia podido, no lograba""",
    "flow": """
        forcer, force pour, pousser, pousse pour, force, bloque~, coince~, barre, sort pas, sort plus,
        sort pu, sort rien, rien sort, rien ne sort, veut pas sortir, vient pas, retention, goutte~, jet,
        part pas, long a partir, vide pas, vider pas, se vide mal, mal a vider, pas vide, pas fait pipi,
        pas pisse, pas urine, attendre longtemps, no sale, no me sale, nada sale, no sale nada, pujar,
        pujo, pujando, esforzar~, esfuerzo, forzar, fuerza para, hacer fuerza, trabad~, trancad~,
        retencion, tapad~, chorro, gotas, gotit~, no vacio, no se vacia, no vaciar, vaciar, no he orinado,
        no orino, sin orinar, no hago pis, no he hecho, no he meado, tarda~, tardo, sin mear, bloquead~,
        rien qui sort, rien de sort, ni gota, vide plus, vide mal, vacia mal, no vacia, no vacia bien, no
        se basia, no basia, sin hacer, sans faire, n est sorti, rien est sorti, pas une goutte, no sale
        gota, ne part pas, debil, part plus, part mal, commence pas, no sale sola, no sale solo, no
        empieza, descend pas, no baja, baja nada, no quiere salir, veut plus sortir, reste pleine, sigue
        llena, toujours pleine, siempre llena, gota a gota""",
    "leak": """
        fuite~, fuit, perds, perte~, echapp~, coule, coulent, couler, mouille~, trempe~, retenir, retiens,
        retenu, controle~, incontrol~, protection~, serviette~, couches pour, porte des couches, culotte~,
        bobette~, pantalon~, dans le lit, au lit, sur moi, dessus, se me sale, se sale, sale solo, sale
        sola, me sale sin, se me salio, escap~, pierdo, perdi, perdida~, fuga~, gote~, mojo, moje, mojad~,
        mojando, encima, aguant~, retener, control, controlo, controlar, descontrol~, panal~, panial~,
        calzon~, en la cama, en la ropa, ropa interior, leak~, sort tout seul~, sortent tout~ seul~, sort
        toute seul~, sortent seul~, part tout seul, se me salen, se salen, salen sol~, sale sol~, me sale,
        sans que, sin que""",
    "wet": """
        incontinen~, encontinen~, pipi au lit, pisse au lit, pisse dessus, pisser dessus, pisse dans, pipi
        dans, me fais dessus, fait dessus, mouille mon lit, mouille le lit, mouille mes culottes, pisse
        sur moi, me orino en, me orine en, me orino encima, me orine encima, me orine, me orino sin, orino
        encima, me meo, me mee, me hago pis, me hice pis, me hice pipi, me hago pipi, pipi encima, pis
        encima, mojo cama, moje cama, me hice encima, me hago encima, hice del bano encima, fait dans
        pantalon~, fait dans culotte~, fait dans mes culotte~, hice en pantalon~, hago en pantalon~, hecho
        en pantalon~, orine dormid~, hice bano encima, ise bano encima, me hice del bano, ensima, mouille
        mon pantalon, urine sur moi, urine coule, porter des couches, porte des couches, porter couche~,
        mets des couches, mettre des couches, couche pour adulte~, usar panal~, uso panal~, ponerme
        panal~, con panal~""",
    "unaware": """
        sens pas, sens plus, sens pu, sens rien, sens a peine, sentir, rends pas compte, rends plus
        compte, rendre compte, rendu compte, rendais pas compte, sans savoir, sais pas si, sais plus si,
        sais pas quand, sais plus quand, plus envie, pas envie, ressens plus, ressens pas, realis~, no
        siento, no sentir, no senti, sin sentir, no me doy cuenta, darme cuenta, ni cuenta, me di cuenta,
        no doy cuenta, doy cuenta, no se cuando, no se si, sin saber, no tengo ganas, perdi ganas, sin
        querer, no noto, sin notar, no me entero, sin enterarme, sais jamais si, sais jamais quand, nunca
        se si, nunca se cuando, jamais si, ne percois plus, sans comprendre, fini d, termine de, termine,
        sens pas que, sens pas envie, sens plus envie, no siento ganas, sin ganas, plus l envie, no me dan
        ganas, envie vient plus, no me da ganas, vient plus""",
    "retention": """
        pas urin~, pas pu urin~, pas pisse, pas pisser, pas fait pipi, plus pisser, plus uriner, no he
        orinado, no e orinado, no orinado, no he meado, sin orinar, sin mear, no he podido orinar, no
        orino nada, no he hecho pis, retencion, retention urin~, urine pas, urine plus, urinais plus,
        pisse plus, pisse pas, no orina, no mea, plus capable pisser""",
    "wet thing": "mouill~, tremp~, mojad~, humed~, moje, mojo, souill~, tache~, manchad~",
    "clothes": """
        slip, culotte~, bobette~, sous vetement~, pantalon~, drap~, matelas, calzon~, ropa interior,
        sabana~, colchon, trusa, bragas, calcon~, panties""",
    "more often": """
        plus souvent, tout le temps, tres souvent, beaucoup plus, arrete pas de, sans arret, aux heures, a
        tout bout, mas seguido, muy seguido, mas veces, a cada rato, todo el tiempo, frecuen~, mas a
        menudo, muchas veces, brul~, arde""",
    "bowel": """
        selles, mes selles, caca, cacas, chier, fecal~, feces, intestin~, defequ~, aller a la selle, a
        selle, matieres, sphincter~, gaz, crotte~, numero deux, besoins, diarrhee, popo, heces, cagar,
        intestino~, excrement~, evacu~, defec~, del dos, mierda, esfinter~, pupu, hacer del cuerpo, del
        cuerpo, materia, gases, ebacu~""",
    "soiled": """
        souille~, chie dessus, chier dessus, caca dessus, caca dans, chie dans, chie au lit, crotte dans,
        echappe selles, me cague, cague encima, me cago encima, caca encima, popo encima, me ensucie, me
        hice popo, me hice caca, me hago popo, me hago caca, ensucie ropa, ensucie calz~, me cago sin,
        chie sans, cagar encima, cago sin querer, me cago solo""",
    "sex": """
        rapport sexuel, rapports, relations sexuel~, relation sexuel~, sexuel~, l amour, orgasme~, jouir,
        ejacul~, sexe, relaciones, sexo, sexual~, el amor, orgasmo~, eyacul~, intimidad""",
    "erection": """
        erection~, bander, je bande, orgasme~, ejacul~, ereccion~, erecion~, orgasmo~, eyacul~, se me
        para, se me levanta, tenerla dura""",
    "lost": """
        plus d, pu d, pas d, plus de, pu de, pas de, aucune, aucun, perdu, perte d, probleme~, trouble~,
        bande plus, bande pu, bande pas, peux plus, arrive plus, arrive pu, arrive pas, pas capable,
        incapab~, sans, no tengo, ya no, no logro, no consigo, sin, perdi, perdido, problema~, no puedo,
        no se me, no he tenido, pierdo, ninguna""",
    "impotent": """
        impuissan~, dysfonction erectile, bande plus, bande pu, impoten~, disfuncion erectil""",
    "named": "cauda equina, queue de cheval, cola de caballo",
}

LEGS_FR_ES: Mapping[str, str] = {
    "legs": """
        jambes, pieds, cuisses, mollets, deux cotes, autre jambe, piernas, ambos pies, dos pies, pies,
        otra pierna, ambos lados, dos lados, muslos, legs, 2 jambes, 2 piernas""",
    "both certain": """
        deux jambes, deux pieds, deux cotes, autre jambe aussi, autre jambe, deux cuisses, dos piernas,
        ambas piernas, ambos pies, dos pies, dos lados, ambos lados, otra pierna, both legs, 2 jambes, 2
        pieds, 2 piernas, 2 pies, 2 cuisses, bras et jambes, jambes toutes les deux, piernas las dos, deux
        bords""",
    "unfelt": """
        no siento, sens plus, sens pas, sens pu, sens presque plus, casi no siento, ya no siento, no me
        siento, ressens plus""",
    "the legs": """
        jambes, mes jambes, les jambes, piernas, las piernas, mis piernas""",
    "to move the legs": """
        bouger jambes, lever jambes, mover piernas, sentir piernas, sentir jambes, tenir sur jambes,
        sostenerme en piernas, marcher droit""",
    "leg": """
        jambe~, pied, pieds, cheville, genou, genoux, orteil~, mollet, cuisse, patte, pierna~, pie, pies,
        tobillo, rodilla, muslo, pantorrilla, dedo gordo, dedos, leg, foot""",
    "weak": """
        faible, faibles, faiblesse~, faiblit, faiblissent, affaibli~, faibless~, perdu force, perdu de
        force, plus de force, plus force, pu de force, pu force, sans force, pas de force, aucune force,
        perte de force, perds force, manque force, lache, lachent, lachait, lacher, ramolli~, mou, molle,
        molles, guenille, derobe~, flanch~, cede, cedent, cedait, plie tout seul, plient, paralys~, tient
        plus, tiennent plus, tient pas, tiennent pas, tiennent pu, tient pu, porte plus, portent plus,
        portent pu, supporte plus, supportent plus, soutient plus, soutiennent plus, repond plus,
        repondent plus, repond pas, repondent pas, repondent pu, ecoutent plus, obeit plus, obeissent
        plus, en coton, bouge plus, bougent plus, bougent pu, bouger plus, marchent plus, fonctionne plus,
        fonctionnent plus, debil, debiles, debilidad~, debilit~, devil, perdi fuerza, perdido fuerza, sin
        fuerza~, falta fuerza, falta de fuerza, no tengo fuerza~, no tiene fuerza~, no tienen fuerza,
        perdida de fuerza, pierdo fuerza, perdiendo fuerza, menos fuerza, poca fuerza, falla, fallan,
        fallo, fallaron, fallando, afloja, aflojan, aflojo, floja, flojas, se me dobla, se me doblan, se
        dobla, se me doblo, flaque~, paraliz~, paralis~, no me responde~, no responde~, no me sostien~, no
        sostien~, no me aguanta~, no aguanta~, vence, vencen, vencio, no se mueve~, como gelatina, como
        trapo, como de trapo, weak, se me va, se me van, s en va, tient plus debout, lachee, barre plus,
        plie sous, plient sous, plie sans, manque de force, moins force, jambe part, jambes partent, sin
        vida, """
    + each(_LOSSES, "force, fuerza, fuerzas"),
    "foot drop": """
        pied tombe, pied tombant, pied qui tombe, pied traine, pied qui traine, traine pied, traine jambe,
        traine la patte, pied claque, pied qui claque, pied accroche, pied qui accroche, trebuch~, m
        enfarge, enfarg~, steppage, pied mort, pied pendant, pied reste pas, pie caido, cae el pie, cae
        pie, arrastro, arrastra pie, arrastrando pie, arrastrando pierna, me tropiezo, tropiezo,
        tropezando, pie se cae, pie no sube, pie cuelga, pie colgando, veut plus remonter, remonte plus,
        remonte pas, pied monte plus, pied leve plus, pie no me sube, no me sube, arrastrando, arrastra,
        trebuche, pied veut plus, pied veut pas, jambe veut plus, pie no quiere, pierna no quiere""",
    "to move": """
        lever pied, lever mon pied, relever pied, lever orteil~, relever orteil~, bouger pied, bouger
        orteil~, bouger jambe~, bouger cheville, lever jambe~, pointe, pointes, talon, talons, sur talons,
        monter escalier~, monter marches, plier cheville, mettre du poids, tenir sur jambe, levantar pie,
        levantar dedo~, levantar punta, levantar pierna, mover pie, mover dedo~, mover pierna~, mover
        tobillo, puntita~, puntas, puntillas, talones, subir escalera~, subir escalones, sostener~ en
        pierna, doblar pie, apoyar pie, apoyar pierna, bout des pieds, bout du pied, bout de pieds,
        remonter pied, remonter cheville, bouger les orteil~, punta de pies, punta pies, punta del pie,
        punta, en puntas""",
    "to walk": "marcher, caminar, andar",
    "effort": """
        courbatur~, apres exercice~, apres les exercice~, apres exos, apres marche, apres ma marche, apres
        avoir marche, apres la marche, apres course, apres entrainement, apres etirement~, apres ponts,
        pendant exercice~, en montant, apres elevations, apres squats, pendant etirement~, pendant marche,
        apres seance, fatigue~, agujetas, despues de caminar, despues de ejercicio~, despues de correr,
        despues de hacer, tras ejercicio~, al estirar, durante ejercicio~, despues de puentes, despues de
        sentadillas, cansad~, al hacer ejercicio, raquetas, squat, squats, sentadilla, sentadillas, la
        caminata, despues de caminata""",
    "clearly numb": """
        engourdi~, fourmill~, fourmis, picotement~, insensible~, paresthes~, adormec~, entumec~, entumid~,
        hormigue~, ormigue~, acorchad~""",
}
