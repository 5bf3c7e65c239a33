"""What values of the network are called and how they look."""
