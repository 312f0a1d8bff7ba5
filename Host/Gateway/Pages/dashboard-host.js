// The host as the inbox sees it: requests with the business's key, and its stream of events, which is read by hand
// because an EventSource carries no key. The key stays in this tab.
"use strict";

class RefusedKey extends Error {}

class Host {
    static pauseMillisecondsMax = 30_000;

    #key;
    #lastEvent = null;

    constructor(key) {
        this.#key = key;
    }

    async get(path) {
        return this.#answer(await fetch(path, { headers: this.#headers() }));
    }

    // Under `key`, what is sent once more has no second effect.
    async post(path, body, key) {
        const headers = this.#headers({ "Content-Type": "application/json", ...(key && { "Idempotency-Key": key }) });
        return this.#answer(await fetch(path, { method: "POST", headers, body: JSON.stringify(body ?? {}) }));
    }

    // Saves a file. It is never shown here: anybody may have sent it.
    async download(path, name) {
        const response = await fetch(path, { headers: this.#headers() });
        if (!response.ok) return this.#answer(response);
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([await response.blob()], { type: "application/octet-stream" }));
        link.download = name || "";
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    }

    // Calls `onEvent` for each event from now on, and goes on behind the last one after every break; `onState` hears
    // whether the stream is open: what happens from then on is in it. Ends only when the key is refused.
    async follow(types, onEvent, onState) {
        let pause = 1000;
        for (;;) {
            try {
                const more = { Accept: "text/event-stream" };
                if (this.#lastEvent) more["Last-Event-ID"] = this.#lastEvent;
                const response = await fetch(`/api/events/stream?types=${types}`, { headers: this.#headers(more) });
                if (response.status === 401 || response.status === 403) return;
                if (!response.ok) throw new Error(`status ${response.status}`);
                await this.#read(response.body, onEvent, () => {
                    pause = 1000;
                    onState(true);
                });
            } catch {
                onState(false);
            }
            await new Promise((resolve) => setTimeout(resolve, pause));
            pause = Math.min(pause * 2, Host.pauseMillisecondsMax);
        }
    }

    // The host says something as soon as it knows where the stream begins.
    async #read(body, onEvent, onBegin) {
        const reader = body.pipeThrough(new TextDecoderStream()).getReader();
        let text = "";
        for (let hasBegun = false; ; hasBegun = true) {
            const { value, done } = await reader.read();
            if (done) return;
            if (!hasBegun) onBegin();
            const frames = (text + value).split("\n\n");
            text = frames.pop();
            for (const frame of frames) this.#take(frame, onEvent);
        }
    }

    #take(frame, onEvent) {
        const line = frame.split("\n").find((candidate) => candidate.startsWith("data: "));
        if (!line) return;
        const event = JSON.parse(line.slice(6));
        this.#lastEvent = event.id;
        onEvent(event);
    }

    #headers(more) {
        return { Authorization: `Bearer ${this.#key}`, ...more };
    }

    async #answer(response) {
        if (response.status === 401 || response.status === 403) throw new RefusedKey();
        const document = await response.json().catch(() => ({}));
        if (!response.ok) throw new Error(document.detail ?? `status ${response.status}`);
        return document;
    }
}
