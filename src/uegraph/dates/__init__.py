"""Dates at the precision they were written with.

"October 2022" stays a month and "2022" a year (EDTF, ISO 8601-2); comparisons use the interval
from the earliest to the latest day that the text can mean. What people write in cells is read into
the same form.
"""

from uegraph.dates.intervals import Interval, interval, one_of
from uegraph.dates.reading import Reading, read
from uegraph.dates.words import day_in_words, in_words

__all__ = ["Interval", "Reading", "day_in_words", "in_words", "interval", "one_of", "read"]
