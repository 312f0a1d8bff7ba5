/* What the host and a tool worker say to each other, over a socket pair.
 *
 * A frame is a uint32_t, the number of bytes that follow, then a byte that says
 * its kind, then the rest. Numbers are in the machine's byte order: both ends
 * are on one machine and of one build. A text is a uint32_t length, its bytes,
 * and a NUL that the length does not count.
 *
 *   worker  READY                      the library is loaded; once, first
 *           FAILED text                it is not, with the reason; then it exits
 *   host    CALL cpu_seconds:u32, symbol:text, result:u8, [release:text],
 *                count:u8, then for each parameter a type:u8 and
 *                i32: 4 bytes; i64, f64: 8 bytes; bool: 1 byte; str: text;
 *                out: capacity:u32
 *   worker  MEMORY                     an allocation was refused during this call
 *           RESULT                     i32, i64, bool: 8 bytes; f64: 8 bytes;
 *                                      str, strfree: is_null:u8, text; void: nothing;
 *                                      then a text for each out
 *           REFUSED code:u8, text      the call was not made, or gave nothing usable
 *
 * The host has one call open at a time. A worker that reads anything else exits
 * with TOOL_WORKER_CONFUSED.
 */
#ifndef ORKESTA_TOOL_PROTOCOL_H
#define ORKESTA_TOOL_PROTOCOL_H

#include "native_call.h"

#ifdef __cplusplus
extern "C" {
#endif

#define TOOL_FRAME_READY 1u
#define TOOL_FRAME_FAILED 2u
#define TOOL_FRAME_CALL 3u
#define TOOL_FRAME_MEMORY 4u
#define TOOL_FRAME_RESULT 5u
#define TOOL_FRAME_REFUSED 6u

/* The longest frame, its length not counted. */
#define TOOL_FRAME_BYTES_MAX (1u << 20)

#define TOOL_REFUSED_SYMBOL 1u  /* the library has no such function */
#define TOOL_REFUSED_RESULT 2u  /* the text is too long */
#define TOOL_REFUSED_OVERRUN 3u /* it wrote beyond a buffer; the worker exits */
#define TOOL_REFUSED_MEMORY 4u  /* there was none for the call */

/* The worker's descriptor of the socket, and its exit codes. */
#define TOOL_WORKER_SOCKET 3
#define TOOL_WORKER_USAGE 120
#define TOOL_WORKER_CONFUSED 121
#define TOOL_WORKER_NOT_LOADED 122
#define TOOL_WORKER_DAMAGED 123

/* A CALL, read. The texts point into the frame. */
typedef struct tool_request {
    uint32_t cpu_seconds;
    const char *symbol;
    const char *release; /* NULL unless the result is strfree */
    native_signature signature;
    native_value arguments[NATIVE_PARAMETERS_MAX];
} tool_request;

/* Reads what follows the kind of a CALL. Any bytes may be given: NULL when they
 * are a request, else what is wrong with them, a constant. `request` borrows
 * from `bytes`. Any thread. */
const char *tool_request_read(const uint8_t *bytes, size_t length, tool_request *request);

/* A whole RESULT frame, its length first; `*length` are its bytes. NULL when
 * memory is short. The caller frees it. */
uint8_t *tool_result_write(const native_signature *signature, const native_outcome *outcome, size_t *length);

#ifdef __cplusplus
}
#endif
#endif
