"""Words of chest and breathing, clots, infection, bleeding, injury, illness, and of the head.

Reference material, to be reviewed and signed off by a licensed clinician who speaks the language: see the package.
"""

from collections.abc import Mapping

from exercises.rules.redflag_tables.fr_es.phrases import each

CHEST_FR_ES: Mapping[str, str] = {
    "chest": """
        poitrine, thorax, thoracique~, cage, entre cotes, dans cotes, aux cotes, poumon~, sternum, torse,
        pecho, torax, toracic~, costilla~, pulmon, pulmones, esternon""",
    "chest pain": """
        mal, douleur~, douloureu~, fait mal, serre, serree, serrement, serrement~, oppress~, opress~,
        pression, poids, lourd~, poignard~, couteau, point, brul~, elance~, pince~, comprim~, etau, pique,
        pincement, ecras~, dolor, dolores, duele, duelen, dolia, doliendo, dolio, aprieta~, apretad~,
        apreto, opresi~, oprim~, presion, peso, pesad~, punzad~, puntada~, pinchazo~, cuchill~, apunal~,
        ardor, arde, quema, aplast~, molestia, clavad~, punalad~, punal, punales""",
    "breathing": """
        respirer, respir, respire, respiration, souffle, mon souffle, inspirer, prendre air, respirar,
        respiro, respiracion, el aire, aliento, agarrar aire, tomar aire, recpirar, rrespirar, breathe,
        prendre grande respiration, prendre respiration, reprendre souffle, reprendre mon souffle,
        profondement""",
    "breathless": """
        essouff~, essouffl~, essoufle~, souffle court, souffle coupe, court de souffle, manque air, manque
        d air, manquer d air, manque souffle, perds souffle, bout de souffle, suffoqu~, sufoqu~, etouff~,
        cherche souffle, cherche mon air, cherche air, pas de souffle, plus de souffle, pu de souffle,
        respire mal, plus d air, halete~, haletant~, levres bleu~, respiration difficile, respiration
        courte, respire plus, respire pu, j etouffe, falta aire, falta el aire, falta de aire, faltando
        aire, faltaba aire, falta respiracion, falta aliento, sin aire, sin aliento, me ahogo, ahogo,
        ahogando, ahogada, ahogado, asfixi~, sofoc~, corto de respiracion, respiro mal, respiro con
        dificultad, no entra aire, no me entra aire, no agarro aire, no alcanzo a respirar, no me llega
        aire, jadea~, jadeo, labios morad~, labios azul~, no respiro, me agito, fatigo al hablar, besoin d
        air, respire difficilement, gene respiratoire, respirer difficile, jalar aire, jalo aire, pasar
        aire, respiracion corta, respiracion agitada, corta respiracion, quedo sin respirar, sin
        respiracion, respire vite, respiration sifflante, ahogos, ahoga, buscando aire, busco aire,
        cherche de l air""",
    "on breathing": """
        quand je respire, quand respire, en respirant, de respirer, a respirer, respirer fort, respirer
        profond~, chaque respiration, chaque inspiration, quand j inspire, en inspirant, a l inspiration,
        grande respiration, grand souffle, grande inspiration, chaque souffle, quand je tousse et respire,
        al respirar, cuando respiro, respirar hondo, respirar profundo, al inhalar, cuando inhalo, respiro
        profundo, respiro hondo, cada respiracion, al tomar aire, tomo aire""",
    "heart": """
        coeur bat, coeur qui bat, coeur debat, coeur qui debat, palpitation~, crise de coeur, crise du
        coeur, crise cardiaque, infarctus, coeur s emballe, coeur palpite, tachycardi~, coeur va vite,
        coeur va exploser, coeur serre, corazon acelerad~, corazon rapido, corazon muy rapido, corazon
        late, corazon latiendo, corazon se me sale, corazon va rapido, late corazon, palpitacion~,
        taquicardi~, infarto, ataque al corazon, ataque cardiaco, paro cardiaco, corazon mil, corazon va
        mil, coeur a cent, coeur cent, coeur s affole, coeur saute, corazon brinca, corazon se sale,
        corazon muy acelerad~, pulso acelerad~, coeur bat fort, coeur en fou, coeur bizarre, corazon raro,
        corazon golpea, corazon disparado, coeur tape""",
    "brings up": "crach~, touss~, toux, vomi~, tos, tosi~, tose~, escup~, vomit~, toso, tousse",
    "blood": "sang, sangre",
    "cough": "touss~, toux, tos, tosi~, tose~",
    "needled": """
        aiguille~, puncture~, ponction~, piqu~, needling, acupuncture, aguja~, puncion~, pinch~,
        acupuntura, aujas, puncionaron""",
}

BODY_FR_ES: Mapping[str, str] = {
    "swollen": """
        enfle~, enfl~, gonfl~, oedeme, odeme, plus gros~ que, plus gros que, grosse que, gros que,
        hinchad~, hinch~, inchad~, inflamad~, inflam~, mas grande que, mas gord~ que, mas gruesa que,
        edema, abultad~""",
    "one leg": "mollet, mollets, jambe, cuisse, pantorrilla~, pierna, batata, chamorro, gemelo~, muslo",
    "inflamed": """
        rouge~, rougeu~, chaude, chaud, bleuatre, elance, violet~, brulant~, bouillant~, roj~, caliente~,
        late, morad~, punza, palpita, colorad~, ardiendo, enrojec~""",
    "calf": "mollet, pantorrilla, chamorro, batata, gemelo",
    "clot": """
        caillot~, cailot~, phlebit~, flebit~, thrombos~, trombos~, trombo, embolie, coagulo~, veine dure,
        veines dures, vena dura, venas duras, veine gonflee""",
    "fever": """
        fievre, fievreu~, fiebre, fievbre, febril, frisson~, frison~, grelott~, calentura, escalofrio~,
        escalosfrio~, tiritando, temblando de frio, fais de la temperature, <fever>, tremble de froid,
        tremblements de froid, temblor~ de frio, tiemblo de frio, escalofri~""",
    "pus": """
        pus, suppur~, suint~, infecte, infectee, infection~, ligne rouge, trainee rouge, rouge et chaud~,
        rouge chaud~, chaud et rouge, rougeur s etend, rouge etend, rougeur~, supur~, infectad~, infecto,
        infeccion~, linea roja, raya roja, rojo y caliente, rojo caliente, roja y caliente, roja caliente,
        caliente y roj~, enrojec~, pulenta, coule jaune, liquide jaune, sent mauvais, ecoulement, huele
        mal, liquido amarill~, supurando""",
    "site": """
        aiguille~, puncture~, ponction~, piqu~, needling, acupuncture, trou, endroit, le site, aguja~,
        puncion~, pinch~, agujerit~, el sitio, plaie, herida""",
    "septic": """
        confus, confuse, confusion, sait plus ou, delir~, marbre~, somnolen~, reveille pas, reveille plus,
        pas se reveiller, perdu la tete, incoheren~, confundid~, desorient~, somnolien~, no despierta,
        manchas, incoherencias, dice cosas raras""",
    "bleeding": "saign~, sang, hemorrag~, hemorrhag~, sangr~",
    "wont stop": """
        arrete pas, arrete plus, arrete pu, arret pas, arreter pas, s arrete pas, continue, encore,
        toujours, cesse pas, sans arret, <minutes>, beaucoup, pisse le sang, abondamment, partout, no
        para, no deja de, no se detiene, sigue, sigo, todavia, no se corta, no cesa, no ha parado, no dejo
        de, mucho, muchisimo, no se para, aun, sin parar, sans arreter""",
    "lump": """
        bosse, boule, masse, grosseur, hematome, bleu, ecchymose, bulto, bola, chichon, hematoma, moret~,
        cardenal, moraton, bleus""",
    "growing": """
        grossi~, grandi~, s etend, etend, s agrandi~, agrandi~, augmente, plus gros, plus grosse, plus
        grand, de plus en plus, crec~, creci~, agrand~, extiend~, mas grande, expand~, cada vez, se hace
        mas""",
    "thinners": """
        anticoagul~, eclaircir sang, eclaircit sang, coumadin, warfarine, eliquis, xarelto, plavix,
        pradax, apixaban, warfarina, sintrom, acenocumarol, rivaroxaban, adelgazar sangre, clopidogrel""",
    "fall": """
        suis tombe, suis tombee, ai tombe, tombe en bas, tombe dans escalier~, tombe des, tombe du, tombe
        de, tombe sur dos, est tombe, est tombee, suis tombe~, une chute, ma chute, chute en, chute dans,
        chute de velo, chute a, fait une chute, chute hier, deboule, debarque escalier, accident d auto,
        accident de voiture, accident de char, accident de velo, accident de moto, accident de la route,
        accident hier, eu accident, accidente, me suis plante, me suis plantee, me suis petee, perdu pied,
        ai glisse, frappe par, renverse par, pris une fouille, pris une debarque, debarque, me cai, me
        caia, me he caido, cai de, cai en, cai por, cai al, una caida, la caida, caida de, sufri caida, se
        cayo de, se cayo en, se cayo por, resbal~, me choc~, choque de, choque en, tuve choque, choque
        con, choque, me atropell~, atropell~, me estrell~, volcadura, rode por, me di un golpe, golpe en
        la espalda, golpe fuerte, me pegue fuerte, rentrer dedans, rentre dedans, fait frapper, en char
        hier, percute~, me chocaron, nos chocaron, perdi equilibrio, perdu equilibre et, revole, ai vole,
        vole de mon velo, sali volando, volando de, vole de la bici, tombe en velo, fait mal en tombant,
        en tombant, al caer, al caerme, embouti, emboutie, collision, rentre dans, chocaron, choco por
        detras, me choco, por detras, me caigo mucho, fui de cabeza, me fui de, plonge en bas, plonge de,
        parti en bas, envole, rode, me di en, me pegue contra""",
    "falling": """
        tombe, tombee, tombes, tombais, chute, cai, caida, caido, resbale, glisse, caimos, caiste, cayo""",
    "fallen from": """
        echelle, escalier~, glace, plancher, toit, velo, marches, trottoir, bain, baignoire, douche, par
        terre, sur le dos, sur les fesses, trottinette, moto, chaise, lit, escabeau, face contre terre,
        escalera~, hielo, techo, bici, bicicleta, banera, ducha, al piso, al suelo, de espalda, de nalgas,
        sentada, sentado, cama, silla, caballo, cheval""",
    "crack": """
        crac, craquement, craquer, craque, un pop, claquement, crack, crujido, crujio, trono, chasquido,
        tronido, crujir""",
    "heard": """
        entendu, senti, d un coup, tout d un coup, en soulevant, soulev~, en levant, brusque~, en me
        penchant, en forcant, escuche, oi, de repente, de golpe, al levantar, levantando, al agachar~, al
        cargar, cargando""",
    "cant stand": """
        me lever, lever debout, tenir debout, mettre debout, rester debout, marcher, mettre du poids,
        mettre poids, me relever, pararme, me puedo parar, puedo parar, parar, levantarse, puedo levantar,
        levantarme, ponerme de pie, ponerme pie, sostenerme, estar de pie, apoyar, caminar, me puedo
        levantar, mantenerme""",
    "fragile": """
        osteoporo~, cortisone, prednisone, steroide~, corticoide~, esteroide~, prednisona, cortisona, <old
        age>""",
    "strain": """
        soulev~, souleve, faux mouvement, tour de rein~, force en, en me penchant, levant~, mal
        movimiento, tiron, al agachar~, al cargar, cargu~, esfuerzo, eternu~, estornud~, ramass~""",
    "pain": """
        douleur~, mal, souffre~, souffr~, elance~, fait mal, dolor, dolores, duele, duelen, dolia, sufr~,
        dolio, doliendo, doulere, doulleur~, brule, brulent, queman, quema, arde, arden, douleureu~,
        sciatique, ciatica""",
    "cancer": """
        cancer, cancers, cancereu~, tumeur~, metastas~, oncolog~, leucemi~, lymphome, chimio~, tumor,
        tumores, quimio~, linfoma, cancer de""",
    "new or constant": """
        nouvelle, nouveau, nouvel, la nuit, nuits, constant~, tout le temps, arrete pas, jamais, pire,
        reveille, empire, nuevo, nueva, por la noche, noches, de noche, todo el tiempo, constante~, no se
        quita, no para, peor, despierta, empeor~""",
    "weight": """
        perdu poids, perds poids, perte de poids, maigri~, amaigri~, perdu livres, perds livres, perdu
        lbs, perdu kilos, perds kilos, perdu kg, perdre poids, bajado de peso, bajando de peso, bajado
        peso, baje de peso, perdido peso, pierdo peso, perdiendo peso, perdida de peso, adelgaz~,
        enflaqu~, bajado kilos, bajado libras, baje kilos, baje libras, perdido kilos, perdido libras,
        perdi kilos, perdi libras, bajado kg, perdi peso, perdido kg, fondu livres, fondu kilos, perdu
        beaucoup de poids, livres sans vouloir, livres sans essayer, adelgac~, kilos sin querer, kilos sin
        hacer, """
    + each(
        "perdu, perds, perdre, maigri de, perdi, perdido, pierdo, bajado, baje, baje de",
        "kg, kilos, kilo, livres, lbs, libras, poids, peso",
    ),
    "sweat": "sueur~, sue, suer, transpir~, trempe~, sud~, sudor~, empapad~, en nage",
    "night": "nuit, nuits, nocturne~, noche, noches, nocturn~, madrugada",
    "rest pain": """
        meme au repos, meme couche~, meme quand je bouge pas, jamais de repit, aucun repit, reveille la
        nuit, reveille toutes, aucune position, jamais partie, ni en reposo, incluso en reposo, hasta en
        reposo, aun en reposo, ni acostad~, despierta por noche, despierta en noche, despierta de noche,
        ninguna posicion, aunque no me mueva""",
}

HEAD_FR_ES: Mapping[str, str] = {
    "face": """
        visage, figure, face, bouche, paupiere, sourire, ma joue, cara, rostro, boca, parpado, sonrisa,
        mejilla""",
    "droop": """
        tombe, tombee, tombant~, affaiss~, paralys~, croche, tordu~, de travers, engourdi~, pend, deform~,
        descendu~, molle, cae, caida, caido, caido~, paraliz~, paralis~, torcid~, chuec~, dormida,
        dormido, adormec~, desviad~, colgad~, cayo, se fue de lado, de lado""",
    "to speak": "parler, hablar",
    "to utter": """
        articuler, trouver mots, dire mots, prononcer, articular, pronunciar, encontrar palabras, avaler,
        tragar""",
    "speech": """
        parle mal, parle tout croche, mots sortent mal, mots sortent pas, mots sortent tout, mots sortent
        plus, mots melange~, melange mots, langue pateuse, bafouill~, parle drole, parle bizarre, cherche
        mots, trouve plus mots, trouve pas mots, parle comme soul, elocution, traba lengua, trab~ lengua,
        lengua trabada, arrastro palabras, arrastrando palabras, hablo raro, hablo mal, balbuce~, no me
        salen palabras, no salen palabras, hablo enredado, se me enreda, habla raro, enredo al hablar,
        lengua pesada, lengua dormida, no me salen bien palabras, no encuentro palabras, no encuentro las
        palabras, peux plus parler, arrive plus parler, arrive pas parler, capable de parler, misere a
        parler, mal a parler, ya no puedo hablar, no logro hablar, cuesta hablar, no puedo hablar bien,
        parler comme du monde, parler normalement, parler clairement, hablar claro, hablar normal, hablar
        bien, habla bien, habla enredad~, parle pateu~, habla arrastrad~, hablo arrastrad~""",
    "stroke": """
        avc, accident vasculaire, attaque cerebral~, hemipleg~, derrame, ictus, ataque cerebral, derrame
        cerebral, accidente cerebro~, cerebrovascular, hemiplej~""",
    "one side": """
        cote du corps, moitie corps, moitie du corps, bras et jambe, bras et ma jambe, bras gauche et,
        bras droit et, cote gauche, cote droit, tout un cote, un cote, lado del cuerpo, medio cuerpo,
        mitad del cuerpo, brazo y pierna, lado izquierdo, lado derecho, todo un lado, un lado""",
    "dead side": """
        paralys~, faible~, engourdi~, repond plus, paraliz~, paralis~, debil~, dormid~, adormec~, no
        responde, no puedo mover""",
    "arm": "bras, main, mains, brazo, brazos, mano, manos",
    "to move the arm": """
        bouger bras, bouger main, bouger mon bras, serrer main, tenir verre, mover brazo, mover mano,
        mover el brazo, sentir brazo, agarrar cosas""",
    "arm dead": "paralys~, bouge plus, repond plus, paraliz~, paralis~, no responde~, no se mueve, inerte~",
    "collapse": """
        perdu connaissance, perte de connaissance, perds connaissance, perdre connaissance, evanoui~,
        evanouie, evanouiss~, dans les pommes, sans connaissance, convuls~, epilep~, inconscien~, syncope,
        tombe sans connaissance, dans vapes, desmay~, perdi conocimiento, perdi sentido, perdido
        conocimiento, perdida de conocimiento, perdi conciencia, sincope, colaps~, desvanec~, perdio
        conocimiento, ataque epilep~, desmall~""",
    "headache": """
        mal de tete, maux de tete, mal a tete, mal tete, cephalee~, migraine~, dans la tete, dolor de
        cabeza, dolor cabeza, duele cabeza, jaqueca, cefalea, migrana""",
    "worst": """
        pire, horrible~, atroce~, terrible~, explos~, foudroyan~, jamais eu, d un coup, tout a coup,
        soudain~, brutal~, subit~, insupportable, coup de tonnerre, peor, insoportable, explot~, de
        repente, subito, nunca antes, como nunca, fuertisimo, de golpe, nunca habia, nunca en mi vida,
        repentin~, brusc~, estallar, estalla, epouvant~, espantos~, atroz, tremend~, violent~, subite""",
    "closing": """
        enfl~, gonfl~, se serre, serre, ferme, fermee, se ferme, bloque~, cerrando, cierra, cerrad~,
        cerro, hinch~, inchad~, referme, se referme, gonfle, cierre""",
    "throat": "gorge, langue, levre~, garganta, lengua, labio~",
    "plea": """
        au secours, auxilio, socorro, ambulance, ambulancia, 911, c est une urgence, es una emergencia, a
        l aide""",
    "allergy": """
        anaphyla~, reaction allergique, choc allergique, anafil~, reaccion alergica, choque anafil~""",
    "sight": """
        vois plus rien, vois plus d un oeil, vois plus clair, vois double, vois rien, vois embrouille,
        vois flou, perdu vue, perdu vision, perte de vision, perte de vue, vision double, vision
        embrouillee, vue brouillee, vision trouble, aveugle, no veo nada, no veo bien, no veo de un, no
        veo con, veo doble, veo borroso, perdi vista, perdi vision, perdido vision, perdida de vision,
        vision doble, vision borrosa, veo nublado, quede ciego""",
}
