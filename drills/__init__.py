"""Drills: real faults against real processes, and a count of what arrived."""
