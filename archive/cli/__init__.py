"""The command line: arguments, printing, exit codes. Nothing else in the program prints."""

from archive.cli.program import main

__all__ = ["main"]
