/* ork.stock/1: what is at hand, and holds on it until a moment.
 *
 * Every call names its turn. A hold has a reference: an order of the turn's
 * customer (ORD-12), or any other word, which then means a hold of the turn's
 * conversation. Reserving again replaces the hold of that reference. A hold ends
 * by itself at its moment on the tenant's clock, and becomes a sale when its
 * order is paid. Products whose stock the tenant does not count are always
 * enough.
 *
 *   items   [{"sku", "quantity": "2.5"}], 1 to 200
 *   levels  [{"sku", "available": "3" | null, "enough": true}]
 */
#ifndef ORKESTA_EXT_STOCK_H
#define ORKESTA_EXT_STOCK_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_STOCK_1 "ork.stock/1"

/* All functions [lane]. Strings are copied before they return; the json of
 * on_done is borrowed until it returns. */
typedef struct ork_stock_service {
    uint32_t size;
    uint32_t reserved;

    /* read: on_done with json = levels. An unknown or withdrawn product has 0
     * available. */
    ork_status (*check)(ork_inst inst, const ork_call *call, ork_str items_json, ork_op *op);

    /* staged: all of the items or none. `minutes` 1 to 10080; 0: the tenant's
     * own. `items_json` may be empty for an order: its lines. on_done with json
     * = {"held_until", "items": levels}, without held_until when something is
     * short; the hold that was there before then stays. */
    ork_status (*reserve)(
        ork_inst inst, const ork_call *call, ork_str reference, ork_str items_json, uint32_t minutes, ork_op *op);

    /* staged: ORK_OK also when there is no such hold. */
    ork_status (*release)(ork_inst inst, const ork_call *call, ork_str reference, ork_op *op);
} ork_stock_service;

static inline ork_status ork_stock_check(
    const ork_stock_service *service, ork_inst inst, const ork_call *call, ork_str items_json, ork_op *op)
{
    return ORK_HAS(service, check) ? service->check(inst, call, items_json, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_stock_reserve(
    const ork_stock_service *service, ork_inst inst, const ork_call *call, ork_str reference, ork_str items_json,
    uint32_t minutes, ork_op *op)
{
    return ORK_HAS(service, reserve) ? service->reserve(inst, call, reference, items_json, minutes, op)
                                     : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_stock_release(
    const ork_stock_service *service, ork_inst inst, const ork_call *call, ork_str reference, ork_op *op)
{
    return ORK_HAS(service, release) ? service->release(inst, call, reference, op) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
