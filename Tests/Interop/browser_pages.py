#!/usr/bin/env python3
"""Drives a host's pages in a real browser of a phone's size, through chromedriver, as a customer and a person do.

    browser_pages.py

URL is the host's address, TENANT one of its tenants with its WhatsApp played, KEY its key. Prints one JSON object:
what was seen, or under "error" what was waited for in vain. What must be in it, the Swift test knows.
"""

import json
import os
import re
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ["URL"]
TENANT = os.environ["TENANT"]

# Seconds that anything may take here: the machine may do much else.
PATIENCE = 120
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PHONE = {"width": 390, "height": 844, "pixelRatio": 2, "mobile": True, "touch": True}


class Vain(Exception):
    """Something was waited for in vain."""


class Browser:
    """Chromium, as the WebDriver protocol has it."""

    def __init__(self, folder):
        self.folder = folder
        self.driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, "TMPDIR": folder},
        )

    def begin(self):
        port = None
        for line in self.driver.stdout:
            port = re.search(r"started successfully on port (\d+)", line)
            if port:
                break
        if not port:
            raise Vain("chromedriver started")
        self.root = f"http://127.0.0.1:{port[1]}"
        # What is scrolled is there at once.
        arguments = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--force-prefers-reduced-motion",
                     f"--user-data-dir={self.folder}/profile"]
        if os.geteuid() == 0:
            # Root has none to put around it; the pages are the host's own.
            arguments.append("--no-sandbox")
        options = {"args": arguments, "mobileEmulation": {"deviceMetrics": PHONE}}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"},
                  "unhandledPromptBehavior": "ignore"}
        made = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.root += f"/session/{made['sessionId']}"

    def close(self):
        try:
            self.ask("DELETE", "")
        except Exception:
            # It goes with its driver all the same.
            pass
        # Not asked to end: who starts this may have it ignore SIGTERM.
        self.driver.kill()
        self.driver.wait()

    def ask(self, method, path, body=None):
        data = None if method in ("GET", "DELETE") else json.dumps(body or {}).encode()
        request = urllib.request.Request(self.root + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"].split("\n")[0]) from None

    def open(self, path):
        self.ask("POST", "/url", {"url": URL + path})

    def run(self, script, *arguments):
        return self.ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def wait(self, what, script, *arguments):
        """What the script returns, once it is something."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = self.run(script, *arguments)
            if found:
                return found
            time.sleep(0.05)
        raise Vain(what)

    def element(self, selector):
        """Once it is there and can be seen."""
        script = "const one = document.querySelector(arguments[0]); return one?.checkVisibility() ? one : null"
        return self.wait(selector, script, selector)[ELEMENT]

    def tap(self, selector):
        self.ask("POST", f"/element/{self.element(selector)}/click")

    def write(self, selector, text):
        self.ask("POST", f"/element/{self.element(selector)}/value", {"text": text})

    def shows(self, selector, text):
        """Waits until one of the elements says so."""
        script = """return [...document.querySelectorAll(arguments[0])]
            .some((one) => one.checkVisibility() && one.textContent.includes(arguments[1]))"""
        self.wait(f"{text!r} in {selector}", script, selector, text)

    def texts(self, selector):
        script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent.trim())"
        return self.run(script, selector)

    def text(self):
        """The end of what is read on the page, if there is one."""
        try:
            return self.run("return document.body.innerText")[-600:]
        except RuntimeError:
            return None

    def count(self, selector, text):
        return sum(text in one for one in self.texts(selector))

    def fits(self):
        """Whether nothing of the page lies beside the screen."""
        return self.run("return document.scrollingElement.scrollWidth <= innerWidth")

    def complaints(self):
        """What the pages complained of; no page has an icon that its browser asks for by itself."""
        log = self.ask("POST", "/se/log", {"type": "browser"})
        return [one["message"] for one in log if one["level"] == "SEVERE" and "/favicon.ico" not in one["message"]]


# The next answer of a person reaches the host, and what the host says of it does not reach the page.
LOSE_ONE_RESPONSE = """
const real = window.fetch;
window.fetch = async (...request) => {
    const response = await real(...request);
    if (!request[0].endsWith("/messages")) return response;
    window.fetch = real;
    throw new TypeError("the response was lost");
};
"""


def a_customer_writes(browser, seen):
    browser.open(f"/emulate/whatsapp/?tenant={TENANT}&lang=es")
    browser.tap("#add")
    browser.write("#adding-name", "Eva")
    browser.tap("#adding-form .main")
    script = "return [...document.querySelectorAll('.phone')].find((one) => one.ariaLabel === 'Eva')?.id"
    phone = "#" + browser.wait("Eva's phone", script)
    browser.write(f"{phone} textarea", "busco un martillo")
    browser.tap(f"{phone} .send")
    browser.shows(f"{phone} .bubble:not(.own)", "artillo")
    seen["phone_fits"] = browser.fits()
    return phone


def a_person_reads(browser, seen):
    browser.open("/dashboard?lang=es")
    browser.write("#key", os.environ["KEY"])
    browser.write("#person", "Luis")
    browser.tap("#key-form button")
    browser.shows("#conversations .name", "Eva")
    seen["list_fits"] = browser.fits()
    script = """return [...document.querySelectorAll("#conversations button")]
        .find((one) => one.querySelector(".name").textContent === "Eva").dataset.id"""
    browser.tap(f"#conversations [data-id='{browser.run(script)}']")
    browser.shows("#messages .user", "busco un martillo")
    browser.shows("#messages .assistant", "artillo")
    # On a phone one of the two is shown.
    seen["list_is_hidden"] = browser.run("return !document.getElementById('list').checkVisibility()")


def a_person_answers(browser, seen):
    browser.tap("#take")
    browser.shows("#thread-detail", "La atiendes tú")
    browser.write("#text", "Va en camino")
    browser.tap("#answer button")
    browser.shows("#messages .person", "Va en camino")
    # A lost response leaves the answer to be sent again, which says it once.
    browser.run(LOSE_ONE_RESPONSE)
    browser.write("#text", "Llega a las cinco")
    browser.tap("#answer button")
    browser.shows("#thread-problem", "the response was lost")
    seen["draft"] = browser.run("return document.getElementById('text').value")
    browser.tap("#answer button")
    browser.wait("an empty field", "return document.getElementById('text').value === ''")
    seen["thread_fits"] = browser.fits()


def a_person_gives_back(browser, seen):
    browser.tap("#give-back")
    seen["question"] = browser.ask("GET", "/alert/text")
    browser.ask("POST", "/alert/text", {"text": "Se entrega hoy"})
    browser.ask("POST", "/alert/accept")
    browser.shows("#thread-detail", "La atiende el asistente")
    seen["may_answer"] = browser.run("return !document.getElementById('text').disabled")
    seen["said"] = {text: browser.count("#messages .person", text) for text in ("Va en camino", "Llega a las cinco")}
    browser.tap("#back")
    browser.shows("#conversations .name", "Eva")


def a_customer_reads(browser, seen, phone):
    browser.open(f"/emulate/whatsapp/?tenant={TENANT}&lang=es")
    browser.shows(f"{phone} .bubble:not(.own)", "Llega a las cinco")
    seen["read"] = {text: browser.count(f"{phone} .bubble", text) for text in ("Va en camino", "Llega a las cinco")}


def main():
    seen = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(folder)
        # Whoever asked for this waits longer: nothing of the browser is left behind.
        signal.signal(signal.SIGALRM, lambda *_: browser.close())
        signal.alarm(5 * PATIENCE)
        try:
            browser.begin()
            phone = a_customer_writes(browser, seen)
            a_person_reads(browser, seen)
            a_person_answers(browser, seen)
            a_person_gives_back(browser, seen)
            a_customer_reads(browser, seen, phone)
            seen["complaints"] = browser.complaints()
        except (Vain, RuntimeError) as error:
            seen["error"] = str(error)
            seen["page"] = browser.text()
        finally:
            browser.close()
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
