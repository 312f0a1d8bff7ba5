/* An agent that takes payments, and that makes prices up when it is told to: for
 * the tests of ork.payments/1, of its events, and of the price firewall.
 */
#include <orkesta/orkesta.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MANIFEST                                                                     \
    "{\"id\": \"till\", \"name\": \"Till\", \"version\": \"1.0.0\", \"kind\": \"agent\","   \
    " \"interfaces\": [\"ork.agent/1\"],"                                            \
    " \"services\": {\"required\": [\"ork.turn/1\", \"ork.payments/1\"], \"optional\": []}," \
    " \"config\": {\"type\": \"object\", \"additionalProperties\": false},"          \
    " \"egress\": [], \"isolation\": \"in-process\", \"limits\": {}}"

/* The host reads this section without running the plugin. */
ORK_MANIFEST_SECTION const char till_manifest[] = MANIFEST;

/* A string literal, its length known at compile time. */
#define STR(literal) ((ork_str){(literal), sizeof(literal) - 1})

static int equals(ork_str left, const char *right)
{
    return left.len == strlen(right) && memcmp(left.ptr, right, left.len) == 0;
}

/* One tenant's instance. */
typedef struct till {
    ork_instance instance;
    const ork_host *host;
    ork_inst inst;
    const ork_turn_service *turns;
    const ork_payments_service *payments;
} till;

/* ---- Small tools. */

static void say(till *self, ork_turn turn, const char *text, const char *fallback)
{
    ork_event event = {
        .size = sizeof(event),
        .kind = ORK_EVENT_TEXT,
        .text = {text, strlen(text)},
        .fallback = {fallback, strlen(fallback)},
    };
    ork_turn_emit(self->turns, self->inst, turn, &event);
}

static void finish(till *self, ork_turn turn, ork_status status)
{
    ork_turn_result result = {.size = sizeof(result), .intent = STR("purchase"), .confidence = 1};
    ork_turn_finish(self->turns, self->inst, turn, status, &result);
}

/* Copies what stands between `before` and the next quotation mark. The host's
 * JSON has no spaces and sorted keys. */
static void copy_after(ork_str json, const char *before, char *out, size_t room)
{
    size_t length = strlen(before), at = 0;
    out[0] = 0;
    while (at + length <= json.len && memcmp(json.ptr + at, before, length) != 0) at++;
    size_t written = 0;
    for (at += length; at < json.len && json.ptr[at] != '"' && written + 1 < room; at++) out[written++] = json.ptr[at];
    out[written] = 0;
}

static int starts_with(ork_str text, const char *start)
{
    return text.len >= strlen(start) && memcmp(text.ptr, start, strlen(start)) == 0;
}

/* ---- The agent: "cobra INV-1001" makes a link, "inventa" makes a price up. */

/* A turn that waits for its link. */
typedef struct waiting {
    till *self;
    ork_turn turn;
} waiting;

static void link_made(void *user, ork_op op, const ork_completion *completion)
{
    waiting *waiting = user;
    char url[256], text[512];
    (void)op;
    if (completion->status == ORK_OK) {
        copy_after(completion->json, "\"url\":\"", url, sizeof(url));
        snprintf(text, sizeof(text), "Paga aqui: %s", url);
    } else {
        snprintf(text, sizeof(text), "status %d", completion->status);
    }
    say(waiting->self, waiting->turn, text, "");
    finish(waiting->self, waiting->turn, ORK_OK);
    free(waiting);
}

static ork_status make_link(till *self, ork_turn turn, ork_str invoice)
{
    char request[256];
    waiting *user = calloc(1, sizeof(*user));
    if (user == NULL) return ORK_E_INTERNAL;
    *user = (waiting){self, turn};
    int length = snprintf(request, sizeof(request), "{\"invoice\":\"%.*s\"}", (int)invoice.len, invoice.ptr);
    ork_call call = {
        .size = sizeof(call), .turn = turn, .label = STR("link"), .user = user, .on_done = link_made,
    };
    ork_op op = 0;
    ork_status status = ork_payments_create_link(
        self->payments, self->inst, &call, (ork_str){request, (size_t)length}, &op);
    if (status != ORK_OK) free(user);
    return status;
}

static ork_status start_turn(void *impl, ork_turn turn, const ork_turn_input *input)
{
    till *self = impl;
    if (starts_with(input->text, "cobra ")) {
        return make_link(self, turn, (ork_str){input->text.ptr + 6, input->text.len - 6});
    }
    if (equals(input->text, "inventa")) {
        say(self, turn, "El martillo cuesta $1.00 MXN", "Ahora te digo el precio.");
    } else if (equals(input->text, "inventa todo")) {
        say(self, turn, "El martillo cuesta $1.00 MXN", "Bueno, $2.00 MXN.");
    } else {
        say(self, turn, "Escribe: cobra INV-1001", "");
    }
    finish(self, turn, ORK_OK);
    return ORK_OK;
}

/* A payment arrived: the receipt. */
static ork_status wake(void *impl, ork_turn turn, const ork_turn_input *input)
{
    till *self = impl;
    char paid[64], text[256];
    if (input->kind != ORK_TURN_EVENT) return ORK_E_UNSUPPORTED;
    copy_after(input->event_json, "\"paid\":{\"amount\":\"", paid, sizeof(paid));
    snprintf(text, sizeof(text), "%.*s: $%s", (int)input->event_name.len, input->event_name.ptr, paid);
    say(self, turn, text, "");
    finish(self, turn, ORK_OK);
    return ORK_OK;
}

static void cancel_turn(void *impl, ork_turn turn)
{
    /* The link's completion ends the turn. */
    (void)impl, (void)turn;
}

static const ork_agent agent = {
    .size = sizeof(ork_agent), .start_turn = start_turn, .cancel_turn = cancel_turn, .wake = wake,
};

/* ---- The life of an instance. */

static ork_status start(void *impl)
{
    till *self = impl;
    self->turns = self->host->get_service(self->inst, STR(ORK_TURN_1));
    self->payments = self->host->get_service(self->inst, STR(ORK_PAYMENTS_1));
    return self->turns == NULL || self->payments == NULL ? ORK_E_UNSUPPORTED : ORK_OK;
}

static ork_status activate(void *impl, ork_op op)
{
    till *self = impl;
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
    till *self = calloc(1, sizeof(*self));
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
    .id = {"till", 4},
    .name = {"Till", 4},
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
