"""What is to be done in the village next: gaps, whom to ask, what to bring, who is not yet heard.

Worked out from the whole archive, private records too: for the worker alone, never for a site.
"""
