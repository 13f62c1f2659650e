"""The wide net: what people say who do not want to live, plainly or in a roundabout way.

A word with ~ stands for all its endings ("scratch~" for scratches, scratched, scratching).
Reference material, to be reviewed and signed off by a licensed clinician: see the package.
"""

from collections.abc import Mapping

NET_MIND: Mapping[str, str] = {
    "net wish to die": """
        suicide, suicidal, suicid~, kill myself, killing myself, kill me, end it, ending it, end it all,
        ending it all, end my life, ending my life, end everything, end things, ending things, finish it,
        finish it all, finish things, top myself, topping myself, do myself in, do something stupid, do
        something silly, something stupid, something silly, off myself, unalive, kms, kys, hang myself,
        drown myself, shoot myself, gas myself, jump off, jump in front, jumping in front, jumping off,
        step in front, stepping in front, step off, walk in front, walking in front, under a train, under
        a bus, front of a train, front of a bus, front of a lorry, off a bridge, off a cliff, drive into,
        drive my car into, crash my car, the rope, noose, slit, harm myself, hurt myself, hurting myself,
        injure myself, injuring myself, cut myself, cutting myself, cutting my arms, cutting my legs,
        cutting my, self harm, self harmed, self harming, selfharm, burn myself, burning myself, scratch~
        myself, overdose, overdosed, go to sleep and not wake, sleep and not wake, sleep and never, not
        wake up, never wake up, never wake, dont wake up, dont want to wake, wont wake up, wouldnt wake
        up, didnt wake up, not waking up, sleep forever, long sleep, eternal, be with my mum, be with my
        dad, be with my wife, be with my husband, join my, join him, join her, meet my maker, other side
        soon, peace at last, find peace, be at peace, free of it all, off this planet, leave this world,
        leave this earth, leave this life, ready to go home, see jesus, dignitas, assisted dying,
        euthanasia, euthanise, euthanize, put me down, put me to sleep, put down like a dog, out of my
        misery, shot like a horse, cutting again, cut my wrists, slit my wrists, been cutting, kill my
        self, killing my self, my own life, take my life, want to die, wanna die, wish i was dead, wish i
        were dead, wish to die, wishing i was dead, better off dead, rather be dead, id rather die,
        rather die, prefer to die, hope i die, pray to die, praying to die, should be dead, ready to die,
        just die, let me die, going to die by, thoughts of dying, thinking of dying, think about dying,
        thinking about dying, thoughts of death, thinking about death, think about death, die in my
        sleep, od on, better dead, i were dead, i was dead""",
    "net no life": """
        dont want to live, dont want to be here, dont want to be around, dont want to be alive, dont want
        to exist, dont want to go on, dont want to carry on, dont want this life, dont want any more of
        this life, not want to be here, not want to live, not be here, not to be here, being around,
        being here, being alive, be around any more, be around anymore, be here any more, be here
        anymore, be alive, exist any more, existing, existence, stop existing, vanish for good, vanish
        forever, disappear forever, disappear for good, want to disappear, wish i could disappear, no
        longer here, point of living, point in living, point living, point of life, point in going on,
        point going on, point of going on, point carrying on, point in carrying on, point of carrying on,
        point of being, point in being, point of it all, point of anything, point in anything, point in
        me, point of me, point any more, point anymore, see any point, no point, whats the point, what is
        the point, use of carrying on, use carrying on, use going on, use of going on, what is the use,
        whats the use, reason to live, reason to go on, reason to carry on, reason to be here, reason to
        get up, reason to keep going, reason to stay, nothing to live for, nothing left to live, nothing
        left for me, nothing left, life isnt, life not, life aint, life is not, life is over, my life is
        over, life is pointless, life is meaningless, life is worthless, life has no, life has lost,
        worth living, hate my life, hate living, hate being alive, had enough of life, had enough of
        living, had enough of it all, done with life, done with it all, done with everything, done with
        living, done fighting, finished with life, tired of life, tired of living, tired of being alive,
        tired of it all, tired of fighting, tired of everything, sick of life, sick of living, sick of
        everything, weary of life, given up on life, give up on life, give up living, giving up on life,
        lost the will, will to live, no will, wish i wasnt here, wish i was not here, wish i werent here,
        wish i was never born, never been born, wasnt born, wish i was gone, wish it was over, wish it
        would end, wish it was all over, want it over, want it to be over, want it to end, want it all to
        end, want it all to stop, want everything to stop, want this to be over, make it all stop, make
        it all go away, cant go on, cant carry on, cant do this any more, cant do this anymore, cant do
        it any more, cant do it anymore, cant take it any more, cant take it anymore, cant take any more,
        cant take this, cant cope any more, cant cope anymore, cant live like, cant live with, cant face
        another, cant face tomorrow, cant face life, cant keep going, cant keep doing this, cant keep
        living, cant see a way, cant see any way, cant see a future, cant see the light, no way out, no
        way forward, only way out, no future, no hope, hopeless, hopelessness, lost all hope, lost hope,
        worthless, useless person, useless to everyone, in despair, despair, despairing, darkness, dark
        place, dark thoughts, dark things, thinking dark, bad thoughts, thoughts are bad, scary thoughts,
        horrible thoughts, intrusive thoughts, thoughts of, voices, very dark, really dark, rock bottom,
        end of my tether, end of my rope, end of the road, end of the line, breaking point, depressed,
        very low, so low, really low, lowest, dont see the point, cant see the point, dont see any point,
        keep living, carry on living, go on living, any reason to keep, any reason to live, nothing
        matters, no one cares, nobody cares, no one would care, nobody would care, no one would notice,
        nobody would notice, noone would notice, no one would miss, nobody would miss, dont care if i
        live, dont care if i wake, dont care if i, dont care what happens to me, have a plan, got a plan,
        i have planned, made a plan, planned it, i know how, know how i would, know how id, stop
        breathing, end the pain, end this pain, end my pain, end all this, end the suffering, finish
        myself, better dead, wish the car had, wish that car, wish the lorry, wish it had killed, wish id
        died, wish i had died, wish i never woke, wish i could sleep forever, sleep for ever, never get
        up, not worth getting up, why bother living, why go on, why am i alive, why am i still here, why
        am i here, why do i bother, why i bother, whats it all for, cant be here, cant live, unliveable,
        unlivable, living hell, not living, existing not living, no quality of life, no life any more, no
        life left, out of here for good, check out of life, checking out, clock out, done with this
        world, leave everyone, leave you all, leaving you all, ready to give up, giving up, want to give
        up, given up, give up on everything, give up completely, losing the will, losing hope, those
        thoughts, unsafe, not safe with, keep myself safe, a danger to myself, scared of what i, scared
        what i, might do something, do something to myself, afraid of what i, what i might do, train
        tracks, railway line, multi storey, bridge over, standing on the bridge, on the bridge looking,
        on a bridge, off the edge, off the roof, at the river, in the river, in the sea and, under the
        water, hurting me on purpose, punish myself, punishing myself, hate myself, loathe myself, cut
        me, bleach, belt round, noose, rope, suicide, six feet under, 6 feet under, pushing up daisies,
        in the ground, in a box, in my grave, in my coffin, the grave, my funeral, my own funeral, not
        much longer, had a gun, a gun, got a gun, with a gun, the gun, bridge tonight, stood on the
        bridge, stood on a bridge, standing on a bridge, at the bridge, at the cliff, cliff edge, top of
        the car park, no reason for waking, reason for waking, reason to wake, cutting helps, cutting
        makes, cut again, started cutting, burning myself, relapsed, a cripple, easiest way, painless
        way, quickest way, best way to go, way to go quickly, how to die, how many tablets, ive decided,
        i have decided, no tomorrow, wont be a tomorrow, last night on earth, time has come, ready to go,
        see you on the other side, be with god, god take me, wish god, end is near, free at last, take me
        now, take me lord, take me home lord, cutting to cope, been cutting, cutting myself, my time is
        up, time to leave this, gone for good, end my pain for good, checked out, check out for good,
        under the ground, below ground, under the earth, do another day, see tomorrow, another day of
        this, get through another, get through tonight, survive the night, make it to tomorrow,
        everything in the cabinet, medicine cabinet, whole cabinet, what if i just, into a wall, into a
        tree, into traffic, oncoming traffic, off the pier, off the balcony, balcony, top floor window,
        would be dead, be better under, better in the ground, dont wake, hope i never, hope i dont, hope
        my heart stops, wish my heart, pray it ends, pray it is, end of me soon, finish me off, finish
        me, hopeless case, beyond help, cant be helped, nobody can help, no one can help, past caring, no
        fight left, fight has gone, nothing to look forward to, nothing to get up for, joy has gone, life
        gone, cant be bothered living, cant be bothered with life, dont care any more if, i give in, let
        go of life, letting go of life, slip away, drift off forever, drift away, dont want to do
        tomorrow, dont want tomorrow, cant do tomorrow, how to do it, how i will do it, how ill do it,
        how i would do it, when to do it, ways to do it, way to do it, planning how, how best to do it,
        do it tonight, do it tomorrow night, going to do it this time, needs me any more, needs me
        anymore, nobody needs me, no one needs me, noone needs me, nobody wants me, no one wants me,
        nobody loves me, not needed, not wanted any more, no place for me, no place in this world, dont
        belong here, dont belong in this world, dont fit in this world, cant bear to live, cant bear
        living, cant stand living, cant stand life, cant stand being alive, hate waking up, dread waking,
        dread waking up, sorry i woke up, disappointed i woke up, gutted i woke up, wish i hadnt woken,
        shouldnt be here, should not be here, shouldnt be alive, should not be alive, shouldnt have been
        born, mistake being born, life ends, life to end, life to be over, too tired to live, too tired
        to go on, tired of trying, tired of this life, tired of hurting, tried to end things, tried to
        end it, attempt on my life, attempt again, want me gone, and me gone, attempted suicide""",
    "net burden": """
        burden, burdens, burdening, better off without me, better without me, better off if i, better if
        i, happier if i, happier without me, easier if i, easier without me, fine without me, manage
        without me, cope without me, manage better without, be better off, be happier, would miss me,
        will miss me, miss me, notice if i, notice i was gone, notice if im gone, if i was gone, if i
        were gone, if i wasnt here, if i wasnt around, if i werent, if i wasnt, if i was dead, if i died,
        if i disappeared, if i vanished, if i dropped dead, when im gone, when i am gone, after im gone,
        after i am gone, in the way, a waste of space, waste of space, waste of oxygen, waste of air,
        dead weight to, drag on, holding everyone back, no good to anyone, no good to anybody, no use to
        anyone, no use to anybody, dont deserve, deserve to be here, dragging everyone, dragging them,
        dragging my family, ruining everyones, ruining their lives, free of me, rid of me, shot of me,
        without me around, without me here, they should be free, be free of, deserve better, deserves
        better, without me, better off with me gone, with me gone, paid out, life insurance, insurance
        will, insurance money, insurance pays, one less mouth""",
    "net farewell": """
        goodbye, good bye, goodbyes, bye forever, farewell, so long everyone, last text, last message,
        final message, final text, last time you hear, last you will hear, last youll hear, wont hear
        from me, wont be hearing, not be needing you, thank you for all you did, thank you for
        everything, thanks for everything, thank you for trying, look after my, look after the kids, take
        care of my, tell my wife, tell my husband, tell my kids, tell my family, tell my children, tell
        my mum, tell my daughter, tell my son, tell them i, tell them sorry, tell everyone, letters to,
        letter to my, notes to, written letters, written a letter, written a note, writing a note, wrote
        a note, leave a note, leaving a note, note for, my will, will and, sorted my will, made my will,
        given away, giving away, gave away, affairs in order, rehome, rehomed, forgive me, im sorry for
        everything, sorry for everything, rip me, all sorted, is sorted, looking after the dog, someone
        for the dog, who will look after, sorted out the dog""",
    "net pills": """
        tablets, pills, meds, medication, medicine, painkillers, paracetamol, tramadol, codeine, co
        codamol, cocodamol, morphine, oramorph, oxycodone, oxy, gabapentin, pregabalin, amitriptyline,
        naproxen, ibuprofen, diazepam, valium, sleeping tablets, sleepers, insulin, tylenol,
        antidepressants, capsules, packet, packets, bottle of, stash, tabs, box of tablets, oxycontin,
        fentanyl, amitrip, gabas, pregabs, sleeping pills, warfarin, beta blockers, aspirin""",
    "net too many": """
        all of them, all my, all the, whole, the lot, the rest of, load of, loads of, lots of, bunch,
        handful, handfuls, fistful, saved up, saving up, been saving, save up, stockpil~, stash, hoard~,
        stored up, collected, collecting, counted, counting, counting out, lined up, laid out, in front
        of me, too many, so many, double, extra, more than i should, 20, 30, 40, 50, 60, twenty, thirty,
        forty, fifty, sixty, hundred, box of, bottle of, packets, swallow, swallow~, neck, neck~, down
        them, taken them all, washed down, with vodka, with whisky, with wine, with alcohol, use it, use
        them, to end, mix, enough to, be enough, how many would, how many does, how many can i take
        before, ready, enough, laid, piled, a pile, pile of, in my hand, in my hands, beside me, next to
        me, on the table, lethal, fatal, kill me, finish me, to finish, to sleep, at once, in one go, in
        one, together, more than, swallowed, taken all, took all, taken a lot, took a lot, took too,
        another""",
    "net gone soon": """
        wont be here, wont be around, wont see me, wont be needing, wont need, be around, not be around,
        not be here, last message, last text, see me being here, see myself here, see me here, see myself
        being""",
    "net to stop it": """
        just stop, make it stop, want it to stop, want to stop, peaceful, peace, no more pain, out of
        pain for good, pain to end, be over, rest forever, rest in peace, sleep forever, disappear, not
        exist, quiet, nothingness, darkness, an end to, end this""",
    "net brooding": """
        think, thinking, thought, thoughts, imagine, imagining, how nice, how easy, easier, wish,
        wishing, want, wanting, everything, all, forever, life, world, tired, plan, always, dream,
        dreaming, better""",
}
