"""How is it said what is owed, and who is to be reminded?"""
