"""The acts of papers."""
