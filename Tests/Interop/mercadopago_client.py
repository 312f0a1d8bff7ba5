#!/usr/bin/env python3
"""Drives the official mercadopago client and says what it saw.

    mercadopago_client.py CASE...

BASE_URL says where the emulator is, SECRET what signs its notifications. Prints
one JSON object: for each case what the client returned. What must be in it, the
Swift test knows.
"""

import http.server
import json
import os
import sys
import threading
import time
import urllib.parse
import urllib.request

import mercadopago
from mercadopago.config import RequestOptions
from mercadopago.http import HttpClient
from mercadopago.webhook import InvalidWebhookSignatureError, WebhookSignatureValidator

URL, SECRET = os.environ["BASE_URL"], os.environ["SECRET"]


class Redirected(HttpClient):
    """Asks the emulator instead of api.mercadopago.com, whose address is fixed."""

    def request(self, method, url, *arguments, **named):
        return super().request(method, url.replace("https://api.mercadopago.com", URL), *arguments, **named)


SDK = mercadopago.SDK("TEST-interop", http_client=Redirected())


class Receiver(http.server.BaseHTTPRequestHandler):
    """Takes notifications as a program with the official library does."""

    verified, refused = [], []

    def do_POST(self):
        query = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query)
        data_id = query.get("data.id", [None])[0]
        self.rfile.read(int(self.headers["Content-Length"]))
        try:
            WebhookSignatureValidator.validate(
                self.headers["x-signature"], self.headers["x-request-id"], data_id, SECRET, tolerance_seconds=300
            )
            Receiver.verified.append(data_id)
        except InvalidWebhookSignatureError as error:
            Receiver.refused.append(error.reason.value)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


SERVER = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=SERVER.serve_forever, daemon=True).start()
SALE = {
    "items": [{"id": "SKU-1", "title": "Filtro de aceite", "quantity": 2, "currency_id": "MXN", "unit_price": 75.15}],
    "external_reference": "INV-1001",
    "notification_url": f"http://127.0.0.1:{SERVER.server_port}/hooks",
}


def control(method, path, body=None):
    data = json.dumps(body or {}).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{URL}/control/{path}", data, method=method)) as answer:
        return json.load(answer)


def paid(**act):
    preference = SDK.preference().create(SALE)["response"]
    return control("POST", f"preferences/{preference['id']}/pay", act)["id"]


def card():
    payment = SDK.payment().get(paid())["response"]
    return {
        "status": payment["status"],
        "detail": payment["status_detail"],
        "amount": payment["transaction_amount"],
        "reference": payment["external_reference"],
    }


def cash():
    """A voucher that is made directly, without a page."""
    made = SDK.payment().create(
        {
            "transaction_amount": 450.00,
            "description": "INV-1001",
            "payment_method_id": "oxxo",
            "payer": {"email": "ana@example.com"},
            "external_reference": "INV-1001",
        }
    )
    payment = made["response"]
    cancelled = SDK.payment().update(payment["id"], {"status": "cancelled"})["response"]
    return {
        "created": made["status"],
        "status": payment["status"],
        "voucher": payment["transaction_details"]["payment_method_reference_id"][:4],
        "cancelled": cancelled["status"],
    }


def idempotency():
    options = RequestOptions(custom_headers={"x-idempotency-key": "a8098c1a-f86e-11da-bd1a-00112444be1e"})
    made = [SDK.preference().create(SALE, options)["response"]["id"] for _ in range(2)]
    return {"same": made[0] == made[1]}


def refunds():
    payment = paid()
    made = [SDK.refund().create(payment, body)["response"]["amount"] for body in ({"amount": 50.15}, None)]
    again = SDK.refund().create(payment, {"amount": 1})
    stands = SDK.payment().get(payment)["response"]
    return {
        "made": made,
        "listed": len(SDK.refund().list_all(payment)["response"]),
        "again": again["status"],
        "status": stands["status"],
        "refunded": stands["transaction_amount_refunded"],
    }


def search():
    paid(holder="FUND")
    found = SDK.payment().search({"external_reference": "INV-1001", "sort": "date_created", "criteria": "desc"})
    newest = found["response"]["results"][0]
    return {"status": newest["status"], "detail": newest["status_detail"]}


def notifications():
    payment = str(paid())
    deadline = time.monotonic() + 300
    while payment not in Receiver.verified and time.monotonic() < deadline:
        time.sleep(0.05)
    return {"verified": payment in Receiver.verified, "refused": Receiver.refused}


CASES = {
    "card": card,
    "cash": cash,
    "idempotency": idempotency,
    "refunds": refunds,
    "search": search,
    "notifications": notifications,
    "user": lambda: SDK.user().get()["response"]["site_id"],
    "unknown_payment": lambda: SDK.payment().get(999)["status"],
    "bad_amount": lambda: SDK.payment().create({"transaction_amount": -1, "payer": {"email": "a@b.c"}})["status"],
}

print(json.dumps({case: CASES[case]() for case in sys.argv[1:]}))
