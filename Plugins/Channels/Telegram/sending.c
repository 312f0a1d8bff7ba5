/* See sending.h. Texts go out without a parse_mode: what a customer reads is what
 * the agent wrote, and nothing needs escapes. */
#include "sending.h"

#include "bot_api.h"
#include "json.h"
#include "parts.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CAPTION_UNITS_MAX 1024

/* A message that is on its way. */
struct sending {
    channel *self;
    ork_op op;
    int64_t chat_id;
    text parameters;
    char *caption; /* of a document, decoded and cut; NULL: none */
};

static void discard(struct sending *sending)
{
    text_free(&sending->parameters);
    free(sending->caption);
    free(sending);
}

static void sent(void *user, const bot_answer *answer)
{
    struct sending *sending = user;
    ork_str number = {NULL, 0};
    json_member(answer->result, "message_id", &number);
    ork_send_result result = {
        .size = sizeof(result),
        .provider_message_id = number,
        .error = answer->status == ORK_OK ? NULL : &answer->error,
        .remedy = answer->status == ORK_OK ? ORK_REMEDY_NONE : answer->remedy,
    };
    ork_channel_complete(sending->self->inbox, sending->self->inst, sending->op, answer->status, &result);
    discard(sending);
}

/* Ends a send of which nothing went out. */
static void refuse(channel *self, ork_op op, ork_status status, uint32_t remedy, const char *message)
{
    ork_error error = {.size = sizeof(error), .status = status, .retryable = remedy == ORK_REMEDY_NONE};
    snprintf(error.message, sizeof(error.message), "%s", message);
    ork_send_result result = {.size = sizeof(result), .error = &error, .remedy = remedy};
    ork_channel_complete(self->inbox, self->inst, op, status, &result);
}

/* A member of the reply under another name, as it is written: both are JSON. */
static bool copy_member(text *parameters, const char *name, ork_str reply, const char *own_name)
{
    ork_str member;
    if (!json_member(reply, own_name, &member)) return false;
    text_add(parameters, STR(",\""));
    text_add(parameters, str_of(name));
    text_add(parameters, STR("\":"));
    text_add(parameters, member);
    return true;
}

/* A string of a document into memory of its own; NULL when it is none. */
static char *new_text(ork_str value)
{
    char *decoded = malloc(value.len + 1);
    if (decoded != NULL && json_text(value, decoded, value.len + 1)) return decoded;
    free(decoded);
    return NULL;
}

/* A member of the reply as a caption, which may be shorter than a text: a message that is
 * too long is refused whole. NULL when there is none. */
static char *new_caption(ork_str reply, const char *name)
{
    ork_str member;
    text caption = {0};
    char *decoded = json_member(reply, name, &member) ? new_text(member) : NULL;
    if (decoded == NULL) return NULL;
    text_add_cut(&caption, str_of(decoded), CAPTION_UNITS_MAX);
    text_add(&caption, (ork_str){"", 1});
    free(decoded);
    if (caption.is_out_of_memory) text_free(&caption);
    return caption.bytes;
}

static void add_caption(text *parameters, ork_str reply, const char *name)
{
    char *caption = new_caption(reply, name);
    if (caption == NULL) return;
    text_add(parameters, STR(",\"caption\":"));
    text_add_quoted(parameters, str_of(caption));
    free(caption);
}

/* The words of a JSON string, as they are written within its quotes; none for what is no
 * string. */
static ork_str words_of(ork_str string)
{
    bool is_string = string.len >= 2 && string.ptr[0] == '"';
    return is_string ? (ork_str){string.ptr + 1, string.len - 2} : (ork_str){NULL, 0};
}

/* The text of a choice, and below it what a list says of its items, such as their prices:
 * the buttons have no room for it. What would make the text too long is left out; it is
 * counted as it is written, which is never shorter than Telegram counts it. */
static void add_text(text *parameters, ork_str said, ork_str choices)
{
    ork_str choice, title, detail;
    ork_str words = words_of(said);
    size_t length = words.len;
    text_add(parameters, STR(",\"text\":\""));
    text_add(parameters, words);
    for (size_t index = 0; json_element(choices, index, &choice); index++) {
        if (!json_member(choice, "title", &title) || !json_member(choice, "description", &detail)) continue;
        if (words_of(detail).len == 0) continue;
        length += title.len + detail.len + sizeof("\\n•  — ");
        if (length > TEXT_UNITS_MAX) break;
        text_add(parameters, STR("\\n• "));
        text_add(parameters, words_of(title));
        text_add(parameters, STR(" — "));
        text_add(parameters, words_of(detail));
    }
    text_add(parameters, STR("\""));
}

/* A keyboard of one button a row. The data of each is its place: titles come back
 * with the tap, and ids may be longer than the 64 bytes that data may have. */
static void add_keyboard(text *parameters, ork_str choices)
{
    ork_str choice, title;
    text_add(parameters, STR(",\"reply_markup\":{\"inline_keyboard\":["));
    for (size_t index = 0; json_element(choices, index, &choice); index++) {
        if (!json_member(choice, "title", &title)) continue;
        text_add(parameters, index == 0 ? STR("[{\"text\":") : STR(",[{\"text\":"));
        text_add(parameters, title);
        text_add(parameters, STR(",\"callback_data\":\""));
        text_add_integer(parameters, (int64_t)index);
        text_add(parameters, STR("\"}]"));
    }
    text_add(parameters, STR("]}"));
}

/* A link as a button, or within the text where Telegram takes no button for it. */
static bool add_link(text *parameters, ork_str reply)
{
    ork_str url, title;
    if (!json_member(reply, "url", &url)) return false;
    bool has_title = json_member(reply, "title", &title) && title.len > 2 && title.ptr[0] == '"';
    if (!has_title || url.len < 9 || memcmp(url.ptr, "\"https://", 9) != 0) {
        text_add(parameters, STR(",\"text\":\""));
        if (has_title) {
            text_add(parameters, (ork_str){title.ptr + 1, title.len - 2});
            text_add(parameters, STR("\\n"));
        }
        text_add(parameters, (ork_str){url.ptr + 1, url.len - 1});
        return true;
    }
    text_add(parameters, STR(",\"text\":"));
    text_add(parameters, title);
    text_add(parameters, STR(",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":"));
    text_add(parameters, title);
    text_add(parameters, STR(",\"url\":"));
    text_add(parameters, url);
    text_add(parameters, STR("}]]}"));
    return true;
}

/* The method for a reply, whose parameters are added; NULL for a form that is none. */
static const char *add_reply(text *parameters, ork_str reply)
{
    ork_str type, said, choices;
    if (!json_member(reply, "type", &type)) return NULL;
    if (str_equals(type, "\"text\"")) return copy_member(parameters, "text", reply, "text") ? "sendMessage" : NULL;
    if (str_equals(type, "\"link\"")) return add_link(parameters, reply) ? "sendMessage" : NULL;
    if (str_equals(type, "\"image\"")) {
        add_caption(parameters, reply, "caption");
        return copy_member(parameters, "photo", reply, "url") ? "sendPhoto" : NULL;
    }
    if (str_equals(type, "\"document\"")) {
        add_caption(parameters, reply, "name");
        return copy_member(parameters, "document", reply, "url") ? "sendDocument" : NULL;
    }
    if (!json_member(reply, "text", &said)) return NULL;
    if (!json_member(reply, "buttons", &choices) && !json_member(reply, "items", &choices)) return NULL;
    add_text(parameters, said, choices);
    add_keyboard(parameters, choices);
    return "sendMessage";
}

/* ---- Papers of the house, which go up with the message. */

/* A field of a form. `boundary` begins with "--". */
static void add_field(text *form, ork_str boundary, const char *name, ork_str value)
{
    text_add(form, boundary);
    text_add(form, STR("\r\nContent-Disposition: form-data; name=\""));
    text_add(form, str_of(name));
    text_add(form, STR("\"\r\n\r\n"));
    text_add(form, value);
    text_add(form, STR("\r\n"));
}

/* What would end the name within its quotes is left out. */
static void add_file_name(text *form, ork_str name)
{
    for (size_t index = 0; index < name.len; index++)
        if ((unsigned char)name.ptr[index] >= ' ' && name.ptr[index] != '"' && name.ptr[index] != '\\')
            text_add(form, (ork_str){name.ptr + index, 1});
}

static ork_status upload(struct sending *sending, const ork_media *file)
{
    text boundary = {0}, type = {0}, chat = {0}, form = {0};
    /* No file holds its own digest. */
    ork_str digest = {file->sha256.ptr, file->sha256.len < 40 ? file->sha256.len : 40};
    text_add(&boundary, STR("--orkesta-"));
    text_add(&boundary, digest);
    text_add(&type, STR("multipart/form-data; boundary=orkesta-"));
    text_add(&type, digest);
    text_add_integer(&chat, sending->chat_id);
    add_field(&form, text_str(&boundary), "chat_id", text_str(&chat));
    if (sending->caption != NULL) add_field(&form, text_str(&boundary), "caption", str_of(sending->caption));
    text_add(&form, text_str(&boundary));
    text_add(&form, STR("\r\nContent-Disposition: form-data; name=\"document\"; filename=\""));
    add_file_name(&form, file->name.len > 0 || sending->caption == NULL ? file->name : str_of(sending->caption));
    text_add(&form, STR("\"\r\nContent-Type: "));
    text_add(&form, file->mime);
    text_add(&form, STR("\r\n\r\n"));
    text_add(&form, file->bytes);
    text_add(&form, STR("\r\n"));
    text_add(&form, text_str(&boundary));
    text_add(&form, STR("--\r\n"));
    bool is_whole = !boundary.is_out_of_memory && !type.is_out_of_memory && !chat.is_out_of_memory
        && !form.is_out_of_memory;
    ork_status status = is_whole
        ? bot_upload(sending->self, "sendDocument", text_str(&type), text_str(&form), sent, sending)
        : ORK_E_INTERNAL;
    text_free(&boundary);
    text_free(&type);
    text_free(&chat);
    text_free(&form);
    return status;
}

/* What the host has is uploaded; what it does not have lies elsewhere, and Telegram
 * fetches it there. */
static void looked_for(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    struct sending *sending = user;
    ork_status status = completion->status;
    if (status == ORK_OK && completion->data != NULL) {
        status = upload(sending, completion->data);
    } else if (status == ORK_E_NOT_FOUND) {
        status = bot_call(sending->self, "sendDocument", text_str(&sending->parameters), sent, sending);
    } else if (status == ORK_OK) {
        status = ORK_E_CORRUPT;
    }
    if (status == ORK_OK) return;
    refuse(sending->self, sending->op, status, ORK_REMEDY_NONE, "the document could not be sent now");
    discard(sending);
}

/* Asks the host for a document's file. */
static ork_status look_for(struct sending *sending, ork_str reply)
{
    ork_str member;
    sending->caption = new_caption(reply, "name");
    char *url = json_member(reply, "url", &member) ? new_text(member) : NULL;
    if (url == NULL) return ORK_E_INVALID;
    ork_call call = {.size = sizeof(call), .user = sending, .on_done = looked_for};
    ork_op ignored;
    ork_status status = ork_media_get(sending->self->media, sending->self->inst, &call, str_of(url), &ignored);
    free(url);
    return status;
}

/* Starts a message whose parameters are whole but for the brace at the end. */
static ork_status start(struct sending *sending, const char *method, ork_str reply)
{
    if (method == NULL) return ORK_E_INVALID;
    text_add(&sending->parameters, STR("}"));
    if (sending->parameters.is_out_of_memory) return ORK_E_INTERNAL;
    ork_str parameters = text_str(&sending->parameters);
    if (strcmp(method, "sendDocument") == 0) return look_for(sending, reply);
    if (strcmp(method, "sendMessage") == 0) return parts_send(sending->self, parameters, sent, sending);
    return bot_call(sending->self, method, parameters, sent, sending);
}

ork_status channel_send(void *impl, ork_op op, const ork_outbound *message)
{
    channel *self = impl;
    int64_t chat_id;
    if (self->bot_token[0] == '\0') {
        refuse(self, op, ORK_E_DENIED, ORK_REMEDY_STOP, "the bot token is not set");
        return ORK_OK;
    }
    if (!json_integer(message->address, &chat_id)) {
        refuse(self, op, ORK_E_INVALID, ORK_REMEDY_OTHER_CHANNEL, "the customer's address is no chat of Telegram");
        return ORK_OK;
    }
    struct sending *sending = calloc(1, sizeof(*sending));
    if (sending == NULL) return ORK_E_INTERNAL;
    *sending = (struct sending){.self = self, .op = op, .chat_id = chat_id};
    text_add(&sending->parameters, STR("{\"chat_id\":"));
    text_add_integer(&sending->parameters, chat_id);
    const char *method = add_reply(&sending->parameters, message->reply_json);
    ork_status status = start(sending, method, message->reply_json);
    /* Not started: neither `sent` nor `looked_for` will come, and `op` must not be answered. */
    if (status != ORK_OK) discard(sending);
    return status;
}
