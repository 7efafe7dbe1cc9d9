"""What may this person do? The one door of the data for pages and commands: every call asks."""
