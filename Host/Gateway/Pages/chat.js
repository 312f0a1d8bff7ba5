// Wires the chat page together: what the stream brings, what the visitor writes, and the state of the connection.
"use strict";

(() => {
    // The server's limit. UTF-16 units are never fewer than its characters: what passes here passes there.
    const charactersMax = 4000;
    const counterFrom = 3600;
    const historyQuietMilliseconds = 400;
    const typingMillisecondsMax = 60_000;

    const page = Object.fromEntries([...document.querySelectorAll("[id]")].map((node) => [node.id, node]));
    const tenant = encodeURIComponent(document.body.dataset.tenant);
    const storagePrefix = `orkesta.chat.${tenant}`;
    const title = document.title;

    let historyShown = false;
    let expired = false;
    let unseen = 0;
    let quietTimer;
    let typingTimer;

    const log = new MessageLog({
        scroller: page.scroller,
        content: page.content,
        log: page.log,
        unread: page.unread,
        filesURL: `/chat/${tenant}/files`,
        onChoose: choose,
        onRetry: retry,
    });

    const outbox = new Outbox({
        url: `/channels/web/${tenant}`,
        locale: chatFormat.language,
        storageKey: `${storagePrefix}.outbox`,
        onChange(message) {
            log.showOwn(message);
            showWelcome();
            if (message.status === "failed") page.announcer.textContent = chatStrings[message.note];
        },
        onExpired: () => expire(chatStrings.expired),
    });

    const files = new ChosenFiles({
        url: `/chat/${tenant}/files`,
        row: page.files,
        bytesMax: Number(document.body.dataset.fileBytesMax),
        filesMax: Number(document.body.dataset.filesMax),
        onChange: textChanged,
        onProblem: showFileProblem,
        onExpired: () => expire(chatStrings.expired),
    });

    const stream = new EventStream({
        url: `/chat/${tenant}/events`,
        lastSequence: () => log.lastSequence,
        onMessage: receive,
        onTyping: showTyping,
        onOpen: connected,
        onLost: lost,
        onExpired: () => expire(chatStrings.expired),
    });

    // MARK: Sending

    function send(text, attachments = []) {
        if (expired) return;
        log.scrollToEnd({ instantly: true });
        outbox.add(text, attachments);
    }

    // The tapped button is disabled or gone after this; the keyboard goes on at the composer.
    function choose(title) {
        send(title);
        focusComposer();
    }

    function sendTyped() {
        const text = page.text.value.trim();
        if (page.send.disabled) return;
        page.text.value = "";
        showFileProblem("");
        send(text, files.take());
    }

    function showFileProblem(words) {
        page["file-problem"].textContent = words;
        page["file-problem"].hidden = words === "";
    }

    // A message that is too long will not get shorter by itself: it goes back to where it can be edited.
    function retry(message) {
        if (message.note !== "tooLong") return outbox.retry(message);
        outbox.remove(message);
        log.removeOwn(message);
        page.text.value = [message.text, page.text.value].filter(Boolean).join("\n");
        textChanged();
        page.text.focus();
    }

    function textChanged() {
        const { text, counter, send: button } = page;
        text.style.height = "auto";
        text.style.height = `${text.scrollHeight}px`;
        const length = text.value.trim().length;
        const left = charactersMax - length;
        counter.hidden = length < counterFrom;
        counter.classList.toggle("over", left < 0);
        counter.textContent = left < 0 ? chatStrings.over(-left) : chatStrings.left(left);
        button.disabled = (length === 0 && files.isEmpty) || !files.isReady || left < 0 || expired;
        saveDraft(text.value);
    }

    function saveDraft(draft) {
        try {
            sessionStorage.setItem(`${storagePrefix}.draft`, draft);
        } catch {
            // Storage is off: the draft lives as long as the page.
        }
    }

    function savedDraft() {
        try {
            return sessionStorage.getItem(`${storagePrefix}.draft`) ?? "";
        } catch {
            return "";
        }
    }

    // MARK: Receiving

    function receive(message) {
        if (!Number.isInteger(message?.seq)) return;
        const isNew = log.receive(message);
        if (message.role === "customer") outbox.echo(message.message_id);
        historySettles();
        showWelcome();
        if (!isNew || message.role === "customer") return;
        showTyping(false);
        if (!historyShown) return;
        log.countUnread();
        if (!document.hidden) return;
        unseen += 1;
        document.title = `(${unseen}) ${title}`;
    }

    // The stream does not mark the end of its history; the first pause in it does. Only what comes after is news:
    // counted, announced and animated.
    function historySettles() {
        if (historyShown) return;
        clearTimeout(quietTimer);
        quietTimer = setTimeout(() => {
            historyShown = true;
            log.beginNews();
            showWelcome();
        }, historyQuietMilliseconds);
    }

    function showTyping(on) {
        clearTimeout(typingTimer);
        page.typing.hidden = !on;
        showPresence();
        // An "off" lost with the connection must not leave the dots for ever.
        if (on) typingTimer = setTimeout(showTyping, typingMillisecondsMax, false);
    }

    // MARK: The connection

    function connected() {
        page.banner.hidden = true;
        showPresence();
        outbox.wake();
        historySettles();
    }

    function lost() {
        showTyping(false);
        page.presence.textContent = chatStrings.connecting;
        showBanner(chatStrings.lost, { reload: false });
    }

    // Only a reload can give a new visitor cookie: stop asking, and say so.
    function expire(words) {
        expired = true;
        stream.end();
        showTyping(false);
        document.body.classList.add("ended");
        page.send.disabled = true;
        page.attach.disabled = true;
        showBanner(words, { reload: true });
    }

    function showBanner(words, { reload }) {
        page["banner-text"].textContent = words;
        page["banner-reload"].hidden = !reload;
        page.banner.classList.toggle("final", reload);
        page.banner.hidden = false;
    }

    function showPresence() {
        const idle = stream.isOpen || expired ? chatStrings.assistant : chatStrings.connecting;
        page.presence.textContent = page.typing.hidden ? idle : chatStrings.typing;
    }

    function showWelcome() {
        page.welcome.hidden = !historyShown || !log.isEmpty;
    }

    // iOS lays the keyboard over the page instead of making it smaller.
    function fitKeyboard() {
        const { height, offsetTop, scale } = window.visualViewport;
        if (scale !== 1) return;
        document.documentElement.style.setProperty("--visible-height", `${height}px`);
        document.documentElement.style.setProperty("--visible-top", `${offsetTop}px`);
        document.body.classList.add("fitted");
    }

    // MARK: Start

    function fillWords() {
        for (const node of document.querySelectorAll("[data-text]")) node.textContent = chatStrings[node.dataset.text];
        for (const node of document.querySelectorAll("[data-label]")) {
            node.setAttribute("aria-label", chatStrings[node.dataset.label]);
        }
        page.text.placeholder = chatStrings.write;
        page.send.title = chatStrings.send;
        page.attach.title = chatStrings.attach;
        document.querySelector(`.languages [lang=${chatFormat.language}]`)?.setAttribute("aria-current", "true");
        for (const suggestion of chatStrings.suggestions) {
            const button = chatReplies.element("button", "chip", suggestion);
            button.type = "button";
            button.addEventListener("click", () => choose(suggestion));
            page.suggestions.append(button);
        }
    }

    function startComposer() {
        page.composer.hidden = false;
        page.text.value = savedDraft();
        textChanged();
        page.text.addEventListener("input", textChanged);
        page.text.addEventListener("keydown", (event) => {
            // 229 is an input method still composing, in browsers that do not say so otherwise.
            if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
            event.preventDefault();
            sendTyped();
        });
        startPicking();
        page.composer.addEventListener("submit", (event) => {
            event.preventDefault();
            sendTyped();
            page.text.focus();
        });
        focusComposer();
    }

    // Files are picked, dropped on the page, or pasted.
    function startPicking() {
        function pick(list) {
            if (expired || list.length === 0) return;
            showFileProblem("");
            files.add(list);
        }
        page.attach.addEventListener("click", () => page.picker.click());
        page.picker.addEventListener("change", () => {
            pick([...page.picker.files]);
            page.picker.value = "";
            page.text.focus();
        });
        page.text.addEventListener("paste", (event) => pick([...event.clipboardData.files]));
        document.addEventListener("dragover", (event) => event.preventDefault());
        document.addEventListener("drop", (event) => {
            event.preventDefault();
            pick([...event.dataTransfer.files]);
        });
    }

    // Not on a phone: there focus would open the keyboard over the conversation.
    function focusComposer() {
        if (matchMedia("(hover: hover) and (pointer: fine)").matches) page.text.focus();
    }

    function start() {
        fillWords();
        showPresence();
        startComposer();
        page["banner-reload"].addEventListener("click", () => location.reload());
        document.addEventListener("visibilitychange", () => {
            unseen = 0;
            document.title = title;
        });
        window.visualViewport?.addEventListener("resize", fitKeyboard);
        window.visualViewport?.addEventListener("scroll", fitKeyboard);
        if (!navigator.cookieEnabled) return expire(chatStrings.cookies);
        stream.open();
        outbox.restore();
    }

    start();
})();
