"""One chart or table to take along: as a picture and as a list, each saying what it rests on."""
