"""What a page could cost at least, and what Django's admin asks for the same rows.

A site of its own on the same database: no more middleware than it takes to know who reads.
"""
