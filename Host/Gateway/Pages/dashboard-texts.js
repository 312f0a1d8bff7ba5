// What the inbox knows, in words: what was said, who has a conversation, amounts and times.
"use strict";

// What a reply says, as plain text.
function textOf(reply) {
    switch (reply.type) {
    case "buttons": return [reply.text, ...reply.buttons.map(({ title }) => `[${title}]`)].join("\n");
    case "list": return [reply.text, ...reply.items.map(lineOf)].join("\n");
    case "image": return [reply.caption, reply.url].filter(Boolean).join("\n");
    case "document": return `${reply.name}\n${reply.url}`;
    case "link": return [reply.title, reply.url].filter(Boolean).join("\n");
    default: return reply.text ?? "";
    }
}

// A choice with what the customer reads of it: its price, how many there are.
function lineOf({ title, description }) {
    return description ? `• ${title} — ${description}` : `• ${title}`;
}

function nameOf(conversation) {
    return conversation.customer_name || conversation.address;
}

// Which of the provider's own apps somebody answers from, if it is one.
function appOf(taken) {
    return taken.by?.startsWith("channel:") ? taken.by.slice("channel:".length) : null;
}

// Whether the person who looks has it; who gives no name is taken for everybody with the key.
function isMine(taken, person) {
    return person ? taken.by === person : appOf(taken) === null;
}

// Who answers: the assistant, nobody yet, or a person, and until when.
function holderOf({ state, taken }, person) {
    if (state !== "paused") return strings.withAgent;
    if (!taken) return strings.waiting;
    const app = appOf(taken);
    const who = person && taken.by === person ? strings.withYou
        : app ? strings.withApp.replace("{name}", () => app)
        : taken.by ? strings.withName.replace("{name}", () => taken.by) : strings.withPerson;
    if (!taken.until) return who;
    const end = isToday(taken.until) ? strings.goesBackAt : strings.goesBackOn;
    return `${who} · ${end.replace("{time}", () => timeOf(taken.until))}`;
}

function amountOf({ amount, currency }) {
    return `${amount} ${currency}`;
}

function dateOf(moment) {
    return new Date(moment).toLocaleDateString(document.documentElement.lang, { dateStyle: "medium" });
}

function isToday(moment) {
    return new Date(moment).toDateString() === new Date().toDateString();
}

function timeOf(moment) {
    return new Date(moment).toLocaleString(document.documentElement.lang, isToday(moment)
        ? { hour: "numeric", minute: "2-digit" } : { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
}
