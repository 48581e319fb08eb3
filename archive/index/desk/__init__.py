"""Search at the worker's own desk: everything the archive holds, private records included.

Nothing in here is ever published. The index lies in ``.pintu/desk/`` and may be deleted.
"""
