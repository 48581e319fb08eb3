"""What is printed: pages of paper as PDF, with every typeface in it."""
