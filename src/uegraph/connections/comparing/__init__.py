"""What differs between two periods."""
