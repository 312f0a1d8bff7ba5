/* Base types of the Orkesta plugin ABI, version 1.
 *
 * Every struct begins with `size`, set by its writer to sizeof of the struct as
 * it was compiled; the reader uses only the fields that lie within it. Arrays of
 * structs carry a stride. Text is UTF-8 unless said otherwise. Times are
 * milliseconds since 1970-01-01T00:00:00Z. Released entities never change.
 *
 * Thread tags, one on every function:
 *   [scan]   pure: no services, any thread, before any instance exists
 *   [lane]   on the instance's serial executor (an order, not an OS thread); such a
 *            function never sleeps and never waits
 *   [any]    any thread, concurrently
 */
#ifndef ORKESTA_BASE_H
#define ORKESTA_BASE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_ABI_MAJOR 1
#define ORK_ABI_MINOR 0

/* Borrowed bytes, UTF-8 where text. Valid until the call that received them
 * returns (completion data: until on_done returns). ptr may be NULL when len
 * is 0. Never NUL-terminated. */
typedef struct ork_str {
    const char *ptr;
    size_t len;
} ork_str;

/* An amount in minor units (centavos) of an ISO 4217 currency, NUL-padded. */
typedef struct ork_money {
    int64_t minor;
    char currency[4];
    uint8_t reserved[4];
} ork_money;

/* Result of every call that can fail: 0, or one of the negative codes. A code
 * that the reader does not know is treated as ORK_E_INTERNAL. */
typedef int32_t ork_status;

#define ORK_OK 0
#define ORK_E_INVALID (-1)       /* an argument is wrong; do not retry as it is */
#define ORK_E_UNSUPPORTED (-2)   /* this side does not have the function */
#define ORK_E_NOT_FOUND (-3)
#define ORK_E_CONFLICT (-4)      /* revision, or idempotency key with another request */
#define ORK_E_DENIED (-5)
#define ORK_E_RATE_LIMITED (-6)
#define ORK_E_TIMEOUT (-7)
#define ORK_E_CANCELLED (-8)     /* nothing happened */
#define ORK_E_UNAVAILABLE (-9)   /* not now; retrying later may work */
#define ORK_E_REJECTED (-10)     /* by the provider outside */
#define ORK_E_WRONG_STATE (-11)
#define ORK_E_WRONG_THREAD (-12)
#define ORK_E_STALE (-13)        /* the handle is not, or no longer, one of yours */
#define ORK_E_BUDGET (-14)       /* a limit of the host is reached */
#define ORK_E_CORRUPT (-15)
#define ORK_E_INTERNAL (-16)
#define ORK_E_UNKNOWN_OUTCOME (-17) /* it may have happened: reconcile, never retry blindly */

/* Handles. A number that means something only to the host; a guessed or stale
 * one gets ORK_E_STALE. 0 is never a handle. */
typedef uint64_t ork_inst; /* an instance of a plugin for one tenant */
typedef uint64_t ork_turn; /* a turn of an agent */
typedef uint64_t ork_op;   /* an operation: a service call, or work given to a plugin */

/* What failed. `message` is NUL-terminated, for people, without secrets and
 * personal data. */
typedef struct ork_error {
    uint32_t size;
    ork_status status;
    uint32_t retryable;       /* 0 or 1 */
    int32_t provider_code;    /* 0: none */
    int64_t retry_after_ms;   /* 0: not known */
    char message[256];
} ork_error;

/* How an asynchronous call ended, or one piece of its answer. */
typedef struct ork_completion {
    uint32_t size;
    ork_status status;
    const ork_error *error;   /* NULL when status is ORK_OK; may be NULL otherwise */
    const void *data;         /* typed by the function; NULL: none */
    ork_str json;             /* a document, where the function answers with one */
    int64_t number;           /* a revision or count, where the function says so */
} ork_completion;

/* [lane] `op` is the operation that start() gave out. Borrowed until return. */
typedef void (*ork_on_completion)(void *user, ork_op op, const ork_completion *completion);

/* The envelope of every service call that may wait. The host copies what it
 * needs before start returns.
 *
 * on_done runs exactly once if and only if start returned ORK_OK, on the
 * caller's lane; when start is called off the lane it may run before start
 * returns. on_event runs zero or more times before it. */
typedef struct ork_call {
    uint32_t size;
    uint32_t reserved;
    ork_turn turn;            /* 0: outside a turn */
    int64_t deadline_ms;      /* duration; 0: the host's default. Then reads end with
                                 ORK_E_TIMEOUT; immediate writes run to their end */
    ork_str label;            /* names this effect within its turn, for idempotency */
    void *user;               /* given back to the callbacks */
    ork_on_completion on_event; /* NULL: not wanted */
    ork_on_completion on_done;  /* required */
} ork_call;

/* Whether a table, read through its size, has a function. */
#define ORK_HAS(table, member)                                                              \
    ((table) != NULL && (table)->size >= offsetof(__typeof__(*(table)), member) + sizeof((table)->member) \
     && (table)->member != NULL)

#ifdef __cplusplus
}
#endif
#endif
