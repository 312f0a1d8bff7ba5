/* ork.dunning/1: what the turn's customer owes, what is due to be said about it, and
 * what came of saying it. The host decides whether, when and about which invoices a
 * customer is spoken to (rules, quiet hours, throttle, promises, disputes); an agent
 * decides how. When something is due it is woken (ORK_TURN_EVENT) by the event
 *
 *   dunning.due     {"reason": REASON}
 *
 * in a conversation with the customer. It then reads `situation`; where its `contact`
 * is not null it says one message about all of `contact.invoices` and stages
 * `contact`. Between then and the sending the host looks again: once one of the
 * invoices is paid (also in part), disputed or promised, a case of the customer is
 * open, they opted out, or the time of day is over, the message is not sent, and what
 * is due is planned anew.
 *
 * MONEY is {"amount": "1234.50", "currency": "MXN"}; times are RFC 3339 UTC; dates are
 * "2026-12-24" in the tenant's calendar. Links to pay come from ork.payments/1.
 *
 * STAGE: "T-3", "T-1", "DUE", "T+1", "T+3", "T+7", "T+15", "T+30", "WRITE_OFF".
 * REASON: "stage" (an invoice reached a stage), "broken_promise", "manual" (a person
 * asked for it). TONE: "friendly", "neutral", "firm", "final".
 * SITUATION: {"today": date, "currency", "customer": {"name" or null, "locale" or
 * null, "contacts" (reminders sent so far), "paid_late" and "paid_in_time" (invoices),
 * "broken_promises", "kept_promises"}, "hold": HOLD or null (nothing may be reminded
 * of: "opted_out", "case", "person"), "contact": CONTACT or null (nothing is to be said
 * now), "debts": [DEBT] (all open invoices, the longest due first), "promise_until":
 * date (the latest that a promise may name), "may_promise": false after too many broken
 * ones}.
 * CONTACT: {"reason": REASON, "stage": STAGE (the latest of its invoices'), "template"
 * (the rule's word for what to say), "tone": TONE, "invoices": ["INV-1001"], "total":
 * MONEY (what is asked for), "promise": PROMISE or null (the broken one)}.
 * DEBT: {"invoice": "INV-1001", "order": "ORD-12" or null, "description" or null,
 * "total": MONEY, "balance": MONEY (open), "due": MONEY (asked for now: the balance, or
 * the instalments that are due), "due_on": date, "days": days since then, below zero
 * before, "stage": STAGE or null (before T-3), "hold": null or "promise", "dispute",
 * "processing" (paid, not yet decided by the provider), "written_off", "contacts"
 * (reminders about it), "promise": PROMISE or null, "installments": [{"amount": MONEY,
 * "paid": MONEY, "left": MONEY (still to be paid of it), "due_on": date}] (of its plan,
 * if any), "plans": [{"parts", "every_days", "installments": as before, of the balance}]
 * (what the business would agree to)}.
 * PROMISE: {"id", "on": date, "amount": MONEY, "invoices": ["INV-1001"], "state":
 * "open" | "kept" | "broken" | "cancelled"}.
 */
#ifndef ORKESTA_EXT_DUNNING_H
#define ORKESTA_EXT_DUNNING_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_DUNNING_1 "ork.dunning/1"

/* All functions [lane], and all need a turn. Strings are copied before they
 * return. An answer that an agent has to speak about is an outcome, not an error:
 * only misuse is. */
typedef struct ork_dunning_service {
    uint32_t size;
    uint32_t reserved;

    /* read: on_done with json = SITUATION, as committed, without what this turn
     * stages. Its figures may be said in this turn. */
    ork_status (*situation)(ork_inst inst, const ork_call *call, ork_op *op);

    /* staged: this turn's messages are the reminder that `situation` asked for. Its
     * invoices are noted as reminded of at their stages, the messages wait for the
     * host's last look, and the next reminder is planned, with the turn. Once a turn.
     * on_done with json = {"invoices": ["INV-1001"]}; ORK_E_WRONG_STATE: nothing is
     * due (any more), say nothing. */
    ork_status (*contact)(ork_inst inst, const ork_call *call, ork_op *op);

    /* staged: the customer promises to pay. `request_json`: {"on": date, "amount":
     * MONEY, "12.50" or null (all that is open), "invoices": ["INV-1001"] or null (all
     * that are due, else all open)}. Reminders of these wait until the day is over;
     * an earlier promise about them is replaced.
     * on_done with json = {"outcome": "accepted" | "past" (the day is over) | "too_far"
     * (see `promise_until`) | "nothing_owed" | "no_more" (too many were broken),
     * "promise": PROMISE or null}. ORK_E_INVALID: not a date, or an amount that is not
     * above zero; more than is open is taken as all of it. */
    ork_status (*promise)(ork_inst inst, const ork_call *call, ork_str request_json, ork_op *op);

    /* staged: the customer accepts to pay an invoice in parts, one of its `plans`.
     * `request_json`: {"invoice": "INV-1001", "parts": 2}. The first part is due today.
     * on_done with json = {"outcome": "accepted" | "nothing_owed" | "not_offered",
     * "installments": as in DEBT's plans}. */
    ork_status (*accept_plan)(ork_inst inst, const ork_call *call, ork_str request_json, ork_op *op);

    /* staged: what the customer made of the latest reminder, for the business's
     * figures. `outcome`: "answered", "says_paid", "cannot_pay", "disputes" (open a
     * case too: it stops reminders), "wrong_person", "angry". on_done without json;
     * ORK_E_INVALID: another word. Without an earlier reminder nothing is noted. */
    ork_status (*outcome)(ork_inst inst, const ork_call *call, ork_str outcome, ork_op *op);
} ork_dunning_service;

static inline ork_status ork_dunning_situation(
    const ork_dunning_service *service, ork_inst inst, const ork_call *call, ork_op *op)
{
    return ORK_HAS(service, situation) ? service->situation(inst, call, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_dunning_contact(
    const ork_dunning_service *service, ork_inst inst, const ork_call *call, ork_op *op)
{
    return ORK_HAS(service, contact) ? service->contact(inst, call, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_dunning_promise(
    const ork_dunning_service *service, ork_inst inst, const ork_call *call, ork_str request_json, ork_op *op)
{
    return ORK_HAS(service, promise) ? service->promise(inst, call, request_json, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_dunning_accept_plan(
    const ork_dunning_service *service, ork_inst inst, const ork_call *call, ork_str request_json, ork_op *op)
{
    return ORK_HAS(service, accept_plan) ? service->accept_plan(inst, call, request_json, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_dunning_outcome(
    const ork_dunning_service *service, ork_inst inst, const ork_call *call, ork_str outcome, ork_op *op)
{
    return ORK_HAS(service, outcome) ? service->outcome(inst, call, outcome, op) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
