"""How does a locality get asked for what it owes? A letter in Word."""
