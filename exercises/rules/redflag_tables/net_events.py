"""The wide net: what people say has happened to them, and how ill they are.

A word with ~ stands for all its endings ("stumble~" for stumbles, stumbled, stumbling).
Reference material, to be reviewed and signed off by a licensed clinician: see the package.
"""

from collections.abc import Mapping

NET_EVENTS: Mapping[str, str] = {
    # Injury
    "net fell": """
        fall, fell, fallen, falls, tumble, tumble~, tripped, trip over, slip, slipped, slid, skid,
        skidded, came off, come off, came down, went down, went flying, went over, toppled, topple~, lost
        my footing, lost my balance, missed a step, missed the step, missed the last step, missed the
        bottom step, landed, land on, knocked off, knocked down, knocked over, knocked me, thrown, threw
        me, hit by, got hit, ran into, run over, ran over, rear ended, rear end, back of us, back of me,
        into the back of, crash, crash~, collision, collided, smash, smash~, shunt, shunted, prang,
        rolled the, accident, car accident, t boned, write off, wrote off, whiplash, bump in the car,
        came a cropper, face plant, faceplanted, wiped out, stacked it, went base over, head over heels,
        arse over tit, arse over, ass over, bucked, kicked me, tackled, jumped off, dropped from, pushed
        over, assaulted, attacked, beaten up, punched, bang, banged, blow to, tackle, chucked, chucked
        me, chuck, drove into, driven into, backed into, reversed into, pulled out on, hit us, hit me,
        hit my car, into me, argument with, shoved, flung, hurled, catapulted, somersault, flipped,
        overturned, concertina, pile up, airbag, crumple""",
    "net fell from": """
        ladder, stairs, step, steps, bike, bicycle, motorbike, scooter, horse, pony, kerb, curb, ice,
        icy, bath, shower, bed, chair, roof, wall, tree, car, van, lorry, truck, bus, taxi, tram, train,
        hgv, pavement, floor, ground, kitchen floor, deck, path, hard, badly, heavily, backwards, flat,
        on my, onto my, my back, my hip, tailbone, bum, coccyx, skis, skiing, snowboard, skateboard,
        trampoline, stool, loft, scaffold, garden, platform, lights, roundabout, motorway, hospital,
        xray, x ray, hurt, pain, worse, sore, cant, down, junction, m1, m25, airbag, seatbelt, seat belt,
        cant bend, backside, bad, stiff, sore neck, ribs, head, driver, kerb and""",
    "net crack": """
        crack, cracked, crunch, crunch~, snap, snapped, pop, popped, pop~, went in my back, gave in my
        back, go in my back, gone in my back, clunk, clunk~, tear, tore, ripped, rip, something went,
        something gave, something go, something give, grind, grinding, crac, bang in my back, something
        shifted, something moved, something slipped, giveway, slipped disc, went in back, felt it go,
        heard it go, it went""",
    "net frail": """
        osteoporosis, osteoporotic, osteopenia, brittle bones, brittle bone, thin bones, thinning bones,
        crumbly bones, weak bones, soft bones, bone density, steroids, prednisolone, prednisone, <old
        age>, alendronic, dexa, myself 70, seventy, seventies, eighty, eighties, ninety""",
    "net strain": """
        lift, lifted, lifting, bend, bent, bending, pick up, picked up, picking up, reach, reached,
        reaching, sneeze, sneezed, cough, coughed, twist, twisted, turned over, turned, moved, moving,
        pulled, carried, carrying, shopping, sudden, suddenly, jolt, jolted, minor, sharp, bad back pain,
        back pain, pain in my back""",
    "net stranded": """
        cant get up, cant stand, cant walk, cant move, cant get off, cant feel, stuck on, still on the
        floor, still on the ground, lying on the, on the floor, unable to stand, unable to get up, not
        able to get up, cant bear weight, cant put weight, paralysed, numb, tingling, legs wont, leg
        wont, legs gone, cant weight bear""",
    # Serious illness
    "net thinner": """
        losing weight, lost weight, weight loss, loss of weight, weight is dropping, weight dropping,
        weight falling off, weight is falling, dropping off me, falling off me, falling down, hanging off
        me, clothes are loose, clothes too big, clothes hang, belt, notch, notches, dress sizes, dress
        size, trousers are loose, trousers loose, jeans are loose, skin and bone, skeleton, skinny,
        gaunt, thinner, off my food, no appetite, lost my appetite, appetite has gone, appetite gone,
        appetite, not hungry, cant eat, dont eat, barely eating, gone off food, gone off my food, down a
        stone, lost a stone, half a stone, stone lighter, lighter, lost pounds, wasting, wasting away,
        weigh less, size smaller, sizes smaller, eating nothing, food goes, food has, weight just, ribs
        showing, bones showing, bones sticking, see my ribs, face has gone thin, gone thin, look ill,
        look thin, told i look, people say i look, shrinking, disappearing, fading away, belt on, new
        hole""",
    "net no cause": """
        dont know why, no idea why, not know why, without trying, not trying, not tried, wasnt trying,
        not even trying, no reason, for no reason, not dieting, no diet, not on a diet, without dieting,
        havent changed, not changed, changed nothing, changed anything, same food, eating the same, eat
        the same, eating normally, unexplained, for nothing, no change, month, months, weeks, fast,
        quickly, keeps, keep, back, tired, no energy, exhausted, worried, lately, off me, off my food,
        eat like a horse, eating like a horse, eating plenty, eating loads, eating fine, eat well, eating
        well, same diet""",
    "net night sweats": """
        night sweats, nightsweats, sweating at night, sweat at night, sweats at night, sweating in the
        night, wet with sweat, sweat every night, sweats every night, soaked in sweat at night, drenched
        at night, drenched in the night, sheets drenched, sheets are drenched, sheets are soaked, sheets
        soaked, sheets wet through, sheets wringing, soaked pjs, soaked sheets, soaked pyjamas, drenched
        pyjamas, pjs soaked, pjs wet, pyjamas soaked, pyjamas drenched, change my pyjamas, changing my
        pyjamas, change pyjamas, change the sheets, changing the sheets, wake up drenched, waking up
        drenched, wake drenched, waking drenched, wake up soaked, waking up soaked, wake soaked, wake up
        soaking, wake up sweating, waking up sweating, wake up dripping, wringing wet, nighty soaked,
        nightie soaked, bed is soaked, bed drenched, pillow soaked, soaking the bed, sweat through,
        sweating through, sweat buckets in the night, night fevers, soaked every night, soaking every
        night, drenched every night, wet every night, pjs every night, soaking in the night, soaked
        through the night, sweat like mad at night, waking wet, wake up wet, wake wet, wake in a pool,
        pool of sweat, damp sheets, sweats in bed, sweating in bed, night sweating, nightly sweats,
        nights sweats, sweats most nights, soaked most nights, drenched most nights, most nights, mop""",
    "net unrelenting": """
        never stops, never lets up, never eases, never goes, never goes away, never goes off, doesnt
        ease, dont ease, wont ease, not ease, doesnt let up, wont let up, dont let up, no let up,
        relentless, constant, constantly, nonstop, non stop, unremitting, unrelenting, 24 7, 24/7, day
        and night, night and day, round the clock, all night, every night, each night, at night, in the
        night, night pain, wakes me, wake me, waking me, wakes up, woken by, keeps me awake, keeping me
        awake, even at rest, even when i rest, even resting, when resting, at rest, even lying, lying
        down, when i lie down, lying still, doing nothing, whatever position, any position, no position,
        whatever i do, no matter what, no matter how, makes no odds, no relief, nothing eases, nothing
        relieves, worse lying, worse at night, deep ache, boring pain, bone pain, in the bone, gnawing,
        new pain, pain is new, different pain, new sort of pain, doesnt stop, dont stop, wont stop, not
        stop, not stopped, hasnt stopped, never lets me, day n night, 24hrs, 24 hours, 24hr, at 3am, 3
        am, in bed, even in bed, even sitting, at all times, all the time, all day and all night, without
        a break, no break, every minute, every hour, woken, wakes, woke, waking, sleep with, lying flat,
        cant lie flat, unlike, unlike before, not like my usual, not my usual, higher up, between my
        shoulder blades, middle of my back, mid back, band of pain, bones, doesnt matter if, same lying,
        resting or moving, rest or move, 2am, 3am, 4am, 2 am, 4 am, small hours, middle of the night, how
        i lie, however i lie, doesnt matter how, any time, bedtime, whichever way, worst at night, just
        as much lying, as much lying, lying or standing, standing or lying, lying as standing, never a
        break, never gives me a break, no respite, no escape, no peace, nothing shifts it""",
    "net cancer": """
        cancer, tumour, tumours, lymphoma, leukaemia, melanoma, myeloma, chemo, chemotherapy,
        radiotherapy, oncology, oncologist, mastectomy, lumpectomy, metastatic, metastasis, metastases,
        mets, secondaries, malignant, malignancy, carcinoma, sarcoma, remission, big c, prostate,
        marsden, macmillan, lump removed, breast removed, breast off, oncol, tumors, tumor, bone marrow,
        hodgkins, radiation, radio therapy, kidney removed, mastectomies, terminal, palliative, spread to
        my""",
    "net gait": """
        walk like im drunk, walking funny, walking like, unsteady, wobbly, stagger~, cant walk, legs are
        going, legs going, legs weak, weak legs, legs feel weak, stumbling, tight band, band round, band
        around, like a belt, like a girdle, girdle, corset, band like, band, balance, cant balance,
        tripping, bladder, bowel, bowels, pee, numb, heavy legs, falling over, legs dont, legs wont, legs
        heavy""",
    # Stroke, collapse, allergy
    "net drooped": """
        droop, droopy, droop~, drop, dropped, dropping, wonky, wonk, lopsided, lop sided, crooked,
        twisted, uneven, slack, sagging, sag, sagged, saggy, slid, slide, slipped, slipping, fallen,
        fell, hanging, hangs, pulled to one side, to one side, down one side, on one side, one side, cant
        smile, wont smile, wont move, cant move, doesnt move, not moving, cant close, wont close, wont
        shut, cant shut, frozen, numb, numbness, tingling, dead, paralysed, palsy, weak, gone funny,
        funny, melted, melting, drool, drooling, dribbling, dribble, lost feeling, wrong, weird, odd,
        strange, different, looks funny, looks wrong, pulled, stiff""",
    "net garbled": """
        slur, slurred, slurring, garbled, jumbled, jumble, muddled, mixed up, mixing up, mixed, wrong,
        gibberish, nonsense, funny, weird, strange, drunk, thick, mumble, mumbling, not make sense, not
        making sense, dont make sense, doesnt make sense, cant understand, cant make out, cant speak,
        cant talk, cant get out, wont come, wont come out, not coming, coming out, lost, cant find, cant
        get, cant say, couldnt say, trouble, difficult, struggling, struggle, stuck, gone, backwards,
        nonsensical, incoherent, not right, not clear, unclear, drunken, like a drunk, gobbledygook,
        gobbledegook, not come out, come out wrong, came out wrong, wrong words, wrong word, makes no
        sense, no sense, cant form, cant string, find the right, stammering, stutter, stuttering, speak
        right, properly, right, nonsense came, nonsense comes, came out, gobbledy, babble, babbling,
        blank""",
    "net limb dead": """
        flop, floppy, flopped, dropped, drops, dropping, weak, weaker, weakness, numb, dead, useless,
        heavy, like lead, lead, cant hold, cant lift, cant raise, cant move, cant grip, cant use, cant
        feel, cant do up, wont move, wont lift, wont work, doesnt work, not working, not obeying, hangs,
        hanging, limp, lost strength, lost power, no strength, no power, no grip, paralysed, clumsy,
        tingling, tingly, gone funny, gone, lost use, lost the use, keeps dropping, dropping things, drop
        things, drop cups, wont do, do what i want, does what it wants, not doing, mind of its own, not
        listening, asleep, wont obey, slow, gone to sleep, missing, feels wrong, feels weird, feels
        strange, feels odd, like jelly""",
    "net passed out": """
        pass out, passed out, passing out, fainted, fainting, black out, blacked out, blackout, collapse,
        collapsed, collapsing, collapse~, unconscious, lost consciousness, losing consciousness, out
        cold, knocked out, keeled over, keel over, went down like, hit the deck, came round, came to,
        woke up on the floor, woke on the floor, found on the floor, found me on the floor, zoned out,
        swoon~, conked out, a fit, fitting, seizure, seizures, convuls~, convulsion, convulsions,
        epilepsy, epileptic, jerking, twitching all over, bit my tongue, foaming, unresponsive, not
        responding, wont wake, cant wake, cant rouse, funny turn, had a turn, mini stroke, tia, bells
        palsy, aneurysm, brain bleed, heart stopped, cpr, dead faint, room went black, everything went
        black, went black, went blank, went grey, lights went out, faints, had fits, having fits,
        slurring and dizzy, gone down like, slumped, slumped over, lost conciousness, lost concious,
        unconcious, conked, seizing, shook all over, shaking all over, eyes rolled, rolled back, collapse
        in, dropped to the floor, not waking, could not wake, going in and out, in and out of
        consciousness, semi conscious, woke up on the, came to on, everything went, woke on the, woke on,
        came to in, not answering me, not answering, doesnt answer, eyes rolling, eyes are rolling,
        rolling back, staring into space, staring blankly, gone limp, gone floppy, wont respond, stopped
        responding, not breathing, went dark, room went, went dizzy and, all went black, all went dark,
        vision went black, hit the floor, hit the ground, dropped to the, sank to the floor, crumpled to,
        went to the floor, ended up on the floor, woke up on floor, lost awareness, blanked, blank for,
        absent for, took a fit, taken a fit, fitted, convulsed, thrashing, flopped over, wouldnt wake,
        couldnt wake, unrousable, face down, lifeless""",
    "net worst head": """
        worst, worst ever, thunderclap, thunder, sudden, suddenly, out of nowhere, out of the blue,
        explode, exploded, exploding, explod~, burst, like being hit, hit with, hit by, hammer, bat, axe,
        kicked in, struck, bang, like a gun, like a bomb, splitting, blinding, excruciating, unbearable,
        agony, stiff neck, vomit, vomiting, being sick, light hurts, so bad, in seconds, instant,
        instantly, cracked open, screaming""",
    "net closing": """
        swollen, swell, swell~, swelling, puffy, puff, puffed, puffing up, fat, thick, big, bigger, huge,
        tight, tightening, tighten~, close, closes, closed, closing, closing up, narrow, narrow~, block,
        blocked, lump in, cant swallow, struggle to swallow, hard to swallow, difficulty swallowing,
        trouble swallowing, ballooned, balloon~, blown up, itchy, tingling, burning, constrict~,
        scratchy, like a balloon, itching, itch, hoarse, croaky, raspy, stick, stuck, narrowing, swallow""",
    "net allergy": """
        hives, urticaria, nettle rash, welts, weals, rash all over, come out in a rash, came out in a
        rash, blotches all over, covered in a rash, allergic, allergy, allergic reaction, anaphyl~,
        anaphylaxis, anaphylactic, anaphylatic, epipen, epi pen, cant swallow, throat closing, throat is
        closing, throat tight, tongue swelling, tongue swollen, face swollen, face is swelling, lips
        swelling, lips swollen, itchy all over, itching all over, rash spreading, rash is spreading, rash
        everywhere, swollen face, face like a balloon, face is puffy, face puffed, puffy face, lips
        tingling, lips are tingling, lips like, tongue like, tongue feels, bee sting, wasp sting, peanut""",
    "net blind": """
        blurred, blurry, blur, blurr~, double, lost, loss of, gone, went, going, black, dark, curtain,
        cant see, couldnt see, blind, half, two of everything, tunnel, flashing, patches, missing,
        disappeared, dim, fog, foggy, grey""",
    # Pain out of control, and calls for help
    "net torment": """
        unbearable, unreal, excruciating, agony, agonising, agonizing, screaming, scream, scream~, howl~,
        wail~, crying, cry, weeping, torture, tortur~, horrendous, horrific, intolerable, insane, off the
        scale, off the chart, through the roof, in bits, in a heap, beside myself, writhing, severe,
        savage, brutal, crippling, crippled, crippl~, killing, out of control, never known, never felt
        pain, 10 plus, 10+, 11, 11 out of, 20 out of, a ten, more than ten, worse than childbirth, worse
        than labour, worse than giving birth, like childbirth, cant bear, cant stand the pain, cant take
        the pain, cant cope, cant tolerate, too much, much too much, bad as it gets, worst it has been,
        worst ive had, worst ive ever, bad bad, hellish, murderous, stabbing nonstop, out of my mind,
        going mad, driving me mad, begging, beg, in floods, breaking me, at my wits, wits end, cant take
        it, cant take this, cant take much, cant stand it, cant endure, past bearing, cant describe, no
        words, 9 out, 9/10, begging you, 11 out, twelve, 12 out, 20 10, 100 out, sick with it, being sick
        with, throwing up with, passing out with, unliveable, knives, stabbed, saw, sawing, childbirth,
        kidney stones, labour, worst pain, the worst, worst ever, crying with, crying from, crying in, in
        tears, is hell, like hell, been hell, sobbing, ten out, tears, hell, horrible, extreme, cry~, in
        pieces, sob~, worst, broken by""",
    "net at a loss": """
        cant move, cant sleep, cant walk, cant stand, cant sit, cant lie, cant get up, cant get out, cant
        get off, cant get comfortable, cant do anything, cant function, cant even, couldnt move, couldnt
        sleep, no sleep, not slept, havent slept, not sleeping, sleepless, awake all night, up all night,
        awake since, no rest, on my hands and knees, hands and knees, crawl, crawl~, stuck, bedbound, bed
        bound, bedridden, locked up, frozen, seized, nothing helps, nothing helping, nothing touches,
        nothing touching, nothing works, nothing working, nothing is working, nothing eases, nothing
        dents, nothing shifts, nothing takes the edge, doesnt touch, dont touch, not touching, isnt
        touching, not denting, isnt denting, wont touch, not shifting, isnt shifting, no relief, no help,
        no good, do nothing, does nothing, doing nothing, did nothing, not work, not working, dont work,
        doesnt work, stopped working, useless, no effect, no difference, havent helped, hasnt helped,
        dont help, doesnt help, not helping, isnt helping, no tablet helps, help me, please help, someone
        help, need help, morphine, oramorph, tramadol, codeine, cant an inch, an inch, not an inch,
        position, any position, all fours, begging, cant bend, cant breathe, cant think, cant talk, cant
        dress, cant wash, cant get dressed, cant turn, rocking, pacing, been sick, lie down, since
        midnight, on the bathroom floor, on the kitchen floor, on the floor screaming, on the floor
        crying, on the floor and, off the floor""",
    "net plea": """
        ambulance, 999, 911, 112, 111, 811, paramedic, paramedics, a and e, a&e, casualty, emergency,
        emergency room, emergency dept, the er, to er, urgent, urgently, sos, mayday, need a doctor, need
        to see a doctor, call a doctor, doctor now, hospital now, go to hospital, to hospital, rushed,
        urgent care, something is wrong, something wrong, somethings wrong, something is very wrong,
        somethings not right, something isnt right, something not right, is it serious, is this serious,
        frightened, terrified, scared, scary, frightening, petrified, panicking, panic, very worried,
        really worried, so worried, worried sick, help me, please help, help please, need help, feel like
        im dying, think im dying, going to die, should i go to, do i need to go, go in, ring 111, phone
        111, call 111, call 999, ring 999, call 911, a and e now, a&e now, hospital, something bad,
        something terrible, not normal for me, never been like this, getting frightened, very scared, so
        scared, really scared, im scared, am scared, worried about, im worried, help needed, help asap,
        asap, right away, straight away, immediately, as soon as possible, doctor says, paralysed""",
    "net heft": """
        weight, pounds, lbs, lb, kilos, kilo, kgs, kg, stone, dress sizes, dress size, inches, trouser
        size, clothes, trousers, jeans, belt, ring, rings, last hole, holes, notch, notches, waistband,
        waist""",
    "net lost heft": """
        lose, lost, losing, loss, dropped, dropping, drop, down, off, lighter, gone, falling, hanging,
        hang, loose, looser, baggy, too big, sliding off, falls off, melting, shed, shedding, less, last
        hole, new hole, extra hole, another hole, smaller, shrunk, two sizes, down two, down 2""",
    "net top score": "<ten>, <nine>, 11 out, 10 10",
}
