"""When must it hold? The verdict, the line, the forecast, how it is said; a file each."""
