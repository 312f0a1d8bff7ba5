/* Breaks nothing: it takes every message for an order. It makes a quote, accepts it
 * in the customer's name and asks for a page to pay on; payments are thanked for.
 * Compiled with MISREADS_EVENTS it fails the turns in which it hears of payments. */
struct agent;
static void enter_shop(struct agent *self);

#define REQUIRED_SERVICES "\"ork.turn/1\", \"ork.quotes/1\", \"ork.payments/1\", \"ork.stock/1\""
#define WAKE hear
#define ON_START(self) enter_shop(self)
#define ON_DESTROY(self) free((self)->extra)
#include "agent.h"

#include <stdio.h>

typedef struct shop {
    const ork_quotes_service *quotes;
    const ork_payments_service *payments;
    const ork_stock_service *stock;
} shop;

static void enter_shop(agent *self)
{
    shop *made = calloc(1, sizeof(*made));
    if (made == NULL) return;
    made->quotes = self->host->get_service(self->inst, STR(ORK_QUOTES_1));
    made->payments = self->host->get_service(self->inst, STR(ORK_PAYMENTS_1));
    made->stock = self->host->get_service(self->inst, STR(ORK_STOCK_1));
    self->extra = made;
}

static const shop *shop_of(const errand *job) { return job->self->extra; }

/* The text between `before` and the next quotation mark; empty: not there. */
static void cut(const ork_completion *completion, const char *before, char *text, size_t capacity)
{
    text[0] = 0;
    size_t length = strlen(before);
    for (size_t at = 0; at + length < completion->json.len; at++) {
        if (memcmp(completion->json.ptr + at, before, length) != 0) continue;
        size_t end = 0;
        const char *start = completion->json.ptr + at + length;
        while (at + length + end < completion->json.len && start[end] != '"' && end + 1 < capacity) end++;
        memcpy(text, start, end);
        text[end] = 0;
        return;
    }
}

/* Whether the errand may go on; else it has ended. */
static int goes_on(errand *job, const ork_completion *completion)
{
    ork_status status = completion->status;
    if (ork_turn_is_cancelled(job->self->turns, job->self->inst, job->turn) == 1) status = ORK_E_CANCELLED;
    if (status != ORK_OK) give_up(job, status);
    return status == ORK_OK;
}

static void linked(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    errand *job = user;
    if (!goes_on(job, completion)) return;
    char url[200];
    cut(completion, "\"url\":\"", url, sizeof(url));
    reply(job->self, job->turn, (ork_str){url, strlen(url)});
    free(job);
}

static void accepted(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    errand *job = user;
    if (!goes_on(job, completion)) return;
    char order[40], request[80];
    cut(completion, "\"number\":\"ORD-", order, sizeof(order));
    int length = snprintf(request, sizeof(request), "{\"order\":\"ORD-%s\"}", order);
    ork_call call = call_for(job, linked);
    call.label = STR("link");
    ork_status status = ork_payments_create_link(shop_of(job)->payments, job->self->inst, &call,
                                                 (ork_str){request, (size_t)length}, &(ork_op){0});
    if (status != ORK_OK) give_up(job, status);
}

static void quoted(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    errand *job = user;
    if (!goes_on(job, completion)) return;
    char number[40], hash[100];
    cut(completion, "\"number\":\"", number, sizeof(number));
    cut(completion, "\"hash\":\"", hash, sizeof(hash));
    ork_call call = call_for(job, accepted);
    ork_status status = ork_quotes_accept(shop_of(job)->quotes, job->self->inst, &call,
                                          (ork_str){number, strlen(number)}, (ork_str){hash, strlen(hash)},
                                          &(ork_op){0});
    if (status != ORK_OK) give_up(job, status);
}

static void checked(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    errand *job = user;
    if (!goes_on(job, completion)) return;
    ork_call call = call_for(job, quoted);
    ork_status status = ork_quotes_create(shop_of(job)->quotes, job->self->inst, &call,
                                          STR("{\"lines\":[{\"sku\":\"SKU-0\",\"quantity\":\"1\"}]}"), &(ork_op){0});
    if (status != ORK_OK) give_up(job, status);
}

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    errand *job = self->extra == NULL ? NULL : new_errand(self, turn);
    if (job == NULL) return ORK_E_INTERNAL;
    ork_call call = call_for(job, checked);
    ork_status status = ork_stock_check(shop_of(job)->stock, self->inst, &call,
                                        STR("[{\"sku\":\"SKU-0\",\"quantity\":\"1\"}]"), &(ork_op){0});
    if (status != ORK_OK) give_up(job, status);
    return ORK_OK;
}

static ork_status hear(void *impl, ork_turn turn, const ork_turn_input *input)
{
    agent *self = impl;
    if (input->kind != ORK_TURN_EVENT) return ORK_E_UNSUPPORTED;
    if (!equals(input->event_name, "payment.succeeded")) {
        finish(self, turn, ORK_OK);
        return ORK_OK;
    }
#ifdef MISREADS_EVENTS
    finish(self, turn, ORK_E_INTERNAL);
    return ORK_OK;
#else
    return reply(self, turn, STR("¡Gracias por su pago!"));
#endif
}
