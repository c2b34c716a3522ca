"""Each figure of the program as a script: ratios taken in one run, floor and peers beside it."""
