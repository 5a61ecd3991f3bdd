"""One view a module: each makes a scene of the same material."""
