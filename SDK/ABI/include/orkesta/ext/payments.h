/* ork.payments/1: invoices of the turn's customer, and links under which they
 * can be paid. Money moves only in the host's ledger; an agent asks for a link,
 * reads how an invoice stands, and is woken (ORK_TURN_EVENT) when that changes:
 *
 *   payment.succeeded  the invoice is paid in full
 *   payment.partial    a part was paid, `invoice.balance` is open
 *   payment.failed     an attempt came to nothing; the invoice is open as before
 *   payment.refunded   a payment, or a part of one, was given back
 *
 * The event's document is {"invoice": INVOICE, "payment": PAYMENT, "credit": MONEY
 * or null, "refund": REFUND or null}; `credit` is what was paid beyond the total and
 * is now the customer's. REFUND: {"amount": MONEY, "destination": "provider" | "credit",
 * ...}; of "credit" the money became the customer's credit with the business.
 *
 * MONEY is {"amount": "1234.50", "currency": "MXN"}; times are RFC 3339 UTC.
 * PAYMENT: {"id", "state": "pending" | "processing" | "succeeded" | "failed" |
 * "refunded", "amount": MONEY, "provider", "method", "at"}.
 * INVOICE: {"id", "number": "INV-1001", "status": "pending" | "processing" |
 * "succeeded" | "failed" | "refunded" | "partial", "order": "ORD-12" or null,
 * "description" or null, "total": MONEY, "paid": MONEY, "balance": MONEY (what is
 * still open), "due_at", "created_at", "paid_at" or null, "voided_at" or null,
 * "written_off_at" or null (what was open then was given up as a loss),
 * "payments": [PAYMENT]}.
 */
#ifndef ORKESTA_EXT_PAYMENTS_H
#define ORKESTA_EXT_PAYMENTS_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_PAYMENTS_1 "ork.payments/1"

/* All functions [lane], and all need a turn. Strings are copied before they
 * return. */
typedef struct ork_payments_service {
    uint32_t size;
    uint32_t reserved;

    /* staged: a page of the host on which an invoice can be paid. No provider is
     * asked before somebody pays there, so that nothing is left behind by a turn
     * that fails. `request_json`: {"order": "ORD-12"} (its invoice is made when it
     * has none; the order may have been made in this turn) or {"invoice":
     * "INV-1001"}; optional "amount": MONEY or "500.00", a part of the balance;
     * optional "expires_at", else the tenant's default.
     *
     * The key is turn and call->label, which must not be empty: the same request
     * under the same label gets the same answer, another request ORK_E_CONFLICT.
     *
     * on_done with json = {"url", "amount": MONEY, "invoice": "INV-1001" or null
     * (not numbered before the commit), "expires_at"}. ORK_E_NOT_FOUND: there is
     * no such order or invoice of this customer. ORK_E_WRONG_STATE: it is paid,
     * void or being paid. ORK_E_INVALID: the amount is not above zero, or above
     * the balance. */
    ork_status (*create_link)(ork_inst inst, const ork_call *call, ork_str request_json, ork_op *op);

    /* read: `request_json` is {"invoice": "INV-1001"} or {"order": "ORD-12"};
     * on_done with json = INVOICE, or ORK_E_NOT_FOUND. As committed: links and
     * invoices of this turn are not in it. */
    ork_status (*status)(ork_inst inst, const ork_call *call, ork_str request_json, ork_op *op);

    /* read: on_done with json = {"items": [INVOICE]}, the customer's newest first,
     * at most `limit` (1 to 50). */
    ork_status (*invoices)(ork_inst inst, const ork_call *call, uint32_t limit, ork_op *op);
} ork_payments_service;

static inline ork_status ork_payments_create_link(
    const ork_payments_service *service, ork_inst inst, const ork_call *call, ork_str request_json, ork_op *op)
{
    return ORK_HAS(service, create_link) ? service->create_link(inst, call, request_json, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_payments_status(
    const ork_payments_service *service, ork_inst inst, const ork_call *call, ork_str request_json, ork_op *op)
{
    return ORK_HAS(service, status) ? service->status(inst, call, request_json, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_payments_invoices(
    const ork_payments_service *service, ork_inst inst, const ork_call *call, uint32_t limit, ork_op *op)
{
    return ORK_HAS(service, invoices) ? service->invoices(inst, call, limit, op) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
