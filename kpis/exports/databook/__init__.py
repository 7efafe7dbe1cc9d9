"""How is it computed again? Every figure as a live formula down to its cell, in Excel."""
