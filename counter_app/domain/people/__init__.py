"""Persons and organisations as their facts tell them."""
