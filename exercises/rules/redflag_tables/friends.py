"""False friends: phrases that look like a red flag and are none.

Each hides only the words it contains; a true sign elsewhere in the text stands.

Reference material, to be reviewed and signed off by a licensed clinician: see the package.
"""

FRIEND_PHRASES = """
    a fit bit, a trip, app crashed, arse about, arse kicked, ass kicked, ass kicked by, baby bump, baby
    crying, baby fever, baby no sleep, back on my feet, back passage of the house, back stroke, backstroke,
    ball fell, band fell, band is weak, band slipped, bath water, battery dead, battery is dead, battle rope,
    be fit, bed collapsed, bits and bobs, bits of the exercise, blackout blinds, blackout curtains, bleeding
    brilliant, bleeding cold, bleeding dog, bleeding edge, bleeding exercises, bleeding hard, bleeding heck,
    bleeding hell, bleeding obvious, bleeding typical, bleeding weather, blood donor, blood moon, blood
    pressure, blood sugar, blood test, blood tests, blood thinner, blood thinners, bloods, bloody annoying,
    bloody cold, bloody good, bloody hard, bloody hell, bloody knackered, body temp normal, boiler leaking,
    bottom back, bottom of back, bottom of feet, bottom of foot, bottom of heel, bottom of left foot, bottom
    of page, bottom of right foot, bottom of stairs, bottom of the page, bottom of the stairs, bottom stair,
    bottom step, bowel cancer screening, brain is numb, brain numb, brake pads, break a leg, breast stroke,
    breaststroke, breath of fresh air, breath taking, breath test, breathe deeply, breathing exercise,
    breathing exercises, breathtaking, broke my strap, bump in the road, bumped into, business trip, butt
    kicked, cabin fever, calf raise, calf raises, calf stretch, calf stretches, cancer charity, cancer
    fundraiser, cancer nurse, cancer patients, cancer research, cancer run, cancer screening, cancer season,
    cancer support, cancer walk, cancer ward, cant bear clams, cant bear planks, cant bear the cold, cant bear
    the plank, cant bear this exercise, cant breathe for laughing, cant breathe laughing, cant breathe out of
    my nose, cant breathe through my nose, cant breathe through nose, cant breathe with laughing, cant cope
    any more reps, cant do this any more reps, cant face it, cant feel a stretch, cant feel abs, cant feel an
    improvement, cant feel any benefit, cant feel any pain, cant feel anything happening, cant feel anything
    in this one, cant feel benefit, cant feel glutes working, cant feel improvement, cant feel it in glutes,
    cant feel it in my glutes, cant feel it in the right, cant feel it working, cant feel much stretch, cant
    feel muscles working, cant feel my abs, cant feel my glutes working, cant feel pain, cant feel stretch,
    cant feel the band, cant feel the benefit, cant feel the burn, cant feel the pain, cant feel the right
    muscle, cant feel this one, cant go on friday, cant go on holiday, cant go on monday, cant go on my bike,
    cant go on saturday, cant go on sunday, cant go on the bike, cant go on thursday, cant go on tuesday, cant
    go on wednesday, cant go to class, cant lift band, cant lift box, cant lift shopping, cant lift the band,
    cant lift the box, cant manage friday, cant manage it today, cant manage monday, cant manage this week,
    cant manage today, cant manage tonight, cant move appointment, cant move appt, cant move for, cant move
    for boxes, cant move my appointment, cant move my appt, cant move my car, cant move my session, cant move
    the appointment, cant see the point of, cant sit still, cant stand bridges, cant stand clams, cant stand
    exercise, cant stand exercises, cant stand gyms, cant stand her, cant stand him, cant stand on one leg
    for, cant stand planks, cant stand the exercise, cant stand the gym, cant stand the plank, cant stand
    these, cant stand this, cant stand this weather, cant stand waiting, cant take any more reps, cant take
    any more time, cant wait to go, cat fell, cat poo, ceiling collapsed, chair collapsed, chemo for my dog,
    chest cold, chest day, chest exercise, chest exercises, chest expander, chest flies, chest fly, chest
    freezer, chest height, chest infection, chest lift, chest lifts, chest of drawers, chest opener, chest
    openers, chest press, chest stretch, chest stretches, chest to knee, chest up and, chest up shoulders,
    christmas fever, cold feet,
    cold packs, cold snap, collapsed in a heap, collapsed in bed, collapsed in the chair, collapsed into a
    chair, collapsed into bed, collapsed laughing, collapsed on couch, collapsed on sofa, collapsed on the
    couch, collapsed on the sofa, comfortably numb, computer crashed, control of diary, control of my diary,
    control of my schedule, control of my time, control of schedule, cotton pads, couldnt breathe for
    laughing, crack of dawn, crack on with, cracked it, cracked nicely, cracked on, cracking day, cracking on,
    cracks when, crash course, crash diet, crash helmet, crash in the game, crash landed, crash landed on,
    crash mat, crash out, crashed on the sofa, crashed out, crying at a film, crying baby, crying laughing,
    crying with laughter, dance fever, dance partner, day trip, dead after that, dead arm from, dead boring,
    dead bug, dead bugs, dead busy, dead calm, dead chuffed, dead easy, dead end, dead good, dead hang, dead
    hard, dead heat, dead leg from, dead legs, dead lift, dead lifts, dead line, dead on my feet, dead on
    time, dead phone, dead proud, dead sea, dead simple, dead slow, dead tired, dead weight, deadbug,
    deadlift, deadline, die of boredom, died laughing, died of boredom, different strokes, doesnt fit, dog
    bowel, dog pee, dog poo, dont feel a stretch, dont feel any benefit, dont feel any different yet, dont
    feel any pain, dont feel anything happening, dont feel glutes, dont feel good, dont feel great, dont feel
    it in glutes, dont feel it in my glutes, dont feel it working, dont feel like doing, dont feel like
    exercise, dont feel like exercising, dont feel like it, dont feel my glutes, dont feel pain, dont feel
    sorry, dont feel stretch, dont feel up to, dont feel well, dont give up, dont hold my breath, dont see the
    point in clams, dont see the point in the, dont see the point in this exercise, dont see the point of,
    dont want to be here all day, down there for dancing, down there on the mat, drag myself, drag out, drag
    queen, drag race, dragged myself, dragging myself, dragging on, drink water, drinking water, drive off to,
    drop dead, drop foot exercise, drop foot exercises, drop in, drop the foot, dull ache, dull day, dull
    exercise, dull exercises, dull pain, dull weather, dying for, dying here lol, dying laughing, dying of
    boredom, dying of heat, dying of laughter, dying over here, dying to, ego trip, end it early, end it
    there, end things early, exercise balls, exercise sheet, face another plank, face cream, face down, face
    mask, face plant, face the music, face time, face to face, face up, facebook, facetime, faint hearted,
    faint hope, fainting goats, fall behind, fallen asleep in, fallen behind, fallen in love, fallen off the
    wagon, fallen out of habit, fallen out of routine, fallen out of the habit, fallen out of the routine,
    fallen out with, falling asleep, falling behind, falls asleep, falls class, falls clinic, falls group,
    falls prevention, fed up of clams, fed up with clams, feel bad about, feel fit, feeling numb about, fell
    about laughing, fell apart, fell asleep, fell asleep during, fell behind, fell flat, fell for, fell foul,
    fell from grace, fell ill, fell in love, fell into a routine, fell into bed, fell into the routine, fell
    off plan, fell off the bandwagon, fell off the sofa laughing, fell off the wagon, fell off track, fell on
    a sunday, fell on deaf, fell on my birthday, fell out of habit, fell out of routine, fell out of the
    habit, fell out with, fell over laughing, fell pregnant, fell short, fell sick, fell through, fell to
    bits, fence collapsed, fever pitch, fever tree, find my feet, fit again, fit and well, fit around, fit as
    a fiddle, fit bit, fit both in, fit enough, fit everything in, fit for, fit in, fit into, fit it in, fit
    more in, fit my, fit of giggles, fit round, fit them in, fit these in, fit this in, fit through, fit to,
    fitbit, fits around, fits in, fits into, fits of giggles, fits of laughter, fits well, fitted in, fitter,
    fitting in, flesh is weak, foot ball, foot in the door, foot stool, foot the bill, football, football
    fever, funny bits, funny turn of phrase, gel pads, get fit, get it off my chest, getting fit, give a
    speech, give blood, give up smoking, give up sugar, given up alcohol, given up chocolate,
    given up coffee, given up dairy, given up meat, given up running, given up smoking, given up sugar, given
    up the gym, given up wine, glass of water, go private, gold fever, gone to sleep early, good crack, good
    fit, good pop, goose bumps, got fit, got soaked, grateful dead, groin stretch, groin stretches, growing on
    me, growing up, guilt trip, gums bleed, gums bleeding, hard boiled, hard day, hard exercise, hard on my
    knees, hard on my wrists, hard one, hard sell, hard week, havent fell, havent felt like, havent pee
    myself, havent wee myself, havent wet myself, hay fever, hayfever, heart breaking, heart broken, heart
    stopping, heartburn, heat pad, heat pads, heavy period, heel of the bread, heel raise, heel raises, hissy
    fit, hold my breath, holding my breath, hope chest, hot and cold packs, hot bath, hot chocolate, hot day,
    hot drink, hot flash, hot flashes, hot flush, hot flushes, hot outside, hot pack, hot shower, hot stone,
    hot tea, hot today, hot tub, hot water, hot water bottle, hot weather, hot yoga, how do i spot, i pad, ice
    screaming, im dead, in tears laughing, in the last set, inner thigh stretch, internet is weak, ipad, jaw
    dropped, jump off a step, jump off the bus, jump off the sofa, jump off the step, jump rope, jumping off
    the sofa, jumping off the step, just die laughing, just die of embarrassment, keep fit, kettle leaking,
    kick my ass, kick my butt, kicked my arse, kicked my ass, kicked my butt, kids screaming, kill for, kill
    two birds, killing it, killing me, killing time, knee into chest, knee pad, knee pads, knee raises, knee
    to chest, knees to chest, knees weak moms, knocked dead, knocked over my coffee, knocked over my tea,
    landed on my feet, landed on my lap, laptop crashed, last message i got, last message said, last message
    was, last message you sent, launch pad, leak in, leaking roof, leaking tap, leaky tap, leaves have fallen,
    leg curl, leg curls, leg day, leg exercise, leg exercises, leg lift, leg lifts, leg press, leg raise, leg
    raises, leg stretch, leg stretches, leg weights, legs are dead, legs day, let me go early, let me go to,
    like it or lump it, lost control of my diary, lost control of my eating, lost control of my schedule, lost
    control of the dog, lost control of the remote, lump in my throat, lump it, lump sum, make up pads, mind
    is numb, mind numbing, mind numbingly, more fit, murder mystery, my app crashed, my legs are dead, my
    speech at, my speech for, my weakness is, nearly died, never give up, new saddle, newspaper, niagara
    falls, nice crack, night fell, night fever, no control over my diary, no control over my schedule, no
    control over my time, no feeling better, no feeling like, no feeling of a stretch, no feeling of
    improvement, no feeling of progress, no feeling of stretch, no future appointments, no future appt, no leg
    to stand on, no point in this, no sleep baby, no sleep till, no way out of, nose bleed, nosebleed, not
    feel good, not feel great, not feel like, not giving up, not just yet, numb brain, numb from cold, numb
    from ice, numb from the cold, numb from the ice, numb with boredom, numb with cold, numb with grief, numb
    with ice, numb with shock, numb with the cold, numbed by ice, numbed it with ice, numbed with an ice,
    numbed with ice, numbing cream, numbing gel, numbskull, off my chest, office temp, oh snap, on my feet all
    day, on paper, on pins and needles, outside temp, oven temp, overdose of chocolate, overdose on chocolate,
    overdosed on chocolate, pad thai, pain in the arse, pain in the ass, pain in the bum, pain in the butt,
    paper copy, paper diary, paper round, paperwork, pass out leaflets, period pain, period pains, phone
    crashed, phone dead, phone fell, phone is dead, phone was dead, physically fit, picture fell, piece of
    paper, piece of piss, pink band, pink theraband, pins and needles about, pins and needles waiting, pipe
    leaking, piss off, piss poor, piss up, pissed off, pissing down, pissing with rain, poker face, pop a, pop
    by, pop down, pop in, pop music, pop my, pop out, pop over, pop round, pop song, pop star, pop the kettle,
    pop to, popped in, popped out, popped over, popped to, pops when, power black out, power blackout, private
    appointment, private clinic, private health, private healthcare, private hospital, private insurance,
    private message, private physio, private room, pulling my leg, pulling your leg, put my foot down, race
    for life, rain fell, razor sharp, rear view, red band, red bull, red card, red hot chilli, red light, red
    nose, red one, red resistance band, red sofa, red theraband, red wine, road trip, rock and a hard place,
    rock bottom, roof leaking, room temp, rope machine, rope pull, rope pulls, run over by a few, run over by
    work, run over time, running out of breath on, said goodbye to, satisfying crack, say goodbye to pain,
    school trip, screaming at the tv, screaming baby, screaming kids, screaming match, screaming toddler, sex
    and the city, sex education, shelf collapsed, shiver down my spine, shiver me timbers, shivering outside,
    short of time, sick of clams, sick of these, sign is cancer, signal is weak, skipping rope, slap dash,
    slap on the wrist, slap up, slipped disc, slipped disk, slipped into a routine, slipped into bad habits,
    slipped mind, slipped my mind, slipped off the band, slipped on my shoes, slipped on my slippers, slipped
    on my trainers, slipped out of routine, slipped out of the habit, slipped up, smart arse, snap decision,
    snap shot, snow fell, soaked in rain, soaked in the rain, soaked with sweat, speech at, speech for, speech
    therapy, speech to text, speed bump, spilled water, spine tingling, spot an infection, spring fever,
    square feet, stairs are done, star sign, star sign cancer, steroid cream, steroid inhaler, steroid nasal,
    steroids cream, stock market crash, stroke of genius, stroke of luck, stroke of midnight, stroke the cat,
    stroke the dog, such a drag, suicide drill, suicide runs, suicide sprints, suicide squad, table collapsed,
    take the piss, taking the piss, tap leak, tap leaking, temp drop, temp dropped, temp in here, temp is
    lovely, temp is normal, temp job, temp normal, temp outside, temp was lovely, temps soared, tent
    collapsed, the fit of, tight chested, tingle of excitement, tingling with excitement, tingly feeling of,
    tired of clams, to kill for, toe raises, toilet aisle, took my breath away, treasure chest, tree fell,
    tribute band, trip advisor, trip away, trip to, tripped the switch, tropic of cancer, try hard, trying
    hard, turn of phrase, uncomfortably numb, wake me up before, wake me up when september, walking dead, want
    out of the program, want out of the programme, want out of the trial, want to die laughing, want to end it
    early, want to end things early, warm bath, warm down, warm outside, warm shower, warm up, warm ups, warm
    water, warm weather, warmed up, warming up, wash my face, waste of breath, water bottle, water leak, water
    temp, weak at the knees, weak band, weak coffee, weak drink, weak excuse, weak excuses, weak in the knees,
    weak internet, weak joke, weak moment, weak phone, weak signal, weak squash, weak tea, weak wi fi, weak
    wifi, weak will, weak willed, weakest link, weakness for, wedding speech, week end, weekend trip, went
    over on time, went private, went to sleep early, wet hair, wet through, wet with sweat, what a cracker,
    what a drag, whats the point of clams, whats the point of that one, whats the point of the exercise, whats
    the point of this exercise, whats the point of this one, wifi is weak, will is weak, will power is weak,
    willpower is weak, wont give up, wont hold my breath, work hard, worked hard, world cup fever, worst ever
    exercise, worst ever plank, worst ever weather, worst ever week, worst exercise, worst exercise ever,
    wrong with my phone, wrong with the app, xmas fever
"""
"""Phrases that hide the sign within them, unless they are themselves within a longer sign."""
