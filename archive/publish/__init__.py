"""What leaves: the folder of the site, written so that it is whole at any moment."""
