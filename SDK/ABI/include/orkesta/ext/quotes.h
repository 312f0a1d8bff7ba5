/* ork.quotes/1: quotes of the turn's customer, and of nobody else.
 *
 * Every call names its turn. Prices, discounts and taxes are made by the host's
 * money rules: a draft names products, quantities and the discounts asked for,
 * never an amount to pay. Writes are staged: read by this turn at once, applied
 * with its commit. A number (COT-42), once given, is never given again; a turn
 * that fails leaves a gap, and a redo of the turn gets the same number.
 *
 * Documents, as in OrkestaModel (amounts are decimal strings in `currency`):
 *
 *   draft   {"lines": [{"sku", "quantity": "2.5", "discount"?}], "discount"?,
 *            "coupon"?, "note"?, "language"?, "invoicing"?: {"rfc", "legal_name",
 *            "tax_regime", "cfdi_use", "postal_code"}}
 *           discount: {"percent": "10"} or {"amount": "50.00"}
 *   prices  {"currency", "prices_include_tax", "lines": [{"sku", "name", "unit",
 *            "quantity", "unit_price", "amount", "discount"?, "reductions":
 *            {"line", "tier", "quote", "coupon"}, "base", "tax": {"class",
 *            "rate"}, "tax_amount", "total", "product_key"?, "unit_key"?}], "discount"?, "coupon"?, "amount",
 *            "reduction", "base", "taxes": [{"class", "rate", "base",
 *            "amount"}], "tax_amount", "total", "total_in_words"}
 *   quote   prices, and {"id", "number": "COT-42", "version", "state": "sent" |
 *            "accepted" | "expired" | "superseded", "customer_id", "language",
 *            "created_at", "valid_until", "hash", "token", "url",
 *            "conversation_id"?, "agent"?, "note"?, "order"?, "approval"?:
 *            {"state": "pending" | "granted" | "refused", "requested": draft}}
 *   problem {"line"?, "sku"?, "kind": "unknown" | "gone" | "quantity" |
 *            "fraction" | "stock" | "currency" | "coupon" | "size", "available"?,
 *            "detail"}; `line` counts from 0
 *
 * A discount above the tenant's policy does not fail: the quote is made at the
 * highest discount allowed, with `approval` pending, and a case is opened. An
 * approval makes a new version. Either decision wakes the agent that made the
 * quote: ORK_TURN_EVENT "quote.approval", {"decision": "granted" | "refused", "quote"}.
 */
#ifndef ORKESTA_EXT_QUOTES_H
#define ORKESTA_EXT_QUOTES_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_QUOTES_1 "ork.quotes/1"

/* All functions [lane]. Strings are copied before they return; the json of
 * on_done is borrowed until it returns. `name` is a number (COT-42, the latest
 * version), a number with its version (COT-42/1), or a version's key; one that
 * is not a quote of the turn's customer is ORK_E_NOT_FOUND. A document that is
 * damaged is ORK_E_INVALID. */
typedef struct ork_quotes_service {
    uint32_t size;
    uint32_t reserved;

    /* read: what a draft costs now; nothing is stored. on_done with json =
     * {"outcome": "priced", "prices", "problems"}: the prices are of the lines
     * that can be sold, and absent when none can. */
    ork_status (*price)(ork_inst inst, const ork_call *call, ork_str draft_json, ork_op *op);

    /* staged: on_done with json = {"outcome": "created", "quote", "problems"},
     * or {"outcome": "refused", "problems"} and nothing was made. A problem of
     * kind "stock" alone does not refuse. */
    ork_status (*create)(ork_inst inst, const ork_call *call, ork_str draft_json, ork_op *op);

    /* read: on_done with json = quote. */
    ork_status (*get)(ork_inst inst, const ork_call *call, ork_str name, ork_op *op);

    /* read: the customer's quotes, the latest version of each, newest first, at
     * most `limit` (1 to 200): on_done with json = [quote]. */
    ork_status (*list)(ork_inst inst, const ork_call *call, uint32_t limit, ork_op *op);

    /* staged: a new version from a whole draft, if `version` is still the
     * latest. Products quoted before keep their prices, and the new version the
     * day until which they hold; an expired quote is priced anew. on_done as of
     * create, or with "outcome": "changed" and the latest quote, or "accepted". */
    ork_status (*revise)(
        ork_inst inst, const ork_call *call, ork_str name, int64_t version, ork_str draft_json, ork_op *op);

    /* staged: the customer's explicit yes to the version whose hash was shown.
     * on_done with json = {"outcome": "accepted", "order", "quote", "problems"},
     * the same order for a second yes; or "changed" (the hash is not the latest
     * version's), "expired", "refused" (a product is gone or short). Stock is
     * held for the order, see ork.stock/1, and it is billed. */
    ork_status (*accept)(ork_inst inst, const ork_call *call, ork_str name, ork_str hash, ork_op *op);

    /* read: the quote as something to send: on_done with json = the reply
     * {"type": "document", "url", "name", "mime"} for `format` "pdf" or "xlsx",
     * {"type": "link", "url", "title"} for "page". */
    ork_status (*render)(ork_inst inst, const ork_call *call, ork_str name, ork_str format, ork_op *op);
} ork_quotes_service;

static inline ork_status ork_quotes_price(
    const ork_quotes_service *service, ork_inst inst, const ork_call *call, ork_str draft_json, ork_op *op)
{
    return ORK_HAS(service, price) ? service->price(inst, call, draft_json, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_quotes_create(
    const ork_quotes_service *service, ork_inst inst, const ork_call *call, ork_str draft_json, ork_op *op)
{
    return ORK_HAS(service, create) ? service->create(inst, call, draft_json, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_quotes_get(
    const ork_quotes_service *service, ork_inst inst, const ork_call *call, ork_str name, ork_op *op)
{
    return ORK_HAS(service, get) ? service->get(inst, call, name, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_quotes_list(
    const ork_quotes_service *service, ork_inst inst, const ork_call *call, uint32_t limit, ork_op *op)
{
    return ORK_HAS(service, list) ? service->list(inst, call, limit, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_quotes_revise(
    const ork_quotes_service *service, ork_inst inst, const ork_call *call, ork_str name, int64_t version,
    ork_str draft_json, ork_op *op)
{
    return ORK_HAS(service, revise) ? service->revise(inst, call, name, version, draft_json, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_quotes_accept(
    const ork_quotes_service *service, ork_inst inst, const ork_call *call, ork_str name, ork_str hash, ork_op *op)
{
    return ORK_HAS(service, accept) ? service->accept(inst, call, name, hash, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_quotes_render(
    const ork_quotes_service *service, ork_inst inst, const ork_call *call, ork_str name, ork_str format, ork_op *op)
{
    return ORK_HAS(service, render) ? service->render(inst, call, name, format, op) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
