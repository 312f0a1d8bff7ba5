/* An agent that takes payments, and that makes prices up when it is told to: for
 * the tests of ork.payments/1, of its events, and of the price firewall.
 */
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MANIFEST                                                                     \
    "{\"id\": \"till\", \"name\": \"Till\", \"version\": \"1.0.0\", \"kind\": \"agent\","   \
    " \"interfaces\": [\"ork.agent/1\"],"                                            \
    " \"services\": {\"required\": [\"ork.turn/1\", \"ork.payments/1\"], \"optional\": []}," \
    " \"config\": {\"type\": \"object\", \"additionalProperties\": false},"          \
    " \"egress\": [], \"isolation\": \"in-process\", \"limits\": {}}"

/* One tenant's instance. */
typedef struct till {
    ork_instance table;
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

/* ---- The way in. */

#define PLUGIN_ID "till"
#define PLUGIN_NAME "Till"
#define PLUGIN till
#include "one_plugin.h"
