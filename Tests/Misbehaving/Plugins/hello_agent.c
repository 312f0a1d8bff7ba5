/* A whole agent plugin in C, against the headers alone: it answers every
 * message with the customer's own words. Start your own plugin from this file.
 *
 *   clang -std=c11 -Wall -shared -fPIC -fvisibility=hidden -I SDK/ABI/include \
 *       Tests/Misbehaving/Plugins/hello_agent.c -o libhello.so
 *   echo 'library: libhello.so' > plugins.d/hello.yaml
 */
#include <orkesta/orkesta.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef PLUGIN_ID
#define PLUGIN_ID "hello"
#endif

#define MANIFEST                                                                     \
    "{\"id\": \"" PLUGIN_ID "\", \"name\": \"Hello\", \"version\": \"1.0.0\", \"kind\": \"agent\","   \
    " \"interfaces\": [\"ork.agent/1\"],"                                            \
    " \"services\": {\"required\": [\"ork.turn/1\"], \"optional\": [\"ork.log/1\"]}," \
    " \"config\": {\"type\": \"object\", \"additionalProperties\": false},"          \
    " \"egress\": [], \"isolation\": \"in-process\", \"limits\": {}}"

/* The host reads this section without running the plugin. */
ORK_MANIFEST_SECTION const char hello_manifest[] = MANIFEST;

/* A string literal, its length known at compile time. */
#define STR(literal) ((ork_str){(literal), sizeof(literal) - 1})

static int equals(ork_str left, const char *right)
{
    return left.len == strlen(right) && memcmp(left.ptr, right, left.len) == 0;
}

/* One tenant's instance. */
typedef struct hello {
    ork_instance instance;
    const ork_host *host;
    ork_inst inst;
    const ork_turn_service *turns;
} hello;

/* ---- The agent: one message in, one answer out. */

static ork_status answer(hello *self, ork_turn turn, const ork_turn_input *input)
{
    static const char start[] = "Me escribiste: ";
    size_t length = sizeof(start) - 1 + input->text.len;
    char *text = malloc(length);
    if (text == NULL) return ORK_E_INTERNAL;
    memcpy(text, start, sizeof(start) - 1);
    /* Borrowed text is copied, and never taken for NUL-terminated. */
    if (input->text.len > 0) memcpy(text + sizeof(start) - 1, input->text.ptr, input->text.len);
    ork_event event = {.size = sizeof(event), .kind = ORK_EVENT_TEXT, .text = {text, length}};
    ork_status status = ork_turn_emit(self->turns, self->inst, turn, &event);
    free(text);
    return status;
}

/* ORK_OK promises that the turn is finished exactly once: here, at once. */
static ork_status start_turn(void *impl, ork_turn turn, const ork_turn_input *input)
{
    hello *self = impl;
    if (input->kind != ORK_TURN_MESSAGE) return ORK_E_UNSUPPORTED;
    ork_status status = answer(self, turn, input);
    ork_turn_result result = {.size = sizeof(result), .intent = STR("hello"), .confidence = 1};
    ork_turn_finish(self->turns, self->inst, turn, status, &result);
    return ORK_OK;
}

static void cancel_turn(void *impl, ork_turn turn)
{
    /* Turns end before start_turn returns, so there is never one to cancel. */
    (void)impl, (void)turn;
}

static const ork_agent agent = {.size = sizeof(ork_agent), .start_turn = start_turn, .cancel_turn = cancel_turn};

/* ---- The life of an instance. */

static ork_status start(void *impl)
{
    hello *self = impl;
    self->turns = self->host->get_service(self->inst, STR(ORK_TURN_1));
    return self->turns == NULL ? ORK_E_UNSUPPORTED : ORK_OK;
}

static ork_status activate(void *impl, ork_op op)
{
    hello *self = impl;
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
    (void)ctx, (void)plugin_id, (void)config_json;
    hello *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        error->status = ORK_E_INTERNAL;
        snprintf(error->message, sizeof(error->message), "out of memory");
        return ORK_E_INTERNAL;
    }
    self->host = host;
    self->inst = inst;
    self->instance = (ork_instance){
        .size = sizeof(ork_instance),
        .impl = self,
        .start = start,
        .activate = activate,
        .deactivate = deactivate,
        .destroy = destroy,
        .get_extension = get_extension,
    };
    *instance = &self->instance;
    return ORK_OK;
}

/* ---- The way in. */

static const ork_descriptor descriptor = {
    .size = sizeof(ork_descriptor),
    .kind = ORK_KIND_AGENT,
    .id = {PLUGIN_ID, sizeof(PLUGIN_ID) - 1},
    .name = {"Hello", 5},
    .version = {"1.0.0", 5},
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
    .abi_major = ORK_ABI_MAJOR,
    .abi_minor = ORK_ABI_MINOR,
    .get_factory = get_factory,
};

__attribute__((visibility("default"))) const ork_entry *orkesta_plugin_entry_v1(void) { return &entry; }
