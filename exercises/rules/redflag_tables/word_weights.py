"""How much each word by itself speaks for or against a red flag: the last layer behind the signs and the wide net.

The weights were fitted once, by logistic regression with a quadratic penalty, to the invented labelled texts of the
project (`tests/fit_word_weights.py` makes this table again); they are counts of our texts and no clinical findings.
Reference material, to be reviewed and signed off by a licensed clinician: see the package.
"""

from collections.abc import Iterator

START = -16
"""The sum of a text without any of these words."""
FLAGGED_FROM = 12
FEWEST = 4
"""From this sum on, of at least so many words, the words alone are enough for a review."""
DOUBTED_BELOW = -25
"""Below this sum a mere review of the wide net is a false alarm."""

_TABLE = """
    21: reason
    20: <fever>
    19: since sudden swollen think
    18: ive left
    17: collapse getting more there
    16: wont
    15: passed seizure spread
    14: breathe even im myself slur urine wee went
    13: buckle feeling foot i just keep leg living numb pee poo want
    12: ankle area be bottom everything headache morning point privates stood wake without
    11: <ten> bits cant car chest droop go goodbye grow having his life night short someone spine step sweat
        throat tingling touch worse
    10: agony blacked calf coming fainted give hole hour know lady lips looking minute move needing ooze
        other pills self side soaked strength twice unconscious up
    9: <minutes> air back bad bed bladder bum but chair days downstairs ever going gone my now only over
        really sensation sex talk talking throb toilet tongue trousers unbearable whats
    8: both constant every eye fanny floppy gasp happened hard hit id last like loss lump lying mum needle
        new notice off overdose properly pus shes shiver still stone sunday take thigh till tingly trying
        warm wet wrong yesterday
    7: backside become bigger bleed control fever genitals have heard hi husband idea live massive minutes
        penis place seat shoulder sob stand started terrible tonight urge weeks
    6: anymore around behind below blood breathless confused cough cutting down feel feverish groin had here
        home if looks messed moving pressing pressure private round sheets skin something speech stair steps
        they tip treatment weaker wish
    5: <old age> are because big bowel bus came cope crush crying dizzy empty enough goes got has havent
        heel help honestly hot incontinent its knickers me mouth neck nothing often own pain parts pins
        puffy realise red rib says sciatica size slipped speak spot starts struggle suddenly suicide
        swelling than traps two under warning wetting wheeze why would
    4: again anus awful bike burning cotton crash drag else finish he hours how huge landed legs lower lunch
        lung lymphoma matter monday months never nolonger orgasm outer pads passage she shower site slap
        stops stream stuff temp things walking week where worth your
    3: able being belong between care cheeks chills comes crotch dad deep difficult dribble dry erection
        everyone fit floor found full garden hurt into kerb kind kitchen knocked let lets lift loads lose
        most nan need nether number opened raise rear rest see sharp signal some sort survivor tesco thing
        times top tuesday tum very warfarin water way wear weeping well when willy wind wipe words worst
    2: across acupuncture ages am arm arse been bent butt catheter clue come dead different dont dripping
        drive drunk dull elses end face fell flop ground half heart hold inner inside jab ladder lead mins
        nails not one onto out p pad pants pressed push right saddle session shop six standing stay stop
        strain suicidal tailbone tell thinners tho thursday tightness toe tumble upper use vagina washing
        weekend weight wife wobbly yellow you
    -2: alive another appt ball bath boring breathlessness cancel day dear em everywhere exercises faint
        fall flight football fuzzy hospital ice ill kids lot mate none ran reply report ring roll school
        sending slipping start sweaty test tomorrow we were while who
    -3: ago bugs clean count couple degrees evening feet felt film flu head holiday house infection jelly kg
        knackered linkin min much nope pm pool read resting sign stopped straight swimming tea trouble tv
        view walk wobble
    -4: about ache bit bothered bruise burn busy call coffee dentist easy falls him internet little load
        moved next nice ones party physio pooped put quick quit sec skipping slimming son symptoms texts
        thank thats ups waiting walked watch weakness workout world worry x yay yoga
    -5: <nine> away better bloody chuffed die died difference emergency fallen find finished hill hip itchy
        lovely managed murder numbed once open outside pack pls question remind rubbish run say sets sheet
        shift signs stiff stretches surgery tiptoes weather what
    -6: after board bug cauda change cushion during e equina flags freezing hand heat love missed operation
        park planks press pull raises set sister slept sofa then today waterworks
    -7: abs bridges cat cheek clams dog drawers laughed mind nose opener phone radio reps squats til which
    -8: balance boredom bottle cold doing from gym late later miss old said should skipped stroke text
        thanks them tiny
    -9: bridge broke cramp fingers killing mean please song sore stretched usual
    -10: <score> anywhere diet forgot normal through yet
    -11: any leaflet no years
    -12: buttock high nearly unfit
    -13: baby exercise great hamstring mat ok video
    -14: always do good haha problem small these tired will
    -15: can early plank
    -16: fine skip stretch
    -17: band laughing
    -18: done
    -19: <year> did
    -24: same
    -27: lol
"""


def _entries(table: str) -> Iterator[tuple[str, int]]:
    """The words after each weight."""
    weight = 0
    for part in table.split():
        if part.endswith(":"):
            weight = int(part[:-1])
        else:
            yield part, weight


WORD_WEIGHTS = dict(_entries(_TABLE))
