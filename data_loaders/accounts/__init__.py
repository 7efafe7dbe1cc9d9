"""Who may do what? Accounts, sessions, rights, and the trail of their use."""
