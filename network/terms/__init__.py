"""What is said of organizations and people."""
