"""The public archive drawn as pages: pure, from values to text."""
