"""Screens that show figures; nothing here writes."""
