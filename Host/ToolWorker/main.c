// The tool worker: loads one library and calls its functions, one after the
// other, as the host asks. Whatever a function does to this process, the host
// goes on and starts another one.
//
//     orkesta-tool-worker PARENT MEMORY_BYTES OPEN_FILES LIBRARY
//
// Only the host starts it; NativeCall/worker_spawn.c says with what.
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "allocation.h"
#include "confinement.h"
#include "tool_protocol.h"

/* Sends everything, or ends: without its host a worker has nothing to do. */
static void send_bytes(const void *bytes, size_t count)
{
    const uint8_t *next = bytes;
    while (count > 0) {
        const ssize_t sent = write(TOOL_WORKER_SOCKET, next, count);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) _exit(0);
        next += sent;
        count -= (size_t)sent;
    }
}

/* Fills `into`; a host that has gone ends the worker. */
static void receive_bytes(void *into, size_t count)
{
    uint8_t *next = into;
    while (count > 0) {
        const ssize_t got = read(TOOL_WORKER_SOCKET, next, count);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) _exit(0);
        next += got;
        count -= (size_t)got;
    }
}

/* A frame of a kind, a byte that may follow it, and a text that may follow that. */
static void send_frame(uint8_t kind, const uint8_t *code, const char *text)
{
    uint8_t frame[600];
    size_t length = sizeof(uint32_t);
    frame[length++] = kind;
    if (code != NULL) frame[length++] = *code;
    if (text != NULL) {
        const uint32_t count = (uint32_t)strnlen(text, sizeof frame - 32);
        memcpy(frame + length, &count, sizeof count);
        memcpy(frame + length + sizeof count, text, count);
        length += sizeof count + count;
        frame[length++] = 0;
    }
    const uint32_t following = (uint32_t)(length - sizeof(uint32_t));
    memcpy(frame, &following, sizeof following);
    send_bytes(frame, length);
}

static void refuse(uint8_t code, const char *text)
{
    send_frame(TOOL_FRAME_REFUSED, &code, text);
}

void allocation_was_refused(void)
{
    send_frame(TOOL_FRAME_MEMORY, NULL, NULL);
}

/* Calls the function, and tells the host what it gave. */
static void perform(void *library, const tool_request *request)
{
    void *symbol = dlsym(library, request->symbol);
    void *release = request->release != NULL ? dlsym(library, request->release) : NULL;
    if (symbol == NULL || (request->release != NULL && release == NULL)) {
        refuse(TOOL_REFUSED_SYMBOL, symbol == NULL ? request->symbol : request->release);
        return;
    }
    void (*function)(void);
    void (*release_function)(void *);
    memcpy(&function, &symbol, sizeof function);
    memcpy(&release_function, &release, sizeof release_function);
    native_function *prepared = native_function_make(&request->signature, function, release_function);
    if (prepared == NULL) _exit(TOOL_WORKER_CONFUSED);

    native_outcome outcome;
    limit_processor(request->cpu_seconds);
    allocation_watch(true);
    const unsigned status = native_function_call(prepared, request->arguments, &outcome);
    allocation_watch(false);

    size_t length = 0;
    uint8_t *frame = status == NATIVE_OK ? tool_result_write(&request->signature, &outcome, &length) : NULL;
    switch (status) {
    case NATIVE_OVERRUN: refuse(TOOL_REFUSED_OVERRUN, ""); _exit(TOOL_WORKER_DAMAGED);
    case NATIVE_TOO_LONG: refuse(TOOL_REFUSED_RESULT, ""); break;
    default:
        if (frame != NULL) send_bytes(frame, length);
        else refuse(TOOL_REFUSED_MEMORY, "");
    }
    free(frame);
    native_outcome_free(&outcome);
    native_function_free(prepared);
}

/* Does what the next frame asks. */
static void serve_one(void *library)
{
    uint32_t length;
    receive_bytes(&length, sizeof length);
    if (length == 0 || length > TOOL_FRAME_BYTES_MAX) _exit(TOOL_WORKER_CONFUSED);
    uint8_t *frame = malloc(length);
    if (frame == NULL) {
        send_frame(TOOL_FRAME_MEMORY, NULL, NULL);
        _exit(TOOL_WORKER_DAMAGED);
    }
    receive_bytes(frame, length);
    tool_request request;
    if (frame[0] != TOOL_FRAME_CALL || tool_request_read(frame + 1, length - 1, &request) != NULL) {
        _exit(TOOL_WORKER_CONFUSED);
    }
    perform(library, &request);
    free(frame);
}

int main(int count, char **arguments)
{
    if (count != 5) {
        fputs("orkesta-tool-worker is started by orkesta, and is of no use without it.\n", stderr);
        return TOOL_WORKER_USAGE;
    }
    if (!confine(strtol(arguments[1], NULL, 10), strtoull(arguments[2], NULL, 10), strtoul(arguments[3], NULL, 10))) {
        send_frame(TOOL_FRAME_FAILED, NULL, "the worker could not be confined");
        return TOOL_WORKER_NOT_LOADED;
    }
    void *library = dlopen(arguments[4], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        send_frame(TOOL_FRAME_FAILED, NULL, dlerror());
        return TOOL_WORKER_NOT_LOADED;
    }
    send_frame(TOOL_FRAME_READY, NULL, NULL);
    for (;;) serve_one(library);
}
