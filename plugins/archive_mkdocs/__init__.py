"""The MkDocs adapter: the shell, the editorial pages, and nothing else."""
