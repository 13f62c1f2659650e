"""What patients call trouble of the chest, clots, infection, bleeding, injury and serious illness.

Reference material, to be reviewed and signed off by a licensed clinician: see the package.
"""

from collections.abc import Mapping

BODY_WORDS: Mapping[str, str] = {
    # Chest and breathing
    "breathless": """
        cant hardly breathe, hardly breathe, can hardly breathe, barely breathe, cant fill my lungs, cant
        inflate, air hunger, gulping for air, no air, not enough air, lungs feel, lungs wont, breathe hurts,
        out of puff, no puff, out of puff sitting, cant finish a sentence, cant speak full sentences, cant lie
        flat, breathe is bad, breathe is worse, breathe is awful, breathe is laboured, laboured breathe,
        labored breathe, rapid breathe, panting, gasp for air, breathe problem, breathe is getting, breathe
        getting, breathe is tight, breathe gone, breathe bad, breathe weird, breathe funny, breathe changed,
        running out of breathe, breathe isnt right, breathe not right, gulping air, suffocate, shallow
        breaths, short of breath, shortness of breath, short breath, short on breath, breathless, sob, cant
        breathe, cant catch breath, cant get breath, cant get air, cant get enough air, cant get a breath,
        cant take a breath, cant take deep breath, cant draw breath, struggle breathe, struggle breath,
        struggle for breath, struggle for air, hard breathe, harder breathe, difficult breathe, difficulty
        breathe, trouble breathe, breathe trouble, breathe difficult, breathe difficulty, problem breathe,
        breathe is hard, breathe harder, gasp, gasping, fighting for breath, fighting for air, labouring to
        breathe, breath wont come, wheeze, wheezy, wheezing, puffed, puffing, collapsed lung, lung collapsed,
        punctured lung, pneumothorax, suffocating, choking, winded, not breathe properly, lose my breath,
        losing my breath, fighting to breathe, breathe fast, breathe shallow, shallow breathe""",
    "breathing not right": """
        bad, worse, hurt, hard, harder, fast, faster, shallow, tight, difficult, funny, weird, wrong,
        laboured, not right, not normal, problem, trouble, struggle, catch, losing, sharp, quick, quickly,
        rapid, bother, affected, noisy, strange""",
    "breath mentioned": "breathe, breathless",
    "cannot air": """
        cant, hardly, barely, struggle, trouble, difficult, difficulty, hard, harder, unable, fight, fighting,
        cant get, problem, short, shortness, running out, labour, laboured""",
    "air": "breathe, air",
    "out of breath": """
        out of breath, heart racing, heart is racing, heart pounding, palpitations, heart going mad""",
    "chest": """
        flank, breathe out, under my shoulder blade when, lungs, rib cage, ribcage, each breath, inhale,
        inhaling, deep breath in, collar bone when, cough, sneeze and breathe, chest, rib, breastbone,
        sternum, breathe in, breathe, take a breath, deep breath, every breath, shoulder tip, tip of shoulder,
        lung""",
    "chest itself": "chest, breastbone, sternum",
    "chest mentioned": "chest, sternum, breastbone, lung, lungs",
    "sharp": """
        stitch, stabs, pang, twinge, jab, catching, jolt, hurts when, sore when, spasm, pleuritic, discomfort,
        ache when, aching, ache, pain, painful, sharp, stab, stabbing, hurt, tight, tightness, crushing,
        crush, pressure, squeezing, agony, knife, catches, burning""",
    "heavy": """
        someone sitting, sitting on, sat on, standing on, brick, weight, vice, gripping, clamp, band around,
        squashed, squeezing, discomfort, bursting, fluttering, heavy, heaviness, elephant, weight on, band
        round, tight band, tight, tightness, pressure, crushing, ache""",
    "heart": """
        heart is fluttering, heart beating fast, heart beating really fast, heart is beating out, chest feel
        funny, chest feel weird, chest feel tight, chest feel wrong, chest feel odd, chest is killing, chest
        is bad, chest hurt, funny feeling in chest, chest discomfort, bringing up blood, spat blood, spit
        blood, blood when i cough, blood in my phlegm, blood in phlegm, blood in sputum, blood in my spit,
        chest is sore when i breathe, face gone grey, lips are purple, lips purple, fingers gone blue, blue
        fingers, blue round, gone blue, going blue, turned blue, turning blue, nails are blue, pain in jaw and
        arm, down my left arm, jaw pain, left arm pain, heart attack, angina, cardiac arrest, coughing blood,
        cough blood, cough up blood, coughing up blood, coughed blood, spitting blood, lips blue, blue lips,
        lips look blue, lips gone blue, lips turned blue, lips going blue, pains in chest, chest pain, clot on
        lung, pulmonary embolism, heart pain, pain in my heart""",
    "cough": "cough, dry cough, coughing",
    "brings up": "cough, spit, spitting, vomit, vomiting, throwing up, bringing up, phlegm, hacking up",
    "blood": "blood, bloody, bloody phlegm, pink",
    "needled": """
        needling, needled, needle, dry needling, acupuncture, appt, treatment, after session, since
        session""",
    # Clot
    "swollen": """
        twice size, twice as big, twice as, double size, three times, swelled, balloon like, twice,
        ballooning, swelled up, inflated, fat, thick, double the size, size of a, blown up, blew up, bulging,
        tight and shiny, shiny, expanding, larger, bigger, filling up, filled with fluid, swollen, swelling,
        swell, puffy, ballooned, balloon, twice the size, bigger than, huge, much bigger, way bigger, fatter
        than""",
    "inflamed": """
        heat, burning hot, reddish, pink and hot, boiling, on fire and swollen, roasting, hurts to touch, sore
        to touch, painful to touch, pulsing, tight and hot, rock hard, hard and sore, veins, discolored,
        dusky, bluish, hot, warm, red, throbbing, throb, dark red, purple, tender, hard vein, hard veins, hot
        to touch, vein hard, tender vein, discoloured""",
    "calf": "calf, lower leg, one leg, shin, below the knee, behind knee, back of my knee",
    "one leg": "calf, lower leg, one leg, leg, left leg, right leg, shin, below the knee, thigh, vein",
    "clot": "blood clot, dvt, deep vein thrombosis, clot in leg",
    # Infection
    "fever": """
        febrile, boiling hot, hot and cold, shakes, sweats and chills, teeth chattering, cold sweats, high
        temperature, temp of 38, my temp is high, raised temp, running hot, feverish feeling, burning hot,
        rigors, shaking, temp this morning, fever, feverish, <fever>, shiver, shivers, shivery, chills, rigor,
        high temp, got a temp, running a temp, have a temp, a temp, temp is up, temp up, temp and, spiking a
        temp, burning up""",
    "septic": """
        sleepy, cant stay awake, hard to wake, disorientated, disoriented, talking nonsense, talking rubbish,
        out of it, not with it, not making any sense, muddled, blotchy, hallucinating, passing in and out,
        doesnt know where, barely awake, confused, confusion, mottled, drowsy, delirious, not making sense,
        cant wake, cant keep awake, rambling, blotchy skin""",
    "pus": """
        yellow, green stuff, smelly, seeping, gunk, gunge, crusty, leaking fluid, red and hot, hot to touch,
        red ring, red circle, red patch growing, red area, angry, inflamed, spreading redness, redness
        spreading, redness is spreading, getting redder, redder, really red, very red, bright red, hot and
        sore, hot red, abscess, boil, hot and throbbing, warm and red, red and warm, red and sore, lines, pus,
        puss, ooze, oozing, weeping, discharge, infected, infection, red line, red streak, red streaks, red
        hot, hot and red, spreading red, red spreading, yellow stuff, gone septic, red and swollen, angry red,
        hot and swollen""",
    "site": """
        pin prick, where you put, where it was done, treated area, needle entry, entry, where the pin,
        puncture mark, pinprick, back where, wound, scar, needle holes, little holes, needle, needled,
        needling, site, spot, skin, hole, mark, where needle, jab, puncture, injection, where you did, where
        it went in, back""",
    "infected site": """
        needle infected, site infected, wound infected, needle infection, infected needle, septic, sepsis""",
    # Bleeding
    "bleeding": "bleed, bleeding, blood",
    "wont stop": """
        coming out, still coming, wont clot, continues, carried on, carries on, not slowing, cant be stopped,
        pumping, dripping, running, ages, loads, loads of, lots, lots of, heavy, heavily, for over, refuses to
        stop, refuse to stop, no sign of stopping, 3rd plaster, soaking, soaked, through the dressing, all
        over, badly, wont stop, dont stop, cant stop, not stopped, havent stopped, still, keep, pouring,
        gushing, spurting, wont quit, not stopping, never stops, soaked through, half an hour, an hour,
        <minutes>, everywhere, cant get it to stop, non stop, nonstop""",
    "lump": """
        haematoma, hard area, ball, golf ball, marble, bruised area, black patch, purple patch, swollen patch,
        swelling where, lump, swelling, bump, bruise, bruising, egg""",
    "bruise": "bruise, bruising, lump, bleed, bleeding, haematoma",
    "growing": """
        bigger and bigger, doubled, tripled, size of an egg, golf ball, tennis ball, size of a fist, down to
        my, up to my, covers, covering, getting worse, tense, tight, increasing, from hip to knee, entire,
        keeps getting, swollen, growing, bigger, getting bigger, getting larger, grow, grew, spread, hard,
        rock hard, expanding, swelling up, massive, enormous, black, larger, all down, whole""",
    "thinners": """
        blood thinning, aspirin and, clexane, dabigatran, xa inhibitor, plavix, coumadin, pradaxa, blood
        thinners, blood thinner, thinners, warfarin, apixaban, rivaroxaban, eliquis, xarelto, anticoagulant,
        heparin, edoxaban, clopidogrel""",
    # Injury
    "fall": """
        went down the stairs, fell down, fell backwards, fell out, fell from, missed a step, missed the step,
        lost my footing, lost my balance and, went head first, came a cropper, took a fall, hit by, got hit,
        hit my back, hit the floor, hit the deck, hit the ground, landed flat, landed with, landed on my,
        stacked it, wiped out on, face planted, rolled my car, rolled the car, t boned, smashed into, bumped
        by a car, car hit, van hit, car ran into, ran into the back of, rta, rtc, prang, pileup, pile up, mva,
        tackled, thrown from, thrown off, bucked off, kicked by, fallen down, fallen over, fallen off, had a
        slip, a bad slip, slipped getting, slipped coming, slipped in, slipped going, slipped out of, slipped
        over, slipped and fell, slid off, slid down, came off the, came off my, tripped up, tripped down, trip
        and fall, tripped and fell, dropped onto my, jumped off and, heavy fall, fell, fallen, fall down, fell
        off, fell over, fell on, had a fall, had a bad fall, had a nasty fall, nasty fall, bad fall, my fall,
        falls, falling over, fell of, fall off, fall over, took a tumble, had a tumble, tumbled, took a spill,
        came off bike, came off horse, came off motorbike, came off scooter, came off ladder, went over on,
        went flying, knocked over, knocked down, knocked off, hit by a car, run over, was rear ended, got rear
        ended, been rear ended, whiplash, car accident, car crash, bike accident, road accident, motorbike
        accident, crashed my car, crashed the car, in a crash, had a crash, bike crash, crashed my bike,
        crashed bike, slipped on, slipped off, slipped in the shower, slipped in the bath, slipped and,
        slipped down, tripped and, tripped over, tripped on, landed on, landed hard, landed badly""",
    "crashing": "crash, hit by, knocked, came off, fell off, fell, thrown, flew off, went over, bumped",
    "vehicle": """
        bike, car, scooter, motorbike, horse, ladder, van, lorry, truck, bus, skateboard, moped, pony, roof,
        wall, trampoline, swing, kerb""",
    "crack": """
        pop in my back, pop in back, pop in my spine, pop in my hip, pop in my neck, pop in the back, went
        crack, went pop, went crunch, went snap, heard a crunch, something went in my back, something went in
        back, something has gone in my back, cracked loudly, cracked loud, cracked really loud, snapping
        sound, cracking sound, popping sound, popping noise, cracking noise, felt it crack, felt it pop, felt
        it snap, felt it go, heard it crack, heard it pop, heard a crack, heard a pop, heard a snap, heard
        crack, heard pop, felt a crack, felt a pop, felt a snap, felt something pop, felt something snap, felt
        something crack, heard something pop, heard something crack, something popped, something snapped,
        something cracked, loud crack, loud pop, sudden crack, big crack, heard something go, felt something
        give, felt something go""",
    "snap": "crack, pop, snap",
    "spine": "back, spine, hip, neck, pelvis, tailbone",
    "cant stand": """
        hardly walk, barely walk, barely stand, hardly stand, cant get off the floor, still on the floor, cant
        put any weight, legs dont work, legs wont work, cant feel legs, cant feel my legs, cant feel feet,
        pins and needles in legs, unable to stand, unable to walk, cant bear any weight, lying on the floor,
        stuck on floor, cant stand, cant get up, cant walk, cant move, cant weight bear, cant bear weight,
        cant put weight, cant stand up, cant feel, stuck on the floor, on the floor""",
    "fragile": """
        brittle bone, weak bones, porous bones, cortisone, methylprednisolone, hydrocortisone tablets,
        dexamethasone, fosamax, alendronic, alendronate, bone density, osteoporosis, osteopenia, brittle
        bones, thin bones, steroid, prednisolone, prednisone, <old age>""",
    "strain": """
        reached, reaching, picked, picking, pulled, crunch, gone, sharp, agony, severe, terrible, horrible,
        really bad, much worse, lifted, sneeze, cough, jolt, bump, stepped off, turned over, getting up, since
        lifting, sat down hard, sudden, suddenly, bent, lifting, went, twisted, lift, sneezed, awful, worst,
        coughing, gave, new""",
    "back pain": "back, spine, back pain, rib",
    # Serious illness
    "cancer": """
        oncologist, oncology, radiotherapy, mastectomy, lumpectomy, secondaries, malignant, hodgkins, in
        remission, remission, cancer, tumour, lymphoma, melanoma, leukaemia, myeloma, sarcoma, metastases,
        mets, chemo, carcinoma""",
    "constant pain": """
        new back pain, all the time, day and night, relentless, doesnt let up, dont let up, wont go away,
        sleepless, back hurts, back aches, back is bad, aching, ache, bone pain, rib pain, cant get
        comfortable, new, constant, night, nights, all night, every night, wakes me, never stops, never lets
        up, never eases, at rest, back pain, pain, hurts, worse, sudden""",
    "cord": """
        cant walk properly, trouble walking, wobbling, stumbling, staggering, heavy legs, legs heavy, legs
        feel heavy, tight belt, belt like, like a belt, tight round, band around, legs weak, unsteady, falling
        over, falling, numb, tingling, incontinent, pee, poo, coordination, cant walk, walking, wobbly, tight
        band, band round, band like, bladder, bowel, trouble pee, weak, balance, legs, cant pee""",
    "weight loss": """
        weight coming off, weight falling, weight is falling off, weight loss, weight dropping, kilos lost,
        clothes are falling off, trousers falling down, dropped two sizes, wasting away, skin and bone, no
        appetite, losing weight, lost weight, lost a stone, lost two stone, lost 2 stone, lost half a stone,
        dropped a stone, weight is dropping, weight dropping off, weight falling off, lost a lot of weight,
        weight has dropped, lost stone, clothes hanging off, lose weight, lost kilos, lost kg""",
    "losing": "lost, losing, lose, dropped, shed",
    "pounds": "stone, kg, pounds, lbs, kilos, lb, weight",
    "night sweats": """
        sweating buckets at night, sweating in the night, sweats every night, sweat every night, night time
        sweats, soaked the bed in sweat, changing the sheets, change the sheets, change my pyjamas, pyjamas
        soaked, pjs soaked, wringing wet, dripping with sweat at night, pouring with sweat at night, night
        sweat, night sweats, sweating at night, sweats at night, drenched in sweat, drenched every night,
        soaked in sweat, wake up drenched, waking up drenched, woke up drenched, sweating all night, soaking
        the sheets, sweat through the sheets""",
    "sweat": "sweat, sweats, sweating, drenched, clammy",
    "in the night": "night, nights, nightly, sleep, bed, sheets, wake up, waking",
    "rest pain": """
        keeps me up, keep me up, keeps me awake, keep me awake, kept me up, kept me awake, lying flat,
        sleepless with pain, wakes me up, keeps me awake all night, up all night with, constant even lying,
        day and night, never stops, never let up, doesnt ease, dont ease, dont ease at all, wont ease, no let
        up, nothing eases, doesnt change with position, constant and deep, always there even, never leaves,
        never off, no relief lying, no relief in any position, round the clock, 24 7, even when lying, even
        lying down, even when i rest, even when resting, worse when i lie, worse lying down, worse lying,
        wakes me, waking me, woke me, pain at night, night pain, pain all night, hurts all night, never eases,
        pain even lying, even at rest, even when i lie still, even when lying still, even lying still, never
        goes away, never lets up, no position helps, hurts at night, worse at night, pain in the night, at
        rest as well""",
}
