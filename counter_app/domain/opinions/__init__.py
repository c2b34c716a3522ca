"""What citizens say of the service: ratings, suggestions, complaints (A1.4.3, A5.5.3)."""
