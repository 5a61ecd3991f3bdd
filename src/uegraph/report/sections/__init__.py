"""The parts of a report, each made of what was read by one function."""
