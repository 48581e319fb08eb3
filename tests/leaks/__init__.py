"""An archive that plants something unique in every place, and the search that looks for it."""
