"""What every mail of the site says of itself."""

# No person wrote it: programs that answer for people who are away stay silent (RFC 3834 and, for
# Outlook and Exchange, MS-OXCMAIL 2.1.3.2.10).
BY_ITSELF = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
