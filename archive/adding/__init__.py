"""What people bring, into the archive: looked at, planned, done when agreed, and taken back."""
