"""Calendars in the iCalendar format: the components of a file, the zones it defines, the times of its events."""
