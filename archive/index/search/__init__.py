"""What a browser searches: the public view as files of postings, passages and names.

The format is told in ``docs/search-format.md``.
"""
