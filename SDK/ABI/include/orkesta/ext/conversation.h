/* ork.conversation/1: what was said in the turn's conversation, who the customer
 * is, and cases for people. Every call names its turn.
 */
#ifndef ORKESTA_EXT_CONVERSATION_H
#define ORKESTA_EXT_CONVERSATION_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_CONVERSATION_1 "ork.conversation/1"

/* All functions [lane]. Strings are copied before they return. */
typedef struct ork_conversation_service {
    uint32_t size;
    uint32_t reserved;

    /* read: on_done with json = [{"role", "at", "reply": {...}}], oldest first,
     * the last `limit` (1 to 200) before this turn; also those of the conversation on
     * another channel that goes on here. */
    ork_status (*history)(ork_inst inst, const ork_call *call, uint32_t limit, ork_op *op);

    /* read: on_done with json = {"id", "number", "name", "locale", "since",
     * "conversations", "messages", "open_cases"}. */
    ork_status (*customer)(ork_inst inst, const ork_call *call, ork_op *op);

    /* staged: a case for a person, at most one open a kind and conversation.
     * `kind` is a plain word ("complaint"), `summary` up to 2,000 bytes. */
    ork_status (*open_case)(ork_inst inst, const ork_call *call, ork_str kind, ork_str summary, ork_op *op);
} ork_conversation_service;

static inline ork_status ork_conversation_history(
    const ork_conversation_service *service, ork_inst inst, const ork_call *call, uint32_t limit, ork_op *op)
{
    return ORK_HAS(service, history) ? service->history(inst, call, limit, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_conversation_customer(
    const ork_conversation_service *service, ork_inst inst, const ork_call *call, ork_op *op)
{
    return ORK_HAS(service, customer) ? service->customer(inst, call, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_conversation_open_case(
    const ork_conversation_service *service, ork_inst inst, const ork_call *call, ork_str kind, ork_str summary,
    ork_op *op)
{
    return ORK_HAS(service, open_case) ? service->open_case(inst, call, kind, summary, op) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
