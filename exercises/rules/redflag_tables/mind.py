"""What patients call stroke, collapse, a swelling throat, wishing to die, and pain out of control.

Reference material, to be reviewed and signed off by a licensed clinician: see the package.
"""

from collections.abc import Mapping

MIND_WORDS: Mapping[str, str] = {
    # Stroke, collapse, swelling of the throat
    "face": """
        cheek, lip, one side of my face, side of my mouth, eye, left side of mouth, right side of mouth, face,
        mouth, side of face, half face, smile, eyelid""",
    "droop": """
        slipped, hanging, dropping, drop, uneven, wonky, lop sided, wont move, cant move, cant close, palsy,
        frozen, twisted, fell, slack, droop, drooping, droopy, dropped, numb, lopsided, fallen, sagging,
        crooked, weak, tingling, paralysed""",
    "speech": """
        slurring my, cant string a sentence, words muddled, words are muddled, words all muddled, muddling my
        words, mixing up my words, mixing my words, cant find words, cant find my words, cant find the words,
        like im drunk, like i am drunk, sound drunk, sounds drunk, sounding drunk, talking like drunk, talking
        like im, talking gibberish, talk properly, cant get a sentence, speech not right, speech is not,
        speech went, speech slow, jumbled, gobbledygook, garbled, tongue tied suddenly, mumbling, slur,
        slurred, slurring, cant speak, cant talk, cant get words out, cant get my words, words wont come,
        speech is, speech has, my speech, speech gone, words are jumbled, words jumbled, talking funny, words
        come out wrong, words coming out wrong""",
    "stroke": """
        suspected stroke, think stroke, is it a stroke, like a stroke, this a stroke, stroke maybe, bells
        palsy, mini stroke, having a stroke, had a stroke, a stroke, tia, stroke symptoms""",
    "collapse": """
        lost conciousness, out cold, went out like, went unconscious, woke up on the floor, came round on the
        floor, came to on the floor, found on the floor, hit the deck, went down like, blanked out, spaced out
        and fell, fits, convulsing, jerking uncontrollably, shaking uncontrollably, zonked out on the floor,
        unresponsive, wont wake up, keel over, conked out on the floor, dropped to the floor, epileptic, cant
        wake him, cant wake her, not responding, had a turn, funny turn, swooned, blacked out, black out,
        blackout, passed out, pass out, passing out, faint on, fainted, fainting, collapse, collapsed,
        unconscious, lost consciousness, losing consciousness, knocked out cold, seizure, having a fit, had a
        fit, a fit this, had fits, having fits, convulsion, keeled over""",
    "headache": """
        head, head hurts, pain in head, head pounding, migraine, headache, head pain, head is exploding, pain
        in my head""",
    "worst": """
        never had one like, never had a headache like, like being hit, hit by a hammer, hit me, struck, like a
        bomb, agony, in a second, instantly, stiff neck, killing worst, unbearable, excruciating, so bad,
        ever, worst, thunderclap, sudden, suddenly, out of nowhere, worst ever, explosive, severe,
        blinding""",
    "throat": "tounge, eyes, mouth, neck and face, throat, tongue, lips, lip, face, airway",
    "closing": """
        closed, tightening, constricting, ballooned, huge, blowing up, up like a, cant swallow, swelling,
        swollen, swell, closing, tight, puffed up, blown up, swelled""",
    "allergy": """
        hives all over, hives and, swollen tongue, epipen, anaphylaxis, throat closing, cant swallow,
        anaphylactic, allergic reaction""",
    "sight": """
        sudden blindness, curtain over, sight has gone, vision blurred suddenly, blurred vision, vision is
        blurry, cant see properly, gone blurry, eye gone dark, seeing two of, everything double, went blind,
        lost my vision, blind in one, lost vision, lost my sight, lost sight, gone blind, cant see out, cant
        see, double vision, vision gone, sight gone, vision went, seeing double, loss of vision""",
    "arm": "fingers, grip, arm, hand, one side",
    "arm weak": """
        gone weak, wont work, gone numb, no strength, clumsy, heavy, floppy, tingling, useless, dont work,
        cant use, cant grip, dropping things, weaker, weakness, weak, numb, cant lift, cant move, wont move,
        dead, cant raise, dropped""",
    "one side": """
        side of my body, left side, right side, one side, whole side, arm and leg, side of body, half my
        body""",
    # Self-harm
    "self-harm": """
        want it all to end, want it to end, want this to end, want everything to end, want it all to stop,
        want to stop existing, ready for it to end, wish it would all end, want all this to end, cant do life,
        kill meself, end meself, well be dead, should be dead, may as well be dead, want to be with my late,
        see no point in living, see no point in going on, no point to any of it, no point to anything, better
        off gone, better off away, better off if i, lost the will to live, no will to live, want to hurt my
        self, hurt myself on purpose, cut myself on purpose, nobody would miss me, no one would miss me,
        nobody would care if, noone would miss me, no one would care if i, miss me if i was gone, miss me when
        im gone, if i was gone, if i wasnt here, if i werent here, if i died, if i was dead, when im dead,
        want out of life, out of this life, leave this world, leave this life, leave this earth, end the
        suffering, end my suffering, end my misery, end it tonight, end it now, put an end to it, put an end
        to it all, put me out of my misery, put myself out, hate being alive, hate my life, hate living, done
        living, done with living, done with this life, through with life, had enough of life, had enough of
        living, life has no, life is not worth, life not worth, lifes not worth, life is pointless, life is
        meaningless, no future, cant live with this, cant live any more, cant face living, cant go on with,
        dont deserve to live, dont see a future, dont see the point, dont see any point, cant see the point,
        cant see any point, cant see a future, cant see a way out, no way out, wish it would end, wish it was
        over, wish it was all over, wish id never been born, never been born, wish i was not here, wish i
        wasnt here, wish i werent here, wish i wasnt alive, want to be gone, rather not be here, rather not be
        alive, rather die, like to die, hope i die, praying to die, pray i die, prefer to die, i should die,
        let me go, jump from, jump in the river, jump in front of, walk into traffic, drive into a tree, drive
        off, off a bridge, off the bridge, rope, noose, razor, write a note, written a note, goodbye note,
        suicide note, say goodbye, saying goodbye, said my goodbyes, this is goodbye, goodbye cruel world,
        wont see me again, never see me again, not be around, wont be around, last message, suicidle, self
        destruct, all the paracetamol, bottle of pills, whole packet of, whole bottle, bunch of pills, handful
        of pills, handful of tablets, too many tablets, too many pills, took a lot of, neck all, swallow the
        lot, slit my, cutting again, started cutting, feel like dying, feel like ending, planning to die,
        going to die by, want this to end forever, dont want to be on this planet, dont want to be in this
        world, dont want to do life, dont want to wake, not want to live, not want to be here, not want to be
        alive, ctb, want to not exist, not exist, want to give up on life, world would be better, family would
        be better, better if i wasnt, better if i was dead, better without me, burden to everyone, burden on
        everyone, burden to my family, kill myself, killing myself, kill my self, killing my self, end it all,
        ending it all, end my life, ending my life, end our lives, finish it all, finish myself, take my life,
        take my own life, taking my own life, top myself, off myself, do myself in, do away with myself, hang
        myself, hanging myself, shoot myself, drown myself, harm myself, harming myself, self harm, self
        harming, want to hurt myself, going to hurt myself, been hurting myself, hurting myself again, might
        hurt myself, cut my wrists, cutting myself, slit my wrists, better off dead, better off without me, be
        better without me, want to die, wanting to die, wish i was dead, wish i were dead, wish i could die,
        wish i would die, wishing i was dead, wish i didnt wake, rather be dead, ready to die, just die, let
        me die, going to die soon by, dont want to live, dont want to be alive, dont want to be here, dont
        want to exist, dont want to wake up, dont want to go on, dont want to carry on, dont wanna be here,
        dont want to be around, not waking up, never waking up, not wake up, never wake up, hope i dont wake
        up, cant go on like this, cant go on any more, cant go on anymore, cant go on living, cant go on .,
        cant carry on like this, cant carry on living, cant live like this, no point living, no point in
        living, no point to living, no point in life, no point being alive, no point going on, no point in
        going on, no point carrying on, no point any more, not worth living, isnt worth living, not worth it
        any more, no reason to live, nothing to live for, nothing left to live for, tired of living, tired of
        life, tired of being alive, sick of living, sick of life, done with life, given up on life, suicide,
        suicidal, commit suicide, unalive, overdose, overdosed, od on my, take all my tablets, take all my
        pills, take all my meds, take all the tablets, take all the pills, take all of my tablets, took all my
        tablets, took all my pills, swallow all my tablets, pills lined up, tablets lined up, jump off,
        jumping off, jump in front, jumping in front, jump under, in front of a train, throw myself, goodbye
        forever, goodbye for ever, goodbye everyone, end the pain forever, end the pain for good, not be here
        any more, wont be here much longer, want to disappear, go to sleep forever, sleep and never, kms, want
        to be dead, life is over, kill me please, want it to be over, want to end things, end things""",
    "end it": """
        want to end it, going to end it, thinking of ending it, thinking about ending it, ready to end it, end
        it .""",
    "wishing": """
        want, wanting, wish, wishing, think about, thinking about, thinking of, thoughts of, plan, planning,
        ready, going, hope, hoping, better, feel like, rather, prefer, thoughts about, contemplating,
        considering, urge""",
    "dying": "die, dying, dead, death, suicide, not be here, disappear, end it",
    "no point": """
        cant see any reason, cant see reason, dont see any reason, no reason, see no reason, see no point, no
        point, dont see the point, cant see the point, whats the point, what is the point, nothing left, not
        worth, isnt worth, dont want, tired of, sick of, fed up of, fed up with, done with, had enough of,
        cant bear, hate""",
    "living": """
        living, live, life, alive, going on, carry on, carrying on, existing, existence, be here, any more,
        anymore""",
    "all the": """
        all, whole, bottle, bunch, handful, packet, loads, lots, stash, hoard, stockpile, overdose, extra, too
        many""",
    "medicine": """
        tablets, pills, meds, paracetamol, codeine, morphine, tramadol, sleeping pills, painkillers,
        medication""",
    "despair": """
        die, feel hopeless, no hope, cant see it getting better, at the end of my tether, end of my tether,
        end of my rope, cant carry on, cant go on, cant cope, cant live, dont know how much longer, very
        depressed, so depressed, really depressed, at rock bottom, breaking point, want out, give up, lost all
        hope, crying all the time, in a dark place, dark thoughts, bad thoughts, cant cope any more, cant take
        it any more, cant take any more, cant take this any more, whats the point, what is the point,
        hopeless, given up, cant do this any more, cant face another day""",
    # Pain out of control
    "extreme": """
        10 out of 10, worst pain ive, worst it has ever been, through the roof, out of control, beyond,
        killing me, so bad, severe, indescribable, torture, crippling, hell, horrific, horrible, writhing,
        climbing the walls, never been this bad, never known pain, <ten>, worst pain, worst ever, worst ever
        pain, unbearable, cant bear, excruciating, agony, off the scale, screaming, crying, in tears, worst
        its ever been, horrendous, intolerable, beyond awful, <nine>, cant stand the pain, sobbing,
        howling""",
    "surely extreme": """
        worst pain in my life, worst pain imaginable, the worst pain, screaming in pain, screaming with pain,
        screaming in agony, crying in pain, crying with pain, cant cope with the pain, cant cope with pain,
        cant stand the pain, cant take the pain, pain is too much, writhing in pain, climbing the walls, pain
        through the roof, pain is out of control, uncontrolled pain, pain uncontrolled, pain is horrific,
        worst its ever been, pain is torture, pain unreal, cant tolerate the pain, worst pain ever, worst pain
        of my life, worst pain ive ever, worst pain ive had, worst pain i ever, worst ever pain, unbearable,
        pain is unbearable, excruciating, in agony, off the scale, cant bear the pain, intolerable""",
    "helpless": """
        nothing is working, nothing will, cant lie, cant lay, cant function, cant even, up all night, no sleep
        at all, awake all night, stuck in bed, stuck on the, unable to move, cant get dressed, not slept for,
        no position, cant move, cant sleep, nothing helps, nothing helping, nothing is helping, nothing
        touches, nothing works, nothing working, no relief, dont touch, not touching, wont touch, cant get out
        of bed, cant sit, cant stand, cant cope, please help, cant walk, no sleep, not slept, havent slept,
        cant get up, cant get comfortable, cant do anything, tablets do nothing, dont help, wont help, havent
        helped, not helping, help me""",
    "nothing helps": """
        morphine, codeine dont, tramadol dont, tablets not touching, painkillers not touching, painkillers not
        working, meds not working, tablets not working, painkillers dont work, tablets dont work, painkillers
        do nothing, meds do nothing, painkillers arent, tablets arent touching, tablets arent working, codeine
        not, tramadol not, nothing is touching, nothing eases, nothing relieves, nothing touches, nothing
        touches it, nothing touches the pain, nothing helps the pain, pain nothing helps, nothing is helping
        the pain, tablets dont touch, painkillers dont touch, meds dont touch""",
    "dont help": """
        dont touch, not touching, not touch, dont work, not working, do nothing, does nothing, doing nothing,
        dont help, not helping, havent touched, wont touch, no good, useless, stopped working, no effect,
        havent helped""",
    "pain too bad": """
        pain so bad, pain is so bad, pain too bad, with the pain, from the pain, too much pain, so much pain,
        pain""",
    "no sleep or move": """
        cant sleep, cant move, not slept, havent slept, cant get out of bed, no sleep, cant get
        comfortable""",
}
