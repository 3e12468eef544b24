"""Timelines in pasted text and Markdown: lines, what each is for, and the events they make."""
