"""What is said of the things that a pairing does together."""
