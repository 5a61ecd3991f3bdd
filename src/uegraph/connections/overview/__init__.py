"""The figures of a whole network, as sentences."""
