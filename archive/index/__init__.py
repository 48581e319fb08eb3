"""What is worked out from the public archive: who speaks of what, and how records are grouped."""
