"""Make the picture of the README: .venv/bin/python docs/picture.py, while bin/start runs.

It signs in with a demo log-in of the sample network and takes the dashboard as a reader sees it.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from launcher.browser import find  # noqa: E402


def main() -> None:
    """Take the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--email", default="official.cn@example.org")
    parser.add_argument("--password", default="network-demo-2026")
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        options = find().launch_options()
        options["args"] = [*options["args"], "--no-sandbox"]
        browser = playwright.chromium.launch(**options)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{asked.url}/account/login/")
        page.fill("input[name=login]", asked.email)
        page.fill("input[name=password]", asked.password)
        page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
        page.goto(f"{asked.url}/dashboard/", wait_until="networkidle")
        page.screenshot(path=ROOT / "docs" / "dashboard.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    main()
