"""What machines read and hear: the words on scans, the words in recordings, and their times.

Nothing that builds a site needs any of it. What a machine found is written beside the record and
marked as such; nothing here decides what may be published.
"""
