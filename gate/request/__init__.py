"""What does one request tell of itself, and in which words and with which headers is it
answered?"""
