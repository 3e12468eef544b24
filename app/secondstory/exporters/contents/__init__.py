"""What each section of a report says. One module for each section; all of them read a `Told`."""
