/* An agent in C that offers tools (ork.tools/1) of both forms: C functions of its
 * own, called by the host, and a tool that it answers itself with the help of a
 * service. Compiled with BROKEN_TOOL it declares what cannot be called.
 */
#include <orkesta/orkesta.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef PLUGIN_ID
#define PLUGIN_ID "tooled"
#endif

#define MANIFEST                                                                      \
    "{\"id\": \"" PLUGIN_ID "\", \"name\": \"Tooled\", \"version\": \"1.0.0\", \"kind\": \"agent\"," \
    " \"interfaces\": [\"ork.agent/1\", \"ork.tools/1\"],"                            \
    " \"services\": {\"required\": [\"ork.turn/1\", \"ork.storage/1\"]},"              \
    " \"config\": {\"type\": \"object\", \"additionalProperties\": false}}"

ORK_MANIFEST_SECTION const char tooled_manifest[] = MANIFEST;

#define STR(literal) ((ork_str){(literal), sizeof(literal) - 1})
/* The same, where the compiler wants a constant. */
#define CONSTANT_STR(literal) {(literal), sizeof(literal) - 1}

static int equals(ork_str left, const char *right)
{
    return left.len == strlen(right) && memcmp(left.ptr, right, left.len) == 0;
}

/* One tenant's instance. */
typedef struct tooled {
    ork_instance instance;
    const ork_host *host;
    ork_inst inst;
    const ork_turn_service *turns;
    const ork_storage_service *storage;
} tooled;

/* ---- Native tools: functions that know nothing of the host. */

static double hypotenuse(double a, double b) { return sqrt(a * a + b * b); }

/* The first letter of each word. */
static void initials(const char *name, char *letters, size_t capacity)
{
    size_t count = 0;
    for (const char *letter = name; *letter != 0 && count + 1 < capacity; letter++) {
        if (*letter != ' ' && (letter == name || letter[-1] == ' ')) letters[count++] = *letter;
    }
}

/* ---- A turn tool: keeps a note, and says what was noted before. */

/* A call of the host that waits for a service. */
typedef struct pending {
    tooled *self;
    ork_op op;
} pending;

static void answer(pending *call, ork_status status, ork_str json)
{
    ork_completion completion = {.size = sizeof(completion), .status = status, .json = json};
    call->self->host->complete(call->self->inst, call->op, &completion);
    free(call);
}

static void noted(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    answer(user, completion->status, STR("{\"noted\":true}"));
}

static void recalled(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    if (completion->status == ORK_E_NOT_FOUND) answer(user, ORK_OK, STR("null"));
    else answer(user, completion->status, completion->json);
}

static ork_status call(void *impl, ork_op op, ork_turn turn, ork_str name, ork_str arguments)
{
    tooled *self = impl;
    pending *waiting = malloc(sizeof(*waiting));
    if (waiting == NULL) return ORK_E_INTERNAL;
    *waiting = (pending){.self = self, .op = op};
    ork_call service = {.size = sizeof(service), .turn = turn, .label = STR("note"), .user = waiting};
    ork_op started = 0;
    ork_status status = ORK_E_NOT_FOUND;
    if (equals(name, "note")) {
        service.on_done = noted;
        status = ork_storage_put(self->storage, self->inst, &service, STR("note"), arguments, &started);
    } else if (equals(name, "recall")) {
        service.on_done = recalled;
        status = ork_storage_get(self->storage, self->inst, &service, STR("note"), &started);
    } else if (equals(name, "never")) {
        free(waiting);
        return ORK_OK;
    }
    if (status != ORK_OK) free(waiting);
    return status;
}

static const ork_tool tools[] = {
    {
        .size = sizeof(ork_tool),
        .name = CONSTANT_STR("hypotenuse"),
        .description = CONSTANT_STR("The long side of a right triangle."),
        .signature = CONSTANT_STR("f64 hypotenuse(f64 a, f64 b)"),
        .function = ORK_SIG(hypotenuse, double (*)(double, double)),
    },
    {
        .size = sizeof(ork_tool),
        .name = CONSTANT_STR("initials"),
        .description = CONSTANT_STR("The first letter of each word of a name."),
        .parameters_json = CONSTANT_STR("{\"properties\": {\"name\": {\"type\": \"string\", \"maxLength\": 20}},"
                                        " \"required\": [\"name\"]}"),
        .signature = CONSTANT_STR("void initials(str name, out(8) letters)"),
        .function = ORK_SIG(initials, void (*)(const char *, char *, size_t)),
    },
    {
        .size = sizeof(ork_tool),
        .effect = ORK_TOOL_CHANGES_STATE,
        .name = CONSTANT_STR("note"),
        .description = CONSTANT_STR("Keeps a note."),
        .parameters_json = CONSTANT_STR("{\"type\": \"object\", \"required\": [\"text\"],"
                                        " \"properties\": {\"text\": {\"type\": \"string\"}}}"),
    },
    {
        .size = sizeof(ork_tool),
        .name = CONSTANT_STR("recall"),
        .description = CONSTANT_STR("The note, or null."),
    },
    {
        .size = sizeof(ork_tool),
        .name = CONSTANT_STR("never"),
        .description = CONSTANT_STR("Is never answered."),
    },
#ifdef BROKEN_TOOL
    {
        .size = sizeof(ork_tool),
        .name = CONSTANT_STR("broken"),
        .description = CONSTANT_STR("Has a type that cannot be called."),
        .signature = CONSTANT_STR("f64 hypotenuse(float a, float b)"),
        .function = ORK_SIG(hypotenuse, double (*)(double, double)),
    },
#endif
};

static const ork_tools tool_table = {
    .size = sizeof(ork_tools),
    .count = sizeof(tools) / sizeof(tools[0]),
    .tools = tools,
    .stride = sizeof(ork_tool),
    .call = call,
};

/* ---- The agent: says hello. */

static ork_status start_turn(void *impl, ork_turn turn, const ork_turn_input *input)
{
    tooled *self = impl;
    (void)input;
    ork_event event = {.size = sizeof(event), .kind = ORK_EVENT_TEXT, .text = STR("hola")};
    ork_status status = ork_turn_emit(self->turns, self->inst, turn, &event);
    ork_turn_result result = {.size = sizeof(result)};
    ork_turn_finish(self->turns, self->inst, turn, status, &result);
    return ORK_OK;
}

static const ork_agent agent = {.size = sizeof(ork_agent), .start_turn = start_turn};

/* ---- The life of an instance. */

static ork_status start(void *impl)
{
    tooled *self = impl;
    self->turns = self->host->get_service(self->inst, STR(ORK_TURN_1));
    self->storage = self->host->get_service(self->inst, STR(ORK_STORAGE_1));
    return self->turns == NULL || self->storage == NULL ? ORK_E_UNSUPPORTED : ORK_OK;
}

static ork_status activate(void *impl, ork_op op)
{
    tooled *self = impl;
    ork_completion ready = {.size = sizeof(ready), .status = ORK_OK};
    return self->host->complete(self->inst, op, &ready);
}

static void deactivate(void *impl) { (void)impl; }

static void destroy(void *impl) { free(impl); }

static const void *get_extension(void *impl, ork_str id)
{
    (void)impl;
    if (equals(id, ORK_TOOLS_1)) return &tool_table;
    return equals(id, ORK_AGENT_1) ? &agent : NULL;
}

static ork_status create(
    void *ctx, const ork_host *host, ork_inst inst, ork_str plugin_id, ork_str config_json,
    const ork_instance **instance, ork_error *error)
{
    (void)ctx, (void)plugin_id, (void)config_json;
    tooled *self = calloc(1, sizeof(*self));
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
    .id = CONSTANT_STR(PLUGIN_ID),
    .name = CONSTANT_STR("Tooled"),
    .version = CONSTANT_STR("1.0.0"),
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
