/* An agent that asks a language model whatever the customer writes: for the tests of
 * ork.llm/1. A message is a QUESTION of ext/llm.h; "race QUESTION", which counts in a
 * document of all conversations, so that one of two turns at once is redone; or
 * "cancel QUESTION", which is given up as soon as it is asked.
 * It offers two tools, of which one changes state.
 */
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MANIFEST                                                                      \
    "{\"id\": \"asker\", \"name\": \"Asker\", \"version\": \"1.0.0\", \"kind\": \"agent\"," \
    " \"interfaces\": [\"ork.agent/1\", \"ork.tools/1\"],"                            \
    " \"services\": {\"required\": [\"ork.turn/1\", \"ork.llm/1\", \"ork.storage/1\"]},"   \
    " \"config\": {\"type\": \"object\", \"additionalProperties\": false}}"

/* One tenant's instance. */
typedef struct asker {
    ork_instance table;
    const ork_host *host;
    ork_inst inst;
    const ork_turn_service *turns;
    const ork_llm_service *models;
    const ork_storage_service *storage;
} asker;

/* A turn that waits: for the count of all conversations, then for the model. */
typedef struct asking {
    asker *self;
    ork_turn turn;
    int is_race, is_cancelled;
    int64_t revision;
    char said[4096];
    char question[16384];
} asking;

static void end(asking *asking, ork_status status)
{
    asker *self = asking->self;
    ork_event event = {
        .size = sizeof(event),
        .kind = ORK_EVENT_TEXT,
        .text = {asking->said, strlen(asking->said)},
        .fallback = STR("Sin cifras."),
    };
    if (status == ORK_OK) ork_turn_emit(self->turns, self->inst, asking->turn, &event);
    ork_turn_result result = {.size = sizeof(result), .intent = STR("question"), .confidence = 1};
    ork_turn_finish(self->turns, self->inst, asking->turn, status, &result);
    free(asking);
}

/* Copies the text of the last member of that name, up to its closing quotation mark;
 * 0: there is none. The host's JSON has no spaces, and the calls come first. */
static int copy_text(ork_str json, const char *member, char *out, size_t room)
{
    size_t length = strlen(member), at = json.len < length ? 0 : json.len - length, written = 0;
    while (at > 0 && memcmp(json.ptr + at, member, length) != 0) at--;
    if (at == 0) return 0;
    for (at += length; at < json.len && json.ptr[at] != '"' && written + 1 < room; at++) out[written++] = json.ptr[at];
    out[written] = 0;
    return 1;
}

static ork_call envelope(asking *asking, const char *label, ork_on_completion on_done)
{
    return (ork_call){
        .size = sizeof(ork_call),
        .turn = asking->turn,
        .label = {label, strlen(label)},
        .user = asking,
        .on_done = on_done,
    };
}

/* ---- The race: a count that two turns at once cannot both write. */

static void counted(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    end(user, completion->status);
}

static ork_status count_up(asking *asking)
{
    ork_call call = envelope(asking, "count", counted);
    ork_op op = 0;
    asker *self = asking->self;
    return ork_storage_compare_and_set(
        self->storage, self->inst, &call, STR("count"), asking->revision, STR("{}"), &op);
}

/* ---- The question. */

static void answered(void *user, ork_op op, const ork_completion *completion)
{
    asking *asking = user;
    char reason[64] = "?";
    (void)op;
    if (completion->status != ORK_OK) {
        copy_text(completion->json, "\"reason\":\"", reason, sizeof(reason));
        snprintf(asking->said, sizeof(asking->said), "status %d, %s", completion->status, reason);
    } else if (!copy_text(completion->json, "\"text\":\"", asking->said, sizeof(asking->said))) {
        snprintf(asking->said, sizeof(asking->said), "an object");
    }
    ork_status status = asking->is_race ? count_up(asking) : ORK_OK;
    if (!asking->is_race || status != ORK_OK) end(asking, status);
}

static ork_status ask(asking *asking)
{
    asker *self = asking->self;
    ork_call call = envelope(asking, "ask", answered);
    ork_op op = 0;
    ork_str question = {asking->question, strlen(asking->question)};
    ork_status status = ork_llm_complete(self->models, self->inst, &call, question, &op);
    /* Its completion comes by the lane, so not before this returned. */
    if (status == ORK_OK && asking->is_cancelled) self->host->cancel(self->inst, op);
    return status;
}

static void looked(void *user, ork_op op, const ork_completion *completion)
{
    asking *asking = user;
    (void)op;
    asking->revision = completion->status == ORK_OK ? completion->number : 0;
    ork_status status = ask(asking);
    if (status != ORK_OK) end(asking, status);
}

static ork_status look(asking *asking)
{
    ork_call call = envelope(asking, "look", looked);
    ork_op op = 0;
    return ork_storage_get(asking->self->storage, asking->self->inst, &call, STR("count"), &op);
}

static ork_status start_turn(void *impl, ork_turn turn, const ork_turn_input *input)
{
    asker *self = impl;
    asking *asking = calloc(1, sizeof(*asking));
    if (asking == NULL) return ORK_E_INTERNAL;
    ork_str text = input->text;
    asking->self = self;
    asking->turn = turn;
    asking->is_race = text.len > 5 && memcmp(text.ptr, "race ", 5) == 0;
    asking->is_cancelled = text.len > 7 && memcmp(text.ptr, "cancel ", 7) == 0;
    if (asking->is_race) text = (ork_str){text.ptr + 5, text.len - 5};
    if (asking->is_cancelled) text = (ork_str){text.ptr + 7, text.len - 7};
    if (equals(text, "available")) {
        ork_status status = ork_llm_available(self->models, self->inst);
        snprintf(asking->said, sizeof(asking->said), "status %d", status);
        end(asking, ORK_OK);
        return ORK_OK;
    }
    if (text.len >= sizeof(asking->question)) {
        free(asking);
        return ORK_E_INVALID;
    }
    memcpy(asking->question, text.ptr, text.len);
    ork_status status = asking->is_race ? look(asking) : ask(asking);
    if (status == ORK_OK) return ORK_OK;
    snprintf(asking->said, sizeof(asking->said), "refused with %d", status);
    end(asking, ORK_OK);
    return ORK_OK;
}

static void cancel_turn(void *impl, ork_turn turn)
{
    /* The completion of what it waits for ends the turn. */
    (void)impl, (void)turn;
}

static const ork_agent agent = {
    .size = sizeof(ork_agent), .start_turn = start_turn, .cancel_turn = cancel_turn,
};

/* ---- The tools: a note that is kept with the turn, and a look at it. */

/* A tool that waits for the storage. */
typedef struct calling {
    asker *self;
    ork_op op;
} calling;

static void called(void *user, ork_op op, const ork_completion *completion)
{
    calling *calling = user;
    (void)op;
    ork_completion answer = {.size = sizeof(answer), .status = completion->status, .json = STR("{\"noted\":true}")};
    if (completion->json.len > 0) answer.json = completion->json;
    if (completion->status == ORK_E_NOT_FOUND) answer.status = ORK_OK, answer.json = STR("null");
    calling->self->host->complete(calling->self->inst, calling->op, &answer);
    free(calling);
}

static ork_status call_tool(void *impl, ork_op op, ork_turn turn, ork_str name, ork_str arguments)
{
    asker *self = impl;
    calling *waiting = malloc(sizeof(*waiting));
    if (waiting == NULL) return ORK_E_INTERNAL;
    *waiting = (calling){.self = self, .op = op};
    ork_call call = {.size = sizeof(call), .turn = turn, .label = STR("tool"), .user = waiting, .on_done = called};
    ork_op started = 0;
    ork_status status = equals(name, "keep_note")
        ? ork_storage_put(self->storage, self->inst, &call, STR("note"), arguments, &started)
        : ork_storage_get(self->storage, self->inst, &call, STR("note"), &started);
    if (status != ORK_OK) free(waiting);
    return status;
}

static const ork_tool tools[] = {
    {
        .size = sizeof(ork_tool),
        .effect = ORK_TOOL_CHANGES_STATE,
        .name = CONSTANT_STR("keep_note"),
        .description = CONSTANT_STR("Keeps a note."),
        .parameters_json = CONSTANT_STR("{\"type\": \"object\", \"required\": [\"text\"],"
                                        " \"properties\": {\"text\": {\"type\": \"string\"}}}"),
    },
    {
        .size = sizeof(ork_tool),
        .name = CONSTANT_STR("read_note"),
        .description = CONSTANT_STR("The note, or null."),
    },
};

static const ork_tools tool_table = {
    .size = sizeof(ork_tools),
    .count = sizeof(tools) / sizeof(tools[0]),
    .tools = tools,
    .stride = sizeof(ork_tool),
    .call = call_tool,
};

/* ---- The life of an instance. */

static ork_status start(void *impl)
{
    asker *self = impl;
    self->turns = self->host->get_service(self->inst, STR(ORK_TURN_1));
    self->models = self->host->get_service(self->inst, STR(ORK_LLM_1));
    self->storage = self->host->get_service(self->inst, STR(ORK_STORAGE_1));
    return self->turns == NULL || self->models == NULL || self->storage == NULL ? ORK_E_UNSUPPORTED : ORK_OK;
}

/* ---- The way in. */

#define PLUGIN_ID "asker"
#define PLUGIN_NAME "Asker"
#define PLUGIN asker
#define TOOLS tool_table
#include "one_plugin.h"
