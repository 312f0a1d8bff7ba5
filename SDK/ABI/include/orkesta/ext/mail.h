/* ork.mail/1: mail handed over to a server (SMTP), and mailboxes read (IMAP).
 *
 * A plugin reaches the servers of the settings that its manifest's schema marks
 * `egress`, and no others. Their URLs are "smtps://HOST" (port 465), "smtp://HOST" (587,
 * encrypted by STARTTLS), "imaps://HOST" (993) or "imap://HOST" (143, by STARTTLS), with
 * ":PORT" where it is another, and nothing behind. Outside of a sandbox nothing is sent
 * before the connection is encrypted and the certificate verified, and addresses of the
 * own machine and of private networks are refused. A kill switch that is on lets nothing
 * out; mailboxes are read on.
 */
#ifndef ORKESTA_EXT_MAIL_H
#define ORKESTA_EXT_MAIL_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_MAIL_1 "ork.mail/1"

/* One message to hand over. */
typedef struct ork_mail_submission {
    uint32_t size;
    uint32_t reserved;
    ork_str server_url;
    ork_str user;             /* who logs in; empty: nobody */
    ork_str secret_name;      /* the setting, marked `secret`, that is the password */
    ork_str sender;           /* of the envelope, "shop@example.mx": gets the bounces */
    ork_str recipient;        /* of the envelope */
    ork_str message;          /* as RFC 5322 and MIME have it, lines ending with CRLF;
                                 1 byte to 25 MiB. The host doubles leading dots */
} ork_mail_submission;

/* What to read of a mailbox. */
typedef struct ork_mail_query {
    uint32_t size;
    uint32_t count_max;       /* messages at once, 1 to 50 */
    ork_str server_url;
    ork_str user;
    ork_str secret_name;
    ork_str mailbox;          /* "INBOX"; ASCII letters, digits and ".-_" */
    ork_str cursor;           /* where the last reading ended; empty: the mailbox is not
                                 read, only its end is told */
    int64_t wait_ms;          /* how long to wait for something new, at most 50,000 */
} ork_mail_query;

/* What was new, the `data` of read's on_done. Borrowed until it returns. */
typedef struct ork_mail_batch {
    uint32_t size;
    uint32_t too_long_count;  /* messages over 25 MiB, which were passed over but for
                                 their beginnings */
    ork_str cursor;           /* behind these messages; up to 100 bytes */
    const ork_str *messages;  /* as they were received, in the order in which they came */
    size_t message_count;
    const ork_str *beginnings; /* of those that are too long, where the server tells: what
                                 they begin with, up to 256 KiB each. The words of a
                                 message come before its files */
    size_t beginning_count;
} ork_mail_batch;

/* All functions [lane], outside a turn. What is passed is copied before they
 * return. */
typedef struct ork_mail_service {
    uint32_t size;
    uint32_t reserved;

    /* effect: hands the message over, once. call->deadline_ms bounds it (0: 30
     * seconds, at most 70).
     *
     * ORK_E_REJECTED: the server refused it for good. ORK_E_UNAVAILABLE, retryable: it
     * refused it for now, or could not be reached. ORK_E_RATE_LIMITED: there were too
     * many. With these three the error's provider_code is the reply's code (RFC 5321; 0
     * when there was none) and on_done's json = {"status": "5.1.1"}, the enhanced one
     * (RFC 3463) or "". ORK_E_DENIED: the address is not among those of the plugin, the
     * kill switch is on (retryable), or user and password do not fit. ORK_E_INVALID: an
     * address or a URL that cannot be. ORK_E_UNKNOWN_OUTCOME: all of it was sent and
     * there is no answer. */
    ork_status (*submit)(ork_inst inst, const ork_call *call, const ork_mail_submission *submission, ork_op *op);

    /* read: on_done with data = ork_mail_batch and number = its count of messages. With
     * none, wait_ms is over; ask again with the batch's cursor. Messages that were read
     * count as seen. A mailbox that was made anew since is begun at its end. Statuses as
     * submit's. */
    ork_status (*read)(ork_inst inst, const ork_call *call, const ork_mail_query *query, ork_op *op);
} ork_mail_service;

static inline ork_status ork_mail_submit(
    const ork_mail_service *service, ork_inst inst, const ork_call *call, const ork_mail_submission *submission,
    ork_op *op)
{
    return ORK_HAS(service, submit) ? service->submit(inst, call, submission, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_mail_read(
    const ork_mail_service *service, ork_inst inst, const ork_call *call, const ork_mail_query *query, ork_op *op)
{
    return ORK_HAS(service, read) ? service->read(inst, call, query, op) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
