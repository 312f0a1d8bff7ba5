/* See sending.h. Texts go out without a parse_mode: what a customer reads is what
 * the agent wrote, and nothing needs escapes. */
#include "sending.h"

#include "bot_api.h"
#include "json.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* A message that is on its way. */
struct sending {
    channel *self;
    ork_op op;
};

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
    free(sending);
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
    ork_str type, choices;
    if (!json_member(reply, "type", &type)) return NULL;
    if (str_equals(type, "\"text\"")) return copy_member(parameters, "text", reply, "text") ? "sendMessage" : NULL;
    if (str_equals(type, "\"link\"")) return add_link(parameters, reply) ? "sendMessage" : NULL;
    if (str_equals(type, "\"image\"")) {
        copy_member(parameters, "caption", reply, "caption");
        return copy_member(parameters, "photo", reply, "url") ? "sendPhoto" : NULL;
    }
    if (str_equals(type, "\"document\"")) {
        copy_member(parameters, "caption", reply, "name");
        return copy_member(parameters, "document", reply, "url") ? "sendDocument" : NULL;
    }
    if (!copy_member(parameters, "text", reply, "text")) return NULL;
    if (!json_member(reply, "buttons", &choices) && !json_member(reply, "items", &choices)) return NULL;
    add_keyboard(parameters, choices);
    return "sendMessage";
}

ork_status channel_send(void *impl, ork_op op, const ork_outbound *message)
{
    channel *self = impl;
    int64_t chat_id;
    if (self->bot_token[0] == '\0') return ORK_E_DENIED;
    if (!json_integer(message->address, &chat_id)) return ORK_E_INVALID;
    struct sending *sending = malloc(sizeof(*sending));
    if (sending == NULL) return ORK_E_INTERNAL;
    *sending = (struct sending){.self = self, .op = op};
    text parameters = {0};
    text_add(&parameters, STR("{\"chat_id\":"));
    text_add_integer(&parameters, chat_id);
    const char *method = add_reply(&parameters, message->reply_json);
    text_add(&parameters, STR("}"));
    ork_status status = method == NULL              ? ORK_E_INVALID
                      : parameters.is_out_of_memory ? ORK_E_INTERNAL
                                                    : bot_call(self, method, text_str(&parameters), 0, sent, sending);
    /* Not started: `sent` will not come, and `op` must not be answered. */
    if (status != ORK_OK) free(sending);
    text_free(&parameters);
    return status;
}
