"""Who should talk, and who could bring two sides together."""
