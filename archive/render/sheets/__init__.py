"""Sheets of paper for the worker: printed and carried to a house, never put into a site.

They are made from the whole archive. Whoever writes one to disk keeps it out of every site
(`archive.cli.private_page`), and nothing that draws a site imports anything from here.
"""
