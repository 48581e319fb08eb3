"""Foreign formats into records, one module a format."""
