"""Issued papers: a ledger that is only ever appended to."""
