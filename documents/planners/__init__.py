"""When papers come by themselves."""
