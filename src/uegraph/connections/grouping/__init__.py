"""Which groups work together, and what to call them."""
