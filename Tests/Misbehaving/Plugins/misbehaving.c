/* An agent that breaks the contract in the way its setting `misdeed` names, so
 * that tests see what becomes of its tenant, of the others, and of the host.
 * hello_agent.c is the example to learn from; this one is not.
 *
 * Compiled with -DPLUGIN_ID="other" it is a plugin of another name, with
 * -DABI_MAJOR=99 one of another ABI, with -DNO_ENTRY a library without a way in, with
 * -DMISDEED="finish_twice" one that misbehaves without being told to.
 */
#define _GNU_SOURCE

#include <orkesta/orkesta.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef PLUGIN_ID
#define PLUGIN_ID "misbehaving"
#endif
#ifndef MISDEED
#define MISDEED "none"
#endif
#ifndef ABI_MAJOR
#define ABI_MAJOR ORK_ABI_MAJOR
#endif

#define MANIFEST                                                                                                  \
    "{\"id\": \"" PLUGIN_ID "\", \"name\": \"Misbehaving\", \"version\": \"1.0.0\", \"kind\": \"agent\","         \
    " \"interfaces\": [\"ork.agent/1\"], \"services\": {\"required\": [\"ork.turn/1\"], \"optional\": []},"       \
    " \"config\": {\"type\": \"object\", \"additionalProperties\": false,"                                        \
    " \"properties\": {\"misdeed\": {\"type\": \"string\", \"title\": \"Misdeed\", \"default\": \"" MISDEED "\"}}}," \
    " \"egress\": [], \"isolation\": \"in-process\", \"limits\": {}}"

ORK_MANIFEST_SECTION const char misbehaving_manifest[] = MANIFEST;

#define STR(literal) ((ork_str){(literal), sizeof(literal) - 1})
#define HUGE_BYTES ((size_t)10 << 20)

typedef struct instance {
    ork_instance table;
    const ork_host *host;
    ork_inst inst;
    const ork_turn_service *turns;
    ork_turn last_turn; /* of the message before; stale by the next */
    char misdeed[32];
} instance;

static int is(const instance *self, const char *misdeed) { return strcmp(self->misdeed, misdeed) == 0; }

static int equals(ork_str left, const char *right)
{
    return left.len == strlen(right) && memcmp(left.ptr, right, left.len) == 0;
}

static ork_status say(instance *self, ork_turn turn, ork_str text)
{
    ork_event event = {.size = sizeof(event), .kind = ORK_EVENT_TEXT, .text = text};
    return ork_turn_emit(self->turns, self->inst, turn, &event);
}

static void finish(instance *self, ork_turn turn)
{
    ork_turn_result result = {.size = sizeof(result)};
    ork_turn_finish(self->turns, self->inst, turn, ORK_OK, &result);
}

/* ---- Misdeeds in a turn. Each then goes on as if nothing had been wrong. */

static void finish_twice(instance *self, ork_turn turn)
{
    say(self, turn, STR("once"));
    finish(self, turn);
    finish(self, turn);
}

static void emit_after_finish(instance *self, ork_turn turn)
{
    say(self, turn, STR("in time"));
    finish(self, turn);
    say(self, turn, STR("too late"));
}

static void garbage_utf8(instance *self, ork_turn turn)
{
    say(self, turn, STR("\xFF\xFE broken \xC3"));
    finish(self, turn);
}

static void garbage_json(instance *self, ork_turn turn)
{
    say(self, turn, STR("with a broken result"));
    ork_turn_result result = {.size = sizeof(result), .state_patch_json = STR("{\"open\": [1, 2")};
    ork_turn_finish(self->turns, self->inst, turn, ORK_OK, &result);
}

static void never_finish(instance *self, ork_turn turn) { say(self, turn, STR("I will be right back")); }

static void stale_handle(instance *self, ork_turn turn)
{
    if (self->last_turn != 0) {
        say(self, self->last_turn, STR("into the turn before"));
        finish(self, self->last_turn);
    }
    say(self, turn, STR("fresh"));
    finish(self, turn);
}

static void forged_handle(instance *self, ork_turn turn)
{
    ork_event event = {.size = sizeof(event), .kind = ORK_EVENT_TEXT, .text = STR("forged")};
    for (uint64_t step = 1; step <= 8; step++) {
        say(self, turn + step, event.text);
        ork_turn_emit(self->turns, self->inst ^ (step << 32), turn, &event);
        finish(self, turn ^ (step << 32));
    }
    say(self, turn, STR("genuine"));
    finish(self, turn);
}

/* Guesses the handles of instances made before and after this one, as would
 * belong to other tenants. */
static void neighbours_handle(instance *self, ork_turn turn)
{
    ork_event event = {.size = sizeof(event), .kind = ORK_EVENT_TEXT, .text = STR("forged")};
    for (uint64_t step = 1; step <= 40; step++) {
        ork_turn_emit(self->turns, self->inst + step, turn, &event);
        ork_turn_emit(self->turns, self->inst - step, turn, &event);
    }
    say(self, turn, STR("genuine"));
    finish(self, turn);
}

typedef struct errand {
    instance *self;
    ork_turn turn;
} errand;

static void *run_errand(void *context)
{
    errand *job = context;
    say(job->self, job->turn, STR("from a stranger's thread"));
    finish(job->self, job->turn);
    return NULL;
}

static void wrong_thread(instance *self, ork_turn turn)
{
    errand job = {self, turn};
    pthread_t thread;
    if (pthread_create(&thread, NULL, run_errand, &job) == 0) pthread_join(thread, NULL);
    say(self, turn, STR("from the lane"));
    finish(self, turn);
}

static void blocked_lane(instance *self, ork_turn turn)
{
    (void)self, (void)turn;
    for (;;) pause();
}

static void oversized_reply(instance *self, ork_turn turn)
{
    char *text = malloc(HUGE_BYTES);
    if (text != NULL) {
        memset(text, 'x', HUGE_BYTES);
        say(self, turn, (ork_str){text, HUGE_BYTES});
        free(text);
    }
    finish(self, turn);
}

static void endless_replies(instance *self, ork_turn turn)
{
    for (int number = 0; number < 1000; number++) say(self, turn, STR("and another thing"));
    finish(self, turn);
}

static void null_text(instance *self, ork_turn turn)
{
    say(self, turn, (ork_str){NULL, 100});
    ork_turn_emit(self->turns, self->inst, turn, NULL);
    ork_turn_finish(self->turns, self->inst, turn, ORK_OK, NULL);
}

static void wrong_size(instance *self, ork_turn turn)
{
    ork_event event = {.size = 4, .kind = ORK_EVENT_TEXT, .text = STR("small")};
    ork_turn_emit(self->turns, self->inst, turn, &event);
    ork_turn_result result = {.size = 1};
    ork_turn_finish(self->turns, self->inst, turn, ORK_OK, &result);
    finish(self, turn);
}

static void hand_off_nowhere(instance *self, ork_turn turn)
{
    ork_turn_result result = {.size = sizeof(result), .handoff_to = STR("nobody-of-that-name")};
    ork_turn_finish(self->turns, self->inst, turn, ORK_OK, &result);
}

static void hand_off_to_itself(instance *self, ork_turn turn)
{
    ork_turn_result result = {.size = sizeof(result), .handoff_to = STR(PLUGIN_ID)};
    ork_turn_finish(self->turns, self->inst, turn, ORK_OK, &result);
}

static void none(instance *self, ork_turn turn)
{
    say(self, turn, STR("well behaved"));
    finish(self, turn);
}

typedef void (*turn_function)(instance *self, ork_turn turn);

static turn_function misdeed_in_turn(const instance *self)
{
    static const struct {
        const char *name;
        turn_function run;
    } table[] = {
        {"finish_twice", finish_twice},       {"emit_after_finish", emit_after_finish},
        {"garbage_utf8", garbage_utf8},       {"garbage_json", garbage_json},
        {"never_finish", never_finish},       {"stale_handle", stale_handle},
        {"forged_handle", forged_handle},     {"wrong_thread", wrong_thread},
        {"blocked_lane", blocked_lane},       {"oversized_reply", oversized_reply},
        {"endless_replies", endless_replies}, {"null_text", null_text},
        {"wrong_size", wrong_size},           {"hand_off_nowhere", hand_off_nowhere},
        {"hand_off_to_itself", hand_off_to_itself}, {"neighbours_handle", neighbours_handle},
    };
    for (size_t index = 0; index < sizeof(table) / sizeof(table[0]); index++) {
        if (is(self, table[index].name)) return table[index].run;
    }
    return none;
}

static ork_status start_turn(void *impl, ork_turn turn, const ork_turn_input *input)
{
    instance *self = impl;
    if (input->kind != ORK_TURN_MESSAGE) return ORK_E_UNSUPPORTED;
    if (is(self, "refuse_turn")) return ORK_E_INTERNAL;
    if (is(self, "unknown_status")) return 4711;
    misdeed_in_turn(self)(self, turn);
    self->last_turn = turn;
    return ORK_OK;
}

static void cancel_turn(void *impl, ork_turn turn) { (void)impl, (void)turn; }

static const ork_agent agent = {.size = sizeof(ork_agent), .start_turn = start_turn, .cancel_turn = cancel_turn};

/* ---- Misdeeds in the life of an instance. */

static ork_status start(void *impl)
{
    instance *self = impl;
    if (is(self, "fail_start")) return ORK_E_UNAVAILABLE;
    self->turns = self->host->get_service(self->inst, STR(ORK_TURN_1));
    return self->turns == NULL ? ORK_E_UNSUPPORTED : ORK_OK;
}

static ork_status activate(void *impl, ork_op op)
{
    instance *self = impl;
    if (is(self, "never_activate")) return ORK_OK;
    ork_error error = {.size = sizeof(error), .status = ORK_E_UNAVAILABLE, .message = "the moon is in the wrong house"};
    ork_completion answer = {.size = sizeof(answer), .status = ORK_OK};
    if (is(self, "fail_activate")) {
        answer.status = ORK_E_UNAVAILABLE;
        answer.error = &error;
    }
    self->host->complete(self->inst, op, &answer);
    if (is(self, "activate_twice")) self->host->complete(self->inst, op, &answer);
    return ORK_OK;
}

/* Never answered: the host has to go on without. */
static ork_status drain(void *impl, int64_t deadline_ms, ork_op op)
{
    (void)deadline_ms;
    instance *self = impl;
    if (is(self, "never_drain")) return ORK_OK;
    ork_completion answer = {.size = sizeof(answer), .status = ORK_OK};
    return self->host->complete(self->inst, op, &answer);
}

typedef struct afterlife {
    const ork_host *host;
    ork_inst inst;
} afterlife;

static void *haunt(void *context)
{
    afterlife *past = context;
    for (int call = 0; call < 100; call++) {
        past->host->post(past->inst, 1);
        usleep(2000);
    }
    free(past);
    return NULL;
}

static void deactivate(void *impl)
{
    instance *self = impl;
    if (!is(self, "call_after_destroy")) return;
    afterlife *past = malloc(sizeof(*past));
    if (past == NULL) return;
    *past = (afterlife){self->host, self->inst};
    pthread_t thread;
    if (pthread_create(&thread, NULL, haunt, past) == 0) {
        pthread_detach(thread);
    } else {
        free(past);
    }
}

static void destroy(void *impl) { free(impl); }

static void on_post(void *impl, uint64_t token) { (void)impl, (void)token; }

static const void *get_extension(void *impl, ork_str id)
{
    return equals(id, ORK_AGENT_1) && !is(impl, "no_agent") ? &agent : NULL;
}

/* The value of "misdeed": the host hands over canonical JSON, without spaces. */
static void read_misdeed(instance *self, ork_str config)
{
    static const char key[] = "\"misdeed\":\"";
    const char *found = config.len == 0 ? NULL : memmem(config.ptr, config.len, key, sizeof(key) - 1);
    if (found == NULL) return;
    const char *value = found + sizeof(key) - 1, *end = config.ptr + config.len;
    for (size_t index = 0; index + 1 < sizeof(self->misdeed) && value < end && *value != '"'; index++) {
        self->misdeed[index] = *value++;
    }
}

static ork_status create(
    void *ctx, const ork_host *host, ork_inst inst, ork_str plugin_id, ork_str config_json,
    const ork_instance **made, ork_error *error)
{
    (void)ctx, (void)plugin_id;
    instance *self = calloc(1, sizeof(*self));
    if (self == NULL) return ORK_E_INTERNAL;
    read_misdeed(self, config_json);
    if (is(self, "fail_create")) {
        error->status = ORK_E_INVALID;
        snprintf(error->message, sizeof(error->message), "not in the mood");
        free(self);
        return ORK_E_INVALID;
    }
    self->host = host;
    self->inst = inst;
    self->table = (ork_instance){
        .size = sizeof(ork_instance),
        .impl = self,
        .start = start,
        .activate = activate,
        .drain = drain,
        .deactivate = deactivate,
        .destroy = destroy,
        .on_post = on_post,
        .get_extension = get_extension,
    };
    if (is(self, "null_instance")) {
        free(self);
        *made = NULL;
        return ORK_OK;
    }
    *made = &self->table;
    return ORK_OK;
}

#ifndef NO_ENTRY
static const ork_descriptor descriptor = {
    .size = sizeof(ork_descriptor),
    .kind = ORK_KIND_AGENT,
    .id = {PLUGIN_ID, sizeof(PLUGIN_ID) - 1},
    .name = {"Misbehaving", 11},
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
    .size = sizeof(ork_entry), .abi_major = ABI_MAJOR, .abi_minor = ORK_ABI_MINOR, .get_factory = get_factory,
};

__attribute__((visibility("default"))) const ork_entry *orkesta_plugin_entry_v1(void) { return &entry; }
#endif
