"""The tables of the safety screen: what patients call things, what is urgent, what only looks like it.

They are for English texts; those for French and Spanish ones are in `fr_es`.

Reference material. A licensed clinician must review these tables and sign them off before a patient is texted
because of them. They begin with the lexicon and the urgencies of the project's safety reference, which rests
on, among others:

- cauda equina cards: https://www.backes.org.uk/cauda-equina-warning-signs/ and
  https://royalfree.nhs.uk/patients-and-visitors/patient-information-leaflets/cauda-equina-syndrome
- Finucane et al. 2020, International framework for red flags, doi:10.2519/jospt.2020.9971
- signs of a clot: http://thrombosisuk.org/what-is-dvt.php
- dry needling events: Brady 2014 (PubMed 25125935), Boyce 2020 (PubMed 32089962)
- stroke, sepsis and self-harm wording is general knowledge and needs local confirmation

How to read them. `signs` says which list of words near which other list is what, and how urgent. The lists
are in `nerves`, `body` and `mind`; `course` has the words for gone, unchanged, long ago and new; `friends`
and `harmless` say what is no sign, `negation` how far a "no" reaches, `spelling` and `real_words` how words
are read. Behind the exact signs stand the wide net (`net_rules` over the lists of `net_places`,
`net_complaints`, `net_events`, `net_mind` and `net_dampers`) and the weights of single words
(`word_weights`). Phrases stand between commas. Spelling is folded first, so "cant feel" also stands for
"couldn't feel" and "unable to feel". Filler words (so, really, my ...) may stand between the words of a
phrase. A full stop in a phrase is the end of a clause. Where a sign and a false friend overlap, the longer
counts: "dead bug" hides "dead". `<fever>`, `<ten>`, `<nine>`, `<minutes>`, `<year>` and `<old age>` stand for
numbers, as `redflag_tokens` finds them.
"""
