"""The wide net: what makes a word harmless, and what makes it weigh more.

Reference material, to be reviewed and signed off by a licensed clinician: see the package.
"""

from collections.abc import Mapping

NET_DAMPERS: Mapping[str, str] = {
    "net new": """
        new, newly, sudden, suddenly, just started, started, starting, began, begun, since, today, this
        morning, tonight, last night, yesterday, this week, this weekend, over the weekend, all of a
        sudden, out of the blue, now, noticed, recently, lately, these days, last few days, couple of
        days, few days, never before, not before, didnt have, wasnt there, havent had, first time, never
        had, not like me, unlike me, not usual, not normal, keeps, again, woke up, woke, after needling,
        after the session, after treatment, after my appointment, after lifting, no longer, nolonger,
        anymore, any more, monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tues,
        weds, thurs, fri, sat, sun""",
    "net worse": """
        worse, worsening, worsen, getting worse, spread, spreads, spreading, moving up, moved up, moving
        down, moved to, moved into, creep, creeping, crept, climbing, higher, further, growing, bigger,
        larger, increasing, increased, more than, more and more, stronger than, stronger now,
        progressing, joined, joining, joined in, join in, joins in, started in, starting in, start in,
        gone into, going into, into the other, caught up, copying, matching, same as the other, all the
        way, every day, by the day, by the hour, round to, up to, reached""",
    "net doing": """
        stretch, stretches, stretching, stretched, exercise, exercises, exercising, plank, planks,
        bridge, bridges, clam, clams, clamshell, squat, squats, lunge, lunges, raise, raises, reps, rep,
        sets, set, workout, gym, class, yoga, pilates, band, roller, foam roller, tilts, press ups, push
        ups, sit ups, crunches, curl, curls, dumbbell, dumbbells, weights, kettlebell, bird dog, dead
        bug, child pose, childs pose, cat cow, wall sit, balance board, x10, 3x10, x 10, treadmill, run,
        running, jog, jogging, hike, hiking, hill, hills, walked, gardening, spin, swim, swimming, swam,
        cycle, cycling, zumba, dancing, football, tennis, golf, hoovering, decorating, leg day, routine,
        picture, video, photo, photos, as high as, as far as, hold it for, hold for, hold the, second
        hold""",
    "net effort": """
        after exercise, after exercises, after the exercises, after squats, after raises, after those
        raises, after bridges, after running, after a run, after my run, after the gym, after gym, after
        the walk, after a walk, after my walk, after walking, after stairs, after the stairs, after leg
        day, from the gym, from gym, from the walk, from squats, from bridges, from running, from the
        run, doms, muscle soreness, muscles, muscle, muscly, good sore, good burn, good tight, good ache,
        in a good way, workout, good workout, great workout, unfit, out of shape, hill, hills, uphill,
        hiit, cardio, burpees, sprint, sprints, treadmill, zumba, spin class, aerobics, marathon, 5k,
        10k, after 20, after 10, after 30, after 15, recovered quick, recovered quickly, squats, star
        jumps, stairs""",
    "net fine": """
        fine, ok, okay, normal, normally, good, great, grand, perfect, no problem, no problems, no probs,
        no issue, no issues, no trouble, no worries, no change, no changes, all clear, as usual, as
        normal, under control, back to normal, doing fine, better, much better, improved, improving,
        improvement, improve, easing, eased, settled, settling, stronger, bliss, relaxing, relaxed,
        comfy, comfortable, magic, all working""",
    "net in fun": """
        lol, haha, hahaha, ha ha, hehe, lmao, rofl, joke, joking, jk, kidding, laughing, laughed, laugh,
        laughs, laughter, giggle, giggle~, hilarious, stitches, song, songs, singing, sang, lyrics, film,
        movie, telly, tv, netflix, book, novel, series, episode, podcast, radio, documentary, game, quiz,
        crossword, halloween, fancy dress, torturer, cake, prosecco""",
    "net animals": """
        dog, dogs, puppy, pup, cat, cats, kitten, hamster, rabbit, horse, guinea pig, parrot, budgie,
        fish, tortoise, cow, sheep, vet, baby, babies, toddler, grandson, granddaughter, grandkids,
        grandchild, kid, kids, bairn, bairns, little one, the wee one, newborn, potty, nursery, school""",
    "net things": """
        tap, taps, pipe, pipes, sink, boiler, radiator, roof, gutter, ceiling, washing machine,
        dishwasher, kettle, hose, tent, window, windows, engine, tyre, plumber, landlord, fridge,
        freezer, phone, mobile, laptop, computer, pc, wifi, internet, broadband, signal, app, link,
        video, website, screen, battery, charger, printer, shop, shops, supermarket, traffic, motorway,
        road works, coffee, tea, wine, beer, curry, paint, door, fence, shed, tablet screen, weather,
        rain, raining, rained, snow, sun, sunny, heatwave, degrees, forecast, outside, boots, clothes
        shop, bill, bank, price, prices, market, shares, speech, meeting, deadline, boss, schedule,
        diary, motorway closed, m6, stuck in, refitted, fitted, builder, builders, decorator""",
    "net propped": """
        pillow between, cushion between, towel between, ball between, block between, roller between,
        pillow, squeeze, squeezes, adductor, knees apart, put a cushion, pelvic floor, kegel, kegels,
        break, stop for, quick, popped, nipped, between sets, set, halfway, running to, ran to, off to,
        cleaner, seat up, paper run out, queue, cleaning the, cleaned the, flush, flushed, unblock,
        blocked, refitted, fitted, halfway through, half way""",
    "net iced": """
        ice, iced, icing, ice pack, cold pack, frozen peas, peas, cold water, gel, cream, deep heat,
        tens, tens machine, heat pack, hot water bottle, wheat bag, dentist, filling, injection at the
        dentist, kneeling, knelt, crossed my legs, cross legged, legs crossed, slept on, lay on, lying on
        my arm, tight boots, ski boots, freezing out, cold outside, wind chill""",
    "net others tale": """
        article, leaflet, read about, reading about, news, charity, fundraiser, fundraising, research,
        visiting, visited, funeral, friend has, friends, neighbour, colleague, anniversary, awareness,
        screening, advert""",
    "net asked": """
        how do i, how many, how long, how often, which, what are the, what were the, should i do, do i
        need to, do i have to, do i breathe, do i push, can i do, can i use, am i meant to, am i supposed
        to, leaflet, red flags, red flag, warning signs, instructions""",
    "net old": """
        years ago, year ago, ages ago, long ago, last year, for years, years, always, always been, always
        had, as always, same as always, same as before, same as ever, same as usual, usual, usually, as
        usual, like normal, unchanged, no change, no different, not changed, not new, nothing new, old,
        known, knows, you know, told you, permanent, since my op, since the op, since surgery, since my
        surgery, long standing, longstanding, chronic, no worse, not worse, <year>, when i was, my 20s,
        my 30s""",
    "net aimed": """
        diet, dieting, slimming, slimming world, weight watchers, ww, gym, calories, ozempic, wegovy,
        mounjaro, jabs for weight, keto, fasting, delighted, chuffed, proud, pleased, goal, target,
        trying to, want to, need to lose, hoping to, happy, walking more, healthy eating, menopause,
        menopausal, hot flush, hot flushes, workout, session, weight training, heavier weight, weights,
        lift, dumbbell""",
    "net of messages": """
        messages, message, texts, text, texting, reminders, reminder, program, programme, plan,
        exercises, exercise, session, sessions, trial, subscription, plank, planks, clams, clam, side
        plank, bridges, sets, reps, stretches, appointment, treatment, needling, service, early, coffee,
        tea, brew, pint, curry, heat, embarrassment, boredom, weather, work, phone, battery, these,
        number, app, gym, wine, chocolate, pizza, corners, cutting down, cutting back, cutting out,
        cutting the grass, grass, hedge, snooker, top gun, massage gun, gun show, slots, spot""",
    "net more": """
        more often, more frequent, frequently, every hour, every ten minutes, every half hour, every five
        minutes, constantly, all the time, all night, up and down all night, several times, six times,
        five times, loads, keep needing, keep going, keeps going, too often, more than usual, more than
        normal, nonstop""",
    "net wont": "wont, wont stop, not stopping, cant stop, cant get it to stop, hasnt stopped, not stopped",
    "net thinners": """
        blood thinner, blood thinners, thinners, thinner, warfarin, apixaban, rivaroxaban, edoxaban,
        dabigatran, eliquis, xarelto, pradaxa, coumadin, clopidogrel, plavix, heparin, clexane, aspirin,
        anticoagulant, anticoagulants""",
    "net test": """
        test, tests, pressure, donor, donating, sugar, orange, sample, taken, count, type, thinner,
        thinners, bloods, hell, heck, nose, nosebleed, gums, period, shaving, paper cut, cut my finger""",
    "net stopped small": """
        spot, spots, dot, drop, speck, tiny, little, bit of, small, stopped straight away, stopped
        quickly, stopped after, stopped now, washed, washed out, stained""",
    "net small": """
        small, tiny, coin, 5p, 10p, penny, pea sized, pea, size of a coin, fading, faded, yellow,
        yellowing, gone, nearly gone, smaller""",
    "net painless": """
        no pain, not painful, painless, doesnt hurt, dont hurt, didnt hurt, no hurt, knuckles, knees,
        nicely, felt good, relief, satisfying""",
    "net hay fever": """
        hay fever, hayfever, pollen, antihistamine, antihistamines, tape, plaster, nickel, latex, cats,
        nuts, peanuts, seasonal""",
    "net asleep": """
        asleep, behind, out with, in love, out of love, short, apart, for, into place, off the wagon, on
        deaf, through, on a friday, on a monday, on a sunday, asleep on, on the sofa, on the couch, on
        sofa, in the chair, in my chair, in front of the, so tired, knackered, wine, drunk, with the
        wife, with my, out over""",
    "net prescribed": """
        as prescribed, as told, as directed, with food, with breakfast, with water, every morning, each
        morning, each day, every day, on time, before bed, at bedtime, before them, before i do, ran out,
        run out, prescription, pharmacy, gp, doctor said, times a day, a day""",
    "net uneasy": """
        bad, worse, hurt, hurts, hurting, pain, painful, sore, shallow, fast, faster, quick, rapid,
        laboured, labored, noisy, rattly, weird, funny, strange, odd, off, wrong, not right, not
        properly, not coming, not normal, not good, not great, problem, problems, catch, catches,
        catching, stop, stops, lost, loses, losing, short, shorter, run out, running out, out of, gone,
        worry, worried, not get, needed, needing, to get my, get back, trouble, can hardly""",
    "net of heat": """
        hot flush, hot flushes, menopause, bath, shower, swim, swimming, pool, rain, puddles, washing,
        tea, coffee, water, drink, juice, paint, mud, chlorine""",
    "net appointment": """
        appointment, appt, friday, monday, tuesday, wednesday, thursday, saturday, sunday, holiday,
        clinic, class, work, gym, swimming, out, tonight, party, on""",
    "net unfelt clear": """
        numb, numbness, numbed, numbish, tingle, tingling, tingly, tingles, pins and needles, pins n
        needles, p and n, prickling, prickly, no sensation, no feeling in, lost feeling, lost some
        feeling, lost a bit of feeling, loss of feeling, loss of sensation, less feeling, losing feeling,
        gone dead, dead patch, dead area, dead spot, ants crawling, crawling, fuzzy, cling film, fizzing,
        electric shocks""",
    "net fever clear": """
        fever, feverish, <fever>, shivering, shivers, shivery, rigors, rigor, chills, cold sweats, cold
        sweat, hot and cold, burning up, high temp, high temperature, got a temp, running a temp,
        spiking, flu like, flulike, shaking with cold, teeth chattering, cant get warm, cant warm up,
        septic, sepsis""",
    "net pus clear": """
        pus, puss, goo, gooey, gunk, gunge, ooze, oozing, weeping, discharge, infected, infection,
        abscess, red line, red streak, red ring, red circle, spreading, cellulitis, hot and red, red and
        hot""",
    "net wish": """
        want, wish, wanting, wishing, rather, wanna, plan, planning, think, thinking, thoughts, hope,
        hoping, feel like, ready""",
    "net is it ok": """
        is it ok, is that ok, is this ok, is it okay, is it normal, is that normal, is this normal, is it
        fine, normal to, normal that, normal with, normal after, ok to feel, ok that, is normal, should i
        be ok, be ok, normal for, usual for, supposed to, otherwise all good, otherwise good, otherwise
        fine, otherwise ok, otherwise well, apart from that fine, apart from that good, apart from that
        ok, rest is fine, rest is good, exercises fine, exercises are fine, exercises ok, exercises good,
        exercises all done, exercises done, done all exercises, did all my exercises, did all exercises,
        did my exercises, did the exercises, done my exercises, done the exercises, all exercises done,
        all done, done all, all sets done, did all sets, done them all, did them all, stretches done, did
        my stretches, done my stretches, did the stretches""",
    "net no body": """
        phone, leaf, leaves, price, prices, temperature, temp, shares, book, books, film, sugar, asleep,
        tv, wifi, app, computer, laptop, website, system, band, glass, plate, weight, weights, dumbbell,
        blood pressure, behind, football, diary""",
    "net going out": """
        gym, work, walk, walking, walks, out, back to, class, swim, swimming, pool, tomorrow, on holiday,
        holiday, further, lower, deeper, faster, heavier, up to, shops, shop, run, running, clinic,
        appointment, appt, session, physio, abroad, away, to bed, bed, sleep, upstairs, up the stairs,
        downstairs, outside, anywhere, on the bike, on my bike, down on, down far, far, as far, as low,
        plank, minute, seconds, secs, wall, chair, rail, balance, exercise, exercises, stretch, reps,
        sets, with it, with them, with the, on with, church, party, football, school, dentist, phone,
        friday, monday, tuesday, wednesday, thursday, saturday, sunday""",
    "net done": "done, did, completed, managed 3, x10, 3x10, sets",
    "net away": """
        holiday, away, week, weeks, monday, tuesday, wednesday, thursday, friday, saturday, sunday,
        appointment, appt, session, class, spain, france, work, til, till, until, clinic, reminder,
        reminders, text, texts, exercises, tonight, flight, travelling, band, help, a lift, tomorrow""",
}
