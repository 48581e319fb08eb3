"""Pintu 拼图: an archive of a village's voices, and the site made from it."""

__version__ = "0.1.0"
