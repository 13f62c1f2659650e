"""Real words that are one or two letters away from a word of the safety screen and must not be read as it.

Made by comparing the words of the tables with a list of common English words. A word that is missing here is
at worst a false alarm.
"""

_WORDS = """
    abbot abort abound abut accent accents access accidental aces ached acres acting aesthetic afflicted
    agent agility aground alice alike alter ancient ancients anesthetic angle angles anklet anklets annul
    ants arches ardent arena arrive ashes attach attain award awfully awoke backed backfire backing backroom
    backwoods backyard bade badgers bailing baking baldy bales ballroom bally banging banked banned banner
    barley barrel barrels barroom bathed bathes bathing batter batting beached beaches beaming bearing
    beater beatles bedding beefing beeping begging belay bella belle bellow bellowing bellows belting belts
    bending betting bidders bidding biding biking billing billowing bills billy bind binding bitter blackest
    blake blame bland blank blasters blasting blaze bleached bleaching bleating bleep bleeping blend
    blending blends blessed blessing blight blinders blink blinked blinking block blogging blond bloom
    blooming blow blows blunders blurted blush boarders boasting boating bodes bogged bond bonded bonding
    bonds boners bonne bonnet bonus boobs booby booed booger boogers boogie booing booked bookie boone
    boosting booted booth boozer boozy bored bores bossed bosses bottling bounding bowed bower bowing bowl
    bowling boxed bracing bragging braiding braised braking branding braving breach breached breaches
    breaching breadth breastfeed breeches breed breeding breeds brewing bribing bride bridging bridle
    briefing brimming bring brink brisk broached brood brooke brown browsing brunch brushing bubbling
    bucking bugger bugging building bulls bully bullying bumbling bummed bumper bungling bunked bunking
    bunting burping burrowing burying bussing busting bustling butch butter butting cackling calling camp
    cancel cancels canker canning cannon capped caressing caring carjacking carly carnage carny caroling
    carthage cartilage carting cartridge carves carving cary cash cashed cashing caterer catering cath
    causing caves cawing cease cellar certain chafing chain chaining chairing challenging champ chance
    chanced changeling channeling chanted chanting chapped char charge charged charging charming charting
    chasing chatting cheat cheating cheats check checking checks cheeky cheer cheering cheers cheese cheeses
    cheesy chess chill chilly chiming chipping chittering chock choir choose choosing chopper chopping chose
    chucking chugging clack clacking clacks claiming clamping clan clanging clanking clap clapped clapping
    clash clashed clashing clasp classed clattering clawing cleansing clearing click clicking clinch
    clinging clinking clipping cloak cloaking clocking clogged clogging clone cloned cloning closer closes
    closet cloths clotted clotting clove clown clowning clubbing cluck clucking clump clutch clutching
    cluttering coaching cocked cocking codes coding coercing coffees coffers coked collage collared
    collusion coloring comas combing combs comer comet comets commie commies compulsion concession
    conclusion concussion concussions cones conferred conferring confessed confesses confession confessions
    confided confined confines confuse confusing conjured conned conning consent consultant consulting
    consumed contact content contestant contracting controls contusion contusions convening converging
    conversing conversion converting conveying convinces cooing cooked cooker cooking cooler coolers cooling
    cooper coos coping copper coppers copping copter cores cornering counting coupling coursing courting
    covens covert coveting covets cowering crackling cradling crafting cramming cramp cramped cramping crank
    cranked cranking cranks crapping crashes crashing crass craving creaking creaming create creating creek
    crest crick croaked croaking crock croon cropped cropping crossing crouch crouching crowd crowding
    crowing crowning crows cruelly cruising crunching crusading crusted crusts curry cursing cussing dabbled
    dabbling dangle daring dearth decreased deepened deepens defends delicious depressing depth derive
    desirous didst ding dipping dips disclosed discovered dishonored dissent dissing distract district
    distrust ditty dive dogging doling dolled doping dosing doting dotting doubly doubted dozing drafting
    draining drank drawing drawn dreading dreaming dredging dries drifting drilled drilling drills dripped
    droning drool drooled drooling drove drowning drugged drugging drying dubbing ducky dunk dusty dyeing
    eccentric eclectic editing effective ejection election elections elective electrons elegant elves
    emasculated embellish emitting employing enlisting entice erases eruption eruptions esther ether
    evacuate evacuated evacuating evacuation evermore evicting eviction exacting exciting excluding
    exclusive execution executions exerting exertion exit exiting exits expansive expensive exploiting
    exploring exposing expressive extending fabled faces faction fairs falter fancy fanning farting fasten
    fasting fatted fatten fawning feces feed feeder feeding feeds fees felled feller felling feral fester
    fetal fewer fiction fiddled fiddling fidgeting figuring filed filing filings filler fillet fills filmed
    filming finders finding finnish fishing fiver flack flailing flak flapped flapping flaps flask flatter
    flattering flaunting fleeing fling flinging flings flint flipped flips flirting flitting floating
    flocking flogging flood flooding floods flooring floss flossing flour flows flunk focal foiled fond font
    fooling forging forming foster fraction frank friction fright frills fronting frost frying fueling fuels
    fund funky gambled gaping gassing generals giles girls giver gloves glowing glue gluten gluteus gong
    goodies goofing grain grains granddad grappling grasping greed greek greet grieving grilling grin
    grinding grinning griping groan groans grooming grooving groping grossing grouping growling grown grunge
    gussied gusting gutting hamper hampered handing hanger hapless harden hardened harding hardy harper
    harping harpoon hart hast hastened hating haunt haves hazing heady heals heaped heaping heaps hears
    heartache heartaches heave heaviest heaving heeds hells helper herd herr hides hikes hires hiss hisses
    hoarse hobbling hoes hogging holed holing holler holmes homeless homes homing honing hooking hoot
    hooting hooves hopelessness hopes hopkins hopping horde hose hoses hosing howard hummer hunker hunter
    hunting hunts hurling hurls hurrying hurtling huts impatience impatient importance important impudence
    impudent inaction inanimate inception indebted indicate indicted inducted induction infectious infer
    inferred infested inflation inflicted informed infraction infrared ingested ingestion initiate injected
    injunction inkling inmate inoperable insanely inserted insertion inspected inspection installing
    instigate insulated intention intently inter intercepted intimidate intricate intubate invading invented
    invention inverted invested isolated issued jackie jeering jello jolly jumper kicker kills kneeled
    knockers labor laboring lads lager lander lanes larry latte latter lave laying leading leads leafy
    leaned leaped leaping learning lease leased leases leasing leaving leeds leggy lens levee lied lies
    lifer liked likes liking limes linen linens liner linger lining linked links linseed lioness listed
    listing lived liven liver livers loaning loans loaves lodger logging logs loner longed longs looker
    looking looming loop looping looser loot looting lords loser losses lover loves loving lunge manning
    mapped mapping mares marking mars masking masks massage massed massing mating matt matte matters
    matthews meddled meddling mediation meets menage messes middling migrant migrate migrating milling mince
    mingle mining misled misses missing mistress misused moaning mobbed modeling modelling month monument
    mooning moons moonshine moore moored mooring mopey mopped moth mourning mover moves mowed mulling
    needless neither newer nightlife nighttime nippy norman nosy notifying noting novice novices numbers
    openness otter overcome overcooked overdo overdressed overdue overjoyed overlooked overrode oversee
    oversight overweight pace packed packing paddle pager painfully painless paints pairs pajamas palace
    pamper pangs panning pans pansies pansy panty paris parks parrots parties parting passes pasted path
    pats patsy patter patties patting pauper pausing pawning pawns paying peace pecked pecking peddle
    peeking peeling peeped peepers peeping peer peering peewee peking pending pennies pens pepper perch
    petition petting pick picker picket pickle pickled pickles pictured pieced pierces pilates piles pimping
    pinning pint pints piper pirates placing plaguing plains planes planned planner planting plants plate
    plated plating platter playing pleasure plunging poach pocket pointers pointing poking polled polling
    polls pollution ponds pooled pooling poorer poring portion ports posing posses possession potion potter
    potting pouting powder prancing prank preach predates presses pressured presume preying preys priceless
    pricing pricked pricking priestess primate primates print privately probes proffer propel propels
    propped propping pruning prying pubs pucker pudding puffer pukes pulley puree purring pushy putt puzzled
    quack quarrels quarts quirk quitters rabid racking rafting ragging raging raid raided railed railing
    rained raising raking rallied rallies rally ramming ramses ranting raped raping rapped rappelling
    rapping raring rating ration ratting rattler rattling raving react reacted reacting reactor reader
    readied readiness reading reads readying realities realizes realty reaping reapply rearing reassess
    recalling receives reception recession reclining recuse redress reduction reed reelection reeves refuge
    refugee refugees refute reilly rejection relation relied relies relished relive reliving remand render
    renting replied replies rescinding rescuing resetting resisted resounding retching retraction reuse
    revised revising revision rewind rider ripper rises rivet roach roaming roaring robber robbery rooting
    rotating rotting rousing routing rover rubbed rudder ruining rumbling rumblings rusting sacked sacred
    sailed sakes sale sand sash saving sawing scabs scalding scaled scaling scalp scalping scaly scammed
    scamming scanned scanning scares scaring scarred scarring scheming schooling scoffing scoffs scone
    scooping scoops scoot scoping scored scouting scrapped scrapping scrappy scraps scream screamed
    screeching screwing scrubbing scurrying scuttling sealing seared searing seating seats secures sedation
    seeded seeding seeking seeming seeps seething seizes selling send sending sensational sept sequence
    sequences setting settling severing sewing sexing shack shacked shacking shades shading shagging shaken
    shaker shakers shale shames shaming shape shapes shaping shard share shared sharing shark sharpness
    shattered shattering shaves shearing sheep shell shelled shelling shelly shifting shill shilling shimmer
    shimmering shimmy shine shiner shingle shining shipped shipping ships shirking shirtless shirts shitty
    shocking shone shook shooter shoots shopped shopper shops shore shores shoring shorn shortest shorting
    shorty shots shout shouting shouts shoveled shoveling shoving showed showered showering showing shredded
    shredding shriveled shrugged shuck shudder shuddering shuffling shuttered shutting shuttling sicced
    sifting sighs sill simmering sine singe sinned sipped sipping sips sired sites sixes sized skating
    skidded skiff skiing skill skilled skinny skipped skips skirting slabs slacking slamming slapped slashed
    slashing slaving slaying sledding sleek sleepers sleeps sleet sliced slicing slick slides sliding slight
    sling slinging slinking slits slitting sliver slogging sloping slower slugging slumming slurping slush
    smack smacked smash smearing smelled smelling smells smelting smiled smite smoothing smuggle smuggled
    smuggles smuggling snack snacking snaked snakes snaking snared snarling sneak sneaking sneered sneering
    sneezing sniff sniffing sniggering sniping snipped snitch sniveling snivelling snooping snort snorting
    snorts snowing snuck snuff snuggle snuggled snuggling soaring socked sodding softness soot soothing
    sopping sorting sorts sourcing sowing spaces spam spanking spanned spanning spared sparing sparking
    sparring speaking spear speared speck sped speeded speeding spell spelled spelling spending spent spice
    spiced spiel spiffy spike spilling spinner spinning spins spiny spire spite splash splitting spoiled
    spooking spool spooning sport sporting sports spotting spouting sprain sprained sprayed spraying
    sprinting sprucing spurred spying squabbling squared squaring squatting squeaking squealing squirting
    squished stack stacking staff staffing staffs staging stain staining stains staked stakes staking stale
    stalked stalking stall stalling stalls stammering stamping stank staph stare stared staring stark
    starling starred starring starry stars startled startling starved starving stashed stashing stated
    stating stats staying stays steak steaks stealing steam steaming steep steeped steering steers stems
    stepping sterling stick stiffs stilled sting stinging stinking stippling stirling stirring stirs stocked
    stocking stoke stoking stole stolen stomped stomping stoning stony stooge stoop stooped stooping store
    storing storming stove straddling stragglers strait strand stranded stranding strangled strangles
    strangling strapped strapping strayed straying streaked streaking streamed streaming streams striding
    strike striking stringing striped stripped stripping striving strobe stroll strolls strong strung
    strutting stuart stubs studying stuffing stuffs stuffy stunk stunning subbing subjected suck suing
    suiting sunning sunrise supposing surfing surging surmise surrounding suspended swabbing swabs swaddling
    swaggering swanning swapped swapping swarming swat swatting swaying swear swearing swears sweaty sweep
    sweeping sweeps sweet sweets swept swerving swig swill swine swiped swiping swirling swooning swooped
    swooping swoops swung tables tacked tackling tagging taker takers tales taming tammy tangle tangled
    tangling tanking tanning tapes taping tapped tapping tarred tasking taunt taxes taxing teaching teams
    teary teas tease teen teens teensy tempt tended tenner tentacle tentacles tenth terrain testifies
    textile textiles thank thanking thanks thee theme thickness thieving thine thingy thinker thinkers thins
    thongs thorough thoughtless threat threw throes throttling throwing throws thrust thunders tick ticking
    tickle tickled tickles tickling tides ties tightens tightest tiles timed timer timers timmy tinder tinge
    tinkling tinned tint tipped tipping tips tires toddle toddy toiled tolling tommy topper toppled toppling
    torch torched torches torching tough touring tracking trail trainee traipsing trait tramping trampling
    trapped trapping trappings traps trembles trick tricked trickier tricking tricks tried tries trifled
    trifles trifling trilling trimmed trimming tripod troopers troops trotters troubled trough truce
    trucking truest truffles trunk truss trustee tryst tuck tucking tuned tuning tunneling turing turner
    tutors twain twiddle twine twinkle twinkling unbeatable unbreakable underline undermine undersea undress
    unseal unstoppable unsuitable upping upstairs usable usually veils visions waddle wading wafer wafers
    wafting wager wagers wages wagging waging wails waited waiter waiters waits waked waken walks wally
    walter walters waning wanking warbling wards wares warfare warping warring washed washes wast wastes
    watery watts waver waves waving waxes waxing weakling wean wearer weariness weaver weaving weeding
    weekday weekdays weekly weeks weigh weighing weighs welling wellness wells wether wetter whale wheeling
    whining whinnying whipped whipping white whither whittling whizzing wholly whoopee whore whose wigged
    wigging wiggly wildly willing wills wily winding windy wined winged winging wining winked winking winks
    winner winnie winning wiper wired wiring wised witching women wong woods wooly worded wording worker
    worlds wormed worms wouldst wrangling wreak wriggle wriggling wring writhe writing writings wrung zoned
"""

REAL_WORDS = frozenset(_WORDS.split())
