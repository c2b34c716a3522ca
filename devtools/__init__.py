"""What `dev.py` is made of. Only `look` and `words` run inside the environment."""
