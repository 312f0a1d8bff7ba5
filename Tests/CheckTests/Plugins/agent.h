/* A whole, correct agent around one function that each file of this folder defines:
 *
 *     static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input);
 *
 * start_turn returns what it returns. A file may also define, before it includes
 * this one, ON_ENTRY, ON_CREATE(self), ON_START(self), ON_CANCEL(self, turn),
 * ON_UNKNOWN_KIND, ON_DESTROY(self), CONFIG, REQUIRED_SERVICES, OPTIONAL_SERVICES,
 * INTERFACES, VERSION and KIND, which stand for what their names say, and WAKE and
 * TOOLS, functions of its own: `wake` of ork_agent, and one that gives its ork_tools.
 * honest.c uses none of them.
 */
#ifndef CHECK_TESTS_AGENT_H
#define CHECK_TESTS_AGENT_H

#include <orkesta/orkesta.h>

#include <stdlib.h>
#include <string.h>

#ifndef ON_ENTRY
#define ON_ENTRY (void)0
#endif
#ifndef ON_CREATE
#define ON_CREATE(self) (void)0
#endif
#ifndef ON_START
#define ON_START(self) (void)0
#endif
#ifndef ON_CANCEL
#define ON_CANCEL(self, turn) (void)0
#endif
#ifndef ON_UNKNOWN_KIND
#define ON_UNKNOWN_KIND (void)0
#endif
#ifndef ON_DESTROY
#define ON_DESTROY(self) (void)0
#endif
#ifndef CONFIG
#define CONFIG "{\"type\": \"object\"}"
#endif
#ifndef REQUIRED_SERVICES
#define REQUIRED_SERVICES "\"ork.turn/1\""
#endif
#ifndef INTERFACES
#define INTERFACES "\"ork.agent/1\""
#endif
#ifndef OPTIONAL_SERVICES
#define OPTIONAL_SERVICES "\"ork.log/1\", \"ork.storage/1\", \"ork.clock/1\", \"ork.conversation/1\""
#endif
#ifndef VERSION
#define VERSION "\"1.0.0\""
#endif
#ifndef KIND
#define KIND "\"agent\""
#endif

#define MANIFEST                                                                                       \
    "{\"id\": \"specimen\", \"name\": \"Specimen\", \"version\": " VERSION ", \"kind\": " KIND ","      \
    " \"interfaces\": [" INTERFACES "],"                                                               \
    " \"services\": {\"required\": [" REQUIRED_SERVICES "], \"optional\": [" OPTIONAL_SERVICES "]},"   \
    " \"config\": " CONFIG ", \"egress\": [], \"isolation\": \"in-process\", \"limits\": {}}"

ORK_MANIFEST_SECTION const char specimen_manifest[] = MANIFEST;

#define STR(literal) ((ork_str){(literal), sizeof(literal) - 1})

typedef struct agent {
    ork_instance table;
    const ork_host *host;
    ork_inst inst;
    const ork_turn_service *turns;
    const ork_storage_service *storage;
    const ork_conversation_service *conversations;
    const ork_log_service *log;
    char settings[256]; /* the configuration, cut */
    ork_turn cancelled; /* the turn that was cancelled last */
    void *extra;        /* for a file's own use */
} agent;

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input);
#ifdef WAKE
static ork_status WAKE(void *impl, ork_turn turn, const ork_turn_input *input);
#else
#define WAKE NULL
#endif
#ifdef TOOLS
static const ork_tools *TOOLS(agent *self);
#endif

/* ---- What answers are made of. */

static inline ork_status say(agent *self, ork_turn turn, ork_str text)
{
    ork_event event = {.size = sizeof(event), .kind = ORK_EVENT_TEXT, .text = text};
    return ork_turn_emit(self->turns, self->inst, turn, &event);
}

static inline void finish(agent *self, ork_turn turn, ork_status status)
{
    ork_turn_result result = {.size = sizeof(result), .intent = STR("specimen"), .confidence = 1};
    ork_turn_finish(self->turns, self->inst, turn, status, &result);
}

/* Says one thing, and that is that. */
static inline ork_status reply(agent *self, ork_turn turn, ork_str text)
{
    finish(self, turn, say(self, turn, text));
    return ORK_OK;
}

/* What waits for an operation; freed by whoever takes it up. */
typedef struct errand {
    agent *self;
    ork_turn turn;
    int tries;
} errand;

static inline errand *new_errand(agent *self, ork_turn turn)
{
    errand *made = malloc(sizeof(*made));
    if (made != NULL) *made = (errand){self, turn, 0};
    return made;
}

static inline ork_call call_for(errand *job, ork_on_completion on_done)
{
    return (ork_call){.size = sizeof(ork_call), .turn = job->turn, .user = job, .on_done = on_done};
}

/* Ends the errand with its turn, in failure. */
static inline void give_up(errand *job, ork_status status)
{
    finish(job->self, job->turn, status);
    free(job);
}

/* ---- The agent. */

static ork_status start_turn(void *impl, ork_turn turn, const ork_turn_input *input)
{
    if (input->kind != ORK_TURN_MESSAGE) {
        ON_UNKNOWN_KIND;
        return ORK_E_UNSUPPORTED;
    }
    return answer(impl, turn, input);
}

static void cancel_turn(void *impl, ork_turn turn)
{
    agent *self = impl;
    self->cancelled = turn;
    ON_CANCEL(self, turn);
}

static const ork_agent agent_table = {
    .size = sizeof(ork_agent), .start_turn = start_turn, .cancel_turn = cancel_turn, .wake = WAKE,
};

static ork_status start(void *impl)
{
    agent *self = impl;
    self->turns = self->host->get_service(self->inst, STR(ORK_TURN_1));
    self->storage = self->host->get_service(self->inst, STR(ORK_STORAGE_1));
    self->conversations = self->host->get_service(self->inst, STR(ORK_CONVERSATION_1));
    self->log = self->host->get_service(self->inst, STR(ORK_LOG_1));
    ON_START(self);
    return self->turns == NULL ? ORK_E_UNSUPPORTED : ORK_OK;
}

static ork_status activate(void *impl, ork_op op)
{
    agent *self = impl;
    ork_completion ready = {.size = sizeof(ready)};
    return self->host->complete(self->inst, op, &ready);
}

static void deactivate(void *impl) { (void)impl; }

static void destroy(void *impl)
{
    ON_DESTROY(((agent *)impl));
    free(impl);
}

static int equals(ork_str left, const char *right)
{
    return left.len == strlen(right) && memcmp(left.ptr, right, left.len) == 0;
}

static const void *get_extension(void *impl, ork_str id)
{
    (void)impl;
#ifdef TOOLS
    if (equals(id, ORK_TOOLS_1)) return TOOLS(impl);
#endif
    return equals(id, ORK_AGENT_1) ? &agent_table : NULL;
}

static ork_status create(
    void *ctx, const ork_host *host, ork_inst inst, ork_str plugin_id, ork_str config_json,
    const ork_instance **made, ork_error *error)
{
    (void)ctx, (void)plugin_id, (void)error;
    agent *self = calloc(1, sizeof(*self));
    if (self == NULL) return ORK_E_INTERNAL;
    size_t length = config_json.len < sizeof(self->settings) ? config_json.len : sizeof(self->settings) - 1;
    if (length > 0) memcpy(self->settings, config_json.ptr, length);
    self->host = host;
    self->inst = inst;
    self->table = (ork_instance){
        .size = sizeof(ork_instance),
        .impl = self,
        .start = start,
        .activate = activate,
        .deactivate = deactivate,
        .destroy = destroy,
        .get_extension = get_extension,
    };
    *made = &self->table;
    ON_CREATE(self);
    return ORK_OK;
}

/* ---- The way in. */

static const ork_descriptor descriptor = {
    .size = sizeof(ork_descriptor),
    .kind = ORK_KIND_AGENT,
    .id = {"specimen", 8},
    .name = {"Specimen", 8},
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

#ifndef GET_FACTORY
static const void *get_factory(ork_str id) { return equals(id, ORK_PLUGIN_FACTORY_1) ? &factory : NULL; }
#else
static const void *get_factory(ork_str id) { return GET_FACTORY(id); }
#endif

static const ork_entry entry = {
    .size = sizeof(ork_entry),
    .abi_major = ORK_ABI_MAJOR,
    .abi_minor = ORK_ABI_MINOR,
    .get_factory = get_factory,
};

__attribute__((visibility("default"))) const ork_entry *orkesta_plugin_entry_v1(void)
{
    ON_ENTRY;
    return &entry;
}

#endif
