"""What papers are made of: the figures of the dashboard, and the rows behind them."""
