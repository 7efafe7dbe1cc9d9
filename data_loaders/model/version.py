"""The number of this version of the product: its one home. CHANGELOG.md says what each brought."""

VERSION = "4.0.0"
"""Major, minor, patch: the first grows when a store, a command or a document has to change."""
