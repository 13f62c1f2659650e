"""The tables of the safety screen for French (Canadian above all) and Spanish: what patients call things, by concept.

Reference material, written by people who are no clinicians: a licensed clinician who speaks the language must review
these tables and sign them off before a patient is texted because of them. Categories and urgencies are those of the
English tables beside, with their sources.

How to read them. `signs` says which list of words near which other list is what, and how urgent. The lists are in
`nerves`, `body` and `mind`; `course` has the words for gone, unchanged, long ago and new, and how far a "no" reaches;
`friends` says what is no sign; `words` how words are read. Each list holds both languages, as patients mix them, and
here and there the English word somebody puts into a French or Spanish sentence. Lower case, no accents, an apostrophe
is a space. A word with ~ stands for all its endings; fillers and numbers may stand between the words of a phrase.
A word that means something harmless in the other language is only listed in phrases ("pis" is pee in Spanish and
"and then" in Quebec). `<fever>`, `<ten>`, `<minutes>`, `<year>` and `<old age>` stand for numbers.
"""
