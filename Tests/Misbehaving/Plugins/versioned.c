/* An agent whose answers say which build they come from (-DBUILD), and that may
 * take its time: "espera 500" is answered after 500 ms. It waits by posting to
 * itself, so the lane stays free. */
#define _POSIX_C_SOURCE 200809L
#include <orkesta/orkesta.h>

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

ORK_MANIFEST_SECTION const char versioned_manifest[] = MANIFEST;

#define STR(literal) ((ork_str){(literal), sizeof(literal) - 1})

static int equals(ork_str left, const char *right)
{
    return left.len == strlen(right) && memcmp(left.ptr, right, left.len) == 0;
}

static int64_t milliseconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

typedef struct versioned {
    ork_instance instance;
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

static ork_status activate(void *impl, ork_op op)
{
    versioned *self = impl;
    ork_completion ready = {.size = sizeof(ready), .status = ORK_OK};
    return self->host->complete(self->inst, op, &ready);
}

static void deactivate(void *impl) { (void)impl; }

static void destroy(void *impl) { free(impl); }

static const void *get_extension(void *impl, ork_str id)
{
    (void)impl;
    return equals(id, ORK_AGENT_1) ? &agent : NULL;
}

static ork_status create(
    void *ctx, const ork_host *host, ork_inst inst, ork_str plugin_id, ork_str config_json,
    const ork_instance **instance, ork_error *error)
{
    (void)ctx, (void)plugin_id, (void)config_json, (void)error;
    versioned *self = calloc(1, sizeof(*self));
    if (self == NULL) return ORK_E_INTERNAL;
    self->host = host;
    self->inst = inst;
    self->instance = (ork_instance){
        .size = sizeof(ork_instance),
        .impl = self,
        .start = start,
        .activate = activate,
        .deactivate = deactivate,
        .destroy = destroy,
        .on_post = on_post,
        .get_extension = get_extension,
    };
    *instance = &self->instance;
    return ORK_OK;
}

static const ork_descriptor descriptor = {
    .size = sizeof(ork_descriptor),
    .kind = ORK_KIND_AGENT,
    .id = {"versioned", 9},
    .name = {"Versioned", 9},
    .version = {BUILD, sizeof(BUILD) - 1},
    .manifest_json = {MANIFEST, sizeof(MANIFEST) - 1},
};

static uint32_t count(void *ctx)
{
    (void)ctx;
    return 1;
}

static const ork_descriptor *describe(void *ctx, uint32_t index)
{
    (void)ctx;
    return index == 0 ? &descriptor : NULL;
}

static const ork_factory factory = {
    .size = sizeof(ork_factory), .count = count, .descriptor = describe, .create = create,
};

static const void *get_factory(ork_str id) { return equals(id, ORK_PLUGIN_FACTORY_1) ? &factory : NULL; }

static const ork_entry entry = {
    .size = sizeof(ork_entry),
    .abi_major = ABI_MAJOR,
    .abi_minor = ORK_ABI_MINOR,
    .get_factory = get_factory,
};

__attribute__((visibility("default"))) const ork_entry *orkesta_plugin_entry_v1(void) { return &entry; }
