// The inbox of a business: its conversations, live, the last one first.
"use strict";

class Inbox {
    static keyName = "orkesta.key";
    static personName = "orkesta.person";

    #drafts = new Drafts();
    #host = null;
    #thread = null;
    // By id; with `last`, what was said last.
    #conversations = new Map();
    // By state: where its list goes on, and null at its end.
    #pages = new Map([["active", undefined], ["paused", undefined]]);

    start() {
        const person = document.getElementById("person");
        person.value = localStorage.getItem(Inbox.personName) ?? "";
        document.getElementById("key-form").addEventListener("submit", (event) => {
            event.preventDefault();
            localStorage.setItem(Inbox.personName, person.value.trim());
            this.#enter(document.getElementById("key").value.trim());
        });
        document.getElementById("leave").addEventListener("click", () => this.#leave());
        document.getElementById("more").addEventListener("click", () => this.#more());
        const key = sessionStorage.getItem(Inbox.keyName);
        if (key) this.#enter(key);
        else this.#ask("");
    }

    #ask(problem) {
        document.getElementById("frame").hidden = true;
        document.getElementById("key-form").hidden = false;
        document.getElementById("key-problem").textContent = problem;
        document.getElementById("key").focus();
    }

    #leave() {
        sessionStorage.removeItem(Inbox.keyName);
        this.#drafts.forget();
        location.reload();
    }

    async #enter(key) {
        this.#host = new Host(key);
        try {
            for (const state of this.#pages.keys()) this.#pages.set(state, await this.#load(state));
        } catch (error) {
            sessionStorage.removeItem(Inbox.keyName);
            return this.#ask(error instanceof RefusedKey ? strings.badKey : `${strings.failed} ${error.message}`);
        }
        sessionStorage.setItem(Inbox.keyName, key);
        document.getElementById("key-form").hidden = true;
        document.getElementById("frame").hidden = false;
        this.#thread = new Thread(this.#host, localStorage.getItem(Inbox.personName), this.#drafts, {
            onChange: (conversation) => this.#merge(conversation),
            onClose: (id) => this.#close(id),
            onRefused: () => this.#leave(),
        });
        this.#draw();
        await this.#host.follow("conversation,message", (event) => this.#hear(event), (isOpen) => {
            document.getElementById("connection").textContent = isOpen ? "" : strings.lost;
            if (isOpen) this.#catchUp();
        });
        this.#leave();
    }

    // A page of the conversations in one state, latest first; returns where the next one begins.
    async #load(state, cursor) {
        const more = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
        const page = await this.#host.get(`/api/conversations?state=${state}&limit=100${more}`);
        for (const conversation of page.items) {
            // What an event has told meanwhile is later.
            if (this.#conversations.get(conversation.id)?.updated_at > conversation.updated_at) continue;
            const said = conversation.last_message?.reply;
            this.#keep({ ...conversation, ...(said && { last: textOf(said) }) });
        }
        return page.next_cursor;
    }

    // What happened before the stream began, or in a break of it.
    async #catchUp() {
        try {
            for (const state of this.#pages.keys()) await this.#load(state);
            if (this.#thread.id) await this.#thread.refresh();
        } catch {
            // The stream breaks as well, and comes back.
        }
        this.#draw();
    }

    async #more() {
        const button = document.getElementById("more");
        button.disabled = true;
        try {
            for (const [state, cursor] of this.#pages) {
                if (cursor) this.#pages.set(state, await this.#load(state, cursor));
            }
        } catch (error) {
            if (error instanceof RefusedKey) return this.#leave();
            document.getElementById("connection").textContent = strings.failed;
        } finally {
            button.disabled = false;
        }
        this.#draw();
        if (!button.hidden) button.focus();
    }

    #hear({ type, data }) {
        // What became of a message: only the conversation that is open shows it.
        if (!type.startsWith("conversation.")) return this.#thread.id && this.#thread.refresh().catch(() => {});
        const { messages, ...conversation } = data;
        const last = messages?.at(-1);
        if (last) conversation.last = textOf(last.reply);
        this.#merge(conversation);
        if (conversation.id !== this.#thread.id) return;
        if (messages) this.#thread.add(messages);
        this.#thread.update(this.#conversations.get(conversation.id));
    }

    #merge(conversation) {
        this.#keep(conversation);
        this.#draw();
    }

    // Who is not said to have it does not have it any more.
    #keep(conversation) {
        const known = this.#conversations.get(conversation.id);
        this.#conversations.set(conversation.id, { ...known, taken: undefined, ...conversation });
    }

    // Whoever goes by keyboard stands where they were in the list.
    #close(id) {
        document.getElementById("frame").classList.remove("reading");
        this.#draw();
        document.querySelector(`[data-id="${CSS.escape(id)}"]`)?.focus();
    }

    #open(id) {
        document.getElementById("frame").classList.add("reading");
        this.#thread.open(this.#conversations.get(id));
        this.#draw();
    }

    #draw() {
        const focused = document.activeElement?.dataset?.id;
        const sorted = [...this.#conversations.values()].filter(({ state }) => state !== "completed")
            .sort((one, other) => other.updated_at.localeCompare(one.updated_at));
        document.getElementById("conversations").replaceChildren(...sorted.map((one) => this.#item(one)));
        document.getElementById("empty").hidden = sorted.length > 0;
        document.getElementById("more").hidden = ![...this.#pages.values()].some(Boolean);
        if (focused) document.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
    }

    #item(conversation) {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.dataset.id = conversation.id;
        if (conversation.id === this.#thread?.id) button.setAttribute("aria-current", "true");
        button.append(
            Inbox.#part("span", "name", nameOf(conversation)),
            Inbox.#part("time", "", timeOf(conversation.updated_at)),
            Inbox.#part("span", "last", conversation.last ?? conversation.address),
            Inbox.#part("span", conversation.state === "paused" ? "place held" : "place", Inbox.#place(conversation)),
        );
        button.addEventListener("click", () => this.#open(conversation.id));
        item.append(button);
        return item;
    }

    static #place({ state, taken, channel }) {
        if (state !== "paused") return channel;
        return taken ? strings.held : strings.waiting;
    }

    static #part(tag, className, text) {
        const element = document.createElement(tag);
        element.className = className;
        element.textContent = text;
        return element;
    }
}

new Inbox().start();
