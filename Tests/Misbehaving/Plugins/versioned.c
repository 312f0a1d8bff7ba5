/* An agent whose answers say which build they come from (-DBUILD), and that may
 * take its time: "espera 500" is answered after 500 ms. It waits by posting to
 * itself, so the lane stays free. */
#define _POSIX_C_SOURCE 200809L
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef BUILD
#define BUILD "1"
#endif
#ifndef ABI_MAJOR
#define ABI_MAJOR ORK_ABI_MAJOR
#endif

#define MANIFEST                                                                                    \
    "{\"id\": \"versioned\", \"name\": \"Versioned\", \"version\": \"" BUILD "\", \"kind\": \"agent\"," \
    " \"interfaces\": [\"ork.agent/1\"], \"services\": {\"required\": [\"ork.turn/1\"]},"           \
    " \"config\": {\"type\": \"object\"}, \"egress\": [], \"isolation\": \"in-process\", \"limits\": {}}"

static int64_t milliseconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

typedef struct versioned {
    ork_instance table;
    const ork_host *host;
    ork_inst inst;
    const ork_turn_service *turns;
    ork_turn waiting; /* 0: none */
    int64_t due;
} versioned;

static void answer(versioned *self, ork_turn turn)
{
    ork_event event = {.size = sizeof(event), .kind = ORK_EVENT_TEXT, .text = STR("build " BUILD)};
    ork_turn_finish(self->turns, self->inst, turn, ork_turn_emit(self->turns, self->inst, turn, &event), NULL);
}

static void on_post(void *impl, uint64_t token)
{
    versioned *self = impl;
    if (milliseconds() < self->due) {
        struct timespec moment = {0, 1000000};
        nanosleep(&moment, NULL);
        self->host->post(self->inst, token);
        return;
    }
    answer(self, self->waiting);
    self->waiting = 0;
}

static ork_status start_turn(void *impl, ork_turn turn, const ork_turn_input *input)
{
    versioned *self = impl;
    long delay = 0;
    char text[32] = "";
    if (input->text.len < sizeof(text) && input->text.len > 0) memcpy(text, input->text.ptr, input->text.len);
    if (self->waiting == 0 && sscanf(text, "espera %ld", &delay) == 1) {
        self->waiting = turn;
        self->due = milliseconds() + delay;
        return self->host->post(self->inst, 1);
    }
    answer(self, turn);
    return ORK_OK;
}

static void cancel_turn(void *impl, ork_turn turn) { (void)impl, (void)turn; }

static const ork_agent agent = {.size = sizeof(ork_agent), .start_turn = start_turn, .cancel_turn = cancel_turn};

static ork_status start(void *impl)
{
    versioned *self = impl;
#ifdef FAIL_START
    (void)self;
    return ORK_E_UNAVAILABLE;
#endif
    self->turns = self->host->get_service(self->inst, STR(ORK_TURN_1));
    return self->turns == NULL ? ORK_E_UNSUPPORTED : ORK_OK;
}

/* ---- The way in. */

#define PLUGIN_ID "versioned"
#define PLUGIN_NAME "Versioned"
#define PLUGIN versioned
#define PLUGIN_VERSION BUILD
#define ON_POST on_post
#include "one_plugin.h"
