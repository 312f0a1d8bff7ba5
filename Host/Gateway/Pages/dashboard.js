// The inbox of a business: its conversations, live, the last one first.
"use strict";

class Inbox {
    static keyName = "orkesta.key";

    #host = null;
    #thread = null;
    // By id; with `last`, what was said last.
    #conversations = new Map();

    start() {
        document.getElementById("key-form").addEventListener("submit", (event) => {
            event.preventDefault();
            this.#enter(document.getElementById("key").value.trim());
        });
        document.getElementById("leave").addEventListener("click", () => this.#leave());
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
        location.reload();
    }

    async #enter(key) {
        this.#host = new Host(key);
        try {
            for (const state of ["active", "paused"]) {
                const page = await this.#host.get(`/api/conversations?state=${state}&limit=100`);
                for (const conversation of page.items) {
                    const said = conversation.last_message?.reply;
                    this.#conversations.set(conversation.id, { ...conversation, ...(said && { last: textOf(said) }) });
                }
            }
        } catch (error) {
            sessionStorage.removeItem(Inbox.keyName);
            return this.#ask(error instanceof RefusedKey ? strings.badKey : `${strings.failed} ${error.message}`);
        }
        sessionStorage.setItem(Inbox.keyName, key);
        document.getElementById("key-form").hidden = true;
        document.getElementById("frame").hidden = false;
        this.#thread = new Thread(this.#host, {
            onChange: (conversation) => this.#merge(conversation),
            onClose: () => this.#close(),
            onRefused: () => this.#leave(),
        });
        this.#draw();
        await this.#host.follow("conversation", (event) => this.#hear(event), (isOpen) => {
            document.getElementById("connection").textContent = isOpen ? "" : strings.lost;
        });
        this.#leave();
    }

    #hear({ type, data }) {
        const { messages, ...conversation } = data;
        const last = messages?.at(-1);
        if (last) Object.assign(conversation, { last: textOf(last.reply), updated_at: last.at });
        this.#merge(conversation);
        if (messages && conversation.id === this.#thread.id) this.#thread.add(messages);
        if (type !== "conversation.message") this.#thread.update(this.#conversations.get(conversation.id));
    }

    #merge(conversation) {
        const known = this.#conversations.get(conversation.id) ?? {};
        this.#conversations.set(conversation.id, { ...known, ...conversation });
        this.#draw();
    }

    #close() {
        document.getElementById("frame").classList.remove("reading");
        this.#draw();
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
            Inbox.#part("span", conversation.state === "paused" ? "place held" : "place",
                conversation.state === "paused" ? strings.held : conversation.channel),
        );
        button.addEventListener("click", () => this.#open(conversation.id));
        item.append(button);
        return item;
    }

    static #part(tag, className, text) {
        const element = document.createElement(tag);
        element.className = className;
        element.textContent = text;
        return element;
    }
}

new Inbox().start();
