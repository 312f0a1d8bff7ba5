// Sends what the visitor writes, in order, each message once: a retry keeps its id and the server drops repetitions.
// Unsent messages survive a reload of the page. Draws nothing; reports every change through `onChange`.
"use strict";

// How a message moves. "delivered" is its echo in the event stream and may overtake the answer to the request.
const outboxTransitions = {
    queued: { begin: "sending", echo: "delivered" },
    sending: { accept: "sent", postpone: "queued", reject: "failed", echo: "delivered" },
    sent: { echo: "delivered" },
    failed: { retry: "queued", echo: "delivered" },
    delivered: {},
};

class Outbox {
    static attemptsMax = 7;
    static requestMillisecondsMax = 20_000;
    static slowMilliseconds = 1000;
    static pauseMillisecondsMax = 30_000;
    static retryAfterSecondsMax = 120;

    #messages = [];
    #running = false;
    #endPause = () => {};

    // `storageKey` names the place of unsent messages in the session storage of this tab.
    constructor({ url, locale, storageKey, onChange, onExpired }) {
        Object.assign(this, { url, locale, storageKey, onChange, onExpired });
    }

    // Takes up what an earlier load of the page left unsent.
    restore() {
        for (const { id, text, attachments = [], at, failure } of this.#stored()) {
            const message = {
                id, text, attachments, at, status: failure ? "failed" : "queued", note: failure ?? null, attempts: 0,
            };
            this.#messages.push(message);
            this.onChange(message);
        }
        this.#run();
    }

    // `attachments` are files that the host keeps already; with some the text may be empty.
    add(text, attachments) {
        const message = {
            id: Outbox.newID(), text, attachments, at: Date.now(), status: "queued", note: null, attempts: 0,
        };
        this.#messages.push(message);
        this.#changed(message);
        this.#run();
    }

    retry(message) {
        message.attempts = 0;
        if (this.#move(message, "retry")) this.#run();
    }

    // Forgets a message that the visitor took back to edit.
    remove(message) {
        this.#messages = this.#messages.filter((other) => other !== message);
        this.#store();
    }

    // The stream showed the message: whatever the request says now, it has arrived.
    echo(id) {
        const message = this.#messages.find((candidate) => candidate.id === id);
        if (!message) return;
        this.#move(message, "echo");
        this.remove(message);
    }

    // The connection is back: do not sit out the rest of a pause.
    wake() {
        this.#endPause();
    }

    async #run() {
        if (this.#running) return;
        this.#running = true;
        let message;
        while ((message = this.#messages.find(({ status }) => status === "queued"))) {
            await this.#attempt(message);
        }
        this.#running = false;
    }

    async #attempt(message) {
        // Without a network an attempt would only use up the message's chances; `wake` ends the pause.
        if (!navigator.onLine) {
            this.#explain(message, "waiting");
            return this.#pause(Outbox.pauseMillisecondsMax);
        }
        this.#move(message, "begin");
        message.attempts += 1;
        // Most requests are too quick for words; the clock beside the time is enough for them.
        const slow = setTimeout(() => this.#explain(message, message.note ?? "sending"), Outbox.slowMilliseconds);
        const { event, note = null, pause = 0 } = await this.#post(message);
        clearTimeout(slow);
        const exhausted = event === "postpone" && message.attempts >= Outbox.attemptsMax;
        this.#move(message, exhausted ? "reject" : event, exhausted ? "failed" : note);
        if (message.status === "queued") await this.#pause(pause);
    }

    // One request, told as the event it means for the message.
    async #post({ id, text, attachments, attempts }) {
        let response;
        try {
            response = await fetch(this.url, {
                method: "POST",
                headers: { "Content-Type": "application/json" },
                body: JSON.stringify({
                    message_id: id, text, locale: this.locale,
                    attachments: attachments.map(({ file, name, mime }) => ({ file, name, mime })),
                }),
                credentials: "same-origin",
                signal: AbortSignal.timeout(Outbox.requestMillisecondsMax),
            });
        } catch {
            return { event: "postpone", note: "waiting", pause: Outbox.#backoff(attempts) };
        }
        if (response.ok) return { event: "accept" };
        if (response.status === 429) return { event: "postpone", note: "slow", pause: Outbox.#retryAfter(response) };
        if (response.status >= 500) return { event: "postpone", note: "sending", pause: Outbox.#backoff(attempts) };
        if (response.status === 413) return { event: "reject", note: "tooLong" };
        if (response.status === 401) this.onExpired();
        return { event: "reject", note: "failed" };
    }

    #pause(milliseconds) {
        return new Promise((resolve) => {
            const timer = setTimeout(resolve, milliseconds);
            this.#endPause = () => {
                clearTimeout(timer);
                resolve();
            };
        });
    }

    // False when the event means nothing in the present status: a late answer after the echo, for one.
    #move(message, event, note = null) {
        const next = outboxTransitions[message.status][event];
        if (!next) return false;
        message.status = next;
        // The words of the last attempt stay readable while the next one runs.
        if (event !== "begin") message.note = note;
        this.#changed(message);
        return true;
    }

    #explain(message, note) {
        if (message.status === "delivered") return;
        message.note = note;
        this.#changed(message);
    }

    #changed(message) {
        this.#store();
        this.onChange(message);
    }

    #stored() {
        try {
            const list = JSON.parse(sessionStorage.getItem(this.storageKey) ?? "[]");
            return Array.isArray(list) ? list.filter(({ id, text, attachments, at }) => id && (text || attachments?.length) && at) : [];
        } catch {
            return [];
        }
    }

    #store() {
        const unsent = this.#messages.filter(({ status }) => status !== "sent" && status !== "delivered");
        const rows = unsent.map(({ id, text, attachments, at, status, note }) => (
            { id, text, attachments, at, failure: status === "failed" ? note : undefined }
        ));
        try {
            sessionStorage.setItem(this.storageKey, JSON.stringify(rows));
        } catch {
            // Storage is off or full: the messages live as long as the page.
        }
    }

    // 1, 2, 4 … seconds, spread by a quarter so that pages cut off together do not return together.
    static #backoff(attempts) {
        const exact = Math.min(1000 * 2 ** (attempts - 1), Outbox.pauseMillisecondsMax);
        return exact * (0.875 + Math.random() / 4);
    }

    static #retryAfter(response) {
        const seconds = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
        return 1000 * Math.min(Math.max(Number.isNaN(seconds) ? 5 : seconds, 1), Outbox.retryAfterSecondsMax);
    }

    // A version 4 UUID. `crypto.randomUUID` exists only on https, and a shop may try the page on its own network.
    static newID() {
        if (crypto.randomUUID) return crypto.randomUUID();
        const bytes = crypto.getRandomValues(new Uint8Array(16));
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
        return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    }
}
