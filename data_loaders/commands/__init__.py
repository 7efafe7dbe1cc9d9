"""What is asked of the store from a terminal? Doors like app.py, which may call kpis."""
