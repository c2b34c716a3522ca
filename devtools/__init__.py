"""What `dev.py` is made of. `look`, `words` and `icons` run inside the environment."""
