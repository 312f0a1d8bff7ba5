/* See polling.h. Telegram keeps what was not confirmed for a day: asking from the
 * cursor on confirms what came before it, which by then is durable. */
#include "polling.h"

#include "bot_api.h"
#include "json.h"
#include "text.h"
#include "updates.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define POLL_SECONDS 25
#define POLL_WAIT_MS 35000

/* A poll that waits for Telegram. */
struct poll {
    channel *self;
    ork_op op;
    int64_t last; /* the update up to which everything is delivered */
};

static void end_poll(struct poll *poll, uint32_t code, int64_t wait_ms)
{
    char cursor[24], seconds[24];
    snprintf(cursor, sizeof(cursor), "%lld", (long long)poll->last);
    snprintf(seconds, sizeof(seconds), "%lld", (long long)(wait_ms + 999) / 1000);
    ork_header retry = {STR("Retry-After"), str_of(seconds)};
    ork_channel_respond(
        poll->self->inbox, poll->self->inst, poll->op, code, &retry, wait_ms > 0 ? 1 : 0,
        code == 200 && poll->last > 0 ? str_of(cursor) : (ork_str){0});
    free(poll);
}

static void deleted(void *user, const bot_answer *answer)
{
    if (answer->status != ORK_OK) channel_warn(user, "The bot's webhook could not be deleted");
}

/* A bot that was called until now has a webhook still, and Telegram lets nobody poll
 * beside one. False when it is another program that polls. */
static bool delete_webhook(channel *self, const char *reason)
{
    if (strstr(reason, "webhook") == NULL) {
        channel_warn(self, "Another program polls this bot");
        return false;
    }
    return bot_call(self, "deleteWebhook", STR("{}"), deleted, self) == ORK_OK;
}

static void polled(void *user, const bot_answer *answer)
{
    struct poll *poll = user;
    if (answer->status != ORK_OK) {
        int64_t wait = answer->error.retry_after_ms > 0 ? answer->error.retry_after_ms : 5000;
        if (answer->error.provider_code == 409 && delete_webhook(poll->self, answer->error.message)) wait = 1000;
        end_poll(poll, 503, wait);
        return;
    }
    ork_str update;
    for (size_t index = 0; json_element(answer->result, index, &update); index++) {
        int64_t id = 0;
        ork_status status = update_deliver(poll->self, poll->op, update, &id);
        /* Room for no more: what is left comes with the next poll. */
        if (status == ORK_E_BUDGET) break;
        if (status != ORK_OK) channel_warn(poll->self, "An update could not be taken");
        if (id > poll->last) poll->last = id;
    }
    end_poll(poll, 200, 0);
}

ork_status channel_pull(void *impl, ork_op op, ork_str cursor)
{
    channel *self = impl;
    struct poll *poll = malloc(sizeof(*poll));
    if (poll == NULL) return ORK_E_INTERNAL;
    *poll = (struct poll){.self = self, .op = op};
    text query = {0};
    text_add(&query, STR("allowed_updates="));
    text_add_escaped(&query, STR("[\"message\",\"callback_query\"]"));
    text_add(&query, STR("&timeout="));
    text_add_integer(&query, POLL_SECONDS);
    /* The first time: what Telegram holds was delivered to nobody, and those who wrote
     * it wait for an answer. */
    if (json_integer(cursor, &poll->last)) {
        text_add(&query, STR("&offset="));
        text_add_integer(&query, poll->last + 1);
    }
    ork_status status = query.is_out_of_memory
        ? ORK_E_INTERNAL
        : bot_ask(self, "getUpdates", text_str(&query), POLL_WAIT_MS, polled, poll);
    if (status != ORK_OK) free(poll);
    text_free(&query);
    return status;
}
