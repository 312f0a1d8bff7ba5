/* ork.templates/1: messages that a business worded beforehand, with typed gaps, per
 * channel and language. What a provider has approved also reaches customers outside
 * the channel's window: the host sends it as the provider's template then.
 */
#ifndef ORKESTA_EXT_TEMPLATES_H
#define ORKESTA_EXT_TEMPLATES_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_TEMPLATES_1 "ork.templates/1"

typedef struct ork_templates_service {
    uint32_t size;
    uint32_t reserved;

    /* [lane] read; needs a turn. `request_json` is {"name", "values": {...}}, with a
     * value for each of the template's variables: a text; MONEY as {"amount":
     * "1160.00", "currency": "MXN"}; a date as RFC 3339; an integer; a link.
     * Optional "language", else the conversation's. It is copied before this returns.
     *
     * on_done with json = {"text", "language", "template"}: what to emit, as it is;
     * `template` is not null where the channel's provider has approved it. A reply of
     * this turn that says exactly `text` goes out as that template when the window is
     * closed. ORK_E_NOT_FOUND: there is no such template for this channel and
     * language. ORK_E_INVALID: a value is missing, unknown or of the wrong type. */
    ork_status (*render)(ork_inst inst, const ork_call *call, ork_str request_json, ork_op *op);
} ork_templates_service;

static inline ork_status ork_templates_render(
    const ork_templates_service *service, ork_inst inst, const ork_call *call, ork_str request_json, ork_op *op)
{
    return ORK_HAS(service, render) ? service->render(inst, call, request_json, op) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
