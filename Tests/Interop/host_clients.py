#!/usr/bin/env python3
"""Speaks with a host's channels and its stream of events as providers' and other people's programs do.

    host_clients.py CASE...

URL and TOWER are the host's addresses, TENANT one of its tenants, KEY and TOWER_KEY their keys. Prints what
messaging_clients.py does, for other cases.
"""

import asyncio
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request

from messaging_clients import ACCOUNT, NUMBER, PATIENCE, URL, free_port, report, whatsapp_client


# E-mail, by Python's own email package and aiosmtpd.


def mail_through_python():
    """A customer's mail made by Python's email package goes to a host's hook; the answer comes to aiosmtpd."""
    import email
    import email.policy
    from aiosmtpd.controller import Controller
    from email.message import EmailMessage

    class Keeper:
        got = []

        async def handle_DATA(self, server, session, envelope):
            self.got.append(envelope)
            return "250 2.0.0 kept"

    # aiosmtpd connects to the port it was told, so that 0 will not do.
    port = free_port()
    controller = Controller(Keeper(), hostname="127.0.0.1", port=port, ready_timeout=PATIENCE)
    controller.start()
    try:
        settings = {"from": "shop@example.mx", "from_name": "Peña", "smtp_url": f"smtp://127.0.0.1:{port}",
                    "hook_secret": "s-1", "reply_address": "shop@example.mx"}
        url = set_channel("email", settings)
        message = EmailMessage()
        message["From"], message["To"] = "Ana Muñoz <ana@example.mx>", "shop@example.mx"
        message["Subject"], message["Message-ID"] = "¿Martillos?", "<1@example.mx>"
        message.set_content("busco un martillo")
        message.add_alternative("<p>busco un martillo</p>", subtype="html")
        request = urllib.request.Request(url, message.as_bytes(), {"Authorization": "Bearer s-1"})
        with urllib.request.urlopen(request) as answer:
            assert answer.status == 200
        for _ in range(PATIENCE * 10):
            if Keeper.got:
                break
            time.sleep(0.1)
    finally:
        controller.stop()
    envelope = Keeper.got[0]
    mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
    return {
        "envelope": [envelope.mail_from, envelope.rcpt_tos],
        "subject": mail["Subject"],
        "from": mail["From"].addresses[0].display_name,
        "answers": [mail["In-Reply-To"], mail["References"]],
        "answered_at": mail["Reply-To"].addresses[0].username.split("+")[0],
        "automatic": mail["Auto-Submitted"],
        "text": "artillo" in mail.get_body(("plain",)).get_content(),
        "html": "artillo" in mail.get_body(("html",)).get_content(),
        "defects": [type(one).__name__ for part in mail.walk() for one in part.defects],
    }


def host_request(method, url, key, body=None):
    request = urllib.request.Request(
        url,
        None if body is None else json.dumps(body).encode(),
        {"Authorization": "Bearer " + key, "Content-Type": "application/json"},
        method=method,
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


# A host's channels, by what their providers' own programs sign.


def set_channel(channel, settings):
    """Turns the host's channel on; returns where its provider posts."""
    tenant = os.environ["TENANT"]
    host_request("PUT", f"{os.environ['TOWER']}/api/tenants/{tenant}/plugins/{channel}", os.environ["TOWER_KEY"],
                 {"enabled": True, "settings": settings})
    return f"{URL}/channels/{channel}/{tenant}"


def posted(url, body, headers):
    """The status that the host answers with."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers)) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def heard_from(digits):
    """What the customer with that number has written, once there is something."""
    for _ in range(PATIENCE * 10):
        for state in ("active", "paused"):
            page = host_request("GET", f"{URL}/api/conversations?state={state}&limit=200", os.environ["KEY"])
            for one in page["items"]:
                if one["address"].endswith(digits):
                    detail = host_request("GET", f"{URL}/api/conversations/{one['id']}", os.environ["KEY"])
                    # The conversation may be there before its first message is.
                    texts = [said["reply"]["text"] for said in detail["messages"] if said["role"] == "user"]
                    if texts:
                        return texts
        time.sleep(0.1)
    return None


def the_host_takes_what_pywa_takes():
    """A webhook that is Meta's for pywa's validator is so for the host; one that was changed is for neither."""
    import hashlib
    import hmac

    secret, account = "emulated-app-secret", "102290129340398"
    url = set_channel("whatsapp", {"phone_number_id": NUMBER, "account_id": account, "access_token": "any",
                                   "app_secret": secret, "verify_token": "verify-me"})
    message = {"from": "5215544443333", "id": "wamid.interop-1", "timestamp": str(int(time.time())), "type": "text",
               "text": {"body": "busco un martillo"}}
    value = {"messaging_product": "whatsapp",
             "metadata": {"display_phone_number": "525500000000", "phone_number_id": NUMBER},
             "contacts": [{"profile": {"name": "Ana"}, "wa_id": message["from"]}], "messages": [message]}
    change = {"value": value, "field": "messages"}
    body = json.dumps({"object": "whatsapp_business_account", "entry": [{"id": account, "changes": [change]}]}).encode()
    signature = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    client, pywa, host = whatsapp_client(), [], []
    for sent in (body, body.replace(b"martillo", b"taladro!")):
        pywa.append(client.webhook_update_validator(sent, signature) is None)
        host.append(posted(url, sent, {"X-Hub-Signature-256": signature, "Content-Type": "application/json"}))
    return {"pywa": pywa, "host": host, "heard": heard_from("5544443333")}


def the_host_takes_what_twilio_signs():
    """Twilio's own signer signs what a customer wrote; what was changed since is refused."""
    from twilio.request_validator import RequestValidator

    token = "emulated-auth-token"
    url = f"{URL}/channels/sms/{os.environ['TENANT']}"
    set_channel("sms", {"account_sid": ACCOUNT, "auth_token": token, "from": "+12025550100", "webhook_url": url})
    fields = {"MessageSid": "SM" + "7" * 32, "AccountSid": ACCOUNT, "From": "+525577776666", "To": "+12025550100",
              "Body": "¿hay taquetes & brocas?", "NumMedia": "0", "SmsStatus": "received", "ApiVersion": "2010-04-01"}
    signature = RequestValidator(token).compute_signature(url, fields)
    headers = {"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
    both = (fields, {**fields, "Body": "otra cosa"})
    host = [posted(url, urllib.parse.urlencode(sent).encode(), headers) for sent in both]
    return {"host": host, "heard": heard_from("5577776666")}


# Events, by websockets.


def events_over_a_websocket():
    return asyncio.run(reads_events())


async def reads_events():
    from websockets.asyncio.client import connect
    from websockets.exceptions import InvalidStatus

    url = URL.replace("http://", "ws://") + "/api/events/socket?types=conversation"
    try:
        async with connect(url, open_timeout=PATIENCE):
            pass
        refused = None
    except InvalidStatus as error:
        refused = error.response.status_code
    key = os.environ["KEY"]
    protocols = ["orkesta.events", "orkesta.key." + key]
    async with connect(url, subprotocols=protocols, open_timeout=PATIENCE, ping_interval=None) as socket:
        body = {"customer": {"phone": "+525511112222"}, "message": "hola"}
        await asyncio.to_thread(host_request, "POST", URL + "/api/chat", key, body)
        event = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))
        await (await socket.ping())
        spoken = socket.subprotocol
    return {"refused": refused, "type": event["type"], "protocol": spoken}


CASES = [
    mail_through_python, events_over_a_websocket, the_host_takes_what_pywa_takes, the_host_takes_what_twilio_signs,
]

if __name__ == "__main__":
    report(CASES)
