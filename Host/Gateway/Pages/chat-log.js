// The conversation on the screen: messages in order under their days, grouped by sender, the reading position kept.
// Messages with a sequence number come in its order; the visitor's own unconfirmed ones stand after them.
"use strict";

class MessageLog {
    static groupMilliseconds = 5 * 60_000;
    static bottomPixels = 64;

    #entries = [];
    #byID = new Map();
    #days = new Map();
    #pinned = true;
    #scrollTop = 0;
    #unread = 0;
    #news = false;
    #arranging = false;

    // `onChoose(title)` sends a tapped choice; `onRetry(message)` takes a failed message up again.
    // The visitor's own files lie below `filesURL`.
    constructor({ scroller, content, log, unread, filesURL, onChoose, onRetry }) {
        Object.assign(this, { scroller, content, log, unread, filesURL, onChoose, onRetry });
        scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
        unread.addEventListener("click", () => {
            // The button goes away, so the keyboard needs another place to be.
            scroller.focus({ preventScroll: true });
            this.scrollToEnd();
        });
        // Late pictures, the keyboard and a growing composer all change heights; the end stays in view through all.
        const observer = new ResizeObserver(() => this.#keepPosition());
        observer.observe(scroller);
        observer.observe(content);
    }

    get isEmpty() {
        return this.#entries.length === 0;
    }

    // The highest sequence number shown: where the event stream goes on.
    get lastSequence() {
        return this.#entries.reduce((last, { seq }) => (seq !== Infinity && seq > last ? seq : last), 0);
    }

    // The history is complete: what comes from here on is announced to screen readers and moves in.
    beginNews() {
        this.#news = true;
        this.log.setAttribute("aria-live", "polite");
    }

    // Shows a message of the stream. False if it was there before, or if it has nothing to show.
    receive({ seq, role, message_id: id, at, reply, attachments }) {
        const key = role === "customer" && id ? id : `#${seq}`;
        const known = this.#byID.get(key);
        if (known) {
            const isEcho = known.seq === Infinity;
            known.seq = Math.min(known.seq, seq);
            this.#arrangeSoon();
            return isEcho;
        }
        const time = Date.parse(at);
        const sentAt = Number.isNaN(time) ? Date.now() : time;
        const entry = this.#entry({ key, seq, role, at: sentAt, reply: reply ?? {}, attachments: attachments ?? [] });
        return entry !== null;
    }

    // Shows one of the visitor's own messages, or how it fares.
    showOwn(message) {
        const { id: key, at, text, attachments } = message;
        const reply = { type: "text", text };
        const entry = this.#byID.get(key)
            ?? this.#entry({ key, seq: Infinity, role: "customer", at, reply, attachments });
        if (entry) this.#showStatus(entry, message);
    }

    removeOwn(message) {
        this.#byID.get(message.id)?.node.remove();
        this.#byID.delete(message.id);
        this.#entries = this.#entries.filter(({ key }) => key !== message.id);
        this.#arrangeSoon();
    }

    countUnread() {
        if (this.#pinned) return;
        this.#unread += 1;
        this.#showUnread();
    }

    scrollToEnd({ instantly = false } = {}) {
        this.#pinned = true;
        const still = instantly || matchMedia("(prefers-reduced-motion: reduce)").matches;
        this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: still ? "instant" : "smooth" });
    }

    #entry(message) {
        const drawn = chatReplies.draw(message.reply, this.onChoose);
        if (message.attachments.length > 0) {
            drawn.inside = chatReplies.withFiles(message.attachments, this.filesURL, message.reply, drawn.inside);
        }
        if (drawn.inside.length === 0 && !drawn.below) return null;
        const entry = { ...message, below: drawn.below, ...this.#draw(message, drawn) };
        this.#entries.push(entry);
        this.#byID.set(entry.key, entry);
        entry.node.classList.toggle("news", this.#news);
        if (message.role === "customer") this.#showStatus(entry, { status: "delivered" });
        this.#arrangeSoon();
        return entry;
    }

    #draw({ role, at, reply, attachments }, { inside, below }) {
        const { element } = chatReplies;
        const known = ["customer", "person", "system"].includes(role) ? role : "agent";
        const sender = { customer: chatStrings.you, person: chatStrings.team, agent: chatStrings.assistant }[known];
        const time = element("time", "", chatFormat.time(at));
        time.dateTime = new Date(at).toISOString();
        const tick = element("span", "tick");
        tick.setAttribute("role", "img");
        const meta = element("span", "meta", time, known === "customer" ? tick : null);
        const bubble = element("div", "bubble", ...inside, known === "system" ? null : meta);
        const name = sender && element("p", "sender", sender);
        const node = element("article", `message ${known}`, name, inside.length > 0 ? bubble : null, below);
        if (["list", "image", "document", "link"].includes(reply.type) || attachments.length > 0) node.classList.add("rich");
        return { node, tick, trouble: null };
    }

    // A tick for what went well, words for what needs patience, a button for what needs the visitor.
    #showStatus(entry, message) {
        const { status, note } = message;
        entry.node.dataset.status = status;
        entry.tick.setAttribute("aria-label", { queued: chatStrings.sending }[status] ?? chatStrings[status]);
        const words = status === "failed" || note ? chatStrings[note ?? "failed"] : null;
        if (entry.trouble?.textContent === (words ?? "")) return;
        entry.trouble?.remove();
        entry.trouble = words && chatReplies.element(status === "failed" ? "button" : "p", "trouble", words);
        if (!words) return;
        if (status === "failed") {
            entry.trouble.type = "button";
            entry.trouble.addEventListener("click", () => this.onRetry(message));
        }
        entry.node.append(entry.trouble);
    }

    // Once for all messages that come together: a history of 200 is laid out once.
    #arrangeSoon() {
        if (this.#arranging) return;
        this.#arranging = true;
        queueMicrotask(() => {
            this.#arranging = false;
            this.#arrange();
        });
    }

    #arrange() {
        this.#entries.sort((a, b) => a.seq - b.seq || a.at - b.at);
        const filled = new Map();
        let day = -Infinity;
        this.#entries.forEach((entry, index) => {
            // The visitor's clock may be behind the shop's: a message never goes back to an earlier day.
            day = Math.max(day, chatFormat.midnight(entry.at));
            const section = this.#day(day);
            MessageLog.#place(entry.node, section, filled.get(day) ?? section.firstChild);
            filled.set(day, entry.node);
            const previous = this.#entries[index - 1];
            const joins = previous?.role === entry.role && previous.node.parentNode === section
                && entry.at - previous.at < MessageLog.groupMilliseconds;
            entry.node.classList.toggle("first", !joins);
            previous?.node.classList.toggle("last", !joins);
        });
        this.#entries.at(-1)?.node.classList.add("last");
        this.#dropEmptyDays(filled);
        this.#settleChoices();
    }

    #day(day) {
        let section = this.#days.get(day);
        if (!section) {
            section = chatReplies.element("section", "day", chatReplies.element("h2", "day-name"));
            this.#days.set(day, section);
            const earlier = [...this.#days.keys()].filter((other) => other < day);
            MessageLog.#place(section, this.log, this.#days.get(Math.max(...earlier)) ?? null);
        }
        // Named anew each time: "today" becomes "yesterday" on a page left open.
        const name = chatFormat.day(day);
        if (section.firstChild.textContent !== name) section.firstChild.textContent = name;
        return section;
    }

    #dropEmptyDays(filled) {
        for (const [day, section] of this.#days) {
            if (filled.has(day)) continue;
            section.remove();
            this.#days.delete(day);
        }
    }

    // Moves a node only when it is not there yet, so that focus and screen readers are left in peace.
    static #place(node, parent, previous) {
        const next = previous ? previous.nextSibling : parent.firstChild;
        if (next !== node) parent.insertBefore(node, next);
    }

    // Buttons are one question: after the visitor has gone on they show what was chosen and no longer send.
    #settleChoices() {
        let answer = null;
        for (const { role, reply, below } of [...this.#entries].reverse()) {
            for (const button of below?.children ?? []) {
                button.disabled = answer !== null;
                button.classList.toggle("chosen", answer !== null && button.dataset.title === answer);
            }
            if (role === "customer") answer = reply.text ?? "";
        }
    }

    #keepPosition() {
        if (this.#pinned) this.scroller.scrollTop = this.scroller.scrollHeight;
        this.#showUnread();
    }

    #scrolled() {
        const { scrollTop, scrollHeight, clientHeight } = this.scroller;
        const isAtEnd = scrollHeight - clientHeight - scrollTop < MessageLog.bottomPixels;
        // Only a reader scrolls up; content that grows below leaves the position as it was.
        if (isAtEnd) this.#pinned = true;
        else if (scrollTop < this.#scrollTop) this.#pinned = false;
        this.#scrollTop = scrollTop;
        if (this.#pinned) this.#unread = 0;
        this.#showUnread();
    }

    #showUnread() {
        this.unread.hidden = this.#pinned;
        this.unread.classList.toggle("plain", this.#unread === 0);
        const words = this.#unread > 0 ? chatStrings.unread(this.#unread) : chatStrings.latest;
        if (this.unread.textContent !== words) this.unread.textContent = words;
    }
}
