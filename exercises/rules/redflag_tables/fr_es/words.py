"""How words of French and Spanish texts are read: text spellings, ordinary words, words that English has, too."""

FORMS = """
    j ai: jai ge jaie
    j en: jen
    j arrive: jarive jariv
    suis: chu chui chuis jsuis chus sui suit
    peux: jpeux peut pe jpeut jpe peus
    veux: jveux veut jveut jveu veu veus
    sens: jsens jsen sen jsent
    sent: sents
    je me: jme
    dans: ds dan
    depuis: dps dpuis depui depuit depis
    toujours: tjs tjrs tjr tjours
    envie: envi anvi
    meme: mm mem
    quand: qd kan kand can quan qand
    c est: cest sest cet
    aujourd hui: ojd auj ajd aujourdhui aujourdui ojourdui
    pour: pr
    jambes: jamb jambs janbes
    jambe: janbe
    entre: entr antre ntre
    arrive: arive ariv arriv arives arrives
    mourir: mourrir mouri
    pisser: piser
    que: q k ke
    porque: xq pq porq porke
    estoy: toy
    tengo: tngo tego tenjo
    siento: ciento sient sieno
    orinar: horinar orinr
    hacer: aser acer haser
    quisiera: kisiera quiciera quisera
    quiere: kiere qiere
    quiero: kiero qiero quero kero qiro
    vivir: bivir vibir bibir
    aire: ayre
    encima: ensima enzima
    pastillas: pastiyas
    pecho: peho pexo pech
    puedo: pueo puedi pueod puedp
    tambien: tb tmb tambn
    hice: ise hise
    perdi: perdy
    tos: toz
    coeur: ceour
    poitrine: poitirne poitrinne
"""
"""What a word is read as: the variants after the colon."""

ORDINARY_FR = """
    je tu il elle nous vous ils elles mon ma mes ton votre vos notre nos ce cette ces cet ca ceci cela le
    la les un une des du de au aux et ou mais donc car ni que qui quoi dont quand comment combien pourquoi
    avec sans sous entre vers chez depuis pendant avant apres encore toujours jamais deja bientot hier
    demain aujourd hui matin soir soiree midi nuit jour jours semaine semaines mois annee annees heure
    heures lundi mardi mercredi jeudi vendredi samedi dimanche oui non merci bonjour bonsoir salut bonne
    bon bien mal mieux pire tres trop peu assez beaucoup plus moins aussi fait faits faite faites faire
    fais fini finis finie finies termine terminee terminer complete saute sauter oublie oublier pas rien
    tout toute tous toutes ai as avons avez ont est suis es sommes etes sont etait ete etre avoir vais va
    vas allons allez aller vont peux pouvez peuvent dois devrais veux voulez veulent sens douleur douleurs
    dos jambe jambes genou genoux epaule epaules cou hanche hanches cheville pied pieds bras main mains
    ventre exercice exercices exos exo seance series serie repetition repetitions fois minute minutes
    marche marcher marches etirement etirements etirer pont ponts planche chat facile faciles difficile
    difficiles dur dure raide raides fatigue fatiguee fatigues correct parfait super content contente svp
    stp desole desolee malade rhume grippe travail travaille travaillais rendez rdv appeler appelez peut
    changer video application texto texte messages message physio clinique maison lit auto fille fils mere
    pere mari femme enfants vacances bleu bosse petit petite petits petites gros grosse muscle cuisse
    cuisses mollet mollets fesses orteil doigt doigts tete deux trois quatre cinq six sept huit neuf dix
    premiere deuxieme moitie reste ensuite puis alors ainsi comme parce meme chaque autre voir savoir
    prendre pris prends mis mettre chaud froid temps ici pis pantoute correcte bof ouf ouais ok allo
    coucou bcp tirer tire descend descendre monte monter lever leve aide aidez besoin question info courir
    couru nager velo piscine glace chaleur legere leger legers normale normal nouveau nouvelle forte fort
    sensible sensibles raison promis garder garde haute haut bas basse debout couche assis assise
    courbatures courbature crampe crampes arret arreter arretez continuer continue pourrais pouvais
    pourrez sais sait premier dernier derniere ensemble surtout seulement juste environ presque jusqua
    jusqu muscles musculaire endolori endoloris endolorie raideur reveil nez reunion gout visite tombe
    tombee parle parler repas pluie neige
"""
ORDINARY_ES = """
    yo tu el ella nosotros ustedes ellos ellas mi mis su sus este esta esto ese esa eso estos estas la los
    las un una unos unas de del al y o pero porque que quien cual cuando como cuanto cuanta cuantas
    cuantos donde con sin sobre entre hacia desde hasta durante antes despues todavia siempre nunca ya
    pronto ayer manana hoy tarde noche noches dia dias semana semanas mes meses ano anos hora horas lunes
    martes miercoles jueves viernes sabado domingo si no gracias hola buenos buenas bueno buena bien mal
    mejor peor muy mucho mucha muchos muchas poco poca mas menos tambien tampoco hecho hechos hecha hechas
    hacer hago hice hizo hicimos hacemos termine terminado listo lista todo toda todos todas nada algo he
    has ha hemos han soy eres es somos son estoy estamos estan estaba era fue ser estar voy vas va vamos
    van ir puedo puede pueden pude podria quiero quiere quieren siento dolor dolores duele duelen dolia
    espalda pierna piernas rodilla rodillas hombro hombros cuello cadera caderas tobillo pie pies brazo
    brazos mano manos barriga ejercicio ejercicios sesion series serie repeticion repeticiones vez veces
    minuto minutos camine caminar caminata caminando estirar estiramiento estiramientos puente puentes
    plancha gato facil faciles dificil dificiles duro dura tieso tiesa cansado cansada cansados cansadas
    perfecto super contento contenta perdon disculpe disculpa enfermo enferma gripe resfriado trabajo
    trabaje trabajar cita llamar llame llamen cambiar video funciona mensaje mensajes fisio clinica casa
    cama carro coche hija hijo mama papa esposo esposa ninos vacaciones moreton bulto pequeno pequena
    grande chiquito musculo muslo pantorrilla pantorrillas nalgas dedo dedos cabeza uno dos tres cuatro
    cinco seis siete ocho nueve diez primera segunda mitad resto luego entonces asi igual cada otro otra
    ver saber tomar tome tomo puse poner calor frio tiempo aqui ahi alla ahora ahorita rato jaja jeje
    claro vale tira baja bajo bajar subir subi sube ayuda necesito pregunta informacion correr corri nadar
    bicicleta piscina hielo ligera ligero normal nuevo nueva fuerte sensible sensibles razon prometo
    arriba abajo parar parado acostado sentado sentada agujetas calambre calambres alto pare continuar
    sigo siguiente ultimo ultima juntos solo solamente casi olvido olvide durmi duermo dormi dormir perdi
    mejorando noto cayo caen tengo tiene tienen tuve tenia hay habia estuvo quedo quede lluvia comida
    senora senor levantar mover bolita temblaban aburrido
"""
"""Ordinary words: never read as a misspelling, and what a text in the language is known by."""
HARMLESS_WORDS = frozenset((ORDINARY_FR + ORDINARY_ES).split())

_ALSO_ENGLISH = """
    a acupuncture adieu ai aide al all allo ally alto ami amigo an anal ans anus apixaban application
    arrive as asi ask at aunt auntie auto aux bain bala balle bland bouche bout bras but ca caca cada
    cages cal can cancer cap capable capital car carton ce cede cent ces chamorro change chat chest chez
    clinic coccyx cola come comment complete confuse confusion constant constants content continue control
    convulsion convulsions correct cortisone cou coumadin court crac cul cute da dans de del delirious
    dense dent des dessert di dia dice difficile dire dix do doctor does dos drop du due dues eau edema
    effort el eliquis embolism en ensemble era es escape est et exercice extreme extremely face fatigue
    fecal feces figure fin final fine fini force forcer fort fracture fuit fume gaz ge genital gland
    grande grave grosse ha han has hay he hemorrhage hombre horrible hue ice impossible incapable
    incontinence infection info information interior intestinal jet la late le list lol los ma main mal
    mama mas masse me mea mee mem memo men mere mes message messages met mi midi migraine mil mine mines
    minute minutes mis mm moment monte more mort ms muscle ne needling net neuf ni no non normal nos note
    noto nouveau o oedema ok on once or osteoporosis ouf overdose pa pain pal palo palpitation
    palpitations pan papa par para paralysis pare parole part parte pas pause pend penis pere perez
    perineal physio pie pieds pies pique pis place plan plate plavix plie plus point pop pour prednisone
    pres problematic protection protections pubis puente pulse puncture pus question raya real rectum red
    repetition repetitions responded rest reste rode sacrum sale sans scrotum se sens sensation sensible
    ser serie series sex sexual si sin site six sol sola solo son special sr st sternum steroid su sue
    suit super sur surdose svp ta tan taza te telephone ten terrible terse tes test testicle texte thorax
    thrombosis tire tired toilet tome ton torse tos tour tout toy tras trou troubles tu tumor un una uno
    unos urinal urinary urinate urination urine uterus va vagina vaginal van vas ve ver via vide video vie
    villa violent visage vista vive void voltage vulva warfarin xarelto y ya
"""
ALSO_ENGLISH = frozenset(_ALSO_ENGLISH.split())
"""Words that English texts hold as well: they do not show that a text is French or Spanish."""

_ALSO_ENGLISH_STEMS = """
    anesthe anticoag atroc automutil brut cancer colaps compress confus constant control convuls debilit
    defec delir depress despera different difficult disorient epilep escap evacu evacua excrement expand
    explo extrem frequen genit gland hemorr horribl impossibl impot incapab incontinen infect insensib
    intestin metasta nocturn oncolog oppress palpita paralys problem realis respond serv sexual somnol
    sphincter steroid suffoc suicid syncop terribl testic thoracic thrombos trombos urin vagin
"""
ALSO_ENGLISH_STEMS = tuple(_ALSO_ENGLISH_STEMS.split())
"""What begins like this may be English, too."""

LENT = frozenset(
    (
        "numb",
        "weak",
        "weird",
        "leak",
        "bum",
        "butt",
        "leg",
        "legs",
        "foot",
        "tingling",
        "feeling",
        "cant",
        "both",
        "breathe",
    )
)
"""English words of the tables, as people put them into French and Spanish sentences."""
