// Draws the content of one message: text, buttons, list, image, document and link.
// Everything a message carries is data: it becomes text nodes and checked URLs, never markup.
"use strict";

const chatReplies = (() => {
    const listItemsShown = 5;
    // A link, or *bold* after its preceding character: older phones know no lookbehind.
    const linkOrBold = /(https?:\/\/[^\s<>"]+)|(^|[^\p{L}\p{N}*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\p{L}\p{N}*])/gu;
    const price = /^[^\d\s]{0,4}\s?\d[\d.,]*\s[A-Z]{3}$/;

    function element(tag, className, ...children) {
        const node = document.createElement(tag);
        if (className) node.className = className;
        node.append(...children.filter((child) => child !== null && child !== undefined));
        return node;
    }

    const isText = (value) => typeof value === "string" && value.trim() !== "";
    const textOf = (value) => (isText(value) ? value : "");
    const objects = (value) => (Array.isArray(value) ? value.filter((item) => item && isText(item.title)) : []);

    // A URL a visitor may be sent to, or null.
    function webURL(value) {
        if (!isText(value)) return null;
        try {
            const url = new URL(value, location.href);
            return url.protocol === "https:" || url.protocol === "http:" ? url : null;
        } catch {
            return null;
        }
    }

    function anchor(className, url, ...children) {
        const link = element("a", className, ...children);
        link.href = url.href;
        link.target = "_blank";
        link.rel = "noopener noreferrer nofollow";
        return link;
    }

    // Punctuation that ends the sentence is not part of the link; a closing bracket is, if it was opened inside.
    function trimmedLink(text) {
        let link = text.replace(/[.,;:!?'*_…»”]+$/u, "");
        if (link.endsWith(")") && !link.includes("(")) link = link.slice(0, -1);
        return link;
    }

    // Plain text as nodes: line breaks are kept by CSS, links open in a new tab, *bold* as on WhatsApp.
    function formatted(text) {
        const nodes = [];
        let end = 0;
        for (const { 0: whole, 1: link, 2: before, 3: bold, index } of text.matchAll(linkOrBold)) {
            const address = link && trimmedLink(link);
            const url = link ? webURL(address) : null;
            if (link && !url) continue;
            nodes.push(text.slice(end, index) + (before ?? ""));
            nodes.push(url ? anchor("", url, address) : element("strong", "", ...formatted(bold)));
            end = index + (address ?? whole).length;
        }
        nodes.push(text.slice(end));
        return nodes;
    }

    const paragraph = (text) => (isText(text) ? element("span", "text", ...formatted(text.trim())) : null);

    function choice(className, item, choose, ...children) {
        const button = element("button", className, ...children);
        button.type = "button";
        button.dataset.title = item.title;
        button.addEventListener("click", () => choose(item.title));
        return button;
    }

    // "$85.00 MXN · PZA · 12 disponibles" puts its price at the end of the row, where prices line up.
    function listRow(item, choose) {
        const parts = textOf(item.description).split(" · ");
        const cost = price.test(parts[0]) ? parts.shift() : null;
        const detail = parts.join(" · ");
        const label = element("span", "row-label", element("span", "row-title", item.title));
        if (detail) label.append(element("span", "row-detail", detail));
        return choice("row", item, choose, label, cost && element("span", "row-price", cost));
    }

    function listRows(items, choose) {
        const rows = element("div", "rows", ...items.map((item) => listRow(item, choose)));
        // Hiding a single row would save nothing.
        const hidden = items.length > listItemsShown + 1 ? [...rows.children].slice(listItemsShown) : [];
        if (hidden.length === 0) return rows;
        for (const row of hidden) row.hidden = true;
        const more = element("button", "row more", chatStrings.more(hidden.length));
        more.type = "button";
        more.addEventListener("click", () => {
            for (const row of hidden) row.hidden = false;
            hidden[0].focus({ preventScroll: true });
            more.remove();
        });
        rows.append(more);
        return rows;
    }

    function picture(reply) {
        const url = /^data:image\/(png|jpeg|gif|webp);/.test(reply.url) ? new URL(reply.url) : webURL(reply.url);
        if (!url) return null;
        const image = element("img");
        image.alt = textOf(reply.caption) || chatStrings.picture;
        image.decoding = "async";
        image.src = url.href;
        // Browsers do not open data: URLs in a tab, so such a picture is not a link.
        const frame = url.protocol === "data:" ? element("span", "picture", image) : anchor("picture", url, image);
        image.addEventListener("error", () => {
            frame.replaceWith(url.protocol === "data:" ? "" : card(url, "IMG", chatStrings.openPicture, url.hostname));
        });
        return frame;
    }

    function card(url, badge, title, detail) {
        const label = element("span", "row-label", element("span", "row-title", title));
        if (detail) label.append(element("span", "row-detail", detail));
        return anchor("card", url, element("span", "badge", badge), label);
    }

    function documentCard(reply) {
        const url = webURL(reply.url);
        if (!url) return null;
        const name = textOf(reply.name) || chatStrings.document;
        const extension = /\.([a-z0-9]{1,4})$/i.exec(name)?.[1] ?? textOf(reply.mime).split("/")[1] ?? "";
        const size = Number.isFinite(reply.size) && reply.size > 0 ? chatFormat.size(reply.size) : "";
        const detail = size || (url.origin === location.origin ? "" : url.hostname);
        return card(url, extension.slice(0, 4).toUpperCase() || "DOC", name, detail);
    }

    function linkCard(reply) {
        const url = webURL(reply.url);
        return url && card(url, "↗", textOf(reply.title) || url.hostname + url.pathname, url.hostname);
    }

    // What goes inside the bubble (`inside`) and what stands below it (`below`); `choose(title)` sends a choice.
    // A reply of an unknown type shows its text; one with nothing to show gives an empty `inside`.
    function draw(reply, choose) {
        const inside = [];
        let below = null;
        switch (reply.type) {
        case "buttons":
            inside.push(paragraph(reply.text));
            below = element("div", "choices", ...objects(reply.buttons).map((b) => choice("chip", b, choose, b.title)));
            break;
        case "list": {
            const items = objects(reply.items);
            inside.push(paragraph(reply.text), items.length > 0 ? listRows(items, choose) : null);
            break;
        }
        case "image":
            inside.push(picture(reply), paragraph(reply.caption));
            break;
        case "document":
            inside.push(documentCard(reply), paragraph(reply.text));
            break;
        case "link":
            inside.push(paragraph(reply.text), linkCard(reply));
            break;
        default:
            inside.push(paragraph(reply.text));
        }
        return { inside: inside.filter(Boolean), below };
    }

    // The files of a message before what it says. One that only carries files says no more than their names.
    function withFiles(files, folder, reply, inside) {
        const cards = files.map(({ file, name, mime, bytes }) => {
            const url = `${folder}/${encodeURIComponent(file)}`;
            const isPicture = /^image\/(png|jpeg|gif|webp)$/.test(mime ?? "");
            return isPicture ? picture({ url, caption: name }) : documentCard({ url, name, mime, size: bytes });
        });
        const names = files.map(({ name, mime }) => `📎 ${name || mime || ""}`).join("\n");
        return [...cards, ...(reply.text === names ? [] : inside)].filter(Boolean);
    }

    return { element, draw, withFiles };
})();
