"""What patients call the signs of cauda equina and of a weak or numb leg.

Reference material, to be reviewed and signed off by a licensed clinician: see the package.
"""

from collections.abc import Mapping

NERVE_WORDS: Mapping[str, str] = {
    # Cauda equina: feeling, bladder, bowel, sex, both legs
    "numb": """
        asleep, no sensations, like wood, cant feel a thing, not feeling anything, feel like cotton,
        feel like a dentist, dentist injection, desensitized, numbing, numb like, tingling feeling, feel
        tingly, feel numb, sleepy, there was nothing, nothing there, there is nothing, someone elses,
        somebody elses, dull, cant feeling,
        cant sensation, dont feeling, dont sensation, havent feeling, havent sensation, zero sensation, hardly
        feeling, barely feeling, hardly sensation, not feeling in, belong to someone else, belong to somebody
        else, belong to someone, dont belong, isnt mine, not mine, not my own, not part of me, feel like
        nothing, like its not mine, like it isnt mine, like not mine, hardly feel anything, nothing when, dead
        feeling, numb feeling, feel dead, tingles, prickles, no tingle feeling, nolonger any sensation,
        nolonger sensation, nolonger feeling, nothing down there, no longer any feeling, no longer feel,
        feeling has disappeared, feeling disappeared, no idea where my, cant tell my, cant tell if i am
        sitting, like someone elses, like someone else, not there, rubbery, like rubber, novocaine, lidocaine,
        jelly feeling, buzzing, crawling, electric, burning numb, duller, dulled, muffled, feels like wood,
        went dead, hasnt got any feeling, hasnt any feeling, no feelings, has no feeling, cant really feel,
        feel less, feels less, feel different now, cant notice, feel like its not there, blunted, like
        cardboard, numb, numbness, numbed, dead, deadened, no feeling, zero feeling, cant feel, dont feel,
        havent felt, havent feel, not feel, no sensation, cant sense, without feeling, without sensation,
        nolonger feel, lost feeling, lost sensation, lost the feeling, loss of feeling, loss of sensation,
        lose feeling, losing feeling, less feeling, less sensation, little feeling, barely feel, hardly feel,
        stopped feeling, reduced sensation, altered sensation, sensation changed, feeling changed, feeling is
        different, feeling gone, feeling has gone, feeling went, so is the feeling, so has the feeling,
        sensation gone, sensation went, tingling, tingle, tingly, pins and needles, pins needles, prickly,
        prickling, fizzing, like dentist, at the dentist, to the dentist, gone to sleep, went to sleep, gone
        asleep, fallen asleep, fell asleep on me, desensitised, anaesthesia, anaesthetised, anaesthetic,
        cotton wool, woolly, feel nothing, felt nothing, feeling nothing""",
    "numbness": """
        numb, numbness, tingling, tingle, tingly, pins and needles, no feeling, no sensation, loss of feeling,
        loss of sensation, lost feeling, lost sensation""",
    "odd": """
        weird, is strange, is odd, sensation, not what it was, isnt what it was, gone dull, gone funny,
        gone weird, feel weird, feel odd,
        feel funny, feel strange, feel different, feel off, felt weird, felt odd, felt funny, felt strange,
        felt different, feeling weird, feeling odd, feeling funny, feeling strange, weird feeling, odd
        feeling, funny feeling, strange feeling, weird sensation, strange sensation, feel like not there, feel
        like not mine, changed, not normal, not right""",
    "not right": """
        mind of its own, behave, behaving, asleep, playing up, playing me up, acting up, up the spout,
        lazy, dodgy, iffy,
        packed up, gone on strike, isnt what it was, not what it was, not the same, isnt the same, dull,
        weird, odd, strange, funny,
        different, difficult, difficulty, hard, bad, worse, wrong, problem, trouble, lose, lost, losing,
        change, changed, weak, slow, struggle, stopped, worried, scared, worrying, not right, not normal, not
        same, isnt right, hardly, barely, hurt to, dont, wont, cant, loss, off, dead, gone, not work, dont
        work""",
    "saddle": """
        tail end, tail bone, back end, lady area, down south, southern regions, southern area, woman
        bits, womans bits, man bits, mans bits,
        boy bits, lady regions, private region, private regions, under carriage, underside, base of my spine
        and bum, in seat, my seat, back there, vajayjay, vajajay, coochie, coochy, hooha, hoohah, punani,
        cooter, muff, pussy, schlong, wang, dong, ball bag, ballbag, bellend, winky, winkie, pee pee, peepee,
        wee wee, tuppence, minnie, noo noo, nunu, foo foo, foofoo, lala, downstairs, waist down, from waist
        down, below the waist, belly button down, intimate, midriff down, seat of my pants, crotch area, lower
        half, pelvic area, pelvis area, pelvic floor, lady garden, underneath, touches me, touch me there,
        when touched, down under there, undercarrage, hoo ha, fandango, front passage, mons, pubic, pubes,
        pubic area, crutch, seat bones, sitting area, area i sit on, area i sit, part i sit on, where i sit,
        sitting bones, between my cheeks, cheeks, crack of my bum, booty, bootie, behind is, hind end, hind
        quarters, keister, fud, gooch, gusset, meat and two veg, crown jewels, family jewels, johnson, wiener,
        weiner, pecker, dingle, dangly bits, intimate parts, intimate area, intimate bits, naughty bits, bits
        and pieces, bits down, my parts, jacksie, jacksy, tushie, glute crease, coccyx, when i clean myself,
        clean myself, cleaning myself, after wiping, on the toilet seat, toilet seat, on the seat, seat under
        me, chair under me, peach, bum, bum hole, bum cheek, bum crack, bottom, front bottom, backside, arse,
        arsehole, ass, asshole, butt, buttock, rear, rear end, my behind, posterior, rump, derriere, tush,
        heinie, seat area, saddle, groin, crotch, between leg, between legs, between thigh, down there, down
        below, down under, below the belt, private, private parts, private bits, private area, privates, my
        bits, lady bits, lady parts, girl bits, girly bits, bikini area, undercarriage, nether regions, nether
        region, nethers, genitals, vagina, vag, fanny, foof, minge, vulva, labia, clit, penis, willy, dick,
        cock, tackle, todger, knob, manhood, member, balls, ball sack, testicles, scrotum, nuts, back passage,
        anus, rectum, perineum, taint, tailbone, inner thigh, inside thigh, inside both thigh, inside of both
        thigh, thigh inside, sit on, when i sit, myself sitting, wipe, toilet paper, toilet roll, paper, when
        i pee, when i wee, when i poo, when i go to the toilet, in knickers, in pants, sit bones""",
    "bowel itself": "bowel, back passage, rectum, anus",
    "behind": "bum, bottom, backside, arse, ass, butt, buttock, groin, saddle",
    "leaks": "leak, leakage, pads",
    "intimate": """
        private, private parts, private bits, privates, lady bits, lady parts, genitals, vagina, vag, fanny,
        penis, willy, dick, cock, tackle, balls, testicles, scrotum, nuts, back passage, anus, rectum,
        perineum, down there, down below, undercarriage, nether regions, nethers, vulva, crotch, bum hole,
        arsehole, asshole, between legs, bits, saddle area""",
    "mentioned": """
        privates, private area, private bits, bum hole, nether regions, undercarriage, vag, scrotum, ball
        sack, foof, pubic, saddle area, pelvic area, lady area, intimate parts, inner thigh, bum crack,
        genitals, vagina, penis, anus, perineum, crotch, back passage, private parts, lady parts, lady bits,
        bladder, bowel, urine, incontinent, incontinence, catheter, down there, down below, willy, testicles,
        vulva, erection, retention""",
    "wet": """
        buy pads, bought pads, pads because, need pads, pads now, pads for the, started on pads, wear
        nappies, cant stop peeing, cant stop weeing, cant stop pee, cant stop leaking, wet my self, pee
        my self,
        peed my self, weed my self, wee myself, wee my self, wee meself, wet meself, pee meself, wear a
        pad, wearing a pad, wear pad, wearing pads, having to wear pads, use pads, using pads,
        incontinence pad, i leak, im leaking, leak when, leaking when, leak a bit, leak every, leaking all, im
        wet and, find myself wet, found myself wet, found i was wet, sitting in a wet, realised i was wet, wet
        without, wet down there, wet between, wet between my legs, bowel movement in my sleep, wee in my
        sleep, pee in my sleep, wet in my sleep, sheets were wet, woke in a wet bed, in a puddle, puddle on
        the floor, pee everywhere, wee everywhere, trickles out, nappies, adult nappies, nappy at night,
        diapers, depends on, pull ups at night, tena, pee running down, wee running down, running down my leg,
        wet on the sofa, widdled myself, dribbled in, pee accident, wee accident, wee accidents, pee
        accidents, another accident, accident overnight, accident on the sofa, accident last night, accident
        on the way to the toilet, accident before i got, wet myself, wetting myself, wet the bed, wetting the
        bed, wetting bed, wet bed, wet my pants, wetting pants, wet my trousers, wet my knickers, wet hisself,
        wet herself, wet himself, wetting herself, wetting himself, pee myself, pee herself, pee himself, pee
        pants, pee the bed, pee my pants, piss myself, piss my pants, piss the bed, weed myself, weed the bed,
        accident in bed, accident in the night, accidents in bed, accidents in pants, accident in pants, keep
        having accidents, having accidents, more accidents, woke up wet, woke up soaked, wake up wet, bed was
        wet, incontinent, wear pads, incontinence pads, bladder accident, bladder leak, toilet accident, damp
        pants, wet patch""",
    "wet thing": "wet, damp, soaked, soaking, stained",
    "clothes": """
        knickers, pants, trousers, bed, sheets, mattress, seat, underwear, sofa, jeans, pyjamas, chair""",
    "leak": """
        cant stop, keep, leaks, cant clench, cant clench my, cant squeeze shut, lose, losing, lost, zero
        control, little control, poor
        control, less control, messed, drip, seep, seeping, dripping, trickle, trickling, nolonger control,
        nolonger hold, nolonger in control, cant keep it in, cant keep in, not in control, no holding, in my
        sleep, overnight, wet pants, slipping out, slips out, spill, lost the ability, failing, weak bladder,
        messing, not making it, dont make it, dont reach, dont get there, cant wait, wont hold, loss of, lost
        all control, lost bladder, lost bowel, losing my bladder, losing my bowels, comes away, came away,
        came out, gushed, gushing, uncontrollable, uncontrollably, uncontrolled, not control, hardly hold,
        barely hold, hard to hold, struggle to hold, leak, leaky, dribble, accident, lost control, losing
        control, lose control, no control, out of control, loss of control, cant control, cant hold, cant
        stop, dont hold, wetting, wet, incontinent, soaked, pads, pass by itself, escaping, comes out, come
        out, coming out""",
    "pee": """
        peeing, weeing, bathroom, go to the loo, go number 1, number 1, pass water, passing water, passing
        urine, slash, pee, p, wee, piss, urine, bladder, toilet, waters, waterworks, water works, number one,
        tinkle, stream, flow, spend a penny, go for a slash""",
    "pee itself": """
        bladder control, pee control, weeing, waterworks, pee, wee, piss, urine, bladder, water works, number
        one, stream""",
    "toilet": "pee, wee, poo, piss, toilet",
    "cannot before": """
        stopped being able, not been able, dont seem able, not been able, havent been able, not able,
        cant, barely, hardly, struggle, strain,
        unable, trouble, problem, difficulty, difficult, issue""",
    "flow": """
        nothing came, nothing comes, nothing is coming, hard work, an effort, such an effort, push,
        pushing, strain, straining, squeeze, squeezing,
        force, forcing, behave, squeeze my tummy,
        squeeze tummy, push on my tummy, push my tummy, press on tummy, press tummy, lean
        forward, leaning forward, nothing happens, nothing happened, nothing there, dont start, not start,
        cant get going, stand there, stood there, standing there, sat there, no flow, no stream, only a few
        drops, few drops, only drops, just drops, a drop, only dribbles, cut off, on and off, wont flow, not
        flowing, no pressure, weaker, intermittent, get started, to start, drips, not going, interrupted,
        less, hardly any, barely any, only a little, have to concentrate, stopped coming, not coming, hurts to
        hold, catheter, straining, nothing comes out, nothing coming out, nothing will come, nothing came out,
        hard to start, takes ages, take ages, taking ages, took ages, slow to start, slow and weak, gone slow,
        dribble, trickle, not emptying, dont empty, wont empty, push hard, push really hard, pushing hard,
        have to push, having to push, forcing, wont come, wont start, dont come, wont go, stop start, stopping
        and starting, stream is weak, stream weak, weak stream, flow is weak, weak flow, slow, retention,
        hesitant, stopped working, dont work, not working, wont work, on its own, by itself, changed, hand on
        tummy, press on my tummy, press my tummy, cant start, full, hold it""",
    "retention": """
        not able to pee, not able to wee, havent pee since, cant seem to pee, get pee started, get my
        pee started, get my wee started, get wee started, get a wee started, get the
        flow started, get going on the toilet, only a few drops, few drops come, few drops came, strain and
        strain, strain but nothing, push and push, cant start to go, cant start going, havent been able to go,
        not been able to go, cant go to the loo, havent gone to the toilet, not gone to the toilet, catheter,
        havent emptied, not urinated since, not urinated all, not urinated for, not passed water, not passed
        urine, hasnt passed, no urine, havent had a wee, havent had a pee, not had a wee, not had a pee, not
        weed, havent weed, not weed since, not wee since, not been for a wee, not been for a pee, last wee
        was, last pee was, bladder is bursting, bursting but, bursting and, bursting for a wee but, cant void,
        unable to void, cant urinate, havent pee, not pee since, not pee for, not pee all, not pee yet, not
        pee today, havent wee, havent been able to pee, havent been able to wee, havent been for a pee, havent
        been for a wee, havent pass, no pee coming, no wee coming, no pee since, no wee since, urine
        retention, urinary retention, retention again, cant pass water, cant pass urine, cant p, cant empty my
        bladder, dont empty my bladder, bladder not emptying, havent gone in, cant we, cant go for a we,
        nothing comes out, nothing coming out, nothing came out, nothing will come out""",
    "needs unknown": """
        dont know when i need, dont no when i need, dont no if i need, dont know when need, dont know when im
        going, dont know if im going, dont know that i need, dont know whether i need, cant tell whether i
        need, dont feel like i need to go, dont get told, dont know im going, dont know i am going, dont know
        ive gone, dont know i had gone, dont know i was going, dont know i had been, dont know i needed to go,
        dont know need to go, dont know i needed, dont feel the need to go, dont feel the urge, dont feel when
        i need to go, cant tell when i need, cant tell if i need, cant tell when need, cant tell when my
        bladder, no urge to go, cant hold it in, cant make it to the toilet, cant get to the toilet in time,
        dont get to the toilet in time, dont make it to the toilet""",
    "no awareness": """
        dont no, dont notice, not noticed, without me, cant sense, dont sense, before i know, before i notice,
        dont register, not registering, no signal, stopped telling, isnt telling, dont tell me, no feeling of
        needing, no need to go, just happens, by surprise, didnt feel, cant feel if, cant feel when, not felt,
        dead, numb bladder, dont feel, cant feel, dont know, without knowing, without noticing, without
        realising, without feeling, dont realise, not aware, unaware, no idea, cant tell, no warning, no urge,
        lost the urge, dont get the urge, no sensation, no feeling, not know, never feel, unsure if, not sure
        if, not sure whether, remind myself""",
    "more often": """
        every ten minutes, every 10 mins, loads, up all night, several times a night, five times a night, more
        frequent, too often, nonstop, keep needing, more often, much more, lot more, all the time, constantly,
        more than usual, every hour, more frequently, every half hour, frequently""",
    "going more often": """
        going a lot more often, go more often, going more often, going all the time, need to go more often,
        getting up in the night to go""",
    "an accident": """
        had an accident, had a little accident, little accident, have accident, having an accident""",
    "soiled": """
        pooped myself, pooped my pants, pooped the bed, pooped in, messed the bed, mess the bed, messed my
        bed, shit the bed, crap the bed, messed in bed, cant clean up fast, poo in my sleep, poo in bed, poo
        in the bed, poo came out, poo comes out, poo fell out, poo leaking, stool leaking, bowel movement in
        bed, opened my bowels without, went in my pants, mess in my pants, messing my pants, messing myself,
        bowel incontinence, faecal incontinence, fecal incontinence, stool in my underwear, poo in my pants,
        poo in knickers, poo in my shorts, streaks in my pants, soiled, soil myself, poo myself, poo my pants,
        poo pants, poo the bed, shit myself, crapped myself, messed myself, skid marks, bowel accident, poo
        accident, leaking poo, dirty pants, poo herself, poo himself""",
    "bowel": """
        wipe, bottom, bum, bowel control, rectum, anus, poop, poo, bowel, stool, back passage, pants, number
        two, shit, faeces, motion, fart, wind, toilet""",
    "sex": """
        during sex, when we have sex, making love, masturbate, masturbating, in bed with, aroused, sexually,
        cum, when i come, sex, intercourse, lovemaking, erection, orgasm, ejaculate, climax, hubby during,
        intimate""",
    "erection": """
        get an erection, get aroused, keep it up, morning wood, come any more, cum, ejaculation, get wood,
        down below to work, performance, perform, have sex, be intimate, erection, orgasm, ejaculate, climax,
        hard on, stiffy, boner, get hard, get it up, stay hard, get stiff""",
    "lost": """
        stopped, stopped being able, cant, lost, no, numb, wont, dont, trouble, problem, difficulty,
        cant get, cant keep, unable, lose,
        havent, never""",
    "impotent": "impotent, impotence, erectile, cant get hard, cant get it up, cant get a hard, no hard on",
    "cauda equina": """
        have cauda equina, got cauda equina, be cauda equina, its cauda equina, getting cauda equina, this
        cauda equina, cauda equina again, cauda equina symptoms, have ces, saddle anaesthesia""",
    "both legs": """
        as well as the right, as well as the left, now my left leg, now my right leg, now the left leg, now
        the right leg, in the right leg as well, in the left leg as well, bilateral, both legs, both leg, both
        my legs, both feet, both foot, both thigh, both calf, both knee, both sides, two legs, legs both,
        legs, feet, other leg, other leg too, in both, down both, other foot too, each leg, either leg, left
        and right leg, left leg and right leg, right leg and left leg""",
    "both for certain": """
        as well as the right, as well as the left, now my left leg, now my right leg, now the left leg, now
        the right leg, in the right leg as well, in the left leg as well, bilateral, both my thighs, both
        sides, now the right, now the left, now right, now left, right as well, left as well, right one as
        well, left one as well, right leg as well, left leg as well, right leg too, left leg too, other side,
        other one too, both of them, both lower legs, both my feet, left and right, both my calves, both hips
        and legs, both legs, both leg, both my legs, both feet, both foot, both thigh, in both, down both, two
        legs, other leg too, into other leg, in to other leg, in other leg, down other leg, gone other leg,
        other leg as well, each leg, left leg and right leg, right leg and left leg""",
    "both": "both",
    "left leg": "left leg, left foot, left calf, left thigh, left one, left side",
    "right leg": "right leg, right foot, right calf, right thigh, right one, right side",
    "into other leg": """
        leg to both, to both legs, one to both, now the other leg, now in the other leg, other leg has
        started, other leg started, other leg is
        starting, other leg now, started in the other leg, good leg, now my other leg, moved to both, moved
        into both, gone to both, gone down both, going down both, in both now, both now, into other leg, in to
        other leg, in other leg too, other leg too, other leg as well, spread to other leg, spread to both,
        both legs now, down both legs, now both legs, other side too""",
    "weak legs": """
        weakening, going weak, gone weak, like lead, lead, wont hold, unsteady, collapsing, collapsed, wont
        carry, wont support, buckling, failing, gone, useless, hardly walk, cant hardly walk, not walk,
        struggle to walk, struggling to walk, trouble walking, wont move, dont move, stopped, dragging,
        clumsy, stumbling, weak, weaker, weakness, give way, gave way, giving way, give out, gave out, buckle,
        cant walk, barely walk, cant move, no strength, no power, lost power, wont work, dont work, stopped
        working, not working, dont belong, went from under, cant hold me, wobbly, cant stand, paralysed, cant
        stand up""",
    "gone weak": "weak, numb, paralysed, cant move, dead, tingling, droop, wont move, gone weak",
    "real pain": "pain, painful, hurt, agony, sciatica, shooting",
    # One leg
    "leg": "leg, foot, toe, big toe, shin, calf, thigh, knee, ankle, sole, heel, lower limb, feet, instep",
    "foot": "foot, toe, heels, tiptoe, ankle, big toe",
    "weak": """
        giving out, keeps giving, jelly like, flop, flopping, collapse, collapsing, collapsed, buckling, cant
        walk on, cant stand on, cant wiggle, cant flex, cant push off, cant push down, cant climb, cant go up,
        struggle with the stairs, struggle up, struggling up, struggling on, struggle to lift, struggling to
        lift, struggle to raise, hard to lift, trouble lifting, dont lift, not lifting, barely lift, hardly
        lift, barely move, hardly move, dont respond, wont respond, wont do what, useless, wasting, wasted,
        thinner, gone thin, giving up, gave up, gives up, just went, just goes, lets me down, letting me down,
        not holding, wont support, not supporting, fails, failed, cant trust, unstable, wobbly, lame, limp,
        catches, catching, scuffing, scuffs, scrape, scraping, stubbing, tripping up, trips me, slapping,
        clumsy, paralysed, heavy, no push, no power, cant get up, losing power, going weak, gone weak,
        weakening, harder, weak, weaker, weakness, give way, gave way, giving way, gives out, give out, gave
        out, buckle, drop foot, foot drop, footdrop, keeps dropping, keep dropping, slap, drag, dragging,
        catches on, cant lift, wont lift, cant raise, cant go up on, cant push up, cant heel raise, cant rise,
        cant do a heel raise, cant move, wont move, cant bend, cant pull up, cant control, no strength, lost
        power, lost strength, losing strength, floppy, went from under, gone from under, goes from under,
        collapses, collapsed under, stopped working, wont work, dont work, not working, dont hold, wont hold,
        cant hold me, cant bear weight, cant put weight, keep tripping, keeps tripping, trip over, tripping,
        getting harder, cant manage, dont belong""",
    "on foot": """
        thigh, quad, shin, heels, tip toe, tip toes, tiptoes, curb, kerb, carpet, big toe, leg muscle,
        climbing stairs, leg, foot, toe, tiptoe, ankle, knee, stairs, steps, calf, heel""",
    "foot drop": """
        cant do a calf raise, cant do a single calf raise, cant do a heel raise, cant do a single heel raise,
        cant do calf raises, cant do heel raises, cant get up on my toes, cant get on tiptoe, foot flops, flop
        foot, foot is floppy, wont lift, wont lift up, knee collapses, foot drop, drop foot, dropped foot,
        foot dropped, keep tripping, keep tripping over, foot slap, foot keeps dropping, dragging my foot,
        drag my foot, dragging foot, toes catch, cant stand on tiptoes""",
    "cant": "cant, wont, dont",
}
