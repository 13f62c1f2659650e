"""The wide net: what people say is wrong with a part of the body, in their own and roundabout words.

A word with ~ stands for all its endings ("stumble~" for stumbles, stumbled, stumbling).
Reference material, to be reviewed and signed off by a licensed clinician: see the package.
"""

from collections.abc import Mapping

NET_COMPLAINTS: Mapping[str, str] = {
    # Feeling
    "net unfelt": """
        numb, numbed, numbness, numbish, dead, deadened, deadness, asleep, to sleep, went to sleep, gone
        to sleep, goes to sleep, falling asleep, fell asleep, nodded off, anaesthetised, anesthetised,
        anesthetized, anaesthetic, anesthetic, frozen, epidural, spinal block, novocaine, novocain,
        dentist, lidocaine, senseless, lifeless, insensitive, desensitised, no feeling, no feelings, lost
        feeling, lost the feeling, lost all feeling, lost some feeling, losing feeling, loss of feeling,
        lack of feeling, less feeling, little feeling, reduced feeling, feeling has gone, feeling gone,
        feeling is gone, feeling went, feeling vanished, feeling disappeared, feeling faded, feeling is
        less, feeling lost, feeling reduced, no sensation, lost sensation, loss of sensation, less
        sensation, reduced sensation, sensation gone, sensation has gone, sensation went, sensation
        changed, without sensation, without feeling, zero feeling, zero sensation, nothing there, nothing
        down there, no sense, no touch, cant feel, dont feel, didnt feel, not feel, not feeling, never
        felt, never feel, hardly feel, barely feel, scarcely feel, cant really feel, wont feel, havent
        felt, feel nothing, felt nothing, feel nowt, felt nowt, feeling nothing, feel nought, feel zilch,
        feel naff all, feel sod all, feel bugger all, feel fuck all, nolonger feel, struggle to feel,
        stopped feeling, unable to feel, cant sense, cant detect, cant tell, couldnt tell, not aware,
        unaware, not sure if i am, not there, isnt there, wasnt there, aint there, not mine, isnt mine,
        not my own, not attached, not part of me, someone else, someone elses, somebody else, somebody
        elses, another person, other person, belong to, belongs to, stranger, disconnected, detached,
        unplugged, unattached, switched off, shut down, turned off, blocked off, wooden, like wood, block
        of wood, rubber, rubbery, like rubber, cardboard, plastic, cotton wool, cottony, like leather,
        leathery, like cotton, numbing, cream numbing, like jelly, like stone, like ice, stone cold,
        void, hollow, dull, dulled, dullness, blunt, blunted, muffled, far away, faraway, distant,
        remote, faint, faded, vanished, missing, absent, not registering, registers nothing, doesnt
        register, nothing when i touch, pinched, prick, pricked, ghost, phantom, lost touch, comatose,
        like clay, like a block, as if not there, nothing at all, could be anyone, any feeling, get any
        feeling, touches me, touched me, touch me, feel anything, feel it, feel him, feel her, feel
        myself, feel much, feel the, no longer feel, feel very little, feel less, felt less, felt nothing
        when, no contact, novacaine, like a dentist, jab at the dentist, spongey, like sponge, woolly,
        like a stranger, wearing a glove, through clothes, through a cloth, through layers, layer of, as
        though wearing, not connected, signal lost, nerve cut, nerve is cut, cut off, cant locate, cannot
        find, nothing registers, couldnt care, not responding, unresponsive, painless, lack of, no
        nerves, dead to, dead as, wont wake up, not waking up, still asleep, hasnt woken, not woken,
        never woken, feeling stops, stops at, ends at, no ouch, ouch, not feel it, only see it, see it
        but, like nothing, just gone, is gone, area is gone, touch and nothing, hard as i like, hard as
        you like, nothing on, no pleasure, no enjoyment, sensationless, unfeeling, insensate, lost
        contact, losing contact, cant identify, couldnt say if, couldnt say whether, no idea if, no idea
        where, dont register, not register, no longer mine, doesnt feel like mine, dont feel like mine,
        feel like mine, feel like me, isnt me, like a void, like a hole, just nothing, like cloth, like
        fabric, like dough, like meat, like a balloon, like a doll, mannequin, robocop, prosthetic, false
        leg, wooden leg, tree trunks, stumps""",
    "net odd": """
        odd, oddly, strange, strangely, weird, weirdly, funny, funny feeling, peculiar, queer, different,
        differently, changed, altered, alter~, not right, isnt right, wrong, not normal, abnormal, not
        the same, isnt the same, unusual, uncomfortable sensation, tingle, tingles, tingling, tingly,
        pins and needles, pins n needles, pins needles, p and n, prickle, prickle~, prickly, prickling,
        fuzzy, fuzz, fizzy, fizz, fizzing, buzz, buzzing, buzzy, electric, electrical, zinging, zingy,
        zaps, zapping, crawling, crawly, creeping, ants, static, sparkly, sparkling, burning, burny,
        cling film, clingfilm, wrapped, sock on, like a sock, woolly, wooly, wool, padded, padding,
        spongy, sponge, like sitting on, like im sitting on, like im sat on, sat on a, sitting on a,
        sitting on something, cushion, pillow, golf ball, tennis ball, balloon, swollen feeling, thick,
        hypersensitive, oversensitive, sensitive, raw, velcro, sandpaper, patchy, heavy feeling, vibrate,
        vibrate~, vibration, tickle, tickly, throbbing, twitchy, fluttery, spidery, sunburn, sunburnt,
        hot water running, water trickling, wet feeling, gone cold, feels cold, cold patch, ice cold,
        cold inside, stone cold, feels off, feel off, seems off, is off, bit off, spark, sparks, zing,
        shock, shocks, electric shock, electric shocks, jolts, current, like insects, insects, bugs,
        worms, hairs, pebble, pebbles, marble, gravel, sitting on nothing, hovering, floating, numbish,
        buzzes, hum, humming, vibrating, phone vibrating, warm water, water running, wet but, hot patch,
        hot poker, like bubble wrap, bubbly, carbonated, champagne, itchy inside, puffy, tender to touch,
        doesnt feel the same, dont feel the same, feel the same, isnt what it was, not what it was,
        sensation""",
    # Power to do and to hold
    "net cannot": """
        cant, cannot, couldnt, unable, not able, not been able, havent been able, never able, incapable,
        impossible, powerless, nolonger, struggle, struggle~, battle, battle~, fight to, fighting to,
        strain, strain~, push hard, pushing hard, have to push, having to push, force, forcing, squeeze,
        squeezing, trouble, difficult, difficulty, difficulties, hard to, hard time, harder to, tough to,
        effort, hardly, barely, scarcely, bother starting, failing to, fail to, fails to, failed to,
        refuse, refuses, refused, refusing, wont, wouldnt, stopped, stops, not coming, isnt coming, wont
        come, not come, doesnt come, hasnt come, nothing comes, nothing came, nothing coming, nothing
        happens, nothing happened, nothing will, nothing would, nothing in, nothing out, nothing since,
        nothing all day, nothing for hours, not a drop, not one drop, no drop, no drops, few drops, a
        drop, drops, drip, no flow, no stream, no pressure, slow, slower, slowly, slow to, ages, takes
        forever, forever, eternity, takes ages, takes a while, takes minutes, minutes to, waiting, wait,
        stand there, standing there, stood there, sit there, sat there, sitting there, stop start, stop
        and start, stops and starts, start stop, on and off, intermittent, splutter~, hesitat~,
        hesitancy, hesitate, stuck, block, blocked, blockage, backed up, packed up, packed in, given up,
        gave up, on strike, knackered, kaput, bunged up, not working, not work, doesnt work, isnt
        working, stopped working, out of order, failed, failing, failure, wont open, retain, retaining,
        retention, not empty, not emptying, doesnt empty, cant empty, not finished, never empties, half
        empty, still full, full, bursting, fit to burst, about to burst, swollen tummy, painfully full,
        tight as a drum, dried up, no wee, no pee, no urine, havent been, havent gone, hasnt been, hasnt
        gone, not been, not gone, not passed, havent passed, hasnt passed, not weed, not peed, havent
        peed, havent weed, last went, last time i went, hours ago, concentrate, press on, push on, lean
        forward, leaning forward, rock back and forth, run the tap, running the tap, tap running, tap on,
        on my own, no joy, no luck, in vain, tried and tried, no success, wont work, not right, isnt
        right, bad, worse, playing up, odd, funny, strange, hurts to, cant p, issues, problem, problems,
        dont start, doesnt start, not start, not started, start, starting, started, wont start, get it
        going, get it started, get going, dead slow, half a, bit by bit, drop by drop, in bits, spurts,
        burning, blood, smells, cloudy, pushing, push, on my belly, on my tummy, get rid, disappeared,
        gone, dont work, cant finish, cant stay, cant keep, cant get, not happening, nothing, isnt
        happening, not respond, no response, no reaction, useless, limp, soft, floppy, lost, loss,
        different, weak stream, weaker, weak, not since""",
    "net uncontrolled": """
        no control, lost control, losing control, lose control, loss of control, lack of control, out of
        control, cant control, couldnt control, not control, little control, control gone, control has
        gone, control is gone, less control, poor control, cant hold, couldnt hold, not hold, dont hold,
        cant keep, hold it, holding it, hold on, hold it in, keep it in, cant stop, cant wait, no say,
        dont get a say, has a mind of its own, mind of its own, by itself, by themselves, on its own,
        itself, by its self, of its own accord, without me, without asking, without warning, no warning,
        without permission, before i can, before i know, before i get, before i got, before i reach, made
        it, get there, didnt make it, dont make it, not make it, too late, not quick enough, accident,
        accidents, little accident, mishap, incident, embarrassing, embarrassed, ashamed, caught short,
        incontinent, incontinence, leak, leaks, leaking, leaky, leakage, leaked, dribble, dribble~, drip,
        trickle, trickle~, seep, seep~, spill~, gush, gush~, flood, flood~, spurt~, escape, escape~, slip
        out, slips out, slipped out, slipping out, slide out, slides out, slid out, fall out, falls out,
        fell out, fallen out, drop out, drops out, dropped out, plop out, pop out, pops out, came out,
        comes out, coming out, come out, came away, run down, ran down, running down, runs down, down my
        leg, down my legs, went everywhere, just goes, just comes, just came, just went, just happens,
        just arrives, just happened, arrives, pour~, wet, wetting, wetted, damp, damp patch, moist, soak,
        soaked, soaking, sodden, drenched, soiled, soil~, mess, messed, messy, messing, stain, stain~,
        skid marks, skidmarks, smear, smear~, streak, streaks, brown, smell of, dirty, dirtied, ruined,
        changed the sheets, change my, changing my, washing the sheets, wash my, bought, buy, had to buy,
        had to wear, wear, wearing, need to wear, having to wear, having to use, use a, started using,
        started wearing, put on, put down a towel, double up, spare, control, let go, lets go, letting
        go, let me down, lets me down, clench, cant clench, squeeze shut, drips down, dripping, not in
        time, make it in time, there in time, before reaching, cant make it, couldnt make it, couldnt
        get, cant get there, just falls, run out, ran out, shoots out, shot out, sneaks out, creeps out,
        oozes, weeps, passes, passed, without effort, finish, after ive finished, after i finish, more
        comes, afterwards, all night, through my trousers, through my clothes, change of clothes, changed
        clothes, spare pants, towel on, wet patch, patch, mortified, humiliating, humiliated, never
        happened, smell, smells, smell of wee, smell of pee, sitting in""",
    "net unaware": """
        without knowing, without realising, without noticing, without feeling, unaware, not aware, didnt
        know, dont know, not know, didnt realise, not realise, never realised, didnt notice, never
        noticed, not notice, never felt, never knew, never woke, didnt feel, dont feel, cant feel, not
        feel, cant tell, couldnt tell, dont sense, no idea, no clue, not a clue, clueless, no sense, no
        signal, no signals, no urge, no urges, no warning, no message, no feeling, no sensation, lost the
        urge, lost urge, lost the sense, dont get the urge, dont get the feeling, not getting the urge,
        stopped telling, stopped talking, not telling, doesnt tell, not sure if, not sure when, unsure
        if, unsure when, dont know when, dont know if, guess, guessing, have to check, look down, look to
        see, only know, only knew, only found out, found out when, surprise, by surprise, surprised,
        found, found it, find, discovered, remind myself, set an alarm, by the clock, going by the clock,
        silent, dead, numb, no need, dont need to, dont feel full, dont feel the need, never feel, never
        feel full, sense of needing, feel it coming, feel it, didnt feel it coming, know it, know when,
        know i, realise, realised, notice, noticed, aware, tells me, nothing tells, didnt smell, hadnt
        noticed, others noticed, someone told me, had to tell me, only see""",
    "net dry spell": """
        havent been since, havent gone since, havent been all day, havent gone all day, not been since,
        not gone since, not been all day, havent been able to go, not been able to go, cant go at all,
        cant go since, cant seem to go, cant get going, havent passed anything, not passed anything,
        havent passed, not passed, passed nothing, nothing passed, tummy tight, belly tight, not a drop,
        not one drop, not a drip, not a trickle, trickle out, trickles out, last went, going and nothing,
        go and nothing, want to go but, wants to go but, need to go but, needing to go but, desperate to
        go but, dying to go but, trying to go, tried to go, try to go and, bursting but, desperate but,
        bursting and nothing, sit there and nothing, sat there and nothing, havent been to the toilet,
        not been to the toilet, havent been to the loo, not been to the loo, havent used the toilet, dont
        get there in time, cant get there in time, not get there in time, wear a pad, wearing a pad,
        wearing pads, wear pads, buy pads, bought pads, buying pads, using pads, need pads, needing pads,
        pads on, wear a tena, wearing tena, incontinence pants, incontinence pads, adult nappy, adult
        nappies, adult diapers, buy diapers, bought diapers, wear nappies, wearing nappies, in a nappy,
        in nappies, by the clock, going by the clock, by time, go by time, nothing tells me, tells me i
        need, clean me up, clean me, had to clean, never knew i had been, didnt know i had been, knew i
        had been, know i have been, know i had gone, knew i had gone, came out again without, without
        going, havent wet, not wet, nothing since last night, nothing since this morning, no waterworks,
        nothing down the toilet, nothing in the toilet, nothing in the bowl, nothing to show for it, came
        away with nothing, urge to pee, urge to wee, urge to go, no urge, urge has gone, lost the urge,
        urge gone, didnt need to go, dont need to go, never need to go, havent needed to go, havent
        needed the toilet, havent needed the loo, not needed the toilet, not needed the loo,
        catheterised, self catheter""",
    "net failing": """
        weak, weaker, weakness, weakening, weaken, feeble, feebler, feebly, frail, limp, limp~, lame,
        lazy, sluggish, heavy, heavier, like lead, leaden, lead weight, dead weight, deadweight, filled
        with sand, full of sand, filled with concrete, concrete, give way, gives way, gave way, giving
        way, given way, give out, gives out, gave out, giving out, gives up, gave up, giving up, given
        up, give up on me, buckle, buckle~, fold, fold~, crumple, crumple~, collapse, collapse~, cave,
        caves in, go from under, goes from under, going from under, went from under, gone from under,
        from under me, from under, from beneath me, let me down, lets me down, letting me down, let down,
        couldnt hold, wont hold, cant hold, hold me up, holds me up, hold my weight, take my weight,
        takes my weight, bear weight, support me, supports me, flop, flop~, floppy, flap, flap~, slap,
        slap~, drag, drag~, scrape, scrape~, scuff, scuff~, shuffle, shuffle~, trail, trail~, catch,
        catches, catching, caught, trip, trips, tripped, tripping, stumble, stumble~, stub~, scrunch up,
        fail, fail~, dangle, dangle~, hang, hangs, hanging, drop, drops, dropping, dropped, droop,
        droop~, foot drop, drop foot, not responding, wont respond, doesnt respond, not obeying, wont
        obey, disobey~, not listening, wont listen, ignore, ignores me, wont do as, do as its told, what
        its told, as its told, as theyre told, as told, what i tell it, when i tell it, no strength, no
        power, no push, no spring, no bounce, no grip, no brakes, no oomph, lost strength, lost power,
        losing strength, losing power, loss of strength, loss of power, lost the strength, lost the
        power, strength is, strength has, strength gone, power is, power has, power gone, strength
        fading, fading, fade~, wasting, wasted, wasting away, thinner, skinnier, shrunk, shrinking,
        shrivelled, withered, wobble, wobble~, wobbly, unsteady, unstable, unreliable, not reliable, cant
        trust, dont trust, shaky, trembl~, jelly, like jelly, spaghetti, noodle, noodles, like string,
        clumsy, paralysed, paralyzed, paralysis, useless, no use, dead, gone, packed up, packed in,
        stopped working, not working, wont work, doesnt work, quit on me, quits, no control, lost
        control, cant control, cant lift, cant raise, cant move, cant wiggle, cant pull, cant push, cant
        bend, cant stand, cant rise, cant walk, cant climb, cant get up, cant go up, cant press, cant
        lock, cant straighten, cant tiptoe, cant point, cant curl, cant put weight, cant bring, cant tap,
        cant pick, cant get it up, wont lift, wont raise, wont come, wont move, wont wiggle, wont push,
        wont bend, wont straighten, wont stay, wont lock, wont point, wont go, wont stay up, struggle to
        lift, struggling to lift, struggle to walk, struggling to walk, struggle up, struggle with
        stairs, hard to lift, hard to walk, hard to climb, trouble lifting, trouble walking, trouble with
        stairs, difficulty walking, difficulty lifting, unable to lift, hold the banister, banister,
        handrail, haul myself, hauling myself, pull myself up, pulling myself up, nearly went down,
        nearly fell, almost fell, almost went down, nothing happens, stays down, stays flat, stays put,
        hits the floor, hit the floor, nothing moves, barely moves, hardly moves, does nothing, lagging,
        left behind, different lengths, dont belong, doesnt belong, stiff as a board, worn down on one
        side, wearing out my shoe, on my bum, one at a time, one step at a time, behind me, stays behind,
        wont keep up, wont clear, clear the, not clearing, ten to two, scraping, worn, walking like a,
        walks like, like a penguin, like a duck, like a puppet, sways, swings, swing out, throw my leg,
        throwing my leg, swinging my leg, lift it with my hands, lift my leg with, lift with my hands,
        using my hands, with my hands, muscle is gone, muscle gone, muscle is smaller, smaller than,
        strengthless, flaccid, dead fish, wet fish, flipper, flippers, like a flipper, not as strong,
        less strong, less strength, less power, half the strength, no drive, stopping me, sleeping leg,
        wont take, wont carry, wont bear, wont follow, not follow, not following, not moving, doesnt
        move, dont move, wont budge, not coming up, wont come up, cant keep up, unsure of, dont know
        where my, swinging, swing, gate, no lift, lift off, cant balance on, hop, cant hop, wont hop,
        nil, zilch, zero, 0, couldnt hold my, no life in, life has gone, nothing in it, half as strong,
        weakling, wimpy, wont grip, doesnt grip, dont grip, no longer grip, keeps coming off, falls off,
        comes off my foot, coming off my foot, misbehaving, gave up on, give up on, gone on strike, on
        strike, on me, smack, smack~, curl, dont curl, wont curl, melt, melting, melted away, let go,
        letting go, lets go, ended up on, ended up on the floor, down i went, nearly had me over, had me
        over, over i went, shrinks, disappearing, not holding, isnt holding, hang down, hangs down, keep
        my slipper on, keep my shoe on, spring gone, no force, no forces, without force, without
        strength, without power, force less""",
    # Pain and its force
    "net pain": """
        pain, pains, painful, hurt, hurts, hurting, sore, ache, aches, aching, achy, agony, stab,
        stabbing, sharp, shooting, cramp, cramps, cramping, burning, throb, throbbing, twinge, sciatica,
        sting, stinging, tender, kill, killing, spasm, spasms, discomfort, dagger, daggers, knife,
        knives, needle like, catching, catch, catches, pang, jab, jabbing, soreness, pressure, tight,
        tightness, caught, caught it, bad, got it, suffering, flaring, electric, zaps, shocks, burns,
        tingling, excruciating, unbearable""",
    "net tight": """
        tight, tightness, tightening, tighten~, heavy, heaviness, weight, a ton, elephant, pressure,
        pressing, press, squeeze, squeeze~, squeezing, crush, crushing, crush~, vice, vise, clamp,
        clamped, gripping, constrict~, strapped, brick, bricks, sat on, sitting on, standing on, burning,
        bursting, explode, exploding, congested, rattl~, crackl~, bubbl~, gurgl~, thump~, pound~, race,
        races, racing, hammering, hammer~, flutter~, palpitations, skipping, pain, pains, painful, hurt,
        hurts, hurting, sore, ache, aches, aching, stab, stabbing, sharp, shooting, dagger, knife, catch,
        catches, catching, agony, stitch, twinge, funny, weird, strange, wrong, not right, tender,
        discomfort, uncomfortable, attack, clappers, sharp when, breathe in, when i breathe, when
        breathing, when inhaling, inhale, every breath, deep breath, big breath, cough, numb, tingling,
        sick, sweating, sweaty, dizzy, feel wrong, spreads, spreading, band around, band round, like a
        band, odd, killing, kill, yawn, laugh, sneeze, clutch, clutching, clamped up, half a breath""",
    "net breathless": """
        breathless, breathlessness, out of breath, short of breath, shortness of breath, sob, cant
        breathe, cant get breath, get my breath, getting my breath, get enough air, catch my breath,
        catching my breath, lose breath, losing breath, losing my breath, out of puff, no puff, puff,
        puffed, puffing, puffed out, pant, pant~, panting, gasp, gasp~, wheeze, wheeze~, wheezing,
        wheezy, suffocat~, suffocating, smother~, drowning, choke, choking, choke~, strangled, gulping,
        air hunger, hyperventilat~, winded, heaving, blue lips, lips blue, gone blue, going blue, lips
        purple, turned blue, blue colour, steam train, old train, fight for air, struggling for air,
        struggle for air, need air, starved of air, in short bursts, few words, cant finish a sentence,
        stop to breathe, stop for breath, coughing blood, cough blood, coughing up blood, coughed up
        blood, blood when i cough, bringing up blood, pink froth, rust coloured, heart attack, angina,
        lung collapsed, collapsed lung, punctured lung, embolism, like an asthma attack, no asthma,
        inhaler, cant lie flat, prop myself up, sleep upright, sleep sitting up, short breath, gasping
        for, no breath left, breath stop, breath is short, breath short, breaths are short, short
        breaths, shallow breaths, shallow breathing, fast breathing, breathing fast, through a straw,
        cant yawn, cant get a lungful, air wont go in, no air, not enough air, air not going, out of air,
        not getting air, not getting enough, cant get any air, get air in, get air, breath away walking,
        cant talk in full, full sentences, cant fill, fill my lungs, breathing like, breathing hard,
        breathing heavy, breathing heavily, breathing is hard, breathing is heavy, heavy breathing, pulse
        racing, heart racing, heart pounding, heart going, heart hammering, heart fluttering, heart
        jumping, palpitations, heart rate at rest, clappers, oxygen low, sats, grey face, gone grey,
        ashen, clammy, lungs have shrunk, lungs shrunk, lungs are shrinking, suck in air, suck air,
        sucking in air, gulping air, mouthfuls of air, breath keeps, runs out when i talk, run out when i
        talk, out of breath talking, breathless talking, blue nails, nails are blue, fingertips blue,
        blue fingers, face is blue, gone pale and""",
    # Swelling, heat, colour
    "net swollen": """
        swollen, swell, swell~, swelled, swole, swelling, puffy, puffed, puffed up, puffing up, balloon,
        balloon~, ballooned, blown up, blew up, blowing up, inflated, bloated, bulge, bulging, bulg~,
        bigger, larger, fatter, fat, thicker, thick, twice the size, twice as, double the size, double,
        doubled, doubled in size, half as big again, size of, size difference, huge, massive, enormous,
        giant, tight and shiny, shiny, stretched, filled up, filled with fluid, fluid, wider, rugby ball,
        tree trunk, football, melon, sausage, elephant, cant get my shoe on, cant get my sock on, cant
        get my boot on, shoe wont fit, shoe doesnt fit, boot wont, sock marks, sock left, dent, cm more,
        cm bigger, inches more, inch bigger, measure, measures, measured, not the same size, different
        size, odd sized, cant see my ankle, no ankle, ankle gone, bone gone, like a sausage, like dough,
        leaves a dent, leaves a mark, imprint, sock leaves, tight skin, skin is tight, skin tight, skin
        stretched, fuller, engorged, spongy, heavy and, grapefruit, barrel, drum""",
    "net inflamed": """
        hot, hotter, warm, warmer, heat, burning, on fire, red, redder, reddish, redness, pink, purple,
        purplish, dusky, blue, bluish, dark, darker, discoloured, discolored, discolour~, colour change,
        changed colour, color, colour, mottled, blotchy, angry, inflamed, inflam~, throb, throbbing,
        throb~, pulsing, pulsating, hard, solid, rock hard, rock solid, firm, tender, sore to touch,
        painful to touch, touch, vein, veins, cord, rope, ropey, ridge, lump, cramp, cramp that, shiny,
        veins sticking, boiling, baking, radiating heat, feels hot, pulses, like a bruise, aching and
        warm, cramping all, cramp that wont, like a charley horse that, charley horse, wooden, stiff and""",
    "net pus": """
        pus, puss, goo, gooey, gunk, gunge, ooze, ooze~, oozing, weep, weeping, weep~, seep, seeping,
        leaking, discharge, discharging, yellow, green, crust, crusty, infected, infection, septic,
        sepsis, abscess, boil, smell, smelly, smells, red, redder, hot, warm, angry, inflamed, red line,
        red streak, red ring, red circle, streaks, streak, blister, blistering, swollen, swelling, puffy,
        throbbing, spreading, wider, getting bigger, growing, cellulitis""",
    "net fever": """
        fever, feverish, fevered, high temp, temp, temperature, got a temp, running a temp, shiver,
        shivers, shivering, shivery, rigor, rigors, chills, chill, hot and cold, cold sweats, cold sweat,
        clammy, burning up, flu, flu like, flulike, fluey, poorly, unwell, ill, rotten, awful, dreadful,
        very sick, really sick, so sick, sick as a dog, deaths door, at deaths door, wiped out,
        goosebumps, teeth chattering, under two duvets, under blankets, 3 blankets, temp and, feel ill,
        feel really ill, feeling ill, feel awful, feel dreadful, feeling awful, feel sick, being sick,
        vomiting, throwing up, under the weather, infection, infections, kidney infection, chest
        infection, boiling hot, freezing cold inside, cant get warm, cant stop shaking, cant stop
        shivering, aching all over, swollen glands, sweat, sepsis, the shakes, shaking with, shaking all
        over, shaking and, sweats""",
    "net muddled": """
        confused, confusion, confus~, muddled, muddle~, delirious, delirium, rambling, ramble~,
        gibberish, nonsense, rubbish, rouse, wake, wake her, wake him, wake up, waken, drowsy, sleepy,
        sleeping all, out of it, not with it, not making sense, hallucinat~, seeing things, mottled,
        blotchy, grey, gray, disorient~, doesnt know where, doesnt know who, vacant, away with the
        fairies, not himself, not herself, unresponsive, limp, floppy, lethargic, slurr~""",
    "net blood": """
        blood, bleed, bleed~, bleeding, bled, bloody, haemorrhage, hemorrhage, haemorrhag~, hemorrhag~""",
    "net flowing": """
        stop, stopped, stopping, keeps, keep, still, half an hour, an hour, hours, minutes, mins, pour~,
        pouring, gush~, gushing, spurt~, pump~, pumping, drip~, dripping, soak, soaked, soaking, through,
        plaster, plasters, bandaid, bandage, bandages, dressing, dressings, towel, towels, tissue,
        tissues, cloth, shirt, pressed, pressing, pressure, pressed it, everywhere, loads, a lot, lots,
        heavily, heavy, wont clot, clot, wont quit, non stop, nonstop, constantly, continuous,
        continuously, since, ages, forever, started again, again, cant stop, wont stop, not stop, not
        stopping, hasnt stopped, dripping on, puddle, mess, bright red, soaked my, through my, gone
        through, going through, full of, 20, 15, 25, 30, 40, 45""",
    "net lump": """
        lump, lumps, bump, swelling, bruise, bruising, bruised, black and blue, haematoma, hematoma, egg,
        ball, knot, mass, bulge, bruises, goose egg, swollen patch, hard patch, blood blister, patch,
        purple""",
    "net growing": """
        grow, grow~, growing, grew, bigger, larger, spread, spreading, spread~, expand~, expanding,
        doubled, double, tripled, triple, size of, tighter, tight, hard, harder, rock, solid, whole of
        my, whole leg, whole thigh, whole side, entire, all the way, down to my, up to my, dinner plate,
        saucer, plate, fist, golf ball, tennis ball, orange, lemon, grapefruit, egg, apple, huge,
        massive, enormous, black, worse, throbbing, hot, covers, covering, further, creeping, wider, half
        my, reaches, grape, plum, peach, melon, hand, palm, wraps, right round, from hip, gone from,
        since lunch, by the hour, bulging, doubled in size, swelling up, tense, going down my, down the
        leg, running down, right down, climbing, whole back, whole of, the whole, whole area, whole
        buttock, whole calf, started like, started as, started small, was small, now its""",
    "net incontinent": """
        incontinent, incontinence, incontenent, wet myself, wetting myself, wets himself, wet himself,
        wet herself, wet my pants, wet the bed, wetting the bed, peed myself, weed myself, pissed myself,
        pee myself, wee myself, pooed myself, poo myself, shat myself, shit myself, crapped myself,
        soiled myself, messed myself, leak when, leaks when, leaking when, leak a bit when, leaked when,
        little leaks, keep leaking, leaking urine, leak urine, leaking pee, dribbling urine, bladder
        weakness, weak bladder, no control down below, no control down there, cant hold my water, cant
        hold my water in, lost bladder, lost bowel, bladder accident, bowel accident, toilet accident,
        little accident, accidents down below, continence, leaving puddles, leave puddles, left a puddle,
        left puddles, in a puddle, puddle under me, puddle on the chair, dribs, dripping pee, drips of
        pee, soils, soiling, soils herself, soils himself, soiling myself, soil myself, wet the chair,
        wet the sofa, wet the car seat, wet the floor, wet through my, wet pants, wet knickers, wet
        trousers, damp pants, damp knickers, messing myself, mess myself, mess my pants, fouled, fouling,
        cant hold urine, cant hold my urine, cant hold pee, cant hold my pee, cant hold wee, cant hold my
        wee, cant hold poo, cant hold my poo, no bladder control, no bowel control, leaky, leaking from
        below, leaking down below, leaking down there, unable to hold urine, accident in my pants,
        accident in bed, accidents in bed, accident on the way to the toilet, accident in the car,
        accident at work, accident in the shop, toilet accidents, having accidents, have accidents, keep
        having accidents, accidents now""",
    "net cant go": """
        cant go, couldnt go, unable to go, cant seem to go, struggle to go, struggling to go, trouble
        going, problem going, problems going, difficulty going, hard to go, harder to go, difficult to
        go, need to go but, needing to go but, want to go but, wanted to go but, try to go, trying to go,
        tried to go, tried going, feel like i need to go, feel like i need the, feeling of needing to go,
        feel the need to go, not been since, havent been since, not gone since, havent gone since, not
        been at all, havent been at all, not been for, havent been for, last been, last went, last time i
        went, go properly, going properly, gone properly, been properly, finish going, finished going,
        finish emptying, when i go, when i went, when im going, every time i go, stop going, stopped
        going, started to go, get it started, get started, going little, feel it come out, feel it coming
        out, feel myself go, feel myself going, know im going, know i am going, know when im finished,
        know if ive finished, know when ive finished, know when im done, know if im done, hold on, hold
        it in, holding it in, holding on, hold myself, get there in time, make it in time, there in time""",
    "net lost strength": """
        last week, used to, 0, zero, none, nil, not even one, not one, not a single, cant do one, cant do
        a single, cant do any, couldnt do one, could before, could do it before, any more, anymore,
        nolonger, less than, fewer, fewer than, nothing happens, dropped from, down from, only one side,
        wont lift, wont go up, not go up, cant get up, other leg, other side, good side, bad side, bad
        leg""",
    "net feeling": "feeling, sensation, feelings, sense of touch, feel it, feel them",
    "net hardly": """
        cant, unable, not able, havent been able, incapable, impossible, nolonger, struggle, struggling,
        fight to, fighting to, battle, battling, trouble, difficult, difficulty, hard to, hard time,
        harder to, effort, hardly, barely, scarcely, failing, fails, failed, refuse, refuses, refusing,
        wont, stopped, stops, not coming, wont come, isnt coming, not working, isnt working, doesnt work,
        dont work, given up, gave up, packed up, lost, no strength, gone""",
    "net touched": """
        touch, touched, touches, touching, strokes, stroked, stroking, kiss, kissed, cuddle, rub, rubbed,
        inside me, make love, together""",
}
