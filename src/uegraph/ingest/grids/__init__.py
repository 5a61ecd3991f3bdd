"""Reading files of any spreadsheet format into grids of text, within bounds of time and memory."""
