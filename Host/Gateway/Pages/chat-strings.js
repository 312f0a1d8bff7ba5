// The words of the chat page in Spanish, English and Portuguese, and the visitor's way to write days, times and sizes.
// The language is the page's `lang`; the regional format follows the browser when it speaks that language.
"use strict";

const chatStrings = (() => {
    const languages = {
        es: {
            region: "es-MX",
            assistant: "Asistente de ventas",
            team: "Equipo de la tienda",
            you: "Tú",
            connecting: "Conectando…",
            typing: "Escribiendo…",
            conversation: "Conversación",
            messages: "Mensajes",
            language: "Idioma",
            write: "Escribe un mensaje",
            send: "Enviar",
            reload: "Recargar",
            welcome: "Pregunta por productos, precios o tu pedido. Te atiende un asistente automático; " +
                "puedes pedir hablar con una persona.",
            suggestions: ["¿Qué productos tienen?", "Quiero una cotización", "¿Cómo va mi pedido?"],
            sending: "Enviando…",
            waiting: "Se enviará al volver la conexión",
            slow: "Se enviará en unos segundos…",
            sent: "Enviado",
            delivered: "Entregado",
            failed: "No se envió. Toca para reintentar",
            tooLong: "Es demasiado largo. Toca para editarlo",
            left: (count) => `Quedan ${count}`,
            over: (count) => `${count} de más`,
            unread: (count) => (count === 1 ? "1 mensaje nuevo" : `${count} mensajes nuevos`),
            latest: "Ir al final",
            lost: "Sin conexión. Reintentando…",
            expired: "Tu sesión terminó. Recarga la página para seguir.",
            cookies: "Este chat necesita cookies. Actívalas en tu navegador y recarga.",
            more: (count) => `Ver ${count} más`,
            picture: "Imagen",
            openPicture: "Abrir imagen",
            document: "Documento",
            attach: "Adjuntar archivos",
            files: "Archivos por enviar",
            uploading: "Subiendo…",
            removeFile: (name) => `Quitar ${name}`,
            notUploaded: (name) => `No se pudo subir ${name}. Inténtalo de nuevo.`,
            tooLarge: (limit) => `Es demasiado grande: hasta ${limit}.`,
            tooManyFiles: (count) => `Hasta ${count} archivos por mensaje.`,
        },
        en: {
            region: "en-US",
            assistant: "Sales assistant",
            team: "Store team",
            you: "You",
            connecting: "Connecting…",
            typing: "Typing…",
            conversation: "Conversation",
            messages: "Messages",
            language: "Language",
            write: "Write a message",
            send: "Send",
            reload: "Reload",
            welcome: "Ask about products, prices or your order. An automatic assistant answers; " +
                "you can ask to talk to a person.",
            suggestions: ["What products do you have?", "I’d like a quote", "Where is my order?"],
            sending: "Sending…",
            waiting: "Will be sent once you are back online",
            slow: "Will be sent in a few seconds…",
            sent: "Sent",
            delivered: "Delivered",
            failed: "Not sent. Tap to retry",
            tooLong: "Too long. Tap to edit it",
            left: (count) => `${count} left`,
            over: (count) => `${count} too many`,
            unread: (count) => (count === 1 ? "1 new message" : `${count} new messages`),
            latest: "Jump to latest",
            lost: "No connection. Retrying…",
            expired: "Your session has ended. Reload the page to continue.",
            cookies: "This chat needs cookies. Turn them on in your browser and reload.",
            more: (count) => `Show ${count} more`,
            picture: "Image",
            openPicture: "Open image",
            document: "Document",
            attach: "Attach files",
            files: "Files to send",
            uploading: "Uploading…",
            removeFile: (name) => `Remove ${name}`,
            notUploaded: (name) => `${name} could not be uploaded. Try again.`,
            tooLarge: (limit) => `It is too large: up to ${limit}.`,
            tooManyFiles: (count) => `Up to ${count} files in a message.`,
        },
        pt: {
            region: "pt-BR",
            assistant: "Assistente de vendas",
            team: "Equipe da loja",
            you: "Você",
            connecting: "Conectando…",
            typing: "Digitando…",
            conversation: "Conversa",
            messages: "Mensagens",
            language: "Idioma",
            write: "Escreva uma mensagem",
            send: "Enviar",
            reload: "Recarregar",
            welcome: "Pergunte sobre produtos, preços ou seu pedido. Um assistente automático responde; " +
                "você pode pedir para falar com uma pessoa.",
            suggestions: ["Quais produtos vocês têm?", "Quero um orçamento", "Como está meu pedido?"],
            sending: "Enviando…",
            waiting: "Será enviada quando a conexão voltar",
            slow: "Será enviada em alguns segundos…",
            sent: "Enviada",
            delivered: "Entregue",
            failed: "Não enviada. Toque para tentar de novo",
            tooLong: "Longa demais. Toque para editar",
            left: (count) => `Restam ${count}`,
            over: (count) => `${count} a mais`,
            unread: (count) => (count === 1 ? "1 mensagem nova" : `${count} mensagens novas`),
            latest: "Ir para o fim",
            lost: "Sem conexão. Tentando de novo…",
            expired: "Sua sessão terminou. Recarregue a página para continuar.",
            cookies: "Este chat precisa de cookies. Ative-os no navegador e recarregue.",
            more: (count) => `Ver mais ${count}`,
            picture: "Imagem",
            openPicture: "Abrir imagem",
            document: "Documento",
            attach: "Anexar arquivos",
            files: "Arquivos a enviar",
            uploading: "Enviando…",
            removeFile: (name) => `Remover ${name}`,
            notUploaded: (name) => `Não foi possível enviar ${name}. Tente de novo.`,
            tooLarge: (limit) => `É grande demais: até ${limit}.`,
            tooManyFiles: (count) => `Até ${count} arquivos por mensagem.`,
        },
    };
    const code = document.documentElement.lang.slice(0, 2);
    return languages[code] ?? languages.es;
})();

const chatFormat = (() => {
    const language = chatStrings.region.slice(0, 2);
    const locale = (navigator.languages ?? []).find((tag) => tag.startsWith(`${language}-`)) ?? chatStrings.region;
    const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
    const thisYear = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
    const otherYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" });
    const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
    const capitalised = (text) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
    const midnight = (time) => new Date(time).setHours(0, 0, 0, 0);

    return {
        language,
        midnight,
        time: (time) => clock.format(time),
        day(time) {
            // Rounded, because the days on which clocks change are not 24 hours long.
            const daysAgo = Math.round((midnight(Date.now()) - midnight(time)) / 86_400_000);
            if (daysAgo === 0 || daysAgo === 1) return capitalised(relative.format(-daysAgo, "day"));
            const sameYear = new Date(time).getFullYear() === new Date().getFullYear();
            return capitalised((sameYear ? thisYear : otherYear).format(time));
        },
        size(bytes) {
            const isLarge = bytes >= 1_000_000;
            const unit = isLarge ? "megabyte" : "kilobyte";
            const style = { style: "unit", unit, maximumFractionDigits: isLarge ? 1 : 0 };
            const number = new Intl.NumberFormat(locale, style);
            return number.format(isLarge ? bytes / 1_000_000 : Math.max(bytes / 1000, 1));
        },
    };
})();
