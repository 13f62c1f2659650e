"""Real words that are one letter away from a word of the wide net and must not be read as it.

Made like `real_words`. A word that is missing here is at worst a false alarm.
"""

_WORDS = """
    affair alarms altar altars ambulances ample answers apples apply arguments armpits arrived attacker
    babes badge bagged bagging bake baked bakes bandaged banded banger banking banks barged baring barked
    barking barns barred barren bashing basing basking batted batty baying beach beak beard bearings beast
    beasts bedrooms bedside beech belch berth besides betide betty bicycles bide bilge birch births bitty
    blames blanks blares blaring blaster blazes bleak bleeder blended blisters bloc blockade blocks bluer
    blurt boar boards boars bombs bondage boning bonkers booking boom bosoms bottled bottles bounced bouncer
    bounces bouncy bounds boxing brace braces braid brains brainy bran brave braves brawn breaks brian brief
    brig brine brings broker browns brows brunt budding budget bugged buggers buggy bugle bulbs bumble
    bungee bungled bunks bunny buns burger burly burnt burr bury bust busts buzzed buzzer cabinets cages
    cakes calls calms camped camping camps canes capes capsule cards cared caress cars cart carts carve
    cases cashes casing casually caved caving champs chant charles charm charts chat checker chick chili
    chore chores chucks chunk chunks clamps clang clank clanks clashes cleansed clears cliffs climber
    climbers clings clingy clink clinks clint clippers clones closest closets clothe clots cloud clouds
    clung coach coffins coke collide collisions colon colored colors conch confess confessing construct
    constructed contacts contested conversations counter courted coveted crackle cradled cram craps craves
    creak creams creamy cred creed creepy cried crimp croak crosses crumble crumbled crumbles crumbling
    crunchy crutches cures curing currents cushions dailies dancer dangers danny darken daughters debts
    decide decides decoded dedicate defeated defeating defect defected denny dens denying departments depths
    described describes deserved detects detest differences digger diggers diner dinners dipped dirtier
    diver diving doctors doug dove downing downward draft draped drapes draws dread dreams dreamy dregs
    drier drifts drivel drivers drives drone drugs drunker duet duress easter edema eight eighth eights
    eject elect embarrasses emergence endured endures enemy ensure escapee escapees evaluate evaluated
    evaluating expend expended explore explored explores external extremes faced facing facts failures faked
    fakes faking famed fared fares farewells farmed farming farms farther fated fates fats faxed faxing
    fearing fellas fellow females fences fifth files finale finals finishes fittings flail flaked flakes
    flames flaming flared flares flats flattered flatters flattery flawed flaws flayed floored floors flores
    flowed flushing flustered folder folders folks follows foods foosball footy foray forced forgave forges
    forgiven forgives fort forts four fourth framing freeing frisk froggy funerals furs gaps gases gassed
    gavel genes gent genus ghosts giants gills giveaway gland globe glowed glows gobbled goody goofy gory
    grade grant grapes graph grasped grate gravely graves gravy graze grid grinds gripe grope groped gross
    grove grovel groves growers growl growls grunt guest guests gusts hailing hails hairy hallucinate handy
    hans happenings heading healing hearings hearse heartbeats heating heirs herring hither hitter hoods
    hordes hospitals hows humiliate humiliates humping hundreds husbands ignored imagined imagines imaging
    impossibly imprints inane incidents infects inflame injections injects injured injury insect insure
    itches jess jilted jogger joints khaki kidneys killer kitchens kneel kneels lacked laden lambs lamps
    laser lasers lather lawyer lawyers leader lemons length lengthy leon lester licked lighted lighten limbo
    limos linear lingers listens liter liters loath loathed loathes located locker locket locking locks
    looked looms loops loosed loosen louse lucked lugging lumber lumped lumpy lurch lynch makers males manor
    marching marker martial master masters mater mates maxed meddle medicines melons mikes mined miner
    minors mired missy mist mixer mixes modes moles monte mooing moping morrow moses moths mouths movers
    mowing mumbled mumbles muscled mutter mutters narrower naught nearby neatly nicked nicking nicks nodes
    noses noted nuggets occasions older opposites oranges orders organ otters paddles paging painted pajama
    palate panics panned pantry paralyze paralyzes parched parson parted pasty patched pate patted patty
    pauses paving pawing pedals peddling penal pence penguins peoples persona persons petal phantoms phoned
    phones phoney phony pierce pillows pimped pimps pinches piped piping pitched pitches plane plans
    plastics plates platforms plugs plumb plume plumes plump pockets poke pokes pokey poles pond ponder
    pools pope pores posed poses possibly pounced powders priced prone prostrate puked punches puppets pups
    purse purses pusher pushes qualify queers quiets quilt rabble raced racer racers racks radios rages
    railways rapes rates ratio ratted rattle ratty raves recital regain regaining relapse reliably relieved
    remain remaining remove remover removes rental responses retail retains revered reverse reverses
    reverted riddled riddles rides ridges rigs risen risks rites roaches roped ropes rose roses rotted rouge
    roused roust route ruby rumble rumbles ruse rushes rusted sacking sacks sages sailing sails sales sally
    saluted salutes salvage sands saps satin sauce saucers sauces sausages savages saves savings sawed scare
    scarf scars scent scoff scones scram scuffle seam seamen seams sear seeds seeks seemed seen sees seize
    sells seven seventh shacks shade shaded shady shafted shafts shaggy shake shall shallows shalt shame
    shamed shane shaped sharks shaved shear sheared shears shells shes shift shifter shifty shines shirk
    shoo shorted shove shovel shoves shows shrank shrieking shrieks shrines shrink shun shunned shutter
    sidewalks siding sifted silky sings sins sixth sizing skeletons skills skins skipper skirts skit skulk
    skulls slacks slain slams slashes slated slave slaved slaves slayed slays sleeper slice slices slime
    slings slippery slopes slowed slurp smarts smelt smiles smiling smoke smoother snacks snagged snaps
    snare sneaked sneaky snide snitched snorted snubbed snuffed soaps sober soggy sold solids solos solves
    sores souls sowed spade spake spank spar spares sparkle speaker speakers spears specks spells spelt
    spider spiders spiral splatter splattered spoiling spoils spoken spokes sponges spook spoon spoons
    sprang springs sprung spur spurn spurned spurs sputtering stacks staged stages stan stares starve
    starves stave stead steal steamy stem stent sticks sticky stiles stills stings stingy stink stint stir
    stitched stocks stoked stoned stores storeys storied stormed stormy story stowed straighter straits
    strands strangers strangle strangler straws stray strays stretcher stubble studs stuffed stumped stung
    stunt stunted suave subs sully surprises survived survives swabbed swagger swamped swans swaps sway
    switches swoop swore sworn tacks tailed tailing tails talker tampons tank tanked tanks tasked tasks
    temple tends tents terminals terrifies texas theirs thirsty thrones throng thumb thumbing thumbs ticked
    ticket tinker token tolls tomorrows towed tower towers toying traces tracing tracts trailer trailers
    trained trains traits tramp tramps trawling tremble triad trials trifle tripe trucks trumpet trumpets
    trunks tucker tumbler tunnels turks turns tutor twists twit twitch tying tyrone unclean understands
    upped uptight urged vaginas vanishes varnish vibrations vices visuals voiced waived waiving walker
    walkers walled wands wanker wankers warms warts wary washer wears weddings weeds weekends weepy welding
    wheelchairs wheeled whine whisk whiskey wide widen widow wilder wiles wilkes wimp wimps wines wipers
    wires wiser wives wooded woody woolen woozy worm wormy woven wrapper wrinkle wristband zipping zones
"""

NET_REAL_WORDS = frozenset(_WORDS.split())
