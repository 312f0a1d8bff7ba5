/* An agent of the days of version 1.0, frozen with the headers beside it: hosts of
 * every later 1.x load it and it works. It counts messages in its storage and
 * answers with the number, the channel and the text. Never change it.
 */
#include <orkesta/orkesta.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MANIFEST                                                                                             \
    "{\"id\": \"older\", \"name\": \"Older\", \"version\": \"1.0.0\", \"kind\": \"agent\","                   \
    " \"interfaces\": [\"ork.agent/1\"], \"services\": {\"required\": [\"ork.turn/1\", \"ork.storage/1\"],"  \
    " \"optional\": [\"ork.log/1\"]}, \"config\": {\"type\": \"object\"},"                                   \
    " \"egress\": [], \"isolation\": \"in-process\", \"limits\": {}}"

ORK_MANIFEST_SECTION const char older_manifest[] = MANIFEST;

#define STR(literal) ((ork_str){(literal), sizeof(literal) - 1})

typedef struct older {
    ork_instance table;
    const ork_host *host;
    ork_inst inst;
    const ork_turn_service *turns;
    const ork_storage_service *storage;
    const ork_log_service *log;
} older;

/* A message that waits for its number. */
typedef struct pending {
    older *self;
    ork_turn turn;
    long number;
    char channel[32];
    char text[1024];
} pending;

static void copy(char *to, size_t size, ork_str from)
{
    size_t length = from.len < size ? from.len : size - 1;
    if (length > 0) memcpy(to, from.ptr, length);
    to[length] = 0;
}

static void finish(pending *message, ork_status status)
{
    ork_turn_result result = {.size = sizeof(result), .intent = STR("older"), .confidence = 0.5};
    ork_turn_finish(message->self->turns, message->self->inst, message->turn, status, &result);
    free(message);
}

static void written(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    pending *message = user;
    if (completion->status != ORK_OK) {
        finish(message, completion->status);
        return;
    }
    char text[1200];
    int length = snprintf(text, sizeof(text), "Mensaje %ld de %s-%d.%d: %s", message->number, message->channel,
                          ORK_ABI_MAJOR, ORK_ABI_MINOR, message->text);
    ork_event event = {.size = sizeof(event), .kind = ORK_EVENT_TEXT, .text = {text, (size_t)length}};
    ork_log_write(message->self->log, message->self->inst, ORK_LOG_DEBUG, STR("Answered"), STR("{}"));
    finish(message, ork_turn_emit(message->self->turns, message->self->inst, message->turn, &event));
}

static void read_number(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    pending *message = user;
    ork_status status = completion->status;
    if (status != ORK_OK && status != ORK_E_NOT_FOUND) {
        finish(message, status);
        return;
    }
    char number[24] = "";
    if (status == ORK_OK) copy(number, sizeof(number), completion->json);
    message->number = strtol(number, NULL, 10) + 1;
    int length = snprintf(number, sizeof(number), "%ld", message->number);
    ork_call call = {.size = sizeof(call), .turn = message->turn, .user = message, .on_done = written};
    ork_op put = 0;
    status = ork_storage_put(message->self->storage, message->self->inst, &call, STR("count"),
                             (ork_str){number, (size_t)length}, &put);
    if (status != ORK_OK) finish(message, status);
}

static ork_status start_turn(void *impl, ork_turn turn, const ork_turn_input *input)
{
    older *self = impl;
    if (input->kind != ORK_TURN_MESSAGE) return ORK_E_UNSUPPORTED;
    pending *message = calloc(1, sizeof(*message));
    if (message == NULL) return ORK_E_INTERNAL;
    message->self = self;
    message->turn = turn;
    copy(message->channel, sizeof(message->channel), input->channel);
    copy(message->text, sizeof(message->text), input->text);
    ork_call call = {.size = sizeof(call), .turn = turn, .user = message, .on_done = read_number};
    ork_op get = 0;
    ork_status status = ork_storage_get(self->storage, self->inst, &call, STR("count"), &get);
    if (status != ORK_OK) free(message);
    return status;
}

static void cancel_turn(void *impl, ork_turn turn) { (void)impl, (void)turn; }

static const ork_agent agent = {.size = sizeof(ork_agent), .start_turn = start_turn, .cancel_turn = cancel_turn};

static ork_status start(void *impl)
{
    older *self = impl;
    self->turns = self->host->get_service(self->inst, STR(ORK_TURN_1));
    self->storage = self->host->get_service(self->inst, STR(ORK_STORAGE_1));
    self->log = self->host->get_service(self->inst, STR(ORK_LOG_1));
    return self->turns == NULL || self->storage == NULL ? ORK_E_UNSUPPORTED : ORK_OK;
}

static ork_status activate(void *impl, ork_op op)
{
    older *self = impl;
    ork_completion ready = {.size = sizeof(ready)};
    return self->host->complete(self->inst, op, &ready);
}

static void deactivate(void *impl) { (void)impl; }

static void destroy(void *impl) { free(impl); }

static int equals(ork_str left, const char *right)
{
    return left.len == strlen(right) && memcmp(left.ptr, right, left.len) == 0;
}

static const void *get_extension(void *impl, ork_str id)
{
    (void)impl;
    return equals(id, ORK_AGENT_1) ? &agent : NULL;
}

static ork_status create(
    void *ctx, const ork_host *host, ork_inst inst, ork_str plugin_id, ork_str config_json,
    const ork_instance **made, ork_error *error)
{
    (void)ctx, (void)plugin_id, (void)config_json, (void)error;
    older *self = calloc(1, sizeof(*self));
    if (self == NULL) return ORK_E_INTERNAL;
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
    return ORK_OK;
}

static const ork_descriptor descriptor = {
    .size = sizeof(ork_descriptor),
    .kind = ORK_KIND_AGENT,
    .id = {"older", 5},
    .name = {"Older", 5},
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
    .size = sizeof(ork_entry), .abi_major = ORK_ABI_MAJOR, .abi_minor = ORK_ABI_MINOR, .get_factory = get_factory,
};

__attribute__((visibility("default"))) const ork_entry *orkesta_plugin_entry_v1(void) { return &entry; }
