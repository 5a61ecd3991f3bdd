"""The same body twice: pairs that may be one, each with a score and why."""
