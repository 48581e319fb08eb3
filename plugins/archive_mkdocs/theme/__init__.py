"""The theme: one shell for editorial pages and records alike."""
