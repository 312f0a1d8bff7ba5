/* ork.channel/1: a plugin that speaks one messaging provider's wire format. */
#ifndef ORKESTA_EXT_CHANNEL_H
#define ORKESTA_EXT_CHANNEL_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_CHANNEL_1 "ork.channel/1"

#define ORK_CAP_MEDIA (1u << 0)
#define ORK_CAP_BUTTONS (1u << 1)
#define ORK_CAP_LISTS (1u << 2)
#define ORK_CAP_TEMPLATES (1u << 3)
#define ORK_CAP_DOCUMENTS (1u << 4)
#define ORK_CAP_PULL (1u << 5) /* the host asks for what is new, through pull */
#define ORK_CAP_IDEMPOTENT (1u << 6) /* what is sent twice under one idempotency key is
                                        sent once: the host may send again after a crash */
#define ORK_CAP_BILLED (1u << 7) /* each message costs: the host joins the texts of a turn */
#define ORK_CAP_PRESENCE (1u << 8) /* customers can be shown that they are read and answered,
                                      through show_presence */
#define ORK_CAP_COMPOSED (1u << 9) /* one message carries a text with links and documents:
                                      the host joins all that is said in a turn */
#define ORK_CAP_COUNTS_INCOMING (1u << 10) /* what customers write counts for
                                      sends_per_second, too */
#define ORK_CAP_RECEIPTS (1u << 11) /* the provider tells of each message that it was
                                       delivered. Without it silence proves nothing: what
                                       was sent goes on by no other channel unless the
                                       provider tells that it failed */

/* What the channel can carry, and how fast. Valid until destroy. The limits are
 * the provider's; the host keeps to them before it calls send. Choices that are not
 * carried become numbered lines, and who types the number has chosen; images and
 * documents become their names and addresses, in a text. Texts and links come to every
 * channel as they are. Where a provider has finer limits than these, such as the length
 * of a title, the plugin keeps to them. */
typedef struct ork_channel_caps {
    uint32_t size;
    uint32_t features;        /* ORK_CAP_... bits; what is missing becomes text */
    uint32_t text_length_max; /* Unicode scalars of text in one message, with its numbered
                                 choices, without those that are tapped; 0: no limit. A
                                 longer one comes as several messages, each with a key of
                                 its own, and its choices with the last of them */
    uint32_t buttons_max;     /* of one message, with ORK_CAP_BUTTONS; 0: no limit. More of
                                 them come as a list with ORK_CAP_LISTS, else as text. A
                                 list may be of any length */
    int64_t session_window_ms; /* after the customer's last message; 0: none. Beyond it
                                 only messages with a template are sent */
    ork_str sender;           /* the number or account that sends, as providers name it
                                 in their requests: tenants of one sender share its
                                 limits. Empty: the instance is a sender of its own */
    uint32_t sends_per_second; /* of the sender; 0: no limit */
    uint32_t customer_burst;  /* messages to one customer before the interval holds */
    int64_t customer_interval_ms; /* between two messages to one customer; 0: no limit */
    ork_str account;          /* whose the sender is, as providers name it in requests that
                                 concern all of its senders, and name none; or empty */
    uint32_t request_bytes_max; /* of a request of the provider's, at most 25 MiB; 0: 4 MiB */
    uint32_t reserved;
    int64_t retry_ms;         /* how long, from its first attempt, what the provider does
                                 not take now is tried again, at most 30 days; 0: a day */
    ork_str bearer_secret;    /* the setting, marked secret, that a request of more than
                                 4 MiB gives as Authorization: Bearer; another one of that
                                 size is refused unread. Empty: nobody has to */
} ork_channel_caps;

typedef struct ork_header {
    ork_str name;             /* as received; names compare without case */
    ork_str value;
} ork_header;

/* A request from the provider. `body` is the raw bytes. */
typedef struct ork_http_request {
    uint32_t size;
    uint32_t reserved;
    ork_str method;           /* "GET", "POST" */
    ork_str path;             /* without query */
    ork_str query;            /* raw, without '?' */
    const ork_header *headers;
    size_t header_count;
    ork_str body;
    ork_str verified_sender;  /* the visitor whom the host authenticated (its own
                                 chat page); empty for providers */
} ork_http_request;

#define ORK_AUTHOR_PROGRAM 0u /* an agent, or the host itself */
#define ORK_AUTHOR_PERSON 1u  /* a person of the business */

#define ORK_FORM_USUAL 0u
#define ORK_FORM_OTHER 1u     /* the one of which ORK_REMEDY_OTHER_FORM speaks */

/* A message to send. */
typedef struct ork_outbound {
    uint32_t size;
    uint32_t attempt;         /* 1 for the first */
    ork_str idempotency_key;  /* the same on every attempt */
    ork_str address;          /* the customer at the provider */
    ork_str conversation_id;
    ork_str message_id;
    ork_str reply_json;       /* {"type": "text", ...} */
    ork_str locale;
    ork_str template_json;    /* {"name", "language", "parameters": [{"name", "text"}]}: to
                                 be sent as this template of the provider's, because
                                 the window is closed. Where the template has a file
                                 above its text, "header": {"type", "link", "name"}, of
                                 type "document" or "image"; where addresses of its
                                 buttons have a variable at their end, "buttons":
                                 [{"index", "text"}]. Empty: send reply_json */
    uint32_t author;          /* ORK_AUTHOR_...: who worded it, where providers tell what
                                 programs send apart */
    uint32_t form;            /* ORK_FORM_...: in which of two ways the address is written,
                                 where the provider may know a customer by one only */
    ork_str more_json;        /* [{"type": "document", ...}, ...]: what follows reply_json
                                 in the same message, with ORK_CAP_COMPOSED. Empty:
                                 nothing */
    int64_t at_ms;            /* when it goes out, in the tenant's time, which may be
                                 simulated: for providers that want to be told. 0: not
                                 known */
} ork_outbound;

#define ORK_PRESENCE_READ 1u   /* the message was read */
#define ORK_PRESENCE_TYPING 2u /* and an answer to it is being written */

/* What a customer is shown of it that somebody is there. */
typedef struct ork_presence {
    uint32_t size;
    uint32_t kind;            /* ORK_PRESENCE_...; others are taken as ORK_PRESENCE_READ */
    ork_str address;          /* the customer at the provider, as in ork_outbound */
    ork_str message_id;       /* the customer's message, as it was delivered */
} ork_presence;

/* All functions [lane]. */
typedef struct ork_channel {
    uint32_t size;
    uint32_t reserved;

    /* What this instance can carry, valid until destroy; asked once after activate. */
    const ork_channel_caps *(*caps)(void *impl);

    /* Verifies and reads a provider's request: deliver/receipt for each entry,
     * then respond, through ork.channel-host/1. ORK_OK: `op` will be responded
     * to exactly once. `request` is borrowed until return. */
    ork_status (*ingest)(void *impl, ork_op op, const ork_http_request *request);

    /* Sends one message; `op` is answered once with complete. The host waits for that
     * 100 seconds, longer than any request of ork.http/1 or ork.mail/1 takes, so that
     * what a slow provider answers still counts; then the outcome is unknown. Borrowed
     * until return. */
    ork_status (*send)(void *impl, ork_op op, const ork_outbound *message);

    /* With ORK_CAP_PULL: asks the provider for what came after `cursor`, and waits for
     * it no longer than a minute. Empty: it is asked for the first time. What it holds
     * until somebody fetches it comes then: nobody has got it, and those who wrote it
     * wait. Of what it keeps for ever, as a mailbox does, only what comes from now on.
     * As ingest: deliver and receipt for each entry, then respond with code 200 and the
     * new cursor, of up to 1 KiB, as body: it commits in one transaction with the
     * messages. Code 204: there is nothing to ask for now; nothing commits, and the host
     * comes back after the header Retry-After, or in a minute. Any other code: no message
     * is kept, and the host asks again later from the cursor of before, after the header
     * Retry-After when there is one, else less and less often. A body {"detail",
     * "remedy"} says why; what stays with a code of 400 to 499, other than 408 and 429,
     * the host tells whoever runs the channel. One at a time, on one host. May be NULL. */
    ork_status (*pull)(void *impl, ork_op op, ork_str cursor);

    /* Fetches a file that an attachment named: puts it into ork.media/1, and answers
     * `op` through host->complete with json = {"media": id}. May be NULL. */
    ork_status (*fetch_media)(void *impl, ork_op op, ork_str reference);

    /* With ORK_CAP_PRESENCE: shows the customer what `presence` says, as far as the
     * provider can, within 10 seconds, and answers `op` through host->complete. No
     * message waits for it or fails with it, and nobody tries it again. Borrowed until
     * return. May be NULL. */
    ork_status (*show_presence)(void *impl, ork_op op, const ork_presence *presence);

    /* With ORK_CAP_TEMPLATES: asks the provider what it has decided on the business's
     * templates, a page at a time, each as large as the provider likes (at most 1,000):
     * the one after `cursor`, or the first. As ingest: template_state for each, then
     * respond with code 200 and, as body, the cursor of the next page, of up to 1 KiB,
     * or nothing after the last. Any other code: the provider could not be asked. May be
     * NULL. */
    ork_status (*list_templates)(void *impl, ork_op op, ork_str cursor);
} ork_channel;

#ifdef __cplusplus
}
#endif
#endif
