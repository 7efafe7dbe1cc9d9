"""Pages: who is looking, and what do they want to do?"""
