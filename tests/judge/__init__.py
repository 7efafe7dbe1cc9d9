"""A second, deliberately naive reading of the plan, to find where the product departs from it.

Nothing here imports the product. ``law.judge`` is written sentence by sentence from the law and
scans everything each time; ``histories.random_history`` invents what a province may have sent.
"""
