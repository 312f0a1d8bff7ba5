// Keeps the event stream of the conversation open: through lost networks, refusals, and phones that freeze the page.
// Draws nothing; `lastSequence()` says where to go on, the callbacks tell what came and how the connection fares.
"use strict";

class EventStream {
    static lostNoticeMilliseconds = 5000;
    static reopenMillisecondsMax = 30_000;
    static staleMilliseconds = 30_000;

    #source = null;
    #ended = false;
    #pause = 1000;
    #reopenTimer;
    #lostTimer;
    #hiddenSince = null;

    constructor({ url, lastSequence, onMessage, onTyping, onOpen, onLost, onExpired }) {
        Object.assign(this, { url, lastSequence, onMessage, onTyping, onOpen, onLost, onExpired });
        window.addEventListener("online", () => this.open());
        window.addEventListener("offline", () => this.#lost({ soon: true }));
        document.addEventListener("visibilitychange", () => this.#visibilityChanged());
    }

    get isOpen() {
        return this.#source?.readyState === EventSource.OPEN;
    }

    open() {
        clearTimeout(this.#reopenTimer);
        this.#source?.close();
        if (this.#ended) return;
        const source = new EventSource(`${this.url}?after=${this.lastSequence()}`);
        this.#source = source;
        source.addEventListener("open", () => this.#opened());
        source.addEventListener("message", ({ data }) => this.onMessage(EventStream.#parsed(data)));
        source.addEventListener("typing", ({ data }) => this.onTyping(EventStream.#parsed(data)?.on === true));
        source.addEventListener("error", () => {
            this.#lost({ soon: false });
            // After a network error the browser reconnects by itself; after an HTTP error it has given up.
            if (source.readyState === EventSource.CLOSED) this.#reopenLater(source.url);
        });
    }

    // Ends the stream for good.
    end() {
        this.#ended = true;
        clearTimeout(this.#reopenTimer);
        clearTimeout(this.#lostTimer);
        this.#source?.close();
    }

    #opened() {
        clearTimeout(this.#lostTimer);
        this.#lostTimer = undefined;
        this.#pause = 1000;
        this.onOpen();
    }

    // Servers close streams now and then, and the browser is back in 3 seconds: nobody needs to know of that.
    #lost({ soon }) {
        if (this.#ended) return;
        if (soon) clearTimeout(this.#lostTimer);
        if (soon || this.#lostTimer === undefined) {
            this.#lostTimer = setTimeout(this.onLost, soon ? 0 : EventStream.lostNoticeMilliseconds);
        }
    }

    // An EventSource hides the status of a refusal, so one plain request asks whether the session has ended.
    async #reopenLater(url) {
        this.#reopenTimer = setTimeout(() => this.open(), this.#pause);
        this.#pause = Math.min(this.#pause * 2, EventStream.reopenMillisecondsMax);
        const probe = new AbortController();
        try {
            const { status } = await fetch(url, { signal: probe.signal, headers: { Accept: "text/event-stream" } });
            probe.abort();
            if (status === 401) this.onExpired();
        } catch {
            // No answer is no verdict: the stream is opened again after the pause.
        }
    }

    // A phone freezes hidden pages and may leave a stream that looks open and is dead.
    #visibilityChanged() {
        if (document.hidden) {
            this.#hiddenSince = Date.now();
            return;
        }
        const away = this.#hiddenSince === null ? 0 : Date.now() - this.#hiddenSince;
        this.#hiddenSince = null;
        if (away > EventStream.staleMilliseconds) this.open();
    }

    static #parsed(data) {
        try {
            return JSON.parse(data);
        } catch {
            return null;
        }
    }
}
