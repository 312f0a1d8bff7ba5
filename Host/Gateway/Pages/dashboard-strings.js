// The words of the inbox in Spanish, English and Portuguese. The language is that of the address (?lang=), else the
// one that was chosen before, else the browser's.
"use strict";

const strings = (() => {
    const languages = {
        es: {
            key: "Clave de tu negocio", keyHint: "La que se mostró al crear el negocio: ork_…", enter: "Entrar",
            badKey: "Esa clave no sirve.", inbox: "Conversaciones", language: "Idioma", leave: "Salir", back: "Volver",
            empty: "Aquí aparecen las conversaciones.", take: "Atender", giveBack: "Devolver",
            write: "Escribe una respuesta", send: "Enviar", held: "Con una persona", waiting: "Espera a una persona",
            withPerson: "La atiende una persona", withAgent: "La atiende el asistente", lost: "Sin conexión…",
            withName: "La atiende {name}", withApp: "La atienden desde la app de {name}", withYou: "La atiendes tú",
            goesBackAt: "se devuelve a las {time}", goesBackOn: "se devuelve el {time}", moreTime: "Más tiempo",
            takeOver: "La atiendo yo", messages: "Mensajes",
            yourName: "Tu nombre", yourNameHint: "Para que tus compañeros sepan quién atiende (puedes dejarlo vacío).",
            more: "Ver más", dead: "No le llegó al cliente", unknown: "No se sabe si le llegó",
            cancelled: "No se envió",
            failed: "No se pudo. Inténtalo de nuevo.", customer: "Cliente", assistant: "Asistente", person: "Persona",
            system: "Sistema", takeFirst: "Toca «Atender» para responder.", download: "Descargar",
            notHereYet: "El archivo aún no llega.",
            summary: "Resumen", since: "Cliente desde", basket: "Lista", quotes: "Cotizaciones",
            invoices: "Facturas", said: "Lo último", agreed: "Acordado por una persona",
            askNote: "¿Qué acordaste con el cliente? El asistente lo tendrá en cuenta (puedes dejarlo vacío).",
        },
        en: {
            key: "Your business’s key", keyHint: "The one shown when the business was made: ork_…", enter: "Enter",
            badKey: "That key is not valid.", inbox: "Conversations", language: "Language", leave: "Leave", back: "Back",
            empty: "Conversations appear here.", take: "Take it", giveBack: "Give back",
            write: "Write an answer", send: "Send", held: "With a person", waiting: "Waits for a person",
            withPerson: "A person has it", withAgent: "The assistant has it", lost: "Offline…",
            withName: "{name} has it", withApp: "Somebody has it in the {name} app", withYou: "You have it",
            goesBackAt: "goes back at {time}", goesBackOn: "goes back on {time}", moreTime: "More time",
            takeOver: "Take over", messages: "Messages",
            yourName: "Your name", yourNameHint: "So that colleagues know who has what (may be left empty).",
            more: "Show more", dead: "It did not reach the customer", unknown: "Nobody knows whether it arrived",
            cancelled: "It was not sent", failed: "It did not work. Try again.",
            customer: "Customer", assistant: "Assistant", person: "Person", system: "System",
            takeFirst: "Press “Take it” to answer.", download: "Download", notHereYet: "The file is not here yet.",
            summary: "Summary", since: "Customer since", basket: "List", quotes: "Quotes",
            invoices: "Invoices", said: "Last said", agreed: "Agreed by a person",
            askNote: "What did you agree with the customer? The assistant will know (may be left empty).",
        },
        pt: {
            key: "Chave do seu negócio", keyHint: "A que foi mostrada ao criar o negócio: ork_…", enter: "Entrar",
            badKey: "Essa chave não vale.", inbox: "Conversas", language: "Idioma", leave: "Sair", back: "Voltar",
            empty: "As conversas aparecem aqui.", take: "Atender", giveBack: "Devolver",
            write: "Escreva uma resposta", send: "Enviar", held: "Com uma pessoa", waiting: "Espera uma pessoa",
            withPerson: "Uma pessoa atende", withAgent: "O assistente atende", lost: "Sem conexão…",
            withName: "{name} atende", withApp: "Atendem pelo app do {name}", withYou: "Você atende",
            goesBackAt: "volta ao assistente às {time}", goesBackOn: "volta ao assistente em {time}",
            moreTime: "Mais tempo", takeOver: "Eu atendo", messages: "Mensagens",
            yourName: "Seu nome", yourNameHint: "Para que colegas saibam quem atende (pode deixar vazio).",
            more: "Ver mais", dead: "Não chegou ao cliente", unknown: "Não se sabe se chegou",
            cancelled: "Não foi enviada",
            failed: "Não deu certo. Tente de novo.", customer: "Cliente", assistant: "Assistente", person: "Pessoa",
            system: "Sistema", takeFirst: "Toque em “Atender” para responder.", download: "Baixar",
            notHereYet: "O arquivo ainda não chegou.",
            summary: "Resumo", since: "Cliente desde", basket: "Lista", quotes: "Orçamentos",
            invoices: "Faturas", said: "Últimas mensagens", agreed: "Combinado por uma pessoa",
            askNote: "O que você combinou com o cliente? O assistente vai saber (pode deixar vazio).",
        },
    };
    const wished = [
        new URLSearchParams(location.search).get("lang"), localStorage.getItem("orkesta.language"),
        ...navigator.languages.map((tag) => tag.slice(0, 2)), "es",
    ];
    const language = wished.find((code) => code && Object.hasOwn(languages, code));
    localStorage.setItem("orkesta.language", language);
    document.documentElement.lang = language;
    return languages[language];
})();

for (const element of document.querySelectorAll("[data-text]")) element.textContent = strings[element.dataset.text];
for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", strings[element.dataset.label]);
}
for (const link of document.querySelectorAll(".languages a")) {
    if (link.lang === document.documentElement.lang) link.setAttribute("aria-current", "true");
}
