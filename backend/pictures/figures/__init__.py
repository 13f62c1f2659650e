"""The drawn figure: its colours, its stills and its movement, and contact sheets of them."""
