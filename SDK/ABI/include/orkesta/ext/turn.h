/* ork.turn/1: the host's side of a turn. What an agent says, it says here. */
#ifndef ORKESTA_EXT_TURN_H
#define ORKESTA_EXT_TURN_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_TURN_1 "ork.turn/1"

#define ORK_EVENT_PROGRESS 0u /* shown while the turn runs, never stored */
#define ORK_EVENT_TEXT 1u
#define ORK_EVENT_BUTTONS 2u
#define ORK_EVENT_LIST 3u
#define ORK_EVENT_IMAGE 4u
#define ORK_EVENT_DOCUMENT 5u
#define ORK_EVENT_LINK 6u

/* Something said to the customer. */
typedef struct ork_event {
    uint32_t size;
    uint32_t kind;            /* ORK_EVENT_...; unknown: ORK_E_INVALID */
    ork_str text;             /* the text, or the title of the others */
    ork_str fallback;         /* the deterministic text to send when the price
                                 firewall refuses `text`; empty: `text` itself */
    ork_str json;             /* the rest of the reply as an object: buttons
                                 [{id,title}], items [{id,title,description}],
                                 url, caption, name, mime; or empty */
} ork_event;

#define ORK_CONVERSATION_KEEP 0u
#define ORK_CONVERSATION_COMPLETE 1u /* the next message opens a new one */
#define ORK_CONVERSATION_PAUSE 2u    /* for a person; agents stay silent */
#define ORK_CONVERSATION_RESUME 3u   /* agents answer again */

/* What a turn decided. */
typedef struct ork_turn_result {
    uint32_t size;
    uint32_t conversation;    /* ORK_CONVERSATION_... */
    ork_str intent;           /* empty: not classified here */
    double confidence;        /* 0 to 1 */
    ork_str locale;           /* the language understood; empty: unchanged */
    ork_str state_patch_json; /* RFC 7396 merge patch; empty: none */
    ork_str handoff_to;       /* agent id; empty: the turn ends here */
    ork_str handoff_json;     /* for that agent, an object; or empty */
    ork_str products_json;    /* array of product hits shown; or empty */
} ork_turn_result;

/* Read tables only through the callers below. */
typedef struct ork_turn_service {
    uint32_t size;
    uint32_t reserved;

    /* [lane] Adds to the turn's replies; sent only after the commit. ORK_E_BUDGET
     * when the turn has said enough, ORK_E_INVALID for text that is not UTF-8. */
    ork_status (*emit)(ork_inst inst, ork_turn turn, const ork_event *event);

    /* [lane] Ends the turn, exactly once. `status` other than ORK_OK fails it:
     * nothing staged is applied. A second finish is ORK_E_STALE and a violation. */
    ork_status (*finish)(ork_inst inst, ork_turn turn, ork_status status, const ork_turn_result *result);

    /* [any] 1 when the turn is cancelled, 0 when not, or ORK_E_STALE. */
    int32_t (*is_cancelled)(ork_inst inst, ork_turn turn);

    /* [lane] The next number of the turn's seeded sequence: a redo and a replay
     * of the turn get the same ones. 0 for a stale turn. */
    uint64_t (*random)(ork_inst inst, ork_turn turn);

    /* [any] The tenant's time, the same throughout the turn. 0 for a stale turn. */
    int64_t (*now_ms)(ork_inst inst, ork_turn turn);

    /* [lane] Records that the answer depends on an in-memory thing at a version
     * (an index at a catalog revision), for replay. */
    ork_status (*observe)(ork_inst inst, ork_turn turn, ork_str name, int64_t version);
} ork_turn_service;

static inline ork_status ork_turn_emit(
    const ork_turn_service *service, ork_inst inst, ork_turn turn, const ork_event *event)
{
    return ORK_HAS(service, emit) ? service->emit(inst, turn, event) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_turn_finish(
    const ork_turn_service *service, ork_inst inst, ork_turn turn, ork_status status, const ork_turn_result *result)
{
    return ORK_HAS(service, finish) ? service->finish(inst, turn, status, result) : ORK_E_UNSUPPORTED;
}

static inline int32_t ork_turn_is_cancelled(const ork_turn_service *service, ork_inst inst, ork_turn turn)
{
    return ORK_HAS(service, is_cancelled) ? service->is_cancelled(inst, turn) : ORK_E_UNSUPPORTED;
}

static inline uint64_t ork_turn_random(const ork_turn_service *service, ork_inst inst, ork_turn turn)
{
    return ORK_HAS(service, random) ? service->random(inst, turn) : 0;
}

static inline int64_t ork_turn_now_ms(const ork_turn_service *service, ork_inst inst, ork_turn turn)
{
    return ORK_HAS(service, now_ms) ? service->now_ms(inst, turn) : 0;
}

static inline ork_status ork_turn_observe(
    const ork_turn_service *service, ork_inst inst, ork_turn turn, ork_str name, int64_t version)
{
    return ORK_HAS(service, observe) ? service->observe(inst, turn, name, version) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
