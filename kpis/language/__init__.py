"""How are numbers, days and sentences written in either language?"""
