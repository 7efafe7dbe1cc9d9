"""How is it kept? One writer, rows only ever added, a trail that shows tampering."""
