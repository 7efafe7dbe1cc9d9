"""Every rule of the law by hand: a question, what is expected of its row, and the arithmetic.

The tables are data: they judge the judge, and whoever else answers the same questions.
"""
