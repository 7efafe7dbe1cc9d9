"""Is the folder of a plan good, and what would become of it?"""
