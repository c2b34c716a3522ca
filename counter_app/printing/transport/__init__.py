"""Ways to get a paper out: each gives the same few outcomes."""
