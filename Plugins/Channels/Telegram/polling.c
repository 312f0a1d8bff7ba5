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

/* Everything is delivered: the cursor commits with it. */
static void end_poll(struct poll *poll)
{
    char cursor[24];
    snprintf(cursor, sizeof(cursor), "%lld", (long long)poll->last);
    ork_channel_respond(
        poll->self->inbox, poll->self->inst, poll->op, 200, NULL, 0, poll->last > 0 ? str_of(cursor) : (ork_str){0});
    free(poll);
}

/* Nothing came: why, and what helps, for whoever runs the bot. Without a time of Telegram's
 * the host asks less and less often. A code below 500 says that somebody has to mend it. */
static void fail_poll(struct poll *poll, uint32_t code, int64_t wait_ms, const char *detail, const char *remedy)
{
    char seconds[24];
    text problem = {0};
    snprintf(seconds, sizeof(seconds), "%lld", (long long)(wait_ms + 999) / 1000);
    text_add(&problem, STR("{\"detail\":"));
    text_add_quoted(&problem, str_of(detail));
    text_add(&problem, STR(",\"remedy\":"));
    text_add_quoted(&problem, str_of(remedy));
    text_add(&problem, STR("}"));
    ork_header headers[] = {
        {STR("Content-Type"), STR("application/problem+json")},
        {STR("Retry-After"), str_of(seconds)},
    };
    ork_channel_respond(
        poll->self->inbox, poll->self->inst, poll->op, code, headers, wait_ms > 0 ? 2 : 1,
        problem.is_out_of_memory ? (ork_str){0} : text_str(&problem));
    text_free(&problem);
    free(poll);
}

#define WEBHOOK_REMEDY \
    "Delete it with deleteWebhook of the Bot API, or set telegram.updates to webhook. A kill switch holds its deletion."

/* Even where it is gone now, Telegram is asked again only later: whoever sets it anew
 * would make that a duel. */
static void deleted(void *user, const bot_answer *answer)
{
    char detail[400];
    bool is_gone = answer->status == ORK_OK;
    snprintf(
        detail, sizeof(detail), "Telegram calls a webhook of this bot, and lets nobody ask for updates beside it. %s%s",
        is_gone ? "It was deleted" : "It could not be deleted: ", is_gone ? "" : answer->error.message);
    fail_poll(user, 409, 0, detail, WEBHOOK_REMEDY);
}

static void failed(struct poll *poll, const bot_answer *answer)
{
    const ork_error *error = &answer->error;
    switch (error->provider_code) {
    case 401:
    case 404:
        fail_poll(poll, 401, 0, error->message, "Set telegram.bot_token to the token that BotFather shows.");
        break;
    case 409:
        /* A bot that was called until now has a webhook still. */
        if (strstr(error->message, "webhook") == NULL) {
            fail_poll(
                poll, 409, 0, "Another program asks for this bot's updates, and Telegram gives them to one alone.",
                "Stop that program, or have BotFather make a new token and set telegram.bot_token.");
        } else if (bot_call(poll->self, "deleteWebhook", STR("{}"), deleted, poll) != ORK_OK) {
            fail_poll(poll, 409, 0, error->message, WEBHOOK_REMEDY);
        }
        break;
    default:
        fail_poll(poll, 503, error->retry_after_ms, error->message, "It passes by itself.");
        break;
    }
}

static void polled(void *user, const bot_answer *answer)
{
    struct poll *poll = user;
    if (answer->status != ORK_OK) {
        failed(poll, answer);
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
    end_poll(poll);
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
    /* Without a cursor: what Telegram still keeps was delivered to nobody, and those
     * who wrote it wait for an answer. */
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
