/* ork.clock/1: durable timers on the tenant's clock (real or simulated).
 *
 * A timer belongs to the turn's conversation and has a name; scheduling the same
 * name again replaces it. When due it comes back as a turn of kind
 * ORK_TURN_TIMER to the agent that set it.
 */
#ifndef ORKESTA_EXT_CLOCK_H
#define ORKESTA_EXT_CLOCK_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_CLOCK_1 "ork.clock/1"

/* A timer of this name is cancelled when a person takes the conversation: set it
 * to answer again in case nobody does. */
#define ORK_TIMER_HAND_BACK "hand_back"

typedef struct ork_clock_service {
    uint32_t size;
    uint32_t reserved;

    /* [any] Monotonic milliseconds of the process, for measuring only. */
    int64_t (*mono_ms)(ork_inst inst);

    /* [lane] staged. `due_ms` since the epoch; the past means at once, and
     * what lies after the year 9999 the end of it. `name` is
     * 1 to 100 bytes, `payload_json` up to 64 KiB. */
    ork_status (*schedule)(
        ork_inst inst, const ork_call *call, ork_str name, int64_t due_ms, ork_str payload_json, ork_op *op);

    /* [lane] staged. ORK_OK also when there is none. */
    ork_status (*cancel)(ork_inst inst, const ork_call *call, ork_str name, ork_op *op);
} ork_clock_service;

static inline int64_t ork_clock_mono_ms(const ork_clock_service *service, ork_inst inst)
{
    return ORK_HAS(service, mono_ms) ? service->mono_ms(inst) : 0;
}

static inline ork_status ork_clock_schedule(
    const ork_clock_service *service, ork_inst inst, const ork_call *call, ork_str name, int64_t due_ms,
    ork_str payload_json, ork_op *op)
{
    return ORK_HAS(service, schedule) ? service->schedule(inst, call, name, due_ms, payload_json, op)
                                      : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_clock_cancel(
    const ork_clock_service *service, ork_inst inst, const ork_call *call, ork_str name, ork_op *op)
{
    return ORK_HAS(service, cancel) ? service->cancel(inst, call, name, op) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
