"""``python -m archive`` is ``pintu``."""

from archive.cli import main

if __name__ == "__main__":
    main()
