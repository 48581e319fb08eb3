"""The one door for hand-written text: files to model, and what is wrong with them."""
