"""The smallest valid record of each model, with traits for states and no hidden relations."""
