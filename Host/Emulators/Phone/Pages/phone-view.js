// One phone on the page: its head with the switches, its conversation, and what its customer writes.
"use strict";

class PhoneView {
    #messages = new Map();
    #typingTimer;

    // `actions`: act(phone, body), change(phone, body), upload(file). The conversation with the shop of `tenant`,
    // if there is one, is shown first.
    constructor(phone, shops, actions, tenant) {
        this.phone = phone;
        this.tenant = tenant;
        this.actions = actions;
        this.element = phoneElement("section", "phone");
        this.element.id = `phone-${phone.id}`;
        this.name = phoneElement("h2", "name");
        this.address = phoneElement("p", "quiet");
        this.shop = phoneElement("select", "shop");
        this.shop.setAttribute("aria-label", phoneStrings.shop);
        this.shop.addEventListener("change", () => this.#draw());
        this.log = phoneElement("div", "log");
        this.log.tabIndex = 0;
        this.log.setAttribute("role", "log");
        this.typing = phoneElement("p", "typing quiet", phoneStrings.typing);
        this.typing.hidden = true;
        this.problem = phoneElement("p", "problem");
        this.problem.setAttribute("role", "alert");
        this.element.append(
            phoneElement("header", "", phoneElement("div", "who", this.name, this.address), this.#options()),
            this.shop, this.log, this.typing, this.problem, this.#composer(),
        );
        this.setShops(shops);
        this.setPhone(phone);
    }

    setPhone(phone) {
        this.phone = phone;
        this.name.textContent = phone.name;
        this.address.textContent = phone.address;
        this.log.setAttribute("aria-label", phoneStrings.messages(phone.name));
        this.element.setAttribute("aria-label", phone.name);
        this.element.classList.toggle("off", !phone.online);
        for (const [key, box] of Object.entries(this.boxes)) box.checked = phone[key];
    }

    setShops(shops) {
        const chosen = this.shop.value;
        this.shop.replaceChildren(...shops.map((shop) => new Option(shop.name, shop.id)));
        const shown = shops.find((shop) => shop.id === chosen) ?? shops.find((shop) => shop.tenant === this.tenant);
        if (shown) this.shop.value = shown.id;
        this.shop.hidden = shops.length < 2;
        this.#draw();
    }

    // A message that is new or has changed; a business that writes is looked at.
    show(message, { isNew = false } = {}) {
        this.#messages.set(message.id, message);
        if (isNew && !message.from_customer && this.shop.value !== message.shop && this.#isIdle()) {
            this.shop.value = message.shop;
            return this.#draw();
        }
        if (message.shop !== this.shop.value) return;
        if (!message.from_customer) this.typing.hidden = true;
        const old = [...this.log.children].find((child) => child.dataset.id === message.id);
        const bubble = phoneBubble.make(message, (...choice) => this.#choose(...choice));
        this.log.querySelector(".hello")?.remove();
        if (old) {
            // A list that is open stays so.
            const list = bubble.querySelector("details");
            if (list) list.open = old.querySelector("details")?.open ?? false;
            old.replaceWith(bubble);
        } else {
            this.log.append(bubble);
        }
        if (!old) this.log.scrollTop = this.log.scrollHeight;
    }

    showTyping(shop) {
        if (shop !== this.shop.value) return;
        this.typing.hidden = false;
        clearTimeout(this.#typingTimer);
        this.#typingTimer = setTimeout(() => { this.typing.hidden = true; }, 25_000);
    }

    #isIdle() {
        return this.text.value === "" && !this.element.contains(document.activeElement);
    }

    #draw() {
        const shown = [...this.#messages.values()].filter((message) => message.shop === this.shop.value);
        this.log.replaceChildren(
            ...(shown.length === 0 ? [phoneElement("p", "hello quiet", phoneStrings.hello)] : []),
            ...shown.map((message) => phoneBubble.make(message, (...choice) => this.#choose(...choice))),
        );
        this.log.scrollTop = this.log.scrollHeight;
    }

    #options() {
        const look = document.body.dataset.look;
        const labels = { online: phoneStrings.online, blocking: phoneStrings.blocking };
        if (look === "whatsapp") labels.hides_number = phoneStrings.hidesNumber;
        this.boxes = {};
        const rows = Object.entries(labels).map(([key, label]) => {
            const box = phoneElement("input");
            box.type = "checkbox";
            box.addEventListener("change", () => this.#run(this.actions.change(this.phone, { [key]: box.checked })));
            this.boxes[key] = box;
            return phoneElement("label", "", box, label);
        });
        const summary = phoneElement("summary", "", "⋮");
        summary.setAttribute("aria-label", phoneStrings.options);
        const options = phoneElement("details", "options", summary, phoneElement("div", "menu", ...rows));
        options.addEventListener("keydown", ({ key }) => {
            if (key !== "Escape" || !options.open) return;
            options.open = false;
            summary.focus();
        });
        return options;
    }

    #composer() {
        this.text = phoneElement("textarea");
        this.text.rows = 1;
        this.text.maxLength = 4096;
        this.text.enterKeyHint = "send";
        this.text.placeholder = phoneStrings.write;
        this.text.setAttribute("aria-label", phoneStrings.write);
        this.text.addEventListener("keydown", (event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            form.requestSubmit();
        });
        const file = phoneElement("input", "unseen");
        file.type = "file";
        file.setAttribute("aria-label", phoneStrings.attach);
        file.addEventListener("change", () => this.#attach(file));
        const clip = phoneElement("label", "clip", phoneIcon("M20 11l-8 8a5 5 0 0 1-7-7l9-9a3.5 3.5 0 0 1 5 5l-9 9a2 2 0 0 1-3-3l8-8"), file);
        clip.title = phoneStrings.attach;
        const send = phoneElement("button", "send", phoneIcon("M4 12h15M13 6l6 6-6 6"));
        send.type = "submit";
        send.setAttribute("aria-label", phoneStrings.send);
        const form = phoneElement("form", "composer", clip, this.text, send);
        form.addEventListener("submit", async (event) => {
            event.preventDefault();
            const written = this.text.value;
            const text = written.trim();
            if (text === "") return;
            this.text.value = "";
            // What could not be sent is there to be sent again, unless something else is written by now.
            if (!await this.#act({ text }) && this.text.value === "") this.text.value = written;
        });
        return form;
    }

    async #attach(input) {
        const [file] = input.files;
        input.value = "";
        if (!file) return;
        const isSent = await this.#run(this.actions.upload(file).then((media) => this.actions.act(this.phone, {
            shop: this.shop.value, media: media.id, text: this.text.value.trim(),
        })));
        if (isSent) this.text.value = "";
    }

    #choose(message, choice) {
        if (choice.action === "contact") return this.#act({ contact: true });
        return this.#act({ choice: { message: message.id, id: choice.id } });
    }

    #act(body) {
        return this.#run(this.actions.act(this.phone, { shop: this.shop.value, ...body }));
    }

    // Whether it was done; else the reason is shown.
    async #run(work) {
        this.problem.textContent = "";
        try {
            await work;
            return true;
        } catch (error) {
            this.problem.textContent = error.message;
            return false;
        }
    }
}
