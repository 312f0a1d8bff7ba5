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

void pull_fail(
    const channel *self, ork_op op, uint32_t code, int64_t wait_ms, const char *detail, const char *remedy)
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
        self->inbox, self->inst, op, code, headers, wait_ms > 0 ? 2 : 1,
        problem.is_out_of_memory ? (ork_str){0} : text_str(&problem));
    text_free(&problem);
}

static void fail_poll(struct poll *poll, uint32_t code, int64_t wait_ms, const char *detail, const char *remedy)
{
    pull_fail(poll->self, poll->op, code, wait_ms, detail, remedy);
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
        fail_poll(poll, 401, 0, error->message, TOKEN_REMEDY);
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

/* Takes updates in their order, up to one that cannot be taken now: it comes with the next
 * poll, and all that is behind it. One that never can be is passed over, or it would hold
 * up every customer. False when already the first has to wait. */
static bool take_updates(struct poll *poll, ork_str updates)
{
    ork_str update;
    for (size_t index = 0; json_element(updates, index, &update); index++) {
        int64_t id = 0;
        ork_status status = update_deliver(poll->self, poll->op, update, &id);
        if (status == ORK_E_INVALID)
            channel_warn(poll->self, "An update could not be read");
        else if (status != ORK_OK)
            return index > 0;
        if (id > poll->last) poll->last = id;
    }
    return true;
}

static void polled(void *user, const bot_answer *answer)
{
    struct poll *poll = user;
    if (answer->status != ORK_OK) {
        failed(poll, answer);
        return;
    }
    if (take_updates(poll, answer->result))
        end_poll(poll);
    else
        fail_poll(poll, 503, 0, "An update could not be taken now.", "It passes by itself.");
}

ork_status channel_pull(void *impl, ork_op op, ork_str cursor)
{
    channel *self = impl;
    struct poll *poll = malloc(sizeof(*poll));
    if (poll == NULL) return ORK_E_INTERNAL;
    *poll = (struct poll){.self = self, .op = op};
    text query = {0};
    text_add(&query, STR("allowed_updates="));
    text_add_escaped(&query, STR(WANTED_UPDATES));
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
