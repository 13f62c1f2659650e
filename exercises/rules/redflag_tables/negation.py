"""How far a "no" reaches, where a clause begins, and when "wee" is small.

It follows "Negation and scope" of the project's safety reference.

Reference material, to be reviewed and signed off by a licensed clinician: see the package.
"""

NEGATORS = """
    no not never without none neither nor dont wont havent nolonger denies nothing zero nil
"""
"""They deny the signs after them in their clause."""

ADJECTIVES = """
    numb weak weaker tingly swollen breathless wetting leak wet soiled shiver short cant
"""
"""After "no" and another noun they are not denied: "no pain, numb bum"."""

VERB_NEGATORS = """
    not never dont wont havent
"""
"""They reach further than their own verb only where that is a verb of having: "didnt manage, bum numb"."""

HAVING = """
    have had having got get getting feel felt feeling notice noticed experience experienced experiencing
    suffer suffered any been think seen see really at that say a numb weak in breathless short losing
    lose
"""
"""Words after which VERB_NEGATORS reach on."""

BREAKERS = """
    but however although though except yet tho because so until then still just only
"""
"""They begin a new clause."""

SUBJECTS = """
    i im ive id my mine it its he she his her hes shes they their the this that there theres now also
    both got had has having since today just woke feel cant need keep then
"""
"""They begin a new clause after a comma."""

LEADS_ON = """
    in of on from to with at around round between down up over for under near inside through that if
    like any all both had have got feel when while or say think lost where than what as and hold control
    after before into across along wet know cant is are was pee wee poo see tell until mean by off
    wetting lose losing feeling stop side
"""
"""After these, "i" and "my" begin nothing new."""

SMALL_THINGS = """
    bit one ones boy girl boys girls lad lass laddie lassie man woman yin bairn dog cat pup puppy while
    break rest walk stroll run swim nap sleep hours dram cup drink minute moment stretch session set
    question note reminder thing touch tad chat sit jog dance hill holiday trip house garden baby son
    daughter grandson granddaughter brother sister friend yins late early sore stiff tired achy better
    easier harder bruise scratch niggle twinge pain tweak exercise workout
"""
""""a wee" before one of these is small."""

AFTER_WEE = """
    and but or on in since when at is was for out without properly anymore any all now today again
    myself himself herself before after while if cant dont wont not has have accident leak as because
    everywhere come much during stream it itself i im my so only never yet the down with up to lol often
    more most from every own that by then last this first slow just yesterday tonight well of ok fine
    normal either please help thanks thank done sorry what should how
"""
""""a wee" before one of these is water."""

IDLE = """
    not sure, not good, not great, not right, not normal, not happy, not only, not just, not well, not nice,
    not joking, not fun, not ideal, not done, not today, not too, not myself, not long, no idea,
    no joke, no reason, no good, no matter, no point, no choice, no better, no doubt, no kidding, no i, no
    im, no ive, no my, no it, no its, no he, no she, no we, no the, no because, no sorry, no but, no
    actually, no still, no lol, no cant, no dont, dont know, dont worry, dont want, dont think its normal,
    dont understand, dont mind, dont usually, dont normally, dont do, dont care, dont laugh, dont like, dont
    sleep, dont go, dont come, wont lie, wont go, wont come, wont be, wont do, wont let, havent done, havent
    slept, havent been able, havent told, havent managed, havent stopped, havent eaten, havent started,
    havent got round, not doing, not slept, not sleeping, not able, nothing new, nothing to report but,
    never done, never normally, never used to, never felt, never had this, never had that, never had it,
    never had one, never had anything like, never known, never mind, nothing else, not used to, not helping,
    nothing helps, not moving, not the usual, not like me, dont hurt but, no worse, no different, not
    changed, no sleep
"""
"""A "no" in one of these says nothing of the signs after it."""

ENDERS = """
    problem trouble symptoms changes flags thanks thank lol ta today yay all either whatsoever anywhere
    anymore yet now
"""
"""Where a list of what is denied ends, unless one of LEADS_FURTHER follows."""

LEADS_FURTHER = """
    with in of or and at on to from when around down about anywhere while after since except going go either
    today all nor
    nor
"""

CLAUSE_VERBS = """
    is are was feel felt hurt cant keep wont dont go going come coming went got started swollen numb
    weak stopped works work give think thinking want has have
"""
"""One of these soon after a comma: what follows is no part of a list of what is denied."""

NEW_VERBS = """
    had have got cant keep woke fell went thinking think want wish need hurt started start getting gone
    thought faint fainted passed blacked collapse came slipped struggle gasp cough leak wet lose hit
    hard tight sudden short sharp still bleed help please was been
"""
"""A new statement after "no" and its nouns, without any comma."""
