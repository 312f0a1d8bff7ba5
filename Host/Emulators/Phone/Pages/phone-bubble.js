// One message as a bubble: text, pictures, files, places, buttons and lists.
"use strict";

const phoneBubble = (() => {
    const marks = { sent: "✓", delivered: "✓✓", read: "✓✓", failed: "!" };

    // Only what a browser may open from here; anything else stays text.
    function isAddress(text) {
        return /^https?:\/\//i.test(text ?? "");
    }

    function withLinks(text) {
        return text.split(/(https?:\/\/[^\s<>"]+)/).filter(Boolean).map((piece) => {
            if (!isAddress(piece)) return piece;
            return anchor(piece, piece);
        });
    }

    function anchor(address, text) {
        const link = phoneElement("a", "", text);
        link.href = address;
        link.target = "_blank";
        link.rel = "noopener noreferrer";
        return link;
    }

    function attachment(message) {
        const address = message.media ? `phones/media/${encodeURIComponent(message.media.id)}` : message.link;
        if (!address) return null;
        const type = message.media?.type ?? "";
        const name = message.header ?? message.media?.name ?? phoneStrings.document;
        if (type.startsWith("image/") || (!message.media && ["image", "sticker"].includes(message.kind))) {
            const picture = phoneElement("img", "picture");
            picture.src = address;
            picture.alt = message.text || phoneStrings.picture;
            return picture;
        }
        if (type.startsWith("audio/") || type.startsWith("video/")) {
            const player = phoneElement(type.startsWith("audio/") ? "audio" : "video", "picture");
            player.controls = true;
            player.src = address;
            player.setAttribute("aria-label", name);
            return player;
        }
        const link = anchor(address, name);
        link.className = "file";
        link.prepend(phoneIcon("M6 2h8l5 5v15H6zM14 2v5h5"));
        link.setAttribute("aria-label", phoneStrings.open(name));
        return link;
    }

    function button(choice, message, onChoose) {
        if (choice.action === "link") {
            const link = isAddress(choice.id) ? anchor(choice.id, choice.title) : phoneElement("span", "", choice.title);
            link.className = "choice";
            return link;
        }
        const detail = choice.detail ? phoneElement("small", "", choice.detail) : null;
        const element = phoneElement("button", "choice", choice.title, detail);
        element.type = "button";
        element.addEventListener("click", () => onChoose(message, choice));
        return element;
    }

    function choices(message, onChoose) {
        if (!message.choices?.length) return null;
        if (!message.list_label) {
            return phoneElement("div", "choices", ...message.choices.map((choice) => button(choice, message, onChoose)));
        }
        const list = phoneElement("details", "choices", phoneElement("summary", "choice", message.list_label));
        let section;
        for (const choice of message.choices) {
            if (choice.section && choice.section !== section) list.append(phoneElement("h3", "", choice.section));
            section = choice.section;
            list.append(button(choice, message, onChoose));
        }
        return list;
    }

    function foot(message) {
        const time = phoneElement("time", "", phoneClock.format(message.at));
        time.dateTime = new Date(message.at).toISOString();
        const mark = phoneElement("span", `mark ${message.status}`, marks[message.status] ?? "");
        mark.title = phoneStrings.status[message.status] ?? "";
        mark.setAttribute("aria-label", mark.title);
        mark.setAttribute("role", "img");
        return phoneElement("p", "foot", message.note ? phoneElement("span", "note", message.note) : null, time, mark);
    }

    return {
        // Makes the bubble of a message. `onChoose` gets the message and the choice that is tapped.
        make(message, onChoose) {
            const side = message.from_customer ? "own" : "other";
            const isFile = message.kind === "document";
            const body = phoneElement(
                "div", "bubble",
                phoneElement("span", "unseen", message.from_customer ? phoneStrings.you : phoneStrings.business),
                attachment(message),
                message.header && !isFile ? phoneElement("strong", "", message.header) : null,
                message.text && !(isFile && message.text === message.media?.name)
                    ? phoneElement("p", "text", ...withLinks(message.text)) : null,
                message.footer ? phoneElement("p", "quiet", message.footer) : null,
                foot(message),
            );
            const reaction = message.reaction ? phoneElement("span", "reaction", message.reaction) : null;
            const element = phoneElement("article", `message ${side} ${message.status}`, body, reaction,
                choices(message, onChoose));
            element.dataset.id = message.id;
            return element;
        },
    };
})();
