"""The letters of pictures, so that the same scene gives the same picture on every machine."""
