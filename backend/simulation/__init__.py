"""A day, or many, of planning and sending under a virtual clock, in a database of its own."""
