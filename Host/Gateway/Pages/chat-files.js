// The files that the visitor picks for the next message: each is uploaded at once, and shown above the composer until
// the message is sent. Draws its own row; reports every change through `onChange`.
"use strict";

class ChosenFiles {
    #files = [];

    // `bytesMax` and `filesMax` are the host's limits.
    constructor({ url, row, bytesMax, filesMax, onChange, onProblem, onExpired }) {
        Object.assign(this, { url, row, bytesMax, filesMax, onChange, onProblem, onExpired });
    }

    get isEmpty() {
        return this.#files.length === 0;
    }

    // Whether every file is with the host, so that the message can go.
    get isReady() {
        return this.#files.every(({ kept }) => kept);
    }

    add(list) {
        for (const file of list) {
            if (this.#files.length >= this.filesMax) return this.onProblem(chatStrings.tooManyFiles(this.filesMax));
            if (file.size > this.bytesMax) {
                this.onProblem(chatStrings.tooLarge(chatFormat.size(this.bytesMax)));
            } else if (file.size > 0) {
                this.#upload({ file, kept: null, aborter: new AbortController() });
            }
        }
    }

    // What goes into the message; the row is empty then.
    take() {
        const taken = this.#files.map(({ kept }) => kept);
        this.#files = [];
        this.#draw();
        return taken;
    }

    async #upload(chosen) {
        this.#files.push(chosen);
        this.#draw();
        try {
            const response = await fetch(`${this.url}?name=${encodeURIComponent(chosen.file.name.slice(-60))}`, {
                method: "POST",
                headers: { "Content-Type": chosen.file.type || "application/octet-stream" },
                body: chosen.file,
                credentials: "same-origin",
                signal: chosen.aborter.signal,
            });
            if (response.status === 401) this.onExpired();
            if (!response.ok) throw new Error(`status ${response.status}`);
            const { file, name, mime, bytes } = await response.json();
            chosen.kept = { file, name, mime, bytes };
            this.#draw();
        } catch (error) {
            if (error.name === "AbortError") return;
            this.#remove(chosen);
            this.onProblem(chatStrings.notUploaded(chosen.file.name));
        }
    }

    #remove(chosen) {
        chosen.aborter.abort();
        this.#files = this.#files.filter((other) => other !== chosen);
        this.#draw();
    }

    #draw() {
        const { element } = chatReplies;
        this.row.replaceChildren(...this.#files.map((chosen) => {
            const remove = element("button", "remove", "×");
            remove.type = "button";
            remove.setAttribute("aria-label", chatStrings.removeFile(chosen.file.name));
            remove.addEventListener("click", () => this.#remove(chosen));
            const state = chosen.kept ? chatFormat.size(chosen.file.size) : chatStrings.uploading;
            return element("li", chosen.kept ? "" : "going", element("span", "file-name", chosen.file.name),
                element("span", "file-state", state), remove);
        }));
        this.row.hidden = this.isEmpty;
        this.onChange();
    }
}
