"""The wide net: what people call the parts and acts of the body, roundabout words included.

A word with ~ stands for all its endings ("stumble~" for stumbles, stumbled, stumbling).
Reference material, to be reviewed and signed off by a licensed clinician: see the package.
"""

from collections.abc import Mapping

NET_PLACES: Mapping[str, str] = {
    # Between the legs, bladder, bowel, sex
    "net intimate": """
        between legs, between the legs, between thighs, inner thigh, inner thighs, inside of thighs,
        inside thighs, inside my thighs, top of thighs, crotch, crutch area, groin, saddle, saddle area,
        undercarriage, under carriage, private, privates, private parts, private area, private bits,
        intimate area, intimate parts, my parts, genital, genitals, genitalia, genital area, pubic,
        pubis, vulva, vagina, vag, labia, fanny, foof, foo foo, minge, noonie, coochie, cooch, hoo ha,
        hoohah, hooha, vajayjay, vajajay, flaps, clit, clitoris, front bottom, front bum, lady bits, lady
        parts, ladybits, lady garden, womanly parts, female parts, women parts, male parts, mens parts,
        man parts, manhood, meat and two veg, wedding tackle, family jewels, crown jewels, penis, pecker,
        todger, willy, winkle, john thomas, old fella, old man down there, tip of my, shaft, scrotum,
        ballsack, bollocks, testicles, nads, gonads, perineum, taint, gooch, grundle, down there, down
        below, down stairs, downstairs area, my downstairs, down under, nether regions, nethers,
        netherregions, lower regions, lower region, below the belt, below the waist, below waist, from
        the waist down, waist down, waist downwards, under side, my bits, naughty bits, bits and pieces
        down, anus, anal, anal area, back passage, backpassage, rectum, rectal, ring piece, ringpiece,
        bumhole, bum hole, bum crack, arsehole, arse hole, butthole, butt hole, asshole, ass hole,
        sphincter, tailpipe, where i pee, where i wee, where i wipe, where you sit on a bike, where you
        sit on a saddle, where i sit, bit i sit on, sit bones, sit bone, sitting bones, seat area, seat
        bones, under washing, wash down there, wash myself, washed myself, washing myself, washing under,
        dry myself, drying myself, wash between, shave down there, down south, saddle region, nether
        bits, area between, lady area, ladies area, girl parts, boy bits, hoo, my back end, back bottom,
        seat of my, seat region, inner leg, tampon, sanitary, bidet, between the cheeks, between my
        cheeks, bum cheeks, pubic bone, the seat area, lower parts, lower bits, sexual organs, sexual
        parts, urethra, my balls, both balls, the balls, vaginal, ladyparts, womens area, womens bits,
        intimate place, intimate region, intimate zone, delicate area, delicate place, personal area,
        personal place, pelvic area, pelvic region, pelvis area, pelvic floor is, pelvic floor feels,
        area i sit on, area you sit on, part i sit on, part you sit on, sitting area, sitting region,
        bathing suit area, swimsuit area, bikini area, bikini line, jockstrap area, jewels, meat, old
        boy, downthere, down belo, my tackle, my member, my dick, my knob, my cock, my nuts, my plums,
        underneath me, my underneath, my muff, my sack, my south, bits feel, bits are, bits have, man
        bits""",
    "net seat": """
        bum, bottom, btm, botty, backside, back side, rear, rear end, hind end, behind, butt, buttock,
        bumcheeks, bum cheeks, cheeks, arse, ass, tush, tushy, tuchus, derriere, posterior, rump,
        bahookie, bahooky, keister, booty, fanny, seat, the seat, toilet seat, sit on, sat on, sitting
        on, when i sit, saddle, chair, tail end, tail bone area, back end, where i sit, bike saddle,
        balls, nuts, tackle, dick, knob, cock, sack, cheek, bumcheek, underneath, bits, toilet, loo,
        bench, stool, pew, sit, sitting, south, tail bone, perched""",
    "net wiping": """
        wipe, wipes, wiping, wiped, toilet paper, loo paper, loo roll, toilet roll, toilet tissue, bog
        roll, tissue, tp, clean myself, clean my self, cleaning myself, cleaned myself, clean after,
        flannel, soap""",
    "net pee": """
        pee, pees, wee, wees, piss, urine, urin, urinate, urinate~, urination, bladder, waterworks, water
        works, water work, pass water, passing water, passed water, pass any water, pass my water, make
        water, making water, made water, my water, my waters, spend a penny, spent a penny, spending a
        penny, tinkle, tinkle~, widdle, piddle, piddle~, wazz, leak itself, jimmy riddle, jimmy, number
        one, number ones, number 1, no 1s, urinal, my flow, catheter, micturate, do a wee, for a wee, go
        for a pee, relieve myself, relieving myself, relieve himself, relieve herself, relieve
        themselves, empty myself, empty out, emptying, empty bladder, wet myself, wets himself, wets
        herself, water tablets, make pipi, pipi, pipi not, water not coming, water is not coming, my
        urine, uti, cystitis, tinkles, leak when, hold my water, water infection, waterwork, golden, go
        for a wee, number 1s, stream, my stream, have a slash, for a slash, bladders, weed myself, weed
        in, weed on, weed the, not weed, havent weed, own water, my own water, smell of wee, smell of pee""",
    "net toilet": """
        toilet, loo, lavatory, bog, john, khazi, throne, little boys room, little girls room, ladies
        room, mens room, powder room, comode, commode, bedpan, bed pan, on the pot, smallest room, the
        wc, wc, outhouse, dunny, toileting, bathroom, washroom, restroom, the gents, the ladies""",
    "net poo": """
        poo, poop, poohs, bowel, bowels, stool, stools, motion, motions, number two, number twos, number
        2, no 2s, faeces, feces, fecal, faecal, excrement, turd, turds, crap, crapped, shit, shat, dump,
        a dump, big job, big jobs, jobbie, jobby, nugget, diarrhoea, diarrhea, the runs, fart~, pass gas,
        passing gas, flatulence, trump~, guff~, back door, poos, defecate, defecate~, evacuate~, back end
        works, suppository, enema, constipation, constipated, on the throne, emptying my bowels, open my
        bowels, opened my bowels, passing wind, pass wind, break wind, breaking wind, wind""",
    "net underwear": """
        knickers, pants, underpants, boxers, briefs, panties, underwear, undies, trousers, shorts,
        pyjamas, pjs, nightie, trackies, joggers, leggings, jeans, pads, pad, tena, tenas, tena lady,
        incontinence pads, incontinence pants, nappy, nappies, diaper, diapers, adult diapers, pull ups,
        panty liner, panty liners, liners, sanitary towel, sanitary towels, sanitary pad, the bed, my
        bed, in bed, sheets, bedding, mattress, sofa, car seat, duvet, bedclothes, puddle, nightdress,
        night dress, nightshirt, dressing gown, skirt, dress, tights, clothes, trouser, my seat, settee,
        couch, wheelchair, pyjama, patch, wet patch, damp patch""",
    "net sex": """
        sex, sexual, sexually, sex life, intercourse, orgasm, orgasm~, climax, climax~, erection, erect,
        erections, hard on, get hard, get it up, getting it up, getting hard, stay hard, keep it up,
        aroused, arousal, turned on, ejaculate, ejaculate~, ejaculation, sperm, semen, cum, come off,
        finish in bed, make love, making love, made love, love making, lovemaking, bedroom department, in
        the bedroom, between the sheets, in the sack, intimate with, intimate, intimacy, intimate
        moments, be close to my husband, be close to my wife, nookie, shag~, bonk~, marital, marital
        relations, relations with, masturbate, masturbate~, wank, wank~, viagra, stiffy, boner, wood,
        morning wood, morning glory, morning erection, libido, foreplay, hubby and i, my husband and i,
        my wife and i, with the wife in bed, with the husband in bed, manhood, willy up, equipment, in
        bed with my, into bed with my, playing with me, play with me, making babies, conjugal, frisky,
        dirty weekend, naughty, feel him inside, inside me, he entered, performing, performance, rise to
        the occasion, little man, salute, climaxed, stirs, stirring, in the mornings any more, nothing
        happens in the morning, mornings down there, rises, my love life, our love life, between the
        sheets now, tried to have a, night with my wife, night with my husband, my partner and i""",
    # Legs
    "net both legs": """
        both legs, both leg, both feet, both foot, both ankles, both knees, both calves, both thighs,
        both limbs, both lower limbs, both lower legs, both of my legs, two legs, two feet, 2 legs,
        either leg, neither leg, neither foot, neither of my legs, each leg, pair of them, pair of legs,
        both of them, legs, feet, pins, both sides, both my, both hips, both heels, both soles, both
        shins, left and right, right and left, both halves, lower half, bottom half, lower body, from the
        waist, waist down, hips down, hip down""",
    "net other leg": """
        other leg, other foot, other side, other one, opposite leg, opposite side, opposite foot, good
        leg, good side, good one, good foot, second leg, second foot, left leg too, right leg too, left
        one too, right one too, left leg now, right leg now, left one now, right one now, left also,
        right also, left as well, right as well, left aswell, right aswell, both sides now, both now,
        both legs now, now both, now in both, to both, now left, now right, now the left, now the right,
        now my left, now my right, just one side before, used to be one side, only one leg before, was
        only one side, was only left, was only right, was only the left, was only the right, was just the
        left, was just the right, first left, first right, not only left, not only right, never had it
        in, left then right, right then left, left has caught, right has caught, the left has, the right
        has, left has started, right has started, the left is, the right is, but now the left, but now
        the right, left one as well, right one as well, one leg to two, two bad legs, both bad, two legs
        now, swapped, swapped sides, switched sides, changed sides, gone across, jumped across, crossed
        over, across to the, over to the, come out in sympathy, matching pair, a matching, both the same,
        same on the""",
    "net leg": """
        leg, legs, foot, feet, ankle, ankles, toe, toes, big toe, heel, heels, knee, knees, thigh,
        thighs, calf, calves, shin, shins, sole, soles, instep, lower limb, limb, limbs, tiptoe, tiptoes,
        tip toe, tip toes, peg, pins, ball of foot, ball of my foot, arch of my foot, ankle joint, foot
        up, hip, quad, hamstring, shoe, shoes, slipper, slippers, sock, flip flop, boot, pedal, clutch,
        brake pedal, accelerator, toecap""",
    "net walking": """
        walk, walk~, stairs, steps, step, kerb, curb, climb, climb~, stand, stand~, standing up, get up,
        pavement, sidewalk, carpet, rug, upstairs, downstairs, staircase, gait""",
    "net lower leg": """
        calf, calves, lower leg, shin, ankle, back of my leg, back of the leg, back of leg, back of my
        knee, back of the knee, behind my knee, behind knee, behind the knee, one leg, left leg, right
        leg, one ankle, one calf, leg, thigh, foot, vein, veins, below the knee, below my knee, leg vein,
        bad leg, calve, calfs, back of the calf, foot and ankle, one of my legs, one of my calves, left
        foot, right foot, left ankle, right ankle, left calf, right calf, varicose, other calf, leg that""",
    # Trunk
    "net chest": """
        chest, breast, breastbone, breast bone, breast plate, sternum, rib, ribs, ribcage, rib cage,
        lung, lungs, heart, ticker, bronchial, collarbone, collar bone, shoulder blade, shoulder blades,
        shoulder tip, tip of my shoulder, top of my shoulder, diaphragm, thorax, collarbones, between my
        shoulders, between shoulders, between my shoulder, under my shoulder, behind my shoulder, under
        my arm, jaw, left arm, down my arm, heart beat, heartbeat, pulse, bra, bra line, armpit, side
        when, flank, lung area, boob, boobs, breasts, bosom, pecs, upper ribs, thoracic, torso, side of
        my ribs, my side when, upper back when, upper back""",
    "net breath": """
        breath, breathe, breaths, breathing, breathe~, air, oxygen, inhale, inhale~, breathe in, breath
        in, wind, puff, lungs, respiration, airway, airways, lungful, lungfull, gulp of air, inspiration""",
    "net back": """
        back, spine, spinal, tailbone, tail bone, coccyx, sacrum, neck, hip, pelvis, lower back, lumbar,
        vertebra, vertebrae, disc, backbone""",
    "net site": """
        needle, needles, needling, needled, jab, jabs, pin, pins, puncture, pinprick, pin prick,
        injection, site, spot, hole, holes, mark, marks, where you did, where it was done, where you put,
        where it went in, treated, treated area, entry, entry point, acupuncture, treatment, stuck me,
        poked me, area, skin, patch, injected, acupuncture spot, pricked, prick, dry needling bit, bit
        you did, place you did, place where, where i was done, where i had, muscle you did, you needled,
        you stuck, treated bit, treated muscle, bum cheek""",
    # Head, face, arm
    "net face": """
        face, mouth, smile, eyelid, eyelids, eye, lip, lips, cheek, cheeks, jaw, side of my face, side of
        face, half my face, one side, left side, right side, brow, forehead, half face, mouth corner,
        corner of my mouth, corner of mouth, nostril, eyebrow""",
    "net throat": """
        throat, tongue, lips, lip, face, eyes, airway, neck, gullet, windpipe, eyelids, mouth, gob""",
    "net arm": """
        arm, arms, hand, hands, grip, fingers, left arm, right arm, left hand, right hand, one side, left
        side, right side, one half, half my body, side of my body, side of body, left side of me, right
        side of me, side of me, side of my, half of me, half of my""",
    "net head": "head, headache, head ache, migraine, skull, temples, brain, head pain, noggin",
    "net speech": """
        speech, speak, speak~, spoke, talk, talk~, words, word, sentence, sentences, speaking, mumbling,
        conversation, say things, say hello, saying, nonsense, gibberish, try to say, tried to say, my
        voice""",
    "net sight": "sight, vision, eye, eyes, eyesight, see, seeing, visual, peripheral vision",
    "net test of strength": """
        heel raise, heel raises, calf raise, calf raises, tiptoe, tiptoes, tip toe, tip toes, toe raise,
        toe raises, single leg, on one leg, leg raise, leg raises, straight leg raise""",
    "net body": """
        spine, neck, foot, feet, toe, toes, ankle, knee, thigh, calf, shin, bum, bottom, groin, hand,
        arm, face, head, chest, rib, ribs, stomach, tummy, shoulder, skin, eye, eyes, mouth, muscle,
        muscles, body, side, heel, sole, tailbone, pelvis, heart, lungs, throat, tongue, lips, jaw,
        fingers, my leg, the leg, my back, my spine, my buttock""",
    "net both sure": """
        both legs, both feet, both calves, both thighs, both knees, both ankles, both my legs, both of my
        legs, both of them, pair of them, two legs, each leg, either leg, both lower legs, both sides,
        both hips, both buttocks, the two legs, left and right leg, right and left leg""",
    "net partner": """
        condom, girlfriend, boyfriend, partner, husband, hubby, wife, missus, lover, fella, in bed,
        bedroom, pleasure""",
}
