// What somebody has begun to write, by conversation. It stays in this tab, also when the page is loaded anew.
"use strict";

class Drafts {
    static #prefix = "orkesta.draft.";

    of(id) {
        return sessionStorage.getItem(Drafts.#prefix + id) ?? "";
    }

    keep(id, text) {
        if (text) sessionStorage.setItem(Drafts.#prefix + id, text);
        else sessionStorage.removeItem(Drafts.#prefix + id);
    }

    forget() {
        for (const key of Object.keys(sessionStorage)) {
            if (key.startsWith(Drafts.#prefix)) sessionStorage.removeItem(key);
        }
    }
}
