/* See updates.h. Only private chats are conversations with a customer. */
#include "updates.h"

#include "bot_api.h"
#include "json.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A message under construction: what is borrowed by the ork_inbound. */
struct draft {
    char update_id[24], chat_id[24], name[600], locale[36], phone[32];
    char reference[201], mime[101], file_name[1025];
    char *text;
    bool is_out_of_memory; /* what it says could not be read now: it has to come again */
    ork_inbound inbound;
    ork_attachment attachment;
};

static bool member_text(ork_str object, const char *name, char *text, size_t size)
{
    ork_str member;
    text[0] = '\0';
    return json_member(object, name, &member) && json_text(member, text, size);
}

/* A text of any length into memory that the draft owns. */
static bool take_text(struct draft *draft, ork_str value)
{
    draft->text = malloc(value.len + 1);
    if (draft->text == NULL) draft->is_out_of_memory = true;
    return draft->text != NULL && json_text(value, draft->text, value.len + 1);
}

/* Who wrote, and in which chat. False for a group, a channel or another bot. */
static bool take_sender(struct draft *draft, ork_str from, ork_str chat)
{
    ork_str member;
    char type[16], last_name[264];
    int64_t id;
    if (!member_text(chat, "type", type, sizeof(type)) || strcmp(type, "private") != 0) return false;
    if (!json_member(chat, "id", &member) || !json_integer(member, &id)) return false;
    snprintf(draft->chat_id, sizeof(draft->chat_id), "%lld", (long long)id);
    if (json_member(from, "is_bot", &member) && str_equals(member, "true")) return false;
    /* Of up to 64 characters each. */
    member_text(from, "first_name", draft->name, 264);
    if (member_text(from, "last_name", last_name, sizeof(last_name))) {
        size_t length = strlen(draft->name);
        snprintf(draft->name + length, sizeof(draft->name) - length, " %s", last_name);
    }
    member_text(from, "language_code", draft->locale, sizeof(draft->locale));
    return true;
}

static void attach(struct draft *draft, ork_str file)
{
    if (!member_text(file, "file_id", draft->reference, sizeof(draft->reference))) return;
    member_text(file, "mime_type", draft->mime, sizeof(draft->mime));
    member_text(file, "file_name", draft->file_name, sizeof(draft->file_name));
    draft->attachment = (ork_attachment){
        .size = sizeof(ork_attachment),
        .reference = str_of(draft->reference),
        .mime = str_of(draft->mime),
        .name = str_of(draft->file_name),
    };
    draft->inbound.attachments = &draft->attachment;
    draft->inbound.attachment_count = 1;
    draft->inbound.attachment_stride = sizeof(ork_attachment);
}

/* A photo comes in several sizes, the largest last. */
static void attach_photo(struct draft *draft, ork_str sizes)
{
    ork_str size, largest = {NULL, 0};
    for (size_t index = 0; json_element(sizes, index, &size); index++) largest = size;
    attach(draft, largest);
    if (draft->mime[0] == '\0') snprintf(draft->mime, sizeof(draft->mime), "image/jpeg");
    draft->attachment.mime = str_of(draft->mime);
}

/* The number that a customer shares; that of somebody else vouches for nobody. */
static void take_contact(struct draft *draft, ork_str contact, ork_str from)
{
    ork_str own, shared;
    char number[30];
    if (!json_member(contact, "user_id", &shared) || !json_member(from, "id", &own)) return;
    if (shared.len != own.len || memcmp(shared.ptr, own.ptr, own.len) != 0) return;
    if (!member_text(contact, "phone_number", number, sizeof(number))) return;
    snprintf(draft->phone, sizeof(draft->phone), "%s%s", number[0] == '+' ? "" : "+", number);
}

/* Adds a member of an object behind what is there: a string's words, or a number as it
 * is written. */
static void add_member(text *words, const char *between, ork_str object, const char *name)
{
    char string[400];
    ork_str member;
    if (!json_member(object, name, &member) || member.len == 0) return;
    bool is_number = member.ptr[0] == '-' || (member.ptr[0] >= '0' && member.ptr[0] <= '9');
    if (!is_number && (!json_text(member, string, sizeof(string)) || string[0] == '\0')) return;
    if (words->length > 0) text_add(words, str_of(between));
    text_add(words, is_number ? member : str_of(string));
}

/* Words that were put together are the message's text; `words` is empty then. */
static void take_words(struct draft *draft, text *words)
{
    if (words->length > 0) text_add(words, (ork_str){"", 1});
    if (words->is_out_of_memory) {
        draft->is_out_of_memory = true;
        text_free(words);
    }
    draft->text = words->bytes;
    *words = (text){0};
}

/* A place: what it is called, and where it is. */
static void take_place(struct draft *draft, ork_str place, ork_str venue)
{
    text words = {0};
    add_member(&words, "", venue, "title");
    add_member(&words, "\n", venue, "address");
    add_member(&words, "\n", place, "latitude");
    add_member(&words, ", ", place, "longitude");
    take_words(draft, &words);
}

/* Somebody whom the customer names. */
static void take_person(struct draft *draft, ork_str contact)
{
    text words = {0};
    add_member(&words, "", contact, "first_name");
    add_member(&words, " ", contact, "last_name");
    add_member(&words, " ", contact, "phone_number");
    take_words(draft, &words);
}

/* A sticker says what its emoji says; its picture comes with it. */
static void take_sticker(struct draft *draft, ork_str sticker)
{
    ork_str member;
    text words = {0};
    attach(draft, sticker);
    bool is_animated = json_member(sticker, "is_animated", &member) && str_equals(member, "true");
    bool is_video = json_member(sticker, "is_video", &member) && str_equals(member, "true");
    snprintf(draft->mime, sizeof(draft->mime), "%s",
             is_animated ? "application/x-tgsticker" : is_video ? "video/webm" : "image/webp");
    draft->attachment.mime = str_of(draft->mime);
    add_member(&words, "", sticker, "emoji");
    take_words(draft, &words);
}

/* The button that Telegram itself shows before the first message says no word. */
static void greet_instead_of_start(struct draft *draft)
{
    if (strncmp(draft->text, "/start", 6) != 0) return;
    const char *greeting = strncmp(draft->locale, "en", 2) == 0 ? "Hello"
                         : strncmp(draft->locale, "pt", 2) == 0 ? "Olá"
                                                                : "Hola";
    snprintf(draft->text, strlen(draft->text) + 1, "%s", greeting);
}

/* Whatever a message holds besides its text. What a person would see is heard. */
static void take_content(struct draft *draft, ork_str message, ork_str from)
{
    ork_str member, venue = {NULL, 0};
    if (json_member(message, "photo", &member)) {
        attach_photo(draft, member);
    } else if (json_member(message, "voice", &member) || json_member(message, "audio", &member)
               || json_member(message, "document", &member) || json_member(message, "video", &member)
               || json_member(message, "video_note", &member)) {
        attach(draft, member);
    } else if (json_member(message, "sticker", &member)) {
        take_sticker(draft, member);
    } else if (json_member(message, "contact", &member)) {
        take_contact(draft, member, from);
        if (draft->phone[0] == '\0') take_person(draft, member);
    } else if (json_member(message, "location", &member)) {
        json_member(message, "venue", &venue);
        take_place(draft, member, venue);
    }
}

static bool take_message(struct draft *draft, ork_str message)
{
    ork_str from = {NULL, 0}, chat = {NULL, 0}, member;
    json_member(message, "from", &from);
    json_member(message, "chat", &chat);
    if (!take_sender(draft, from, chat)) return false;
    int64_t seconds;
    if (json_member(message, "date", &member) && json_integer(member, &seconds) && seconds < INT64_MAX / 1000)
        draft->inbound.at_ms = seconds * 1000;
    take_content(draft, message, from);
    if (draft->text == NULL && (json_member(message, "text", &member) || json_member(message, "caption", &member))) {
        if (!take_text(draft, member)) return false;
        greet_instead_of_start(draft);
    }
    return draft->text != NULL || draft->inbound.attachment_count > 0 || draft->phone[0] != '\0';
}

/* The title of the button that was tapped: its data is its place in the keyboard,
 * which comes back with the message. */
static bool take_title(struct draft *draft, ork_str message, ork_str data)
{
    ork_str markup, rows, row, button, own;
    if (!json_member(message, "reply_markup", &markup) || !json_member(markup, "inline_keyboard", &rows)) return false;
    for (size_t line = 0; json_element(rows, line, &row); line++)
        for (size_t place = 0; json_element(row, place, &button); place++)
            if (json_member(button, "callback_data", &own) && own.len == data.len
                && memcmp(own.ptr, data.ptr, data.len) == 0 && json_member(button, "text", &own))
                return take_text(draft, own);
    return false;
}

static void acknowledged(void *user, const bot_answer *answer)
{
    /* The button's little clock runs a moment longer: nothing is lost by it. */
    (void)user, (void)answer;
}

/* Telegram shows a clock on the button until the tap is acknowledged, then `notice` if
 * there is one. */
static void acknowledge(channel *self, ork_str id, const char *notice)
{
    text parameters = {0};
    text_add(&parameters, STR("{\"callback_query_id\":"));
    text_add(&parameters, id);
    if (notice != NULL) {
        text_add(&parameters, STR(",\"text\":"));
        text_add_quoted(&parameters, str_of(notice));
    }
    text_add(&parameters, STR("}"));
    if (!parameters.is_out_of_memory) bot_call(self, "answerCallbackQuery", text_str(&parameters), acknowledged, NULL);
    text_free(&parameters);
}

/* Telegram does not bring old messages back: what the button said is not known then. */
static const char *too_old(const char *locale)
{
    return strncmp(locale, "en", 2) == 0 ? "This button is too old. Please write your answer."
         : strncmp(locale, "pt", 2) == 0 ? "Este botão é antigo demais. Escreva sua resposta, por favor."
                                         : "Este botón ya es muy viejo. Escribe tu respuesta, por favor.";
}

static bool take_tap(channel *self, struct draft *draft, ork_str query)
{
    ork_str from = {NULL, 0}, message = {NULL, 0}, chat = {NULL, 0}, data, id;
    json_member(query, "from", &from);
    json_member(query, "message", &message);
    json_member(message, "chat", &chat);
    bool is_heard = take_sender(draft, from, chat) && json_member(query, "data", &data)
        && take_title(draft, message, data);
    if (!draft->is_out_of_memory && json_member(query, "id", &id))
        acknowledge(self, id, is_heard ? NULL : too_old(draft->locale));
    return is_heard;
}

ork_status update_deliver(channel *self, ork_op op, ork_str update, int64_t *update_id)
{
    ork_str member;
    if (!json_member(update, "update_id", &member) || !json_integer(member, update_id)) return ORK_E_INVALID;
    struct draft *draft = calloc(1, sizeof(*draft));
    if (draft == NULL) return ORK_E_INTERNAL;
    draft->inbound.size = sizeof(ork_inbound);
    snprintf(draft->update_id, sizeof(draft->update_id), "%lld", (long long)*update_id);
    bool is_wanted = json_member(update, "message", &member) ? take_message(draft, member)
                   : json_member(update, "callback_query", &member) && take_tap(self, draft, member);
    ork_status status = draft->is_out_of_memory ? ORK_E_INTERNAL : ORK_OK;
    if (is_wanted && status == ORK_OK) {
        draft->inbound.message_id = str_of(draft->update_id);
        draft->inbound.address = str_of(draft->chat_id);
        draft->inbound.name = str_of(draft->name);
        draft->inbound.locale = str_of(draft->locale);
        draft->inbound.phone = str_of(draft->phone);
        draft->inbound.text = draft->text == NULL ? str_of(draft->phone) : str_of(draft->text);
        status = ork_channel_deliver(self->inbox, self->inst, op, &draft->inbound);
    }
    free(draft->text);
    free(draft);
    return status;
}
