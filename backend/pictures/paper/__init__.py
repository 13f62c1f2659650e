"""The printed handout."""
