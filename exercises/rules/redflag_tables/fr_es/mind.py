"""Words of wanting to die, of despair, and of pain out of control.

Reference material, to be reviewed and signed off by a licensed clinician who speaks the language: see the package.
"""

from collections.abc import Mapping

MIND_FR_ES: Mapping[str, str] = {
    "self-harm": """
        veux mourir, voudrais mourir, voulais mourir, envie de mourir, envie mourir, aimerais mourir,
        prefere mourir, prefererais mourir, pense a mourir, penser a mourir, gout de mourir, veux crever,
        envie de crever, gout de crever, prefererais etre mort~, voudrais etre mort~, aimerais etre mort~,
        serais mieux mort~, serait mieux mort~, mieux etre mort~, mieux si j etais mort~, mieux mort~,
        mieux si j etais plus la, me suicider, suicid~, me tuer, m enlever la vie, m enleve la vie,
        enlever la vie, m oter la vie, oter la vie, fin a mes jours, fin a ma vie, fin a tout, finir avec
        la vie, finir avec ma vie, en finir, plus envie de vivre, pas envie de vivre, pu envie de vivre,
        plus envie vivre, veux plus vivre, veux pas vivre, veux pu vivre, plus gout de vivre, pas gout de
        vivre, pu gout de vivre, gout de rien, plus raison de vivre, aucune raison de vivre, plus force de
        vivre, vie vaut plus, vaut plus la peine de vivre, vaut pas la peine de vivre, vivre sert a rien,
        a quoi bon vivre, veux disparaitre, envie de disparaitre, voudrais disparaitre, disparaitre pour
        toujours, mieux sans moi, seriez mieux sans, fardeau, veux plus etre la, veux pu etre la, plus
        envie d etre la, me pendre, me noyer, une balle, me jeter, me lancer devant, sauter du pont,
        sauter d un pont, sauter en bas du pont, ouvrir veines, couper veines, trancher veines, me faire
        du mal, me mutiler, automutil~, scarif~, overdose, surdose, toute bouteille de, toutes mes
        pilules, toutes pilules, tous mes medicaments, tous medicaments, tous comprimes, bouteille au
        complet, avale pilules, avale medicaments, plus me reveiller, jamais me reveiller, pas me
        reveiller, pu me reveiller, dormir pour toujours, quitter ce monde, partir pour de bon, adieu,
        quiero morir, quiero morirme, quisiera morir~, quiciera morir~, ganas de morir~, preferiria
        morir~, prefiero morir~, preferiria estar muert~, quisiera estar muert~, mejor muert~, mejor estar
        muert~, ojala me muera, ojala me muriera, pienso en morir~, pensando en morir~, quiero matarme, me
        quiero matar, me voy a matar, matarme, quitarme la vida, quitarme vida, me quito la vida, me voy a
        quitar la vida, acabar con mi vida, acabar con todo, terminar con mi vida, terminar con todo,
        terminar con esto, suisid~, no quiero vivir, no quiero seguir viviendo, seguir viviendo, sin ganas
        de vivir, no tengo ganas de vivir, no me dan ganas de vivir, perdi ganas de vivir, perdido ganas
        de vivir, no vale la pena vivir, no vale la pena seguir, para que vivir, para que seguir viviendo,
        razon para vivir, no quiero estar aqui, no quiero estar en este mundo, quiero desaparecer,
        quisiera desaparecer, desaparecer para siempre, mejor sin mi, una carga, estorbo, ahorcarme,
        colgarme, tirarme de, tirarme del, tirarme a, aventarme, cortarme venas, cortarme, hacerme dano,
        me corto, no despertar, no volver a despertar, no despertarme, ya no despertar, sobredosis, todas
        pastillas, todas mis pastillas, frasco entero, todo el frasco, frasco completo, pastillas de
        golpe, irme de este mundo, dejar de existir, dejar este mundo, pegarme un tiro, no merezco vivir,
        veneno, no quiero seguir aqui, quiero acabar con, si j etais plus la, si j etais pas la, si j
        existais plus, si je n existais plus, si j etais mort~, si yo no estuviera, si no estuviera, si yo
        no existiera, si no existiera, si yo faltara, avale tous, avale toutes, avaler tous, avaler
        toutes, trague todas, trague todo, tomar todas, idees noires, plus de raison de vivre, ne plus
        exister, veux plus exister, que tout s arrete, que tout arrete, no quiero existir, que todo
        termine, que todo acabe, mis cachets, tous cachets, disparaissais, disparaisse, desapareciera,
        desaparezca, ahorcar, suicidarme, pendre, lanzarme, tirer une balle, ne plus vivre, plus vivre,
        dejar de vivir, no seguir viviendo, no vivir mas, morir ya, veux plus continuer a vivre, lettre d
        adieu, carta de despedida, despedida, terminarlo todo, acabarlo todo, foutre en l air, flinguer,
        passer a l acte, ma vie est finie, mi vida se acabo, envie d en finir, manquerai a personne,
        personne me regrett~, cometer una locura, hacer una locura, acabar conmigo, terminar conmigo,
        nadie me va a extranar, nadie me extranaria, quitarme de en medio, dormir para siempre, irme para
        siempre, descansar para siempre, dejar de sufrir, mejor me muero, mejor me mato, me mato, prefiero
        morirme, deseo morir, deseo de morir, pensamientos de muerte, ideas de muerte, pensees de mort,
        idees de mort, trop de pilules, trop de medicaments, demasiadas pastillas, capable de vivre, force
        de continuer a vivre, partir pour toujours, arreter de souffrir pour toujours, me hago dano, me
        fais du mal, quitar la vida, quitar vida, ganas de vivir, gout de vivre, envie de vivre, saltar de
        puente, saltar del puente, saltar de techo, sauter en bas, ganas de seguir viviendo, continuer a
        vivre, sin ganas de seguir""",
    "life": "la vie, ma vie, vivre, la vida, mi vida, vivir, esta vida, cette vie",
    "weary": """
        vaut pas, vaut plus, vaut rien, sert a rien, tanne~, fatigue de, plus de sens, pas de sens, raison
        de, marre de, fatiguee de, no vale, ya no vale, no merece, sin sentido, no tiene sentido, cansad~
        de, hart~ de, no sirve, razon para, no aguanto, quitar, enlever, oter, finir, terminar, acabar,
        acabo, fin a, quitarme, mettre fin, poner fin""",
    "death": """
        la mort, la muerte, mourir, morir, morirme, ma mort, mi muerte, disparaitre, desaparecer""",
    "wished": """
        veux, voudrais, envie, pense, penses, soulagement, soulagerait, mieux, prefere, attends, souhaite,
        hate, quiero, quisiera, deseo, ganas, pienso, alivio, prefiero, ojala, espero, pensando, libere,
        descanso, delivrance""",
    "despair": """
        desesp~, plus d espoir, aucun espoir, pas d espoir, en peux plus, en peux pu, je suis a bout,
        deprim~, depress~, tanne de vivre, sin esperanza, no hay esperanza, deprimid~, depresion, no puedo
        mas, ya no doy mas, no aguanto esta vida, a quoi bon, decourage de vie, decouragee de vie, para
        que seguir, sin ganas de nada, plus le gout de rien, no le veo sentido, pas de sens a ma vie, sin
        sentido""",
    "extreme": """
        <ten>, insupportable~, atroce~, insoutenable~, intolerable~, intenable~, pire douleur, hurle~,
        hurler, pleure~, jamais eu aussi mal, tellement mal, tellement douleur, trop mal, crie, cris,
        extreme~, insoportable~, peor dolor, muchisimo dolor, dolor terrible, dolor horrible, grito,
        gritar, gritando, llor~, tanto dolor, demasiado dolor, dolor extremo, nunca habia tenido tanto,
        duele tanto, dolor tan fuerte, duele muchisimo, crier, criant, insufrible, atroz, espantos~,
        tremend~, epouvant~, horrible~, brutal~""",
    "surely extreme": """
        insupportable~, insoutenable~, intenable, pire douleur, hurle de, hurler, jamais eu aussi mal,
        insoportable~, insuportab~, peor dolor, no aguanto el dolor, no aguanto dolor, no soporto el
        dolor, no soporto dolor, no aguanto mas, grito de dolor, gritar de dolor, llorando de dolor,
        pleure de douleur, endure plus, endure pu, supporte plus douleur, intolerable~, insufrible~, crie
        de douleur, hurle de douleur, gritando de dolor, grito del dolor, llorar de dolor, lloro de dolor,
        hurle, gritando, hurlais""",
    "helpless": """
        rien aide, rien n aide, rien fonctionne, rien marche, rien soulage, rien calme, font rien, fait
        rien, font plus effet, dors pas, dors plus, dors pu, pas dormi, ferme pas oeil, dormir, bouger,
        fonctionner, me lever, respirer, marcher, nada ayuda, nada me ayuda, nada lo quita, nada me quita,
        nada funciona, nada sirve, nada calma, nada me calma, no me hacen nada, no hacen efecto, no
        duermo, no dormi, no he dormido, moverme, mover, levantarme, caminar, sin dormir, crie, hurle,
        ferme l oeil, ferme oeil, gritando, pegue ojo, pegado ojo, sin pegar ojo, aidez moi, au secours,
        ayuda por favor, ayudenme""",
    "medicine": """
        pilule~, medicament~, comprime~, cachet~, tylenol, advil, pastilla~, medicina~, medicamento~,
        ibuprofeno, calmante~, antidouleur~""",
    "dont help": """
        font rien, fait rien, font plus rien, fait plus rien, aident pas, aide pas, aident plus, marchent
        pas, marchent plus, fonctionnent pas, plus effet, no hacen nada, no me hacen nada, no ayudan, no
        funcionan, no sirven, ya no hacen, no hacen efecto, no me quitan""",
    "nothing helps": """
        rien n aide, rien aide, rien m aide, rien ne aide, rien soulage, rien me soulage, rien calme, nada
        me ayuda, nada ayuda, nada me quita, nada lo quita, nada me calma, nada calma, nada me alivia,
        nada alivia""",
}
