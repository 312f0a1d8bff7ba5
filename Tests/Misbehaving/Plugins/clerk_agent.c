/* An agent that sells by command, for the tests of ork.quotes/1, ork.orders/1
 * and ork.stock/1: each message names a call, and the answer is its document.
 *
 *   quote DRAFT | price DRAFT | order DRAFT      get COT-1 | orders
 *   accept COT-1 HASH                            revise COT-1 VERSION DRAFT
 *   hold WORD ITEMS | release WORD | stock ITEMS pdf COT-1
 *   sell DRAFT     a quote, and its acceptance within the same turn
 */
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MANIFEST                                                                                  \
    "{\"id\": \"clerk\", \"name\": \"Clerk\", \"version\": \"1.0.0\", \"kind\": \"agent\","       \
    " \"interfaces\": [\"ork.agent/1\"],"                                                         \
    " \"services\": {\"required\": [\"ork.turn/1\", \"ork.quotes/1\", \"ork.orders/1\", \"ork.stock/1\"]}," \
    " \"config\": {\"type\": \"object\", \"additionalProperties\": false},"                       \
    " \"egress\": [], \"isolation\": \"in-process\", \"limits\": {}}"

typedef struct clerk {
    ork_instance table;
    const ork_host *host;
    ork_inst inst;
    const ork_turn_service *turns;
    const ork_quotes_service *quotes;
    const ork_orders_service *orders;
    const ork_stock_service *stock;
} clerk;

/* A call under way: its turn, and whether its quote is to be accepted. */
typedef struct errand {
    clerk *self;
    ork_turn turn;
    int sells;
} errand;

/* Cuts the first word off `rest`. */
static ork_str word(ork_str *rest)
{
    size_t length = 0;
    while (length < rest->len && rest->ptr[length] != ' ') length++;
    ork_str found = {rest->ptr, length};
    size_t skipped = length < rest->len ? length + 1 : length;
    *rest = (ork_str){rest->ptr + skipped, rest->len - skipped};
    return found;
}

/* The text of a member of a canonical document, wherever it first comes. */
static ork_str member(ork_str json, const char *start)
{
    size_t length = strlen(start);
    for (size_t at = 0; at + length < json.len; at++) {
        if (memcmp(json.ptr + at, start, length) != 0) continue;
        ork_str text = {json.ptr + at + length, 0};
        while (at + length + text.len < json.len && text.ptr[text.len] != '"') text.len++;
        return text;
    }
    return (ork_str){NULL, 0};
}

static void finish(errand *errand, ork_str text)
{
    clerk *self = errand->self;
    ork_event event = {.size = sizeof(event), .kind = ORK_EVENT_TEXT, .text = text};
    ork_status status = ork_turn_emit(self->turns, self->inst, errand->turn, &event);
    ork_turn_result result = {.size = sizeof(result), .intent = STR("clerk"), .confidence = 1};
    ork_turn_finish(self->turns, self->inst, errand->turn, status, &result);
    free(errand);
}

static void done(void *user, ork_op op, const ork_completion *completion)
{
    errand *errand = user;
    clerk *self = errand->self;
    (void)op;
    if (completion->status != ORK_OK) {
        char text[300];
        int length = snprintf(text, sizeof(text), "status %d: %s", completion->status,
            completion->error == NULL ? "" : completion->error->message);
        finish(errand, (ork_str){text, length < 0 ? 0 : (size_t)length});
        return;
    }
    ork_str hash = member(completion->json, "\"hash\":\"");
    ork_str number = member(completion->json, "\"number\":\"");
    if (errand->sells && hash.len > 0) {
        errand->sells = 0;
        ork_call call = {.size = sizeof(call), .turn = errand->turn, .user = errand, .on_done = done};
        ork_op next = 0;
        if (ork_quotes_accept(self->quotes, self->inst, &call, number, hash, &next) == ORK_OK) return;
    }
    finish(errand, completion->json.len > 0 ? completion->json : STR("{}"));
}

static ork_status run(clerk *self, ork_str text, const ork_call *call, int *sells)
{
    ork_op op = 0;
    ork_str rest = text, name = word(&rest);
    *sells = equals(name, "sell");
    if (*sells || equals(name, "quote")) return ork_quotes_create(self->quotes, self->inst, call, rest, &op);
    if (equals(name, "price")) return ork_quotes_price(self->quotes, self->inst, call, rest, &op);
    if (equals(name, "get")) return ork_quotes_get(self->quotes, self->inst, call, rest, &op);
    if (equals(name, "order")) return ork_orders_create(self->orders, self->inst, call, rest, &op);
    if (equals(name, "orders")) return ork_orders_list(self->orders, self->inst, call, 10, &op);
    if (equals(name, "stock")) return ork_stock_check(self->stock, self->inst, call, rest, &op);
    if (equals(name, "release")) return ork_stock_release(self->stock, self->inst, call, rest, &op);
    ork_str first = word(&rest);
    if (equals(name, "accept")) return ork_quotes_accept(self->quotes, self->inst, call, first, rest, &op);
    if (equals(name, "hold")) return ork_stock_reserve(self->stock, self->inst, call, first, rest, 30, &op);
    if (equals(name, "pdf")) return ork_quotes_render(self->quotes, self->inst, call, first, STR("pdf"), &op);
    if (!equals(name, "revise")) return ORK_E_UNSUPPORTED;
    ork_str version = word(&rest);
    int64_t number = version.len == 1 ? version.ptr[0] - '0' : 0;
    return ork_quotes_revise(self->quotes, self->inst, call, first, number, rest, &op);
}

static ork_status start_turn(void *impl, ork_turn turn, const ork_turn_input *input)
{
    errand *errand = calloc(1, sizeof(*errand));
    if (errand == NULL) return ORK_E_INTERNAL;
    errand->self = impl;
    errand->turn = turn;
    ork_call call = {.size = sizeof(call), .turn = turn, .user = errand, .on_done = done};
    ork_status status = run(impl, input->text, &call, &errand->sells);
    if (status != ORK_OK) {
        char text[40];
        int length = snprintf(text, sizeof(text), "refused %d", status);
        finish(errand, (ork_str){text, length < 0 ? 0 : (size_t)length});
    }
    return ORK_OK;
}

static void cancel_turn(void *impl, ork_turn turn) { (void)impl, (void)turn; }

static const ork_agent agent = {.size = sizeof(ork_agent), .start_turn = start_turn, .cancel_turn = cancel_turn};

static ork_status start(void *impl)
{
    clerk *self = impl;
    self->turns = self->host->get_service(self->inst, STR(ORK_TURN_1));
    self->quotes = self->host->get_service(self->inst, STR(ORK_QUOTES_1));
    self->orders = self->host->get_service(self->inst, STR(ORK_ORDERS_1));
    self->stock = self->host->get_service(self->inst, STR(ORK_STOCK_1));
    return self->quotes == NULL || self->orders == NULL || self->stock == NULL ? ORK_E_UNSUPPORTED : ORK_OK;
}

/* ---- The way in. */

#define PLUGIN_ID "clerk"
#define PLUGIN_NAME "Clerk"
#define PLUGIN clerk
#include "one_plugin.h"
