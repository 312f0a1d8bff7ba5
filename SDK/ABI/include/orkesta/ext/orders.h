/* ork.orders/1: orders of the turn's customer, and of nobody else.
 *
 * Every call names its turn. Documents as in quotes.h; an order is prices, and
 * {"id", "number": "ORD-12", "state": "open" | "paid" | "fulfilled" |
 * "cancelled", "customer_id", "created_at", "quote_id"?, "quote"?, "held_until"?,
 * "invoicing"?}. Numbers are given as those of quotes are.
 */
#ifndef ORKESTA_EXT_ORDERS_H
#define ORKESTA_EXT_ORDERS_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_ORDERS_1 "ork.orders/1"

/* All functions [lane]. Strings are copied before they return; the json of
 * on_done is borrowed until it returns. */
typedef struct ork_orders_service {
    uint32_t size;
    uint32_t reserved;

    /* staged: an order of a draft, without a quote before it. on_done with json
     * = {"outcome": "accepted", "order", "problems"}, "refused" (a line cannot
     * be sold, or stock is short), or "approval" (its discounts need a person:
     * make a quote). Stock is held for the order and it is billed. */
    ork_status (*create)(ork_inst inst, const ork_call *call, ork_str draft_json, ork_op *op);

    /* read: on_done with json = order; `name` is ORD-12 or a key.
     * ORK_E_NOT_FOUND when it is not an order of the turn's customer. */
    ork_status (*get)(ork_inst inst, const ork_call *call, ork_str name, ork_op *op);

    /* read: the customer's orders, newest first, at most `limit` (1 to 200):
     * on_done with json = [order]. */
    ork_status (*list)(ork_inst inst, const ork_call *call, uint32_t limit, ork_op *op);
} ork_orders_service;

static inline ork_status ork_orders_create(
    const ork_orders_service *service, ork_inst inst, const ork_call *call, ork_str draft_json, ork_op *op)
{
    return ORK_HAS(service, create) ? service->create(inst, call, draft_json, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_orders_get(
    const ork_orders_service *service, ork_inst inst, const ork_call *call, ork_str name, ork_op *op)
{
    return ORK_HAS(service, get) ? service->get(inst, call, name, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_orders_list(
    const ork_orders_service *service, ork_inst inst, const ork_call *call, uint32_t limit, ork_op *op)
{
    return ORK_HAS(service, list) ? service->list(inst, call, limit, op) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
