"""How does a command speak? Arguments, answers as tables or JSON, one line for a mistake."""
