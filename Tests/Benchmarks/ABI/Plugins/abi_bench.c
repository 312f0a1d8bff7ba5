/* An agent that measures the host from within: each message names what to call,
 * and how often; the answer is the nanoseconds of one call.
 *
 *   direct 1000000      a C function, through a pointer
 *   is_cancelled N      ork.turn/1: looks the instance and the turn up
 *   now_ms N            ork.turn/1
 *   mono_ms N           ork.clock/1: looks nothing up
 *   record N            ork.metrics/1: adds to a counter
 *   staged N            ork.storage/1 get of a document that this turn wrote: start to
 *                       on_done, one after the other
 *   stored N            ork.storage/1 get of a document that is not there: reads the
 *                       database
 *   post N              post to on_post, one after the other
 */
#define _POSIX_C_SOURCE 200809L
#include "../../../Misbehaving/Plugins/text.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MANIFEST                                                                                      \
    "{\"id\": \"abi-bench\", \"name\": \"ABI benchmark\", \"version\": \"1.0.0\", \"kind\": \"agent\"," \
    " \"interfaces\": [\"ork.agent/1\"], \"services\": {\"required\": [\"ork.turn/1\"], \"optional\": []}," \
    " \"config\": {\"type\": \"object\", \"additionalProperties\": false},"                           \
    " \"egress\": [], \"isolation\": \"in-process\", \"limits\": {}}"

typedef struct bench {
    ork_instance table;
    const ork_host *host;
    ork_inst inst;
    const ork_turn_service *turns;
    const ork_clock_service *clock;
    const ork_storage_service *storage;
    const ork_metrics_service *metrics;
    uint32_t metric;
    /* The measurement that runs: one at a time. */
    ork_turn turn;
    const char *key;
    bool is_posting;
    long remaining, rounds;
    int64_t began;
} bench;

static int64_t nanoseconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* ---- Ending. */

static void finish(bench *self, ork_status status)
{
    char text[64];
    double each = (double)(nanoseconds() - self->began) / (double)self->rounds;
    int length = snprintf(text, sizeof(text), "%.2f", each);
    ork_event event = {.size = sizeof(event), .kind = ORK_EVENT_TEXT, .text = {text, (size_t)length}};
    if (status == ORK_OK) status = ork_turn_emit(self->turns, self->inst, self->turn, &event);
    ork_turn_finish(self->turns, self->inst, self->turn, status, NULL);
}

/* ---- Calls that answer at once. */

static int64_t add(ork_inst inst, ork_turn turn) { return (int64_t)(inst ^ turn); }
static int64_t (*volatile direct)(ork_inst, ork_turn) = add;
static volatile int64_t sink;

static bool measure_at_once(bench *self, ork_str name, long rounds)
{
    self->began = nanoseconds();
    if (equals(name, "direct"))
        for (long round = 0; round < rounds; round++) sink = direct(self->inst, self->turn);
    else if (equals(name, "is_cancelled"))
        for (long round = 0; round < rounds; round++) sink = ork_turn_is_cancelled(self->turns, self->inst, self->turn);
    else if (equals(name, "now_ms"))
        for (long round = 0; round < rounds; round++) sink = ork_turn_now_ms(self->turns, self->inst, self->turn);
    else if (equals(name, "mono_ms"))
        for (long round = 0; round < rounds; round++) sink = ork_clock_mono_ms(self->clock, self->inst);
    else if (equals(name, "record"))
        for (long round = 0; round < rounds; round++)
            sink = ork_metrics_record(self->metrics, self->inst, self->metric, 1);
    else
        return false;
    return true;
}

/* ---- Calls that answer later. */

static void next(bench *self);

static void answered(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    bench *self = user;
    if (completion->status != ORK_OK && completion->status != ORK_E_NOT_FOUND) {
        finish(self, completion->status);
        return;
    }
    next(self);
}

static void on_post(void *impl, uint64_t token)
{
    (void)token;
    next(impl);
}

static void next(bench *self)
{
    if (self->remaining-- == 0) {
        finish(self, ORK_OK);
        return;
    }
    if (self->is_posting) {
        self->host->post(self->inst, 1);
        return;
    }
    ork_call call = {.size = sizeof(call), .turn = self->turn, .user = self, .on_done = answered};
    ork_op op;
    ork_status status =
        ork_storage_get(self->storage, self->inst, &call, (ork_str){self->key, strlen(self->key)}, &op);
    if (status != ORK_OK) finish(self, status);
}

static void written(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    bench *self = user;
    self->began = nanoseconds();
    if (completion->status != ORK_OK)
        finish(self, completion->status);
    else
        next(self);
}

static ork_status measure_later(bench *self, ork_str name)
{
    self->is_posting = equals(name, "post");
    self->key = equals(name, "staged") ? "staged" : "nothing";
    if (!equals(name, "staged")) {
        self->began = nanoseconds();
        next(self);
        return ORK_OK;
    }
    ork_call call = {.size = sizeof(call), .turn = self->turn, .user = self, .on_done = written};
    ork_op op;
    return ork_storage_put(self->storage, self->inst, &call, STR("staged"), STR("1"), &op);
}

static ork_status start_turn(void *impl, ork_turn turn, const ork_turn_input *input)
{
    bench *self = impl;
    char text[64] = "";
    if (input->text.len >= sizeof(text)) return ORK_E_INVALID;
    if (input->text.len > 0) memcpy(text, input->text.ptr, input->text.len);
    char *space = strchr(text, ' ');
    if (space == NULL) return ORK_E_INVALID;
    ork_str name = {text, (size_t)(space - text)};
    self->turn = turn;
    self->rounds = self->remaining = strtol(space + 1, NULL, 10);
    if (self->rounds <= 0) return ORK_E_INVALID;
    if (!measure_at_once(self, name, self->rounds)) return measure_later(self, name);
    finish(self, ORK_OK);
    return ORK_OK;
}

static void cancel_turn(void *impl, ork_turn turn) { (void)impl, (void)turn; }

static const ork_agent agent = {.size = sizeof(ork_agent), .start_turn = start_turn, .cancel_turn = cancel_turn};

/* ---- The life of an instance. */

static ork_status start(void *impl)
{
    bench *self = impl;
    self->turns = self->host->get_service(self->inst, STR(ORK_TURN_1));
    self->clock = self->host->get_service(self->inst, STR(ORK_CLOCK_1));
    self->storage = self->host->get_service(self->inst, STR(ORK_STORAGE_1));
    self->metrics = self->host->get_service(self->inst, STR(ORK_METRICS_1));
    return self->turns == NULL ? ORK_E_UNSUPPORTED : ORK_OK;
}

static void define_metric(bench *self)
{
    ork_metrics_define(self->metrics, self->inst, ORK_METRIC_COUNTER, STR("bench"), STR("Calls."), &self->metric);
}

/* ---- The way in. */

#define PLUGIN_ID "abi-bench"
#define PLUGIN_NAME "ABI benchmark"
#define PLUGIN bench
#define ON_ACTIVATE define_metric
#define ON_POST on_post
#include "../../../Misbehaving/Plugins/one_plugin.h"
