"""The law, pure: standard library and attrs alone; time, calendar and settings are arguments."""
