"""What others would do with the same content, and the least that could do it."""
