// The words of the page with the phones, in Spanish, English and Portuguese.
"use strict";

const phoneStrings = (() => {
    const languages = {
        es: {
            titles: { whatsapp: "WhatsApp de prueba", telegram: "Telegram de prueba", sms: "SMS de prueba", email: "Correo de prueba" },
            explanation: "Teléfonos de clientes que no existen: nada sale de esta máquina.",
            language: "Idioma",
            phones: "Teléfonos",
            add: "Agregar cliente",
            addNow: "Agregar",
            cancel: "Cancelar",
            name: "Nombre",
            address: "Número o usuario",
            addressHint: "Opcional: si lo dejas vacío, se inventa uno.",
            empty: "Agrega un cliente y escríbele a un negocio.",
            lost: "Sin conexión con el emulador. Reintentando…",
            shop: "Negocio",
            messages: (name) => `Mensajes de ${name}`,
            write: "Escribe un mensaje",
            send: "Enviar",
            attach: "Adjuntar un archivo",
            options: "Opciones",
            online: "Encendido",
            blocking: "Bloquea al negocio",
            hidesNumber: "Oculta su número",
            hello: "Saluda para empezar",
            typing: "escribiendo…",
            you: "Cliente",
            business: "Negocio",
            open: (name) => `Abrir ${name}`,
            picture: "Imagen",
            document: "Documento",
            place: "Ver el lugar",
            status: { sent: "Enviado", delivered: "Entregado", read: "Leído", failed: "No se entregó" },
        },
        en: {
            titles: { whatsapp: "Test WhatsApp", telegram: "Test Telegram", sms: "Test SMS", email: "Test e-mail" },
            explanation: "Phones of customers who don’t exist: nothing leaves this machine.",
            language: "Language",
            phones: "Phones",
            add: "Add a customer",
            addNow: "Add",
            cancel: "Cancel",
            name: "Name",
            address: "Number or user name",
            addressHint: "Optional: left empty, one is made up.",
            empty: "Add a customer and write to a business.",
            lost: "No connection to the emulator. Retrying…",
            shop: "Business",
            messages: (name) => `Messages of ${name}`,
            write: "Write a message",
            send: "Send",
            attach: "Attach a file",
            options: "Options",
            online: "Switched on",
            blocking: "Blocks the business",
            hidesNumber: "Hides the number",
            hello: "Say hello to begin",
            typing: "typing…",
            you: "Customer",
            business: "Business",
            open: (name) => `Open ${name}`,
            picture: "Picture",
            document: "Document",
            place: "Show the place",
            status: { sent: "Sent", delivered: "Delivered", read: "Read", failed: "Not delivered" },
        },
        pt: {
            titles: { whatsapp: "WhatsApp de teste", telegram: "Telegram de teste", sms: "SMS de teste", email: "E-mail de teste" },
            explanation: "Telefones de clientes que não existem: nada sai desta máquina.",
            language: "Idioma",
            phones: "Telefones",
            add: "Adicionar cliente",
            addNow: "Adicionar",
            cancel: "Cancelar",
            name: "Nome",
            address: "Número ou usuário",
            addressHint: "Opcional: se ficar vazio, um é inventado.",
            empty: "Adicione um cliente e escreva para um negócio.",
            lost: "Sem conexão com o emulador. Tentando de novo…",
            shop: "Negócio",
            messages: (name) => `Mensagens de ${name}`,
            write: "Escreva uma mensagem",
            send: "Enviar",
            attach: "Anexar um arquivo",
            options: "Opções",
            online: "Ligado",
            blocking: "Bloqueia o negócio",
            hidesNumber: "Oculta o número",
            hello: "Diga olá para começar",
            typing: "digitando…",
            you: "Cliente",
            business: "Negócio",
            open: (name) => `Abrir ${name}`,
            picture: "Imagem",
            document: "Documento",
            place: "Ver o lugar",
            status: { sent: "Enviada", delivered: "Entregue", read: "Lida", failed: "Não entregue" },
        },
    };
    return languages[document.documentElement.lang] ?? languages.es;
})();

const phoneClock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });

// A drawing of one path, which no font needs to have. It says nothing to those who listen.
function phoneIcon(path) {
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    drawing.setAttribute("viewBox", "0 0 24 24");
    drawing.setAttribute("class", "icon");
    drawing.setAttribute("aria-hidden", "true");
    line.setAttribute("d", path);
    drawing.append(line);
    return drawing;
}

// Builds an element: its class, its text, and its children.
function phoneElement(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
}
