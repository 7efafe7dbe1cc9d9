"""How is it reported? An administrative report in Word."""
