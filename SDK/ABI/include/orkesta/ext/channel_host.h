/* ork.channel-host/1: where a channel puts what came in and how sends ended. */
#ifndef ORKESTA_EXT_CHANNEL_HOST_H
#define ORKESTA_EXT_CHANNEL_HOST_H

#include "../base.h"
#include "channel.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_CHANNEL_HOST_1 "ork.channel-host/1"

/* A normalized inbound message. */
typedef struct ork_inbound {
    uint32_t size;
    uint32_t reserved;
    ork_str message_id;       /* the provider's; the host deduplicates on it */
    ork_str address;          /* who wrote, at the provider */
    ork_str name;             /* as the provider tells it; or empty */
    ork_str locale;           /* or empty */
    ork_str text;
} ork_inbound;

#define ORK_RECEIPT_SENT 1u
#define ORK_RECEIPT_DELIVERED 2u
#define ORK_RECEIPT_READ 3u
#define ORK_RECEIPT_FAILED 4u

/* A delivery status of an earlier send. Statuses only rise. */
typedef struct ork_receipt {
    uint32_t size;
    uint32_t kind;            /* ORK_RECEIPT_... */
    ork_str provider_message_id;
    int64_t at_ms;
} ork_receipt;

/* How a send ended. */
typedef struct ork_send_result {
    uint32_t size;
    uint32_t reserved;
    ork_str provider_message_id; /* of an accepted message */
    const ork_error *error;   /* when the status is not ORK_OK; or NULL */
} ork_send_result;

/* All functions [lane]; read through the callers below. */
typedef struct ork_channel_host_service {
    uint32_t size;
    uint32_t reserved;

    /* Within an ingest. The host copies; the message is durable when the response
     * leaves. ORK_E_INVALID names a field that is missing, too long or not UTF-8. */
    ork_status (*deliver)(ork_inst inst, ork_op op, const ork_inbound *message);

    /* Within an ingest. What became of an earlier send; the host copies. */
    ork_status (*receipt)(ork_inst inst, ork_op op, const ork_receipt *receipt);

    /* Ends an ingest. Held until every deliver of it is durable; should that
     * fail, the provider gets 503 instead. Code 100 to 599. */
    ork_status (*respond)(
        ork_inst inst, ork_op op, uint32_t code, const ork_header *headers, size_t header_count, ork_str body);

    /* Ends a send. ORK_E_UNKNOWN_OUTCOME when the provider may have it. */
    ork_status (*complete)(ork_inst inst, ork_op op, ork_status status, const ork_send_result *result);
} ork_channel_host_service;

static inline ork_status ork_channel_deliver(
    const ork_channel_host_service *service, ork_inst inst, ork_op op, const ork_inbound *message)
{
    return ORK_HAS(service, deliver) ? service->deliver(inst, op, message) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_channel_receipt(
    const ork_channel_host_service *service, ork_inst inst, ork_op op, const ork_receipt *receipt)
{
    return ORK_HAS(service, receipt) ? service->receipt(inst, op, receipt) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_channel_respond(
    const ork_channel_host_service *service, ork_inst inst, ork_op op, uint32_t code, const ork_header *headers,
    size_t header_count, ork_str body)
{
    return ORK_HAS(service, respond) ? service->respond(inst, op, code, headers, header_count, body)
                                     : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_channel_complete(
    const ork_channel_host_service *service, ork_inst inst, ork_op op, ork_status status,
    const ork_send_result *result)
{
    return ORK_HAS(service, complete) ? service->complete(inst, op, status, result) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
