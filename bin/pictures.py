"""Takes the pictures of the chair's guide from a running demonstration, in both languages.

`make run` in one terminal, `bin/pictures [ADDRESS]` in another; the list that it uploads it also takes back.
"""

import argparse
import base64
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, Response, sync_playwright

HOUSE = Path(__file__).resolve().parent.parent
PICTURES = HOUSE / "edinstvo/sites/office/static/office/guide"
LIST = HOUSE / "tests/data/member_lists/bad_rows.xlsx"
PASSWORD = "zelenaya-tetrad"  # noqa: S105  # the demonstration's own, printed at its start
CHAIR, NEW_CHAIR = "chair", "newchair"
WIDTH, HEIGHT = 1280, 840
# (end of the name, width, height, quality): large ones for paper, small ones for a slow line: the page with eight of
# them stays within the 15 kB of any page.
KINDS = (("", 1280, 840, 0.6), ("-small", 160, 105, 0.1))
# What Chromium can do and Python's library cannot: from PNG to WebP of any size.
TO_WEBP = """async ([png, width, height, quality]) => {
  const image = new Image(); image.src = 'data:image/png;base64,' + png; await image.decode();
  const canvas = document.createElement('canvas'); canvas.width = width; canvas.height = height;
  const pen = canvas.getContext('2d'); pen.imageSmoothingQuality = 'high'; pen.drawImage(image, 0, 0, width, height);
  return canvas.toDataURL('image/webp', quality).split(',')[1];
}"""


class Camera:
    """Opens pages of one person in one language and keeps what it sees."""

    def __init__(self, browser: Browser, *, home: str, language: str) -> None:
        context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        host = home.split("://")[1].split(":")[0]
        context.add_cookies([{"name": "django_language", "value": language, "domain": host, "path": "/"}])
        self.page, self.darkroom = context.new_page(), browser.new_page()
        self.page.on("response", refuse_a_broken_page)
        self.home, self.folder = home, PICTURES / language

    def open(self, address: str) -> Page:
        """Go to an address of the platform."""
        self.page.goto(self.home + address)
        return self.page

    def take(self, name: str) -> None:
        """Keep what the window shows, with nothing focused and nothing half loaded."""
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate("document.activeElement && document.activeElement.blur()")
        png = base64.b64encode(self.page.screenshot()).decode()
        self.folder.mkdir(parents=True, exist_ok=True)
        for end, *look in KINDS:
            webp = self.darkroom.evaluate(TO_WEBP, [png, *look])
            (self.folder / f"{name}{end}.webp").write_bytes(base64.b64decode(webp))

    def sign_in(self, login: str) -> None:
        """Come in as somebody of the demonstration."""
        page = self.open("/sign-in/")
        page.locator("[name=login]").fill(login)
        page.locator("[name=password]").fill(PASSWORD)
        main_button(page).click()
        page.wait_for_url(f"{self.home}/")


def main() -> int:
    """Take them all; the exit code is 1 when a picture could not be taken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", nargs="?", default="http://127.0.0.1:8000", help="where the demonstration answers")
    home = parser.parse_args().address.rstrip("/")
    with chromium() as browser:
        for language in ("ru", "en"):
            take_daily_pages(Camera(browser, home=home, language=language))
            take_an_upload(Camera(browser, home=home, language=language))
    sys.stderr.write(f"{len(list(PICTURES.rglob('*.webp')))} pictures in {PICTURES.relative_to(HOUSE)}\n")
    return 0


def take_daily_pages(camera: Camera) -> None:
    """What a chair sees on any day."""
    camera.open("/sign-in/")
    camera.take("sign-in")
    camera.sign_in(CHAIR)
    camera.take("home")
    page = camera.open("/members/")
    camera.take("members")
    page.locator("main table a.name").first.click()
    camera.take("member")
    camera.open("/journal/")
    camera.take("journal")


def take_an_upload(camera: Camera) -> None:
    """A list on its way into an organisation that has nobody yet, and out again."""
    camera.sign_in(NEW_CHAIR)
    page = camera.open("/imports/new/")
    page.locator("[type=file]").set_input_files(LIST)
    main_button(page).click()
    page.wait_for_url(re.compile(r"/imports/\d+/$"))
    address = page.url.removeprefix(camera.home)
    page.locator(f"form[action='{address}commit/']").wait_for(timeout=60_000)
    camera.take("plan")
    camera.open(f"{address}columns/")
    camera.take("columns")
    page = camera.open(address)
    page.locator(f"form[action='{address}commit/'] button").first.click()
    undo = page.locator(f"a[href='{address}undo/']")
    undo.wait_for(timeout=60_000)
    camera.take("committed")
    page = camera.open(f"{address}undo/")
    page.locator("form.dialog button").first.click()
    page.locator("main h1").wait_for()
    page.wait_for_load_state("networkidle")


def refuse_a_broken_page(response: Response) -> None:
    """A picture of an error would stand in the guide for years."""
    if response.status >= 400:
        sys.exit(f"{response.url} answered {response.status}: no pictures of that.")


def main_button(page: Page) -> Locator:
    """The one main button of the form on the page."""
    return page.locator("main form .btn-main").first


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    program = os.environ.get("EDINSTVO_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if program is None:
        sys.exit("No Chromium on this machine. Install one, or name it in EDINSTVO_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
