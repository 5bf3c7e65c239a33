"""bin/fuzz: hostile requests in every role, and what they must never bring about."""
