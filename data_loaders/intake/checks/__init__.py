"""Does a report agree with itself, with the one before it, and with the calendar?"""
