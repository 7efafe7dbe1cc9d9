"""A second, deliberately naive reading of the plan, to find where the product departs from it.

Nothing here imports the product but the words of ``data_loaders.model``. ``rules`` is written
sentence by sentence from the law and scans everything each time; ``tables`` computes its
borderline cases by hand, ``at_random`` asks what nobody thought of. ``law.judge`` reads whole
histories, and ``histories.random_history`` invents what a province may have sent. The product is
asked the same in ``tests/agreement``.
"""
