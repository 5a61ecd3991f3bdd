"""Workbooks for people: the template made from the shapes, and their own with notes on problems."""
