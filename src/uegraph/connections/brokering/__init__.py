"""Who links those who would not be linked without them."""
