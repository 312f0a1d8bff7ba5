/* ork.agent/1: a plugin that answers conversations.
 *
 * The host gives it turns: a customer's message, or time and events that the
 * agent asked to be woken for. Turns of one conversation come one at a time;
 * turns of several conversations interleave on the lane.
 */
#ifndef ORKESTA_EXT_AGENT_H
#define ORKESTA_EXT_AGENT_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_AGENT_1 "ork.agent/1"

#define ORK_TURN_MESSAGE 1u   /* a customer wrote */
#define ORK_TURN_TIMER 2u     /* a timer set with ork.clock/1 is due */
#define ORK_TURN_EVENT 3u     /* something happened that concerns the conversation:
                                 a payment arrived (payments.h), a
                                 discount was decided (quotes.h) */

/* What a turn is about. Borrowed until start_turn or wake returns. */
typedef struct ork_turn_input {
    uint32_t size;
    uint32_t kind;            /* ORK_TURN_...; unknown: finish with ORK_E_UNSUPPORTED */
    ork_str conversation_id;
    ork_str customer_id;
    ork_str customer_name;    /* empty: not known */
    ork_str channel;          /* "web", "whatsapp", ... */
    ork_str locale;           /* BCP 47, the best known: "es", "pt-BR" */
    ork_str message_id;       /* the host's key of the inbound item */
    ork_str text;             /* the message; empty for timers and events */
    ork_str state_json;       /* the conversation's state, an object */
    int64_t state_rev;
    ork_str current_agent;    /* who answered last; empty: nobody */
    ork_str handoff_from;     /* who handed over in this turn; empty: nobody */
    ork_str handoff_json;     /* what it said to this agent, an object; or empty */
    ork_str intent;           /* as classified in this turn; or empty */
    const ork_str *agents;    /* ids of the tenant's enabled agents, sorted */
    size_t agent_count;
    ork_str business_name;    /* how the tenant calls itself */
    int64_t catalog_revision; /* the tenant's catalog as of now */
    ork_str timer_name;       /* for ORK_TURN_TIMER */
    ork_str timer_json;       /* its payload */
    uint32_t attempt;         /* 1 for the first; more after a crash */
    uint32_t reserved;
    ork_str event_name;       /* for ORK_TURN_EVENT: "payment.succeeded"; unknown:
                                 finish without a reply */
    ork_str event_json;       /* its document, an object */
    int32_t utc_offset_minutes; /* how far the tenant's clocks are ahead of UTC now */
    uint32_t with_person;     /* 1: a person has the conversation; messages do not
                                 come, timers and events do */
} ork_turn_input;

/* All functions [lane]. */
typedef struct ork_agent {
    uint32_t size;
    uint32_t reserved;

    /* Returns fast. ORK_OK: the turn is accepted and will be finished exactly
     * once through ork.turn/1, possibly before this returns. Any other status:
     * refused, and must not be finished. */
    ork_status (*start_turn)(void *impl, ork_turn turn, const ork_turn_input *input);

    /* The turn's deadline passed or its host stops: finish soon. What is staged
     * will not be applied. */
    void (*cancel_turn)(void *impl, ork_turn turn);

    /* As start_turn, for every other kind than ORK_TURN_MESSAGE. NULL: this
     * agent sets no timers and wants no events. */
    ork_status (*wake)(void *impl, ork_turn turn, const ork_turn_input *input);
} ork_agent;

#ifdef __cplusplus
}
#endif
#endif
