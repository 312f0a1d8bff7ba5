// One conversation, read, taken, answered and given back.
"use strict";

class Thread {
    static lookMilliseconds = 2_000;
    static lookMillisecondsMax = 60_000;
    // Whoever forgets to give it back has given it back at the end of a working day.
    static takenMinutes = 480;

    #host;
    // What the person calls themself; empty: they did not say.
    #person;
    #drafts;
    #id = null;
    // The items of the messages, by id.
    #shown = new Map();
    // Of what was said to the customer, what is still on its way.
    #underway = new Set();
    // The conversations whose answer the host is being given.
    #sending = new Set();
    #look = null;

    constructor(host, person, drafts, { onChange, onClose, onRefused }) {
        this.#host = host;
        this.#person = person;
        this.#drafts = drafts;
        this.onChange = onChange;
        this.onRefused = onRefused;
        this.element("back").addEventListener("click", () => {
            const id = this.#id;
            this.#id = null;
            clearTimeout(this.#look);
            onClose(id);
        });
        for (const button of ["take", "keep"]) {
            this.element(button).addEventListener("click", () => this.#act("take"));
        }
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
        this.element("text").addEventListener("input", ({ target }) => this.#drafts.keep(this.#id, target.value));
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
        this.#underway.clear();
        this.element("messages").replaceChildren();
        this.element("text").value = this.#drafts.of(conversation.id);
        this.element("thread-problem").textContent = "";
        this.element("summary").hidden = true;
        this.element("thread").hidden = false;
        this.#head(conversation);
        await this.#guarded(async () => {
            const detail = await this.refresh();
            if (detail?.id !== this.#id) return;
            this.#showEnd();
            if (detail.state === "paused") await this.#summarize();
        });
        this.element(conversation.state === "paused" ? "text" : "take").focus();
    }

    // The conversation as it is now; returns it.
    async refresh() {
        const detail = await this.#host.get(`/api/conversations/${encodeURIComponent(this.#id)}`);
        if (detail.id !== this.#id) return detail;
        this.#head(detail);
        this.#cases(detail.cases);
        for (const { id, delivery } of detail.messages) if (delivery?.state !== "pending") this.#underway.delete(id);
        this.add(detail.messages);
        return detail;
    }

    // Messages of this conversation, in any order and more than once: each stands in its place.
    add(messages) {
        const list = this.element("messages");
        const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
        let isNew = false;
        for (const message of messages) {
            let item = this.#shown.get(message.id);
            if (!item) {
                item = this.#item(message);
                this.#shown.set(message.id, item);
                list.insertBefore(item, this.#successor(message));
                isNew = true;
            }
            this.#mark(message, item);
        }
        if (isNew && isAtEnd) this.#showEnd();
        if (this.#underway.size > 0) this.#lookLater(Thread.lookMilliseconds);
    }

    // What stands behind a message; null for the last one.
    #successor({ sequence }) {
        let next = null;
        for (let item = this.element("messages").lastElementChild; item; item = item.previousElementSibling) {
            if (Number(item.dataset.sequence) < sequence) return next;
            next = item;
        }
        return next;
    }

    // Says of what was said to the customer that it did not arrive. Of an event's message nothing is known yet.
    #mark({ id, delivery }, item) {
        if (!delivery) return;
        if (delivery.state === "pending") this.#underway.add(id);
        const trouble = { dead: strings.dead, unknown: strings.unknown, cancelled: strings.cancelled }[delivery.state];
        let sign = item.querySelector(".trouble");
        if (!trouble) return sign?.remove();
        if (!sign) {
            sign = document.createElement("strong");
            sign.className = "trouble";
            item.append(sign);
        }
        sign.textContent = [trouble, delivery.error].filter(Boolean).join(" · ");
    }

    // What is on its way is looked at until it has come to an end, less and less often.
    #lookLater(pause) {
        clearTimeout(this.#look);
        // It was closed meanwhile.
        if (!this.#id) return;
        this.#look = setTimeout(async () => {
            try {
                await this.refresh();
            } catch (error) {
                if (error instanceof RefusedKey) return this.onRefused();
            }
            if (this.#underway.size > 0) this.#lookLater(Math.min(pause * 2, Thread.lookMillisecondsMax));
        }, pause);
    }

    #showEnd() {
        const list = this.element("messages");
        list.scrollTop = list.scrollHeight;
    }

    update(conversation) {
        if (conversation.id === this.#id) this.#head(conversation);
    }

    #head(conversation) {
        const { id, state, channel, taken } = conversation;
        const isPaused = state === "paused";
        this.element("thread-title").textContent = nameOf(conversation);
        this.element("thread-detail").textContent = `${channel} · ${holderOf(conversation, this.#person)}`;
        // Agents may have left it to a person who has not come yet.
        this.element("take").hidden = isPaused && Boolean(taken);
        this.element("give-back").hidden = !isPaused;
        this.#offerMoreTime(isPaused ? taken : null);
        this.element("text").placeholder = isPaused ? strings.write : strings.takeFirst;
        this.#allowAnswer(isPaused && !this.#sending.has(id));
    }

    // To whoever has it, before it goes back by itself; and to others, who have it then.
    #offerMoreTime(taken) {
        const button = this.element("keep");
        const isHeld = taken && isMine(taken, this.#person);
        button.hidden = !taken || (isHeld && !taken.until);
        button.textContent = isHeld ? strings.moreTime : strings.takeOver;
    }

    #allowAnswer(isAllowed) {
        this.element("text").disabled = !isAllowed;
        this.element("answer").querySelector("button").disabled = !isAllowed;
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
            const end = action === "take" ? `?minutes=${Thread.takenMinutes}` : "";
            const note = action === "give-back" ? prompt(strings.askNote) : "";
            if (note === null) return;
            const id = this.#id;
            const path = `/api/conversations/${encodeURIComponent(id)}/${action}${end}`;
            const details = action === "take" ? this.#signed({}) : note ? { note: note.slice(0, 2000) } : {};
            const changed = await this.#host.post(path, details);
            this.onChange(changed);
            // Another one may be open by now.
            if (id !== this.#id) return;
            this.#head(changed);
            if (action === "take") await this.#summarize();
            if (action === "give-back") {
                this.#cases([]);
                this.element("summary").hidden = true;
            }
            this.element(action === "take" ? "text" : "take").focus();
        });
    }

    async #say() {
        const field = this.element("text");
        const text = field.value.trim();
        if (!text || field.disabled) return;
        const id = this.#id;
        this.#sending.add(id);
        this.#allowAnswer(false);
        await this.#guarded(async () => {
            const path = `/api/conversations/${encodeURIComponent(id)}/messages`;
            const answer = this.#signed({ text });
            const said = await this.#host.post(path, answer, this.#drafts.keyOf(id, answer));
            this.#drafts.answered(id);
            // Another conversation may be open by now.
            if (id !== this.#id) return;
            field.value = "";
            this.add([said]);
            this.#showEnd();
            // Whether it arrives is known in a moment.
            this.#underway.add(said.id);
            this.#lookLater(Thread.lookMilliseconds);
        });
        this.#sending.delete(id);
        if (id !== this.#id) return;
        // Not after it was given back meanwhile.
        this.#allowAnswer(!this.element("give-back").hidden);
        field.focus();
    }

    #signed(document) {
        return this.#person ? { ...document, by: this.#person } : document;
    }

    // A problem is shown with the conversation that it is of.
    async #guarded(work) {
        const problem = this.element("thread-problem");
        const id = this.#id;
        problem.textContent = "";
        try {
            await work();
        } catch (error) {
            if (error instanceof RefusedKey) return this.onRefused();
            if (id === this.#id) problem.textContent = `${strings.failed} ${error.message}`;
        }
    }

    #item(message) {
        const item = document.createElement("li");
        item.className = message.role;
        item.dataset.sequence = message.sequence;
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
