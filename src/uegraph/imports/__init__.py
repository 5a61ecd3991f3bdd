"""Tables that others laid out: a mapping says which of their columns becomes what."""
