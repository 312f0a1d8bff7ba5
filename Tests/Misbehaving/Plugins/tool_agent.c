/* An agent in C that offers tools (ork.tools/1) of both forms: C functions of its
 * own, called by the host, and a tool that it answers itself with the help of a
 * service. Compiled with BROKEN_TOOL it declares what cannot be called.
 */
#include "text.h"

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

/* One tenant's instance. */
typedef struct tooled {
    ork_instance table;
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

/* ---- The way in. */

#define PLUGIN_NAME "Tooled"
#define PLUGIN tooled
#define TOOLS tool_table
#include "one_plugin.h"
