/* ork.http/1: requests to the servers of a provider, and to nobody else's.
 *
 * A plugin reaches the hosts that its manifest lists in `egress` (a name, or
 * "*.name" for those below it), and the host of each setting that the manifest's
 * schema marks `egress`. Addresses of the own machine and of private networks are
 * refused unless the tenant is a sandbox. Redirects are not followed, and certificates
 * are always verified.
 *
 * A kill switch that is on lets nothing out but what brings something in: a GET without a
 * body that is asked for while a pull, a fetch_media or a list_templates of the instance
 * is open, and no send is.
 */
#ifndef ORKESTA_EXT_HTTP_H
#define ORKESTA_EXT_HTTP_H

#include "../base.h"
#include "channel.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_HTTP_1 "ork.http/1"

/* A request to send. */
typedef struct ork_http_call {
    uint32_t size;
    uint32_t reserved;
    ork_str method;           /* "GET", "POST", ... */
    ork_str url;              /* absolute; http only in a sandbox */
    const ork_header *headers; /* at most 64; the host adds Host and Content-Length */
    size_t header_count;
    ork_str body;             /* bytes, at most 32 MiB */
} ork_http_call;

/* What the server answered, the `data` of exchange's on_done. Borrowed until it
 * returns. */
typedef struct ork_http_response {
    uint32_t size;
    uint32_t status;          /* 200 to 599 */
    const ork_header *headers;
    size_t header_count;
    ork_str body;             /* bytes, at most 32 MiB */
} ork_http_response;

/* All functions [lane]. What is passed is copied before they return. */
typedef struct ork_http_service {
    uint32_t size;
    uint32_t reserved;

    /* effect: sends one request, once, and reads the whole answer. on_done with
     * data = ork_http_response and number = its status, whatever that is: also
     * 500 is an answer. call->deadline_ms bounds the exchange (0: 10 seconds, at
     * most 70). Outside a turn only; in one it is ORK_E_UNSUPPORTED.
     *
     * ORK_E_DENIED: the address is not among those of the plugin, or the kill
     * switch is on. ORK_E_INVALID: a URL, method or header that cannot be sent.
     * ORK_E_UNAVAILABLE and ORK_E_TIMEOUT: nothing was sent, or it was a method
     * that may be repeated. ORK_E_UNKNOWN_OUTCOME: it was sent, or a part of it,
     * and there is no answer. ORK_E_BUDGET: the answer is too long, or too many
     * requests of this instance are under way. */
    ork_status (*exchange)(ork_inst inst, const ork_call *call, const ork_http_call *request, ork_op *op);
} ork_http_service;

static inline ork_status ork_http_exchange(
    const ork_http_service *service, ork_inst inst, const ork_call *call, const ork_http_call *request, ork_op *op)
{
    return ORK_HAS(service, exchange) ? service->exchange(inst, call, request, op) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
