// One conversation, read, taken, answered and given back.
"use strict";

class Thread {
    #host;
    #id = null;
    #shown = new Set();

    constructor(host, { onChange, onClose, onRefused }) {
        this.#host = host;
        this.onChange = onChange;
        this.onRefused = onRefused;
        this.element("back").addEventListener("click", () => {
            this.#id = null;
            onClose();
        });
        this.element("take").addEventListener("click", () => this.#act("take"));
        this.element("give-back").addEventListener("click", () => this.#act("give-back"));
        this.element("answer").addEventListener("submit", (event) => {
            event.preventDefault();
            this.#say();
        });
        this.element("text").addEventListener("keydown", (event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            this.#say();
        });
    }

    get id() {
        return this.#id;
    }

    element(id) {
        return document.getElementById(id);
    }

    async open(conversation) {
        this.#id = conversation.id;
        this.#shown.clear();
        this.element("messages").replaceChildren();
        this.element("summary").hidden = true;
        this.element("thread").hidden = false;
        this.#head(conversation);
        await this.#guarded(async () => {
            const detail = await this.#host.get(`/api/conversations/${encodeURIComponent(conversation.id)}`);
            if (detail.id !== this.#id) return;
            this.#head(detail);
            this.#cases(detail.cases);
            this.add(detail.messages);
            if (detail.state === "paused") await this.#summarize();
        });
        this.element(conversation.state === "paused" ? "text" : "take").focus();
    }

    // Messages of this conversation, in any order and more than once.
    add(messages) {
        const list = this.element("messages");
        const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
        for (const message of [...messages].sort((one, other) => one.sequence - other.sequence)) {
            if (this.#shown.has(message.id)) continue;
            this.#shown.add(message.id);
            list.append(this.#item(message));
        }
        if (isAtEnd || this.#shown.size === messages.length) this.#showEnd();
    }

    #showEnd() {
        const list = this.element("messages");
        list.scrollTop = list.scrollHeight;
    }

    update(conversation) {
        if (conversation.id === this.#id) this.#head(conversation);
    }

    #head(conversation) {
        const isTaken = conversation.state === "paused";
        this.element("thread-title").textContent = nameOf(conversation);
        this.element("thread-detail").textContent =
            `${conversation.channel} · ${isTaken ? strings.withPerson : strings.withAgent}`;
        this.element("take").hidden = isTaken;
        this.element("give-back").hidden = !isTaken;
        this.element("text").disabled = !isTaken;
        this.element("text").placeholder = isTaken ? strings.write : strings.takeFirst;
        this.element("answer").querySelector("button").disabled = !isTaken;
    }

    #cases(cases) {
        this.element("cases").replaceChildren(...cases.map((one) => {
            const item = document.createElement("li");
            item.textContent = `${one.number} · ${one.summary}`;
            return item;
        }));
    }

    // What the person who has the conversation needs to know of it.
    async #summarize() {
        const id = this.#id;
        const summary = await this.#host.get(`/api/conversations/${encodeURIComponent(id)}/summary`);
        if (id !== this.#id) return;
        const { customer, basket, quotes, invoices, person } = summary;
        const facts = [
            [strings.since, customer ? [`${dateOf(customer.since)} · ${customer.number}`] : []],
            [strings.basket, basket.map(({ quantity, unit, name }) => `${quantity} ${unit} ${name}`)],
            [strings.quotes, quotes.map(({ number, state, total }) => `${number} · ${state} · ${amountOf(total)}`)],
            [strings.invoices, invoices.map(({ number, status, balance }) => `${number} · ${status} · ${amountOf(balance)}`)],
            [strings.agreed, person ? [...person.said, person.note].filter(Boolean) : []],
        ].filter(([, lines]) => lines.length);
        this.element("summary-facts").replaceChildren(...facts.flatMap(([name, lines]) => {
            const term = document.createElement("dt");
            term.textContent = name;
            return [term, ...lines.map((line) => {
                const item = document.createElement("dd");
                item.textContent = line;
                return item;
            })];
        }));
        this.element("summary").hidden = facts.length === 0;
        this.element("summary").open = true;
        // It takes its room from the messages.
        this.#showEnd();
    }

    async #act(action) {
        await this.#guarded(async () => {
            // Whoever forgets to give it back has given it back at the end of a working day.
            const end = action === "take" ? "?minutes=480" : "";
            const note = action === "give-back" ? prompt(strings.askNote) : "";
            if (note === null) return;
            const path = `/api/conversations/${encodeURIComponent(this.#id)}/${action}${end}`;
            const changed = await this.#host.post(path, note ? { note: note.slice(0, 2000) } : {});
            this.#head(changed);
            if (action === "take") await this.#summarize();
            if (action === "give-back") {
                this.#cases([]);
                this.element("summary").hidden = true;
            }
            this.onChange(changed);
            this.element(action === "take" ? "text" : "take").focus();
        });
    }

    async #say() {
        const field = this.element("text");
        const text = field.value.trim();
        if (!text || field.disabled) return;
        field.disabled = true;
        await this.#guarded(async () => {
            const path = `/api/conversations/${encodeURIComponent(this.#id)}/messages`;
            this.add([await this.#host.post(path, { text })]);
            this.#showEnd();
            field.value = "";
        });
        // Not after it was given back meanwhile.
        field.disabled = this.element("give-back").hidden;
        field.focus();
    }

    async #guarded(work) {
        const problem = this.element("thread-problem");
        problem.textContent = "";
        try {
            await work();
        } catch (error) {
            if (error instanceof RefusedKey) return this.onRefused();
            problem.textContent = `${strings.failed} ${error.message}`;
        }
    }

    #item(message) {
        const item = document.createElement("li");
        item.className = message.role;
        const who = document.createElement("small");
        const role = message.role === "user" ? strings.customer : strings[message.role];
        who.textContent = `${role} · ${timeOf(message.at)}`;
        const files = (message.attachments ?? []).map((file, place) => this.#file(message, file, place));
        item.append(textOf(message.reply), ...files, who);
        return item;
    }

    #file(message, file, place) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "file";
        button.textContent = `${strings.download} ${file.name || file.mime || ""}`.trim();
        button.addEventListener("click", () => this.#guarded(async () => {
            const now = file.state === "fetched" ? file : await this.#latest(message, place);
            if (now?.state !== "fetched") throw new Error(strings.notHereYet);
            await this.#host.download(`/api/media/${encodeURIComponent(now.media_id)}`, now.name);
        }));
        return button;
    }

    // A file is fetched from the provider after its message was shown.
    async #latest(message, place) {
        const detail = await this.#host.get(`/api/conversations/${encodeURIComponent(this.#id)}`);
        return detail.messages.find(({ id }) => id === message.id)?.attachments?.[place];
    }
}

// What a reply says, as plain text.
function textOf(reply) {
    switch (reply.type) {
    case "buttons": return [reply.text, ...reply.buttons.map(({ title }) => `[${title}]`)].join("\n");
    case "list": return [reply.text, ...reply.items.map(({ title }) => `• ${title}`)].join("\n");
    case "image": return [reply.caption, reply.url].filter(Boolean).join("\n");
    case "document": return `${reply.name}\n${reply.url}`;
    case "link": return [reply.title, reply.url].filter(Boolean).join("\n");
    default: return reply.text ?? "";
    }
}

function nameOf(conversation) {
    return conversation.customer_name || conversation.address;
}

function amountOf({ amount, currency }) {
    return `${amount} ${currency}`;
}

function dateOf(moment) {
    return new Date(moment).toLocaleDateString(document.documentElement.lang, { dateStyle: "medium" });
}

function timeOf(moment) {
    const date = new Date(moment);
    const isToday = date.toDateString() === new Date().toDateString();
    return date.toLocaleString(document.documentElement.lang, isToday
        ? { hour: "numeric", minute: "2-digit" } : { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
}
