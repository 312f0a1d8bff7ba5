#!/usr/bin/env python3
"""Drives the official stripe client and says what it saw.

    stripe_client.py CASE...

BASE_URL says where the emulator is. Prints one JSON object: for each case what
the client returned, or under "error" the exception that it raised. What must be
in it, the Swift test knows.
"""

import http.server
import json
import os
import sys
import threading
import time
import urllib.request

import stripe

URL = os.environ["BASE_URL"]


def client(**more):
    options = {"base_addresses": {"api": URL}, "max_network_retries": 2}
    return stripe.StripeClient("sk_test_interop", **{**options, **more})


CLIENT = client()
SALE = {
    "mode": "payment",
    "success_url": "https://shop.example/ok",
    "client_reference_id": "INV-1001",
    "metadata": {"payment_id": "p-1"},
    "payment_intent_data": {"metadata": {"payment_id": "p-1"}},
    "line_items": [
        {
            "quantity": 2,
            "price_data": {"currency": "mxn", "unit_amount": 7500, "product_data": {"name": "Filtro de aceite"}},
        }
    ],
    "payment_method_types": ["card", "oxxo"],
    "payment_method_options": {"oxxo": {"expires_after_days": 2}},
}


def control(method, path, body=None):
    data = json.dumps(body or {}).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{URL}/control/{path}", data, method=method)) as answer:
        return json.load(answer)


def sessions():
    return CLIENT.v1.checkout.sessions


def paid(**act):
    session = sessions().create(SALE)
    control("POST", f"sessions/{session.id}/pay", act)
    return sessions().retrieve(session.id, {"expand": ["payment_intent.latest_charge"]})


class Receiver(http.server.BaseHTTPRequestHandler):
    """Takes webhooks as a program with the official library does."""

    secret, events, refused = "", [], []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            event = stripe.Webhook.construct_event(body, self.headers["Stripe-Signature"], Receiver.secret)
            Receiver.events.append(event.type)
            self.send_response(200)
        except (stripe.SignatureVerificationError, ValueError) as error:
            Receiver.refused.append(type(error).__name__)
            self.send_response(400)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


def webhooks():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made = CLIENT.v1.webhook_endpoints.create(
        {"url": f"http://127.0.0.1:{server.server_port}", "enabled_events": ["*"]}
    )
    Receiver.secret = made.secret
    paid(method="oxxo", email="xsucceed_immediately@example.com")
    deadline = time.monotonic() + 300
    while len(Receiver.events) < 5 and time.monotonic() < deadline:
        time.sleep(0.05)
    return {"events": sorted(Receiver.events), "refused": Receiver.refused}


def card():
    session = paid()
    intent = session.payment_intent
    return {
        "status": session.status,
        "payment_status": session.payment_status,
        "amount": session.amount_total,
        "intent": intent.status,
        "method": intent.latest_charge.payment_method_details.type,
        "metadata": intent.metadata["payment_id"],
    }


def voucher():
    session = paid(method="oxxo")
    details = session.payment_intent.next_action.oxxo_display_details
    seen = {"payment_status": session.payment_status, "intent": session.payment_intent.status, "digits": len(details.number)}
    control("POST", f"vouchers/{session.payment_intent.id}/pay")
    return {**seen, "later": sessions().retrieve(session.id).payment_status}


def idempotency():
    options = {"idempotency_key": "interop-1"}
    first = sessions().create(SALE, options)
    again = sessions().create(SALE, options)
    return {"same": first.id == again.id, "replayed": again.last_response.headers.get("Idempotent-Replayed")}


def retried():
    """An answer that is lost: the library asks again under its own key."""
    before = len(sessions().list({"limit": 100}).data)
    control("PUT", "faults", {"plan": "lost-answer@1"})
    sessions().create(SALE)
    return {"made": len(sessions().list({"limit": 100}).data) - before}


def refunds():
    intent = paid().payment_intent.id
    amounts = [4000, 11000]
    made = [CLIENT.v1.refunds.create({"payment_intent": intent, "amount": amount}).status for amount in amounts]
    listed = [refund.amount for refund in CLIENT.v1.refunds.list({"payment_intent": intent, "limit": 1}).auto_paging_iter()]
    charge = CLIENT.v1.payment_intents.retrieve(intent, {"expand": ["latest_charge"]}).latest_charge
    return {"made": made, "listed": listed, "refunded": charge.refunded}


def too_much():
    intent = paid().payment_intent.id
    return CLIENT.v1.refunds.create({"payment_intent": intent, "amount": 15001})


def dispute():
    paid(card="4000000000000259")
    found = CLIENT.v1.disputes.list({"limit": 1}).data[0]
    control("POST", f"disputes/{found.id}/close", {"status": "lost"})
    return {"reason": found.reason, "status": CLIENT.v1.disputes.retrieve(found.id).status}


def link():
    made = CLIENT.v1.payment_links.create(
        {"line_items": SALE["line_items"], "restrictions": {"completed_sessions": {"limit": 1}}}
    )
    closed = CLIENT.v1.payment_links.update(made.id, {"active": False})
    return {"active": made.active, "closed": not closed.active}


def connected():
    made = sessions().create(SALE, {"stripe_account": "acct_interop"})
    mine = sessions().retrieve(made.id, options={"stripe_account": "acct_interop"})
    try:
        sessions().retrieve(made.id)
    except stripe.InvalidRequestError as error:
        return {"mine": mine.id == made.id, "platform": error.code}


CASES = {
    "card": card,
    "voucher": voucher,
    "idempotency": idempotency,
    "retried": retried,
    "refunds": refunds,
    "dispute": dispute,
    "link": link,
    "connected": connected,
    "webhooks": webhooks,
    "other_body": lambda: [
        sessions().create(body, {"idempotency_key": "interop-2"})
        for body in (SALE, {**SALE, "client_reference_id": "INV-1002"})
    ],
    "too_much": too_much,
    "unknown_parameter": lambda: sessions().create({**SALE, "colour": "red"}),
    "unknown_session": lambda: sessions().retrieve("cs_test_none"),
    "wrong_key": lambda: stripe.StripeClient("pk_test_x", base_addresses={"api": URL}).v1.checkout.sessions.list(),
}


def result(case):
    try:
        return CASES[case]()
    except stripe.StripeError as error:
        return {"error": type(error).__name__, "status": error.http_status, "code": error.code, "param": getattr(error, "param", None)}


print(json.dumps({case: result(case) for case in sys.argv[1:]}))
