"""Screens from which papers are taken."""
