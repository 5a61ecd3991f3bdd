"""What people ask of a network, answered in sentences with their evidence."""
