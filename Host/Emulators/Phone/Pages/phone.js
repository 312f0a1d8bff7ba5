// Wires the page with the phones together: what the emulator tells, and who is added.
"use strict";

(() => {
    const page = Object.fromEntries([...document.querySelectorAll("[id]")].map((node) => [node.id, node]));
    const views = new Map();
    const address = new URL(location.href);
    // Whose shop the phones begin with.
    const tenant = address.searchParams.get("tenant");
    let shops = [];

    async function ask(path, method, body, type = "application/json") {
        const response = await fetch(path, {
            method, body, headers: body === undefined ? {} : { "Content-Type": type },
        });
        const document = await response.json();
        if (!response.ok) throw new Error(document.error ?? `HTTP ${response.status}`);
        return document;
    }

    const actions = {
        act: (phone, body) => ask(`phones/${encodeURIComponent(phone.id)}/messages`, "POST", JSON.stringify(body)),
        change: (phone, body) => ask(`phones/${encodeURIComponent(phone.id)}`, "PATCH", JSON.stringify(body)),
        upload: (file) => ask(`phones/media?name=${encodeURIComponent(file.name)}`, "POST", file,
            file.type || "application/octet-stream"),
    };

    function viewOf(phone) {
        let view = views.get(phone.id);
        if (view) {
            view.setPhone(phone);
            return view;
        }
        view = new PhoneView(phone, shops, actions, tenant);
        views.set(phone.id, view);
        page.phones.append(view.element);
        const tab = phoneElement("a", "", phone.name);
        tab.href = `#phone-${phone.id}`;
        page.tabs.append(tab);
        page.empty.hidden = true;
        return view;
    }

    function takeEvent(event) {
        if (event.type === "shop") {
            shops = [...shops.filter((shop) => shop.id !== event.shop.id), event.shop];
            for (const view of views.values()) view.setShops(shops);
        } else if (event.type === "shops") {
            ({ shops } = event);
            for (const view of views.values()) view.setShops(shops);
        } else if (event.type === "phone") {
            // A phone that only exists is not shown: a test may have thousands.
            views.get(event.phone.id)?.setPhone(event.phone);
        } else if (event.type === "typing") {
            views.get(event.phone)?.showTyping(event.shop);
        } else if (event.type === "message" && event.phone) {
            viewOf(event.phone).show(event.message, { isNew: true });
        }
    }

    async function load() {
        const snapshot = await ask("phones", "GET");
        shops = snapshot.shops;
        for (const view of views.values()) view.setShops(shops);
        for (const phone of snapshot.phones) viewOf(phone);
        for (const message of snapshot.messages) views.get(message.phone)?.show(message);
        page.empty.hidden = views.size > 0;
    }

    function listen() {
        const stream = new EventSource("phones/events");
        stream.addEventListener("open", () => {
            page.lost.hidden = true;
            load().catch(() => { page.lost.hidden = false; });
        });
        stream.addEventListener("error", () => { page.lost.hidden = false; });
        stream.addEventListener("message", (message) => takeEvent(JSON.parse(message.data)));
    }

    page.add.addEventListener("click", () => page.adding.showModal());
    page["adding-cancel"].addEventListener("click", () => page.adding.close());
    page["adding-form"].addEventListener("submit", async (event) => {
        event.preventDefault();
        page["adding-problem"].textContent = "";
        try {
            const phone = await ask("phones", "POST", JSON.stringify({
                name: page["adding-name"].value.trim(),
                address: page["adding-address"].value.trim(),
                language: document.documentElement.lang,
            }));
            page["adding-form"].reset();
            page.adding.close();
            const view = viewOf(phone);
            view.element.scrollIntoView({ inline: "center", block: "nearest" });
            view.text.focus();
        } catch (error) {
            page["adding-problem"].textContent = error.message;
        }
    });

    for (const node of document.querySelectorAll("[data-text]")) node.textContent = phoneStrings[node.dataset.text];
    for (const node of document.querySelectorAll("[data-label]")) {
        node.setAttribute("aria-label", phoneStrings[node.dataset.label]);
    }
    for (const link of document.querySelectorAll(".languages a")) {
        address.searchParams.set("lang", link.lang);
        link.href = address.search;
        if (link.lang === document.documentElement.lang) link.setAttribute("aria-current", "true");
    }
    document.title = phoneStrings.titles[document.body.dataset.look];
    page.title.textContent = document.title;
    listen();
})();
