/* The agent: what it says to a customer, and what it remembers of one.
 *
 * Start here. `start_turn` gets a message; the answer goes out with `emit`, and
 * `finish` ends the turn, exactly once. In between it may ask the host for more:
 * this one counts a customer's messages in ork.storage/1, which answers later, on
 * the same lane. All functions of an instance run on its lane, never two at once,
 * so nothing here needs a lock. */
#include "agent.h"

#include "json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STR(literal) ((ork_str){(literal), sizeof(literal) - 1})
#define STORAGE_DEADLINE_MS 2000

/* One tenant's instance. */
typedef struct agent {
    ork_instance instance;
    const ork_host *host;
    ork_inst inst;
    const ork_turn_service *turns;
    const ork_storage_service *storage;
    char greeting[400]; /* 100 characters, as manifest.json says */
} agent;

/* ---- A turn: read the count, write it back one higher, answer. */

/* A turn that waits. It owns copies of what it needs: the input is borrowed, and
 * gone when start_turn returns. */
struct visit {
    agent *self;
    ork_turn turn;
    long long count;
    char key[200];
    size_t text_length;
    char text[];
};

/* Ends the turn, and the visit with it. */
static void end(struct visit *visit, ork_status status)
{
    ork_turn_result result = {.size = sizeof(result), .intent = STR("small_talk"), .confidence = 1};
    ork_turn_finish(visit->self->turns, visit->self->inst, visit->turn, status, &result);
    free(visit);
}

static ork_status say(const struct visit *visit)
{
    const char *greeting = visit->self->greeting;
    size_t size = strlen(greeting) + visit->text_length + 100;
    char *text = malloc(size);
    if (text == NULL) return ORK_E_INTERNAL;
    int length = snprintf(
        text, size, "%s Me escribiste: %.*s (mensaje %lld)", greeting, (int)visit->text_length, visit->text,
        visit->count);
    ork_event event = {.size = sizeof(event), .kind = ORK_EVENT_TEXT, .text = {text, (size_t)length}};
    ork_status status = ork_turn_emit(visit->self->turns, visit->self->inst, visit->turn, &event);
    free(text);
    return status;
}

static ork_call storage_call(struct visit *visit, ork_on_completion on_done)
{
    return (ork_call){
        .size = sizeof(ork_call),
        .turn = visit->turn, /* what is written becomes real when the turn commits */
        .deadline_ms = STORAGE_DEADLINE_MS,
        .user = visit,
        .on_done = on_done,
    };
}

static void counted(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    struct visit *visit = user;
    end(visit, completion->status == ORK_OK ? say(visit) : completion->status);
}

static void found(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    struct visit *visit = user;
    if (completion->status != ORK_OK && completion->status != ORK_E_NOT_FOUND) {
        end(visit, completion->status);
        return;
    }
    char number[24] = "0";
    if (completion->status == ORK_OK && completion->json.len > 0 && completion->json.len < sizeof(number)) {
        memcpy(number, completion->json.ptr, completion->json.len);
        number[completion->json.len] = '\0';
    }
    long long before = strtoll(number, NULL, 10);
    visit->count = before >= 0 && before < INT32_MAX ? before + 1 : 1;
    int length = snprintf(number, sizeof(number), "%lld", visit->count);
    ork_call call = storage_call(visit, counted);
    ork_op ignored;
    ork_status status = ork_storage_put(
        visit->self->storage, visit->self->inst, &call, (ork_str){visit->key, strlen(visit->key)},
        (ork_str){number, (size_t)length}, &ignored);
    /* Not started: on_done will not come. */
    if (status != ORK_OK) end(visit, status);
}

static ork_status start_turn(void *impl, ork_turn turn, const ork_turn_input *input)
{
    agent *self = impl;
    if (input->kind != ORK_TURN_MESSAGE) return ORK_E_UNSUPPORTED;
    struct visit *visit = malloc(sizeof(*visit) + input->text.len);
    if (visit == NULL) return ORK_E_INTERNAL;
    visit->self = self;
    visit->turn = turn;
    visit->count = 0;
    visit->text_length = input->text.len;
    /* Borrowed text is copied, and never taken for NUL-terminated. */
    if (input->text.len > 0) memcpy(visit->text, input->text.ptr, input->text.len);
    snprintf(
        visit->key, sizeof(visit->key), "messages/%.*s", (int)input->customer_id.len,
        input->customer_id.len > 0 ? input->customer_id.ptr : "");
    ork_call call = storage_call(visit, found);
    ork_op ignored;
    ork_status status = ork_storage_get(
        self->storage, self->inst, &call, (ork_str){visit->key, strlen(visit->key)}, &ignored);
    /* Refused with this status: then the turn must not be finished, too. */
    if (status != ORK_OK) free(visit);
    return status;
}

static void cancel_turn(void *impl, ork_turn turn)
{
    /* A visit waits only for storage, and for no longer than its deadline. */
    (void)impl, (void)turn;
}

static const ork_agent table = {.size = sizeof(ork_agent), .start_turn = start_turn, .cancel_turn = cancel_turn};

/* ---- The life of an instance. */

static ork_status start(void *impl)
{
    agent *self = impl;
    self->turns = self->host->get_service(self->inst, STR(ORK_TURN_1));
    self->storage = self->host->get_service(self->inst, STR(ORK_STORAGE_1));
    return self->turns == NULL || self->storage == NULL ? ORK_E_UNSUPPORTED : ORK_OK;
}

static ork_status activate(void *impl, ork_op op)
{
    agent *self = impl;
    ork_completion ready = {.size = sizeof(ready), .status = ORK_OK};
    return self->host->complete(self->inst, op, &ready);
}

static void deactivate(void *impl) { (void)impl; }

static void destroy(void *impl) { free(impl); }

static const void *get_extension(void *impl, ork_str id)
{
    (void)impl;
    return id.len == strlen(ORK_AGENT_1) && memcmp(id.ptr, ORK_AGENT_1, id.len) == 0 ? &table : NULL;
}

ork_status agent_create(
    const ork_host *host, ork_inst inst, ork_str settings, const ork_instance **instance, ork_error *error)
{
    agent *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        error->status = ORK_E_INTERNAL;
        snprintf(error->message, sizeof(error->message), "out of memory");
        return ORK_E_INTERNAL;
    }
    self->host = host;
    self->inst = inst;
    /* The host has checked the settings against the schema of manifest.json. */
    ork_str greeting;
    if (!json_member(settings, "greeting", &greeting) || !json_text(greeting, self->greeting, sizeof(self->greeting)))
        snprintf(self->greeting, sizeof(self->greeting), "¡Hola!");
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
