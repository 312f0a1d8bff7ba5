// What somebody has begun to write, by conversation, and under which key it is sent. It stays in this tab, also when
// the page is loaded anew.
"use strict";

class Drafts {
    static #prefix = "orkesta.draft.";
    static #keyPrefix = "orkesta.answer.";

    of(id) {
        return sessionStorage.getItem(Drafts.#prefix + id) ?? "";
    }

    keep(id, text) {
        if (text) sessionStorage.setItem(Drafts.#prefix + id, text);
        else sessionStorage.removeItem(Drafts.#prefix + id);
    }

    // The Idempotency-Key of an answer: the same until the host has said that it has it, so that what is sent again
    // after a lost response is said once. Another answer has another key.
    keyOf(id, answer) {
        const said = JSON.stringify(answer);
        const kept = JSON.parse(sessionStorage.getItem(Drafts.#keyPrefix + id) ?? "{}");
        if (kept.said === said) return kept.key;
        // `crypto.randomUUID` exists only on https.
        const key = [...crypto.getRandomValues(new Uint32Array(4))].map((number) => number.toString(36)).join("-");
        sessionStorage.setItem(Drafts.#keyPrefix + id, JSON.stringify({ said, key }));
        return key;
    }

    answered(id) {
        this.keep(id, "");
        sessionStorage.removeItem(Drafts.#keyPrefix + id);
    }

    forget() {
        for (const key of Object.keys(sessionStorage)) {
            if (key.startsWith(Drafts.#prefix) || key.startsWith(Drafts.#keyPrefix)) sessionStorage.removeItem(key);
        }
    }
}
