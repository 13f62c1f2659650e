"""What takes the meaning from a word that stands beside it: laughing, films, ice, a dog, a flight of stairs.

Reference material, to be reviewed and signed off by a licensed clinician: see the package.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Harmless:
    """Words of the list `what` mean nothing when one of the phrases `beside` is at most `apart` words away.

    `unless` names a list of words: where one of those is near, the sign stands.
    """

    what: str
    apart: int
    unless: str
    beside: str


_TASKS = """
    stairs, hill, hills, hike, walk, run, squats, workout, gym, exercise, exercises, class, jog, cardio,
    climb, raises, lunges, gardening, dancing, steps, planks, plank, burpees, bridges, jumps, cycling, spin,
    swim, swimming, set, sets, hiit, zumba, football, treadmill, leg day, gym session, bike ride, rowing,
    session at the gym, long drive
"""
_GROUPS: Mapping[str, str] = {
    "@shows": """
        listening, encore, song, songs, radio, playlist, album, spotify, singing, sang, sing, lyrics, floyd,
        linkin, concert, gig, film, movie, movies, tv, telly, netflix, episode, series, book, novel, podcast,
        documentary, watching, game, quiz""",
    "@laughing": """
        laughing, laughed, giggling, giggled, hilarious, in stitches, with laughter, funny film,
        cracking up""",
    "@pets and children": """
        dog, puppy, cat, kitten, baby, toddler, kid, little one, nappy, potty, rabbit, horse, pet, hamster,
        grandson, granddaughter, nursery, the kids, guinea pig, tent, fence, boiler, tap, roof, pipe, kettle,
        washing machine""",
    "@family": """
        friend, mate, dad, mum, mom, mother, father, sister, brother, aunt, uncle, nan, gran, grandad, wife,
        husband, partner, neighbour, colleague, boss, cousin, son, daughter, visiting, charity, research,
        fundraiser""",
    "@effort": ", ".join(
        [
            f"{word} {task.strip()}"
            for word in ("after", "up", "from", "during", "doing", "on", "following")
            for task in _TASKS.split(",")
        ]
    )
    + ", in a good way, good way, unfit, walking up, running up, after walking, after running, doms"
    + ", after that one",
}
"""Groups of phrases by their names in the table below.

To be tired or out of breath after effort is expected.
"""

_TABLE = """
behind, within 5:
    sore, pain, painful, hurt, ache, achey, achy, aching, stiff, tight, tightness, killing, fire, burn,
    burning, workout, exercise, exercises,
    muscles, muscle, great, good, ok, okay, fine, normal, looks, firm, firmer, steel, squats, squat,
    bridges, bridge, clams, twitching, stretch,
    stretches, strain, pull, pulled, bruise, cramp, kick, kicked, itchy, lol, massage, piriformis,
    tender, twinge, better, up, soreness, cycling,
    bike, comfy, spasm, knot, worked, jeans, line, drawer, hip, hips
leaks, within 5:
    @pets and children, heat, knee, cotton, sink, ceiling, dishwasher, radiator, washing, window, water,
    shower, rain, fine, ok, normal, car,
    engine, kitchen, bathroom, plumber, landlord, brake, cooling
breath mentioned, within 3:
    nice, steady, slow, slowly, easy, calmly
despair, within 5:
    heat, planks, plank, lol, boredom, clams, clam
no awareness, within 2:
    getting any
numb, within 2, unless saddle:
    difference, different, any better, improvement, benefit, progress
no awareness, within 2, unless toilet:
    difference, different, any better, improvement, benefit, progress
chest mentioned, within 2:
    cough, chesty
numb, within 4, unless saddle:
    @shows
numb, within 5, unless saddle:
    ice, ice pack, cold pack, frozen peas, dentist, filling, boredom, freezing, gel, cream, spray, snow,
    cold
numb, within 6, unless saddle:
    kneeling, knelt, cross legged, crossed legs, slept on, lying on, lay on, tight boots, tight shoes, ski
    boots
numb, within 5, unless saddle:
    leg day, workout, work out, gym, spin class
numb, within 3, unless saddle:
    jelly
numbness, within 4:
    sleeping on, arm, hand, mind, brain
numbness, within 5:
    @shows, ice, ice pack, cold pack, frozen peas, dentist, filling, boredom, freezing, gel, cream, spray,
    snow, cold, leg day, workout, gym, spin class, lips, gums, fingers, hands, arms, fingertips, joke
numbness, within 6:
    kneeling, knelt, cross legged, crossed legs, slept on, lying on, lay on, tight boots, tight shoes, ski
    boots
odd, within 3:
    normal, fine, good, ok, okay, great, all good
not right, within 2:
    exercise, exercises, plank, planks, sore, itchy, rash, shaving
mentioned, within 4:
    football, ball, house
mentioned, within 5:
    fine, normal, ok, okay, good, great, working, perfect, as usual, all clear, no problem, no problems, no
    trouble
mentioned, within 5:
    dog, cat, puppy, baby, toddler, stretch, stretching, floor exercises, cancer, leaflet, film
wet, within 6, unless when i laugh:
    @laughing
wet, within 4:
    nearly, almost, dog, puppy, baby, toddler, nappy, potty, grandson, kid, little one, rain, sweat, kids,
    cat
wet, within 5:
    swimming pool, paddling, splashed, spilled, spilt, water fight
wet, within 8:
    dog, puppy, cat, toddler, potty
wet thing, within 6:
    rain, laughing, sweat, bath, swimming, dog, puppy, toddler, baby, potty, spilled, spilt, washing, hair,
    towel, swim, shower, drink
leak, within 5:
    @pets and children
toilet, within 5:
    fine, normal, normally, ok, okay, good, break, stop, quick, set, sets, between, half way, halfway,
    middle, coffee, tea, water, drinking, queue, shop, shopping, cleaning, clean, dog, cat, puppy, baby,
    toddler, kids, kid, nappy, potty, grandson, laughing, laughed, laughter, nearly, almost, sitting on, had
    to, have to, needed, need a, need the, dying for, off to, nipped, popped, paused, in a sec, bursting
    for, ran to, stopped for, no problem, no problems, no trouble, as usual, exercise, exercises, back in,
    then did, then finished, then carried on, carpet, mat, rug, lawn, bird, litter, brush, seat up, roll,
    door, lid, flush, blocked
cannot before, within 3:
    find, flush, exercise, exercises, plank, clean, unblock, blocked, reach
no awareness, within 5:
    dog, cat, puppy, baby, toddler
an accident, within 6:
    @pets and children
an accident, within 5:
    paint, coffee, traffic, oven, kettle, motorway, m6, m25, work
soiled, within 5:
    @laughing, nearly, almost, dog, puppy, baby, toddler, nappy, potty, scared, kid, little one, cat
both, within 1:
    sides, done, sore, tired, ache
weak legs, within 5, unless newer:
    @effort, leg day, jelly
real pain, within 5:
    @effort
weak, within 4:
    painting, holiday, weekend, airport, advisor, signal, hobby
cant, within 1:
    reach, touch, see, fit, find
breathless, within 5, unless just sitting:
    @effort
breathless, within 5:
    @laughing
breathing not right, within 5, unless just sitting:
    @effort
breathing not right, within 5:
    nose, cold, blocked, mask, hay fever, hayfever, film, view
breath mentioned, within 5:
    fine, good, ok, okay, exercise, exercises, deep, in or out, calm, relax, relaxed, done, when i lift,
    while, practice, technique, count, nose, properly during, out on, yoga, meditation, asleep, in the right
    place, remember to, forget to, in and out, took a
breath mentioned, within 6:
    @effort
breath mentioned, within 6:
    @laughing
cannot air, within 5:
    @laughing, nose, cold, blocked, mask, hay fever, hayfever
cannot air, within 5, unless just sitting:
    @effort
out of breath, within 6, unless just sitting:
    @effort
chest mentioned, within 4:
    fine, good, ok, okay, clear, open, nice, great, stretch, stretches, stretched, press, day, shoulders,
    shoulder, triceps, arms, band, opener, exercise, exercises, cold, infection, rub, gym, to knee, lift,
    up, down, roller, hair, waxed, freezer, drawers
sharp, within 4:
    squeezed into, dress, shirt, jacket, bra, jeans, top
sharp, within 5:
    @laughing
heavy, within 6:
    press ups, push ups, pushups, bench, pecs
swollen, within 3:
    belly, ego
inflamed, within 4:
    weather, bath, shower, bottle, blanket, socks, wheat bag, heat pack, heat pad, stretch, stretching,
    leggings, trousers, shorts
fever, within 6:
    weather, heatwave, pool, outside, cold outside, spain, kid, toddler, son, daughter, baby, snow,
    freezing, sea, degrees outside, lovely, sunny, oven
bleeding, within 3:
    nose, gum, gums, shaving, paper cut, heck, hell, lovely, freezing, marvellous, typical, dog, stupid
wont stop, within 2:
    thinners
fall, within 2:
    nearly, almost, wobble board
fall, within 4:
    leaves, temp, prices, price, temperature, book, books, glass, phone, laughing, schedule, laughed, film,
    tv, watching, shares
fall, within 5:
    traffic, stuck in, delayed, held up, clothes, trousers, weight, off track, m6, m25
crashing, within 5:
    traffic, stuck in, delayed, held up, laughing, nearly, almost
crack, within 5:
    no pain, door, floorboard, egg, knuckles, nicely, felt good, chair
snap, within 4:
    no pain, nicely, felt good, good, satisfying, squat, lovely, relief, music, song
cancer, within 5:
    @shows, @family
cord, within 0:
    cancer
weight loss, within 7, unless not on purpose:
    diet, dieting, slimming world, weight watchers, ozempic, wegovy, mounjaro, calorie, calories, go me,
    pleased, happy, great, feeling good, good, yay, trying to, want to, need to, should, trying, hoping,
    help
losing, within 4:
    floor, toe, loss of
losing, within 8, unless not on purpose:
    diet, dieting, slimming world, weight watchers, ozempic, wegovy, mounjaro, go me, pleased, happy, great,
    feeling good, yay, trying, hoping, goal, the gym, calories, target
sweat, within 7:
    gym, workout, hot flush, menopause, heatwave, hot flushes, hot weather, yoga, run
rest pain, within 6:
    cough, coughing, cold, baby, neighbours, snoring, husband, dog, noise, party
droop, within 8:
    dentist, filling, injection at, make up, makeup
speech, within 4:
    wedding, best man, giving, practising, therapy, public, wrote
stroke, within 5:
    dad, mum, mom, mother, father, uncle, aunt, nan, gran, grandad, film, tv, rehab, pool, golf, swimming,
    swim, neighbour, friend
collapse, within 3:
    knee, leg, ankle, foot
collapse, within 4:
    giggles, laughter, cat, dog, hamster, rage, puppy
collapse, within 4:
    @shows, nearly, almost, laughing, sofa, couch, bed, heap, armchair
sight, within 3:
    the video, video, screen, picture, pictures, link, app, exercise, the point, why, any difference,
    improvement, glasses, you, how, plan
arm weak, within 5:
    sleeping on, slept
arm weak, within 6:
    painting, ice, cold, freezing, snow, snowman, shopping, slept on, lay on, carrying, gym, push ups, press
    ups, weights, digging, gardening, dog
self-harm, within 4:
    breakfast, as told, as prescribed, every morning, with food, each day, every day, on time, at night,
    before bed, laughing, chocolate
end it, within 6:
    early, program, programme, session, subscription, contract, trial, texts, messages, sets, reps, appt,
    plan, week
wishing, within 6:
    laughing, of boredom, battery, phone
dying, within 1:
    bug, lift, lifts, hang, easy, lovely
all the, within 5:
    breakfast, as told, as prescribed, every morning, with food, each day, every day, on time, before bed,
    with water, regularly, ok
extreme, within 3:
    laughing, exercise, exercises, weather, film, hangover, tv, toddler, baby, kids, traffic, boredom, hours
    sleep
"""


def _entries(table: str) -> Iterator[Harmless]:
    """The lines "list, within n, unless list:", each with the phrases indented below it."""
    heads: list[str] = []
    bodies: list[str] = []
    for line in table.strip().splitlines():
        if line.startswith(" "):
            bodies[-1] += " " + line.strip()
        else:
            heads.append(line.removesuffix(":"))
            bodies.append("")
    for head, body in zip(heads, bodies, strict=True):
        what, within, *unless = head.split(", ")
        beside = ", ".join(_GROUPS.get(phrase.strip(), phrase.strip()) for phrase in body.split(","))
        name = unless[0].removeprefix("unless ") if unless else ""
        yield Harmless(what, int(within.removeprefix("within ")), name, beside)


HARMLESS = tuple(_entries(_TABLE))
