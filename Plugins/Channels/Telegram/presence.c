/* See presence.h. Telegram shows for five seconds, or until a message comes, that a bot
 * writes; that a bot has read something it shows nowhere. */
#include "presence.h"

#include "bot_api.h"
#include "json.h"
#include "text.h"

#include <stdlib.h>

/* A bot that is about to be seen. */
struct showing {
    channel *self;
    ork_op op;
};

static void end(channel *self, ork_op op, ork_status status, const ork_error *error)
{
    ork_completion answer = {.size = sizeof(answer), .status = status, .error = error};
    self->host->complete(self->inst, op, &answer);
}

static void shown(void *user, const bot_answer *answer)
{
    struct showing *showing = user;
    end(showing->self, showing->op, answer->status, answer->status == ORK_OK ? NULL : &answer->error);
    free(showing);
}

ork_status channel_show_presence(void *impl, ork_op op, const ork_presence *presence)
{
    channel *self = impl;
    int64_t chat_id;
    if (presence->kind != ORK_PRESENCE_TYPING) {
        end(self, op, ORK_OK, NULL);
        return ORK_OK;
    }
    if (self->bot_token[0] == '\0') return ORK_E_DENIED;
    if (!json_integer(presence->address, &chat_id)) return ORK_E_INVALID;
    struct showing *showing = malloc(sizeof(*showing));
    if (showing == NULL) return ORK_E_INTERNAL;
    *showing = (struct showing){.self = self, .op = op};
    text parameters = {0};
    text_add(&parameters, STR("{\"action\":\"typing\",\"chat_id\":"));
    text_add_integer(&parameters, chat_id);
    text_add(&parameters, STR("}"));
    ork_status status = parameters.is_out_of_memory
        ? ORK_E_INTERNAL
        : bot_call(self, "sendChatAction", text_str(&parameters), shown, showing);
    if (status != ORK_OK) free(showing);
    text_free(&parameters);
    return status;
}
