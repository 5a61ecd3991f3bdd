"""What would be lost without a body, a link or an activity."""
