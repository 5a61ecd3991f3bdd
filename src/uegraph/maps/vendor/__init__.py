"""Other people's code, as they published it, with its licences: vis-network draws the canvas."""
