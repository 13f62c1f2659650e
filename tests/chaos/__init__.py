"""The house on fire: processes are killed while the provider misbehaves; nothing may be lost, nothing doubled.

    python -m tests.chaos [--seeds N] [--first N] [--patients N] [--seconds N]

`decisions.py` draws from a seed what will happen, `fire.py` lets it happen, `stage.py` is the processes,
`patients.py` and `population.py` who is reminded and what they text. `evidence.py` reads the provider's ledger and
our tables when all has settled, `verdict.py` compares them.

A seed decides every fault, every kill and its instant, and who texts what and when. What the operating system
makes of it (which process runs when, and so which text meets which fault) is not replayed: a seed that failed
fails again often, not always. The folder that a failing seed leaves behind tells what happened to each text.
"""
