#!/usr/bin/env python3
"""Drives python-telegram-bot, pywa, twilio, smtplib and imaplib against emulated providers, and says what they saw.

    messaging_clients.py CASE...

URL is the emulator's address. Prints one JSON object: for each case what the client
returned, or under "error" the exception that it raised. What must be in it, the Swift
test knows.
"""

import asyncio
import http.server
import io
import json
import os
import queue
import random
import socket
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ["URL"]
NUMBER = "106540352242922"
ACCOUNT = "AC00000000000000000000000000000001"

# Seconds that anything may take here: a machine that does much else, or stands still for a
# while, must not be taken for a server that does not answer.
PATIENCE = 300


# The page's side: customers and what they do.


def page(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(URL + path, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def customer(address):
    return page("POST", "/phones", {"name": "Ana", "address": address})["id"]


def act(phone, shop, **what):
    page("POST", f"/phones/{phone}/messages", {"shop": shop, **what})


def upload(name, mime, content):
    """A file for the page's paper clip; its id."""
    address = f"{URL}/phones/media?name={urllib.parse.quote(name)}"
    with urllib.request.urlopen(urllib.request.Request(address, content, {"Content-Type": mime})) as answer:
        return json.load(answer)["id"]


def bubbles():
    return page("GET", "/phones")["messages"]


def free_port():
    """A port below those that systems hand out of themselves, so that none takes it until it is bound to."""
    while True:
        port = random.randrange(20_000, 30_000)
        with socket.socket() as free:
            try:
                free.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


class Webhooks:
    """A server that keeps what it is posted, and answers the challenge of WhatsApp."""

    def __init__(self, client=None):
        posted = self.posted = queue.Queue()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
                text, status = client.webhook_challenge_handler(
                    query["hub.verify_token"][0], query["hub.challenge"][0]
                )
                self.answer(status, text)

            def do_POST(self):
                posted.put((self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
                self.answer(200, "")

            def answer(self, status, text):
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def next(self):
        return self.posted.get(timeout=PATIENCE)


# WhatsApp, by pywa.


def whatsapp_client():
    import httpx
    from pywa import WhatsApp

    client = WhatsApp(
        phone_id=NUMBER,
        token="any",
        verify_token="verify-me",
        app_secret="emulated-app-secret",
        waba_id="102290129340398",
        session=httpx.Client(timeout=PATIENCE),
    )
    client.api._session.base_url = URL + "/v25.0"
    return client


def whatsapp_sends():
    from pywa.types import Button, Section, SectionList, SectionRow

    client = whatsapp_client()
    ana = customer("+525512345678")
    act(ana, NUMBER, text="hola")
    sent = client.send_message(to="5215512345678", text="Buen día")
    client.send_message(to="525512345678", text="¿Acepta?", buttons=[Button(title="Sí", callback_data="ok")])
    rows = [SectionRow(title="Taquete 1/4", callback_data="sku:1")]
    options = SectionList(button_title="Ver opciones", sections=[Section(title="Fijación", rows=rows)])
    client.send_message(to="525512345678", text="Elija", buttons=options)
    client.send_document(to="525512345678", document=b"%PDF-1.4", filename="COT-12.pdf", mime_type="application/pdf")
    heard = next(bubble["id"] for bubble in bubbles() if bubble["from_customer"])
    marked = [client.mark_message_as_read(heard), client.indicate_typing(heard)]
    return {
        "marked": [bool(success) for success in marked],
        "id": sent.id.split(".")[0],
        "shown": [[bubble["kind"], bubble["text"]] for bubble in bubbles()],
        "read": bubbles()[0]["status"],
    }


def whatsapp_fills_templates():
    """A template is created, filled in and sent; what Meta decides on it is told by its event."""
    from pywa.types.others import Pagination
    from pywa.types.templates import BodyText, Template, TemplateCategory, TemplateLanguage

    client = whatsapp_client()
    language = TemplateLanguage.SPANISH_MEX
    body = BodyText("Hola {{1}}, debe {{2}}. Gracias.", "Ana", "$100.00")
    template = Template(name="aviso", language=language, category=TemplateCategory.UTILITY, components=[body])
    made = client.create_template(template)
    sent = client.send_template("525512345678", "aviso", language, [body.params("Luis", "$1,160.00")])
    told = []
    client.on_template_status_update()(
        lambda _, update: told.append([update.template_name, update.new_status.value, update.reason.value])
    )
    hear = whatsapp_webhooks(client)
    page("PUT", "/control/templates/102290129340398/aviso", "PAUSED")
    hear()
    try:
        client.send_template("525512345678", "aviso", language, [body.params("Luis", "$1,160.00")])
        refused = None
    except Exception as error:
        refused = error.code
    listed = [one.status.value for one in client.get_templates()]
    ready = BodyText("Su pedido está listo.")
    client.create_template(
        Template(name="listo", language=language, category=TemplateCategory.UTILITY, components=[ready])
    )
    first = client.get_templates(pagination=Pagination(limit=1))
    second = client.get_templates(pagination=Pagination(limit=1, after=first.after))
    pages = [[[one.name for one in page], page.has_next] for page in (first, second)]
    return {
        "pages": pages,
        "made": made.status.value, "sent": sent.id.split(".")[0], "shown": bubbles()[0]["text"], "told": told,
        "refused": refused, "listed": listed,
    }


def whatsapp_hears():
    """A webhook is verified, and what comes over it is validated and understood by pywa."""
    client = whatsapp_client()
    heard, statuses, pictures = [], [], []

    def hear_message(_, message):
        if message.image:
            pictures.append([message.caption, message.image.mime_type, message.image.get_bytes().decode()])
        else:
            heard.append([message.text, message.from_user.wa_id])

    client.on_message()(hear_message)
    client.on_message_status()(lambda _, status: statuses.append([str(status.status.value), status.tracker]))
    hear = whatsapp_webhooks(client)
    ana = customer("+525512345678")
    act(ana, NUMBER, text="¿hay taquetes?")
    hear()
    client.send_message(to="525512345678", text="Sí", tracker="turn-1")
    for _ in range(3):
        hear()
    act(ana, NUMBER, media=upload("foto.png", "image/png", b"PNG"), text="como este")
    hear()
    return {"heard": heard, "statuses": sorted(statuses), "pictures": pictures}


def whatsapp_webhooks(client):
    """Has the number's webhook verified; returns what hands the next one to the client."""
    hooks = Webhooks(client)
    configuration = {"override_callback_uri": hooks.url, "verify_token": "verify-me"}
    request = urllib.request.Request(
        f"{URL}/v25.0/{NUMBER}",
        json.dumps({"webhook_configuration": configuration}).encode(),
        {"Authorization": "Bearer any", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        assert json.load(answer) == {"success": True}

    def take():
        headers, body = hooks.next()
        refusal = client.webhook_update_validator(body, headers["X-Hub-Signature-256"])
        assert refusal is None, refusal
        client.webhook_update_handler(body)

    return take


def whatsapp_refuses():
    client = whatsapp_client()
    client.send_message(to="525512345678", text="x" * 4097)


# Telegram, by python-telegram-bot.

TELEGRAM_LIMITS = ("connect_timeout", "read_timeout", "write_timeout", "pool_timeout", "media_write_timeout")


def telegram():
    return asyncio.run(telegram_talks())


async def telegram_talks():
    from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
    from telegram.request import HTTPXRequest

    seen = {}
    patient, listening = (HTTPXRequest(**dict.fromkeys(TELEGRAM_LIMITS, PATIENCE)) for _ in range(2))
    addresses = {"base_url": f"{URL}/bot", "base_file_url": f"{URL}/file/bot"}
    async with Bot("123456:demo", **addresses, request=patient, get_updates_request=listening) as bot:
        seen["me"] = (await bot.get_me()).id
        ana = customer("@ana")
        act(ana, "123456", text="/start")
        updates = await bot.get_updates(timeout=5)
        seen["heard"] = updates[0].message.text
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Sí", callback_data="ok:Q12")]])
        sent = await bot.send_message(int(ana), "<b>¿Acepta?</b>", parse_mode="HTML", reply_markup=keyboard)
        seen["sent"] = [sent.text, sent.entities[0].type]
        act(ana, "123456", choice={"message": f"123456/{sent.message_id}", "id": "0.0"})
        updates = await bot.get_updates(offset=updates[-1].update_id + 1, timeout=30)
        tap = updates[0].callback_query
        seen["tap"] = [tap.data, await tap.answer("listo")]
        await tap.edit_message_text("Aceptada")
        file = io.BytesIO(b"%PDF-1.4")
        document = await bot.send_document(int(ana), file, filename="COT-12.pdf")
        stored = await bot.get_file(document.document.file_id)
        seen["file"] = bytes(await stored.download_as_bytearray()).decode()
        try:
            await bot.send_message(1, "hola")
        except Exception as error:
            seen["nobody"] = [type(error).__name__, str(error)]
    seen["shown"] = [bubble["text"] for bubble in bubbles()]
    return seen


def telegram_listens():
    """python-telegram-bot's own webhook server: it sets the webhook, and checks the secret of each update."""
    return asyncio.run(telegram_takes_updates())


async def telegram_takes_updates():
    from telegram.ext import ApplicationBuilder, MessageHandler, filters

    heard = asyncio.Queue()

    async def answer(update, _):
        await update.message.reply_text("Sí")
        await heard.put(update.message.text)

    builder = ApplicationBuilder().token("123456:demo").base_url(f"{URL}/bot").base_file_url(f"{URL}/file/bot")
    for limit in TELEGRAM_LIMITS:
        getattr(builder, limit)(PATIENCE)
    application = builder.build()
    application.add_handler(MessageHandler(filters.ALL, answer))
    port = free_port()
    url = f"http://127.0.0.1:{port}/hook"
    async with application:
        await application.start()
        try:
            await application.updater.start_webhook(
                listen="127.0.0.1", port=port, url_path="hook", webhook_url=url, secret_token="s-1"
            )
            ana = await asyncio.to_thread(customer, "@ana")
            await asyncio.to_thread(act, ana, "123456", text="¿hay taquetes?")
            text = await asyncio.wait_for(heard.get(), PATIENCE)
            told = (await application.bot.get_webhook_info()).url == url
            await application.updater.stop()
        finally:
            await application.stop()
    return {"heard": text, "told": told, "shown": [bubble["text"] for bubble in bubbles()]}


# SMS, by twilio.


def twilio_client():
    from twilio.http.http_client import TwilioHttpClient
    from twilio.rest import Client

    class Redirected(TwilioHttpClient):
        def request(self, method, url, *args, **more):
            return super().request(method, url.replace("https://api.twilio.com", URL), *args, **more)

    return Client(ACCOUNT, "emulated-auth-token", http_client=Redirected())


def twilio_sends():
    client = twilio_client()
    sent = client.messages.create(to="+525512345678", from_="+12025550100", body="Está listo")
    return {
        "status": sent.status,
        "segments": sent.num_segments,
        "fetched": client.messages(sent.sid).fetch().sid == sent.sid,
        "shown": [bubble["text"] for bubble in bubbles()],
    }


def twilio_refuses():
    twilio_client().messages.create(to="+52", from_="+12025550100", body="x")


def twilio_signs():
    """A callback's signature is valid for Twilio's own validator."""
    from twilio.request_validator import RequestValidator

    hooks = Webhooks()
    callback = hooks.url + "?k=turn-1"
    twilio_client().messages.create(
        to="+525512345678", from_="+12025550100", body="¿Está?", status_callback=callback
    )
    headers, body = hooks.next()
    fields = dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True))
    validator = RequestValidator("emulated-auth-token")
    signature = headers["X-Twilio-Signature"]
    return [validator.validate(callback, fields, signature), validator.validate(callback, {}, signature)]


def twilio_hears():
    """What a customer writes is signed for Twilio's own validator; the file is opened by the account alone."""
    import base64
    from twilio.request_validator import RequestValidator

    hooks = Webhooks()
    twilio_client().incoming_phone_numbers("+12025550100").update(sms_url=hooks.url)
    ana = customer("+525512345678")
    validator = RequestValidator("emulated-auth-token")
    act(ana, "+12025550100", text="¿hay taquetes?")
    act(ana, "+12025550100", media=upload("foto.png", "image/png", b"PNG"), text="")
    heard, addresses = [], []
    for _ in range(2):
        headers, body = hooks.next()
        fields = dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True))
        signature = headers["X-Twilio-Signature"]
        assert validator.validate(hooks.url, fields, signature), fields
        assert not validator.validate(hooks.url, {**fields, "Body": "otra cosa"}, signature), fields
        heard.append([fields["Body"], fields["NumMedia"], fields.get("MediaContentType0")])
        addresses += [fields["MediaUrl0"]] if "MediaUrl0" in fields else []
    address = addresses[0]
    login = base64.b64encode(f"{ACCOUNT}:emulated-auth-token".encode()).decode()
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Authorization": "Basic " + login})) as file:
        content = file.read().decode()
    try:
        with urllib.request.urlopen(address):
            stranger = 200
    except urllib.error.HTTPError as error:
        stranger = error.code
    return {"heard": sorted(heard), "file": content, "stranger": stranger}


# E-mail, by Python's own smtplib, imaplib and email.


def mail_server(name):
    return urllib.parse.urlsplit(os.environ[name])


def mail_goes_out_and_comes_in():
    import email
    import email.policy
    import imaplib
    import smtplib
    from email.message import EmailMessage

    smtp, imap = mail_server("SMTP"), mail_server("IMAP")
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "shop@example.mx", "ana@example.mx", "Cotización"
    message["Message-ID"] = "<1@example.mx>"
    message.set_content("Buen día:\n.con punto")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="COT-12.pdf")
    with smtplib.SMTP(smtp.hostname, smtp.port) as server:
        server.login("shop@example.mx", "secret")
        refused = server.send_message(message)
    act("ana@example.mx", "shop@example.mx", text="¿Y con envío?")
    file = upload("número.pdf", "application/pdf", b"%PDF-1.5")
    act("ana@example.mx", "shop@example.mx", media=file, text="mi lista")
    with imaplib.IMAP4(imap.hostname, imap.port) as box:
        box.login("shop@example.mx", "secret")
        box.select("INBOX", readonly=True)
        numbers = box.uid("SEARCH", "ALL")[1][0].split()
        found = [box.uid("FETCH", number.decode(), "(BODY[])")[1][0][1] for number in numbers]
    answers = [email.message_from_bytes(source, policy=email.policy.default) for source in found]
    return {
        "refused": refused,
        "shown": [bubble["text"].strip() for bubble in bubbles() if not bubble["from_customer"]],
        "answers": [[one["In-Reply-To"], one.get_body(("plain",)).get_content().strip()] for one in answers],
        "files": [[file.get_filename(), file.get_content().decode()] for one in answers
                  for file in one.iter_attachments()],
        "defects": [type(flaw).__name__ for one in answers for part in one.walk() for flaw in part.defects],
    }


def mail_refuses():
    import smtplib

    smtp = mail_server("SMTP")
    with smtplib.SMTP(smtp.hostname, smtp.port) as server:
        server.login("shop@example.mx", "wrong")


CASES = [
    whatsapp_sends, whatsapp_hears, whatsapp_fills_templates, whatsapp_refuses, telegram, telegram_listens,
    twilio_sends, twilio_refuses, twilio_signs, twilio_hears, mail_goes_out_and_comes_in, mail_refuses,
]


def report(cases):
    """Runs the cases that the command line names, and prints what they saw."""
    known = {case.__name__: case for case in cases}
    print(json.dumps({name: run(known[name]) for name in sys.argv[1:]}))


def run(case):
    try:
        return case()
    except Exception as error:
        return {
            "error": type(error).__name__,
            "code": getattr(error, "code", None) or getattr(error, "error_code", None),
            "text": str(error)[:300],
        }


if __name__ == "__main__":
    report(CASES)
