/* ork.channel-host/1: where a channel puts what came in and how sends ended. */
#ifndef ORKESTA_EXT_CHANNEL_HOST_H
#define ORKESTA_EXT_CHANNEL_HOST_H

#include "../base.h"
#include "channel.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_CHANNEL_HOST_1 "ork.channel-host/1"

/* A file that came with a message; the host has it fetched by fetch_media. */
typedef struct ork_attachment {
    uint32_t size;
    uint32_t reserved;
    ork_str reference;        /* the provider's name of it, 1 to 512 bytes; a file that
                                 has none is left out */
    ork_str mime;             /* "image/jpeg"; or empty, as which the host takes one of
                                 over 100 bytes */
    ork_str name;             /* "lista.pdf"; or empty. 200 bytes are kept */
} ork_attachment;

#define ORK_INBOUND_MESSAGE 0u
#define ORK_INBOUND_ECHO 1u   /* a person of the business wrote to `address` outside
                                 Orkesta: the conversation is that person's now */

/* A normalized inbound message. */
typedef struct ork_inbound {
    uint32_t size;
    uint32_t reserved;
    ork_str message_id;       /* the provider's; the host deduplicates on it */
    ork_str address;          /* who wrote, at the provider: at most 136 bytes. A
                                 telephone number has a '+' before its digits, and comes
                                 back to send as "+525512345678"; digits alone are an id
                                 of this channel's, and come back as they are */
    ork_str name;             /* as the provider tells it; or empty. 120 characters are
                                 kept */
    ork_str locale;           /* or empty, as which the host takes one of over 35 bytes */
    ork_str text;             /* of a tapped choice, its title. 4,096 characters are kept;
                                 of a longer one, the rest is an ellipsis */
    ork_str phone;            /* the customer's telephone number as the provider
                                 vouches for it, digits with '+'; or empty */
    int64_t at_ms;            /* when it was written; 0: not known */
    const ork_attachment *attachments; /* 10 are kept */
    size_t attachment_count;
    size_t attachment_stride; /* sizeof(ork_attachment) of the plugin */
    uint32_t kind;            /* ORK_INBOUND_...; others are taken as a message */
    uint32_t reserved2;
    ork_str alias;            /* the address under which the same person may write
                                 another time, at most 136 bytes: of somebody with a
                                 number, the id that stays when the number is hidden.
                                 Both are one customer; or empty. A number that comes
                                 with another id than before is another person's now */
    ork_str conversation_id;  /* the conversation that is answered, as ork_outbound named
                                 it, where the provider's thread tells; or empty. It
                                 goes on with this message when it is one of the same
                                 customer's: nobody becomes somebody else by it */
} ork_inbound;

#define ORK_RECEIPT_SENT 1u
#define ORK_RECEIPT_DELIVERED 2u
#define ORK_RECEIPT_READ 3u
#define ORK_RECEIPT_FAILED 4u

/* What helps after a failure, beyond what ork_error says of trying again. */
#define ORK_REMEDY_NONE 0u
#define ORK_REMEDY_WAIT_CUSTOMER 1u /* this customer had too many: retry_after_ms */
#define ORK_REMEDY_WAIT_SENDER 2u   /* the whole sender waits: retry_after_ms */
#define ORK_REMEDY_TEMPLATE 3u      /* the window is closed */
#define ORK_REMEDY_OTHER_CHANNEL 4u /* the customer cannot be reached here */
#define ORK_REMEDY_OPT_OUT 5u       /* the customer wants no more messages */
#define ORK_REMEDY_STOP 6u          /* nothing of the sender goes out before somebody
                                       mends it: a token, an account */
#define ORK_REMEDY_STOP_TEMPLATES 7u /* as ORK_REMEDY_STOP, but only what goes out as a
                                       template: free text is let through */
#define ORK_REMEDY_OTHER_TEMPLATE 8u /* the provider holds this template back: nothing
                                       goes out as it before that is over */

/* A delivery status of an earlier send. Statuses only rise. */
typedef struct ork_receipt {
    uint32_t size;
    uint32_t kind;            /* ORK_RECEIPT_... */
    ork_str provider_message_id;
    int64_t at_ms;
    ork_str idempotency_key;  /* of the send, where the provider gives it back; or
                                 empty. It finds a send whose outcome was not known */
    const ork_error *error;   /* of ORK_RECEIPT_FAILED; or NULL. When it is retryable the
                                 host sends the same anew, under another key */
    uint32_t remedy;          /* ORK_REMEDY_... of ORK_RECEIPT_FAILED */
    uint32_t reserved;
} ork_receipt;

#define ORK_APPROVAL_PENDING 1u
#define ORK_APPROVAL_APPROVED 2u
#define ORK_APPROVAL_REJECTED 3u
#define ORK_APPROVAL_PAUSED 4u
#define ORK_APPROVAL_DISABLED 5u

/* What the provider decided on a template of the tenant's. Only what is approved goes
 * out as a template. */
typedef struct ork_template_state {
    uint32_t size;
    uint32_t approval;        /* ORK_APPROVAL_... */
    ork_str name;             /* the provider's, 1 to 512 bytes */
    ork_str language;         /* as the provider writes it, 2 to 20 bytes: "es_MX" */
    ork_str reason;           /* for people, up to 500 bytes; or empty */
    int64_t at_ms;            /* when it was decided; 0: now. An older one than is known
                                 changes nothing. Of list_templates it is not read: the
                                 host knows when it asked */
} ork_template_state;

/* How a send ended. */
typedef struct ork_send_result {
    uint32_t size;
    uint32_t reserved;
    ork_str provider_message_id; /* of an accepted message */
    const ork_error *error;   /* when the status is not ORK_OK; or NULL */
    uint32_t remedy;          /* ORK_REMEDY_... when the status is not ORK_OK */
    uint32_t reserved2;
} ork_send_result;

/* All functions [lane]; read through the callers below. */
typedef struct ork_channel_host_service {
    uint32_t size;
    uint32_t reserved;

    /* Within an ingest. The host copies; the message is durable when the response
     * leaves. What a provider tells is cut where it is too long, not refused, and a
     * message that says nothing and has no file is passed over. ORK_E_INVALID: no id or
     * address, one that is too long, or what is not UTF-8; go on with the next entry,
     * or one stops all that come after it. */
    ork_status (*deliver)(ork_inst inst, ork_op op, const ork_inbound *message);

    /* Within an ingest. What became of an earlier send; the host copies. */
    ork_status (*receipt)(ork_inst inst, ork_op op, const ork_receipt *receipt);

    /* Ends an ingest. Held until every deliver of it is durable; should that
     * fail, the provider gets 503 instead. Code 100 to 599. */
    ork_status (*respond)(
        ork_inst inst, ork_op op, uint32_t code, const ork_header *headers, size_t header_count, ork_str body);

    /* Ends a send. ORK_E_UNKNOWN_OUTCOME when the provider may have it. */
    ork_status (*complete)(ork_inst inst, ork_op op, ork_status status, const ork_send_result *result);

    /* Within an ingest, or a list_templates. What the provider decided on a template; the
     * host copies. */
    ork_status (*template_state)(ork_inst inst, ork_op op, const ork_template_state *state);
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

static inline ork_status ork_channel_template_state(
    const ork_channel_host_service *service, ork_inst inst, ork_op op, const ork_template_state *state)
{
    return ORK_HAS(service, template_state) ? service->template_state(inst, op, state) : ORK_E_UNSUPPORTED;
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
