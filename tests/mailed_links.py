"""What holds of every page that a link in a mail opens, for their tests."""

# The address alone opens the page: no other site, cache or search engine may learn it.
KEPT_TO_ITS_READER = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}

# A token that might be ours, and is none.
UNKNOWN = "A" * 43
