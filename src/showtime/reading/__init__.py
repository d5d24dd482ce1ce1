"""Reading what others wrote: calendars, cards, codes, tables. Pure: no Django, no clock, no network.

A reader takes bytes or text and returns a `problems.Reading`: everything that could be read and everything that was
wrong, named. It never raises on its input.
"""
