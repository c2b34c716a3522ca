"""Peewee tables and the keyed database; nothing above knows either."""
