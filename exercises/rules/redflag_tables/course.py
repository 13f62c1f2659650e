"""What is said of how a sign goes on: gone, unchanged, long ago, new; and who asks about what.

Reference material, to be reviewed and signed off by a licensed clinician: see the package.
"""

from collections.abc import Mapping

COURSE_WORDS: Mapping[str, str] = {
    "gone": """
        came back when, fine when, not any more, not anymore, used to, ok since, fine ever since, back
        in a minute, normal
        since, all gone now, cleared, back now, feeling is back, gone by, went by, passed now, gone in a
        minute, gone after, went after, fine later, ok later, fine within, back after, returned, back again to
        normal, came back after, wore off after, goes off, goes away, went straight away, soon went, soon
        passed, didnt last, resolved now, nothing now, not now, none now, ok again, alright again, better
        today, better since, much better, gone, gone now, gone away, now gone, all gone, has gone ., its gone,
        went off, went away, wore off, worn off, passed off, gone off, fine now, fine after, fine since, fine
        when i stood, fine once, fine again, ok now, okay now, good now, alright now, all right now, better
        now, all better, now fine, now ok, now okay, now normal, normal now, normal again, back to normal, all
        normal again, but fine, but ok, all fine, fine ., ok ., settled, resolved, cleared up, has cleared,
        stopped now, came back when i stood, recovered, came right, right as rain, went back to normal,
        disappeared, fine today, ok today, eased off, sorted itself, passed ., fine by, ok after, better
        after, off after, feeling came back, feeling back, all ok, all good, all good now""",
    "not gone": """
        is that ok, is it ok, is this ok, that ok, is that normal, is it normal, is that fine, is it
        fine, control gone, control is gone, control has gone, feeling gone, feeling is gone, feeling
        has gone, sensation gone, sensation has gone, gone off me, gone numb, gone dead, gone tingly,
        gone weak, gone cold, gone to sleep, gone swollen, gone red, gone
        hard, gone dark, gone into, gone in to, gone in the other, gone to, gone other leg, gone completely
        numb, gone completely dead, gone down, gone up, gone slow, gone funny, gone floppy, gone purple, gone
        blue, pain gone, pain is gone, pain has gone, pain went, back is fine, back fine, back is ok, back ok,
        otherwise fine, otherwise ok, otherwise good, otherwise all good, apart from that fine, apart from
        that, rest is fine, exercises fine, exercises ok, exercise fine, not gone, havent gone, wont go, not
        fine, not ok, pain is better, pain better, pain eased off, pain settled, pain is ok, pain ok, pain
        fine, gone worse, gone bad, gone off my legs, still not gone, dont gone, not settled, wont settle, not
        better, done fine, done ok, all done fine, not back to normal""",
    "stable": """
        since childhood, since birth, since i was, as before, the same, same as when, same as last time, same
        as you know, same as at, same as normal, same place, just the same, no change in, no different to, no
        better no worse, like normal, hasnt changed, not got worse, not getting worse, nothing has changed,
        always numb, always been numb, always tingle, always tingles, have since, like it has, like they have,
        since 2, long term, longterm, chronic, my old, an old, old numb, for donkeys years, as per, normal for
        me, usual numb, usual tingling, usual tingle, permanent, permanently, as ever, as it was, as it has
        been, since before, you tested, you know, you checked, we discussed, we talked about, same as always,
        as always, like always, as usual, the usual, usual, same as usual, same as ever, same as before,
        unchanged, no change, not changed, havent changed, no different, no worse, not worse, same old,
        nothing new, not new, you know about, known about, already know, you wrote, already told, long
        standing, longstanding, always been, always had, always have, for years, since my operation, since the
        operation, since op, since my surgery, since surgery, ever since, had it years, same numb, as when i
        started, since i started with you, when i first came, on my notes, in my notes, on record, on my
        record, recorded""",
    "long ago": """
        years ago, year ago, yrs ago, yr ago, months ago, decades ago, last year, long time ago, ages ago,
        when i was, as a kid, as a child, in the past, back in, in my twenties, in my thirties, a while ago,
        once before, <year>, years back, in the 90s, in the 80s""",
    "newer": """
        worse, new, newly, today, this morning, yesterday, tonight, last night, since yesterday, this week,
        again, spreading, spread, worsening, suddenly, sudden, started, since today, getting worse, still
        there, still not, still cant, still weak, back again, came back, come back, more than, growing, over
        the weekend, since the weekend, right now""",
    "when i laugh": """
        when i laugh, when i cough, when i sneeze, when laughing, whenever i laugh, cant feel, dont feel""",
    "just sitting": """
        just sitting, sitting, at rest, resting, lying, never had, needled, since needling, worse, blue, pain,
        chest, cant, not normal, barely""",
    "not on purpose": """
        without trying, not trying, not been trying, no reason, not dieting, without dieting, without diet,
        without a diet, not on a diet, unexplained, havent been trying""",
    "any more": "any more, anymore",
    "sat": """
        sitting, sat, chair, bench, drive, driving, cinema, seat, bike ride, cycling, bike, flight, train,
        stool, car, cross legged, crossed legs, kneeling, slept on it, slept on, lying on it, lay on, on the
        toilet""",
    "own": "i, im, ive, my, me, mine, id, myself",
    "asks": """
        what does numbness mean, warning signs, red flags, red flag, danger signs, what symptoms, which
        symptoms, symptoms to watch, symptoms should i look, what is cauda equina, what are the signs, what
        should i look out, what to look out, leaflet, the sheet, watch out for, what would count, what counts
        as, what does cauda equina, definition of, what were the signs, signs to look, signs of""",
}
