/* The channel: an HTTP hook that anything which speaks JSON can use.
 *
 *   POST /channels/newplugin/TENANT   {"message_id": "1", "from": "ana", "text": "hola"}   -> 202
 *   GET  /channels/newplugin/TENANT?to=ana&after=ID                  -> {"messages": [{"id", "reply"}]}
 *
 * both with `Authorization: Bearer TOKEN`. What the host sends waits in
 * ork.storage/1 until it is read; reading `after` an id removes what came up to it.
 *
 * Start here. `ingest` gets a request of the provider, `send` a message for it;
 * each is answered exactly once, here or in a callback. All functions of an
 * instance run on its lane, never two at once, so nothing here needs a lock. */
#include "channel.h"

#include "json.h"
#include "reading.h"
#include "responses.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Requests of the provider. */

/* Header names compare without case. */
static bool is_authorization(ork_str name)
{
    static const char wanted[] = "authorization";
    if (name.len != sizeof(wanted) - 1) return false;
    for (size_t index = 0; index < name.len; index++)
        if ((name.ptr[index] | 0x20) != wanted[index]) return false;
    return true;
}

/* In a time that tells nothing of how much of the token is right. */
static bool is_token(ork_str value, const char *token)
{
    static const char scheme[] = "Bearer ";
    size_t length = strlen(token), start = sizeof(scheme) - 1;
    if (length == 0 || value.len != start + length || memcmp(value.ptr, scheme, start) != 0) return false;
    unsigned char difference = 0;
    for (size_t index = 0; index < length; index++)
        difference |= (unsigned char)(value.ptr[start + index] ^ token[index]);
    return difference == 0;
}

static bool is_authorized(const channel *self, const ork_http_request *request)
{
    for (size_t index = 0; index < request->header_count; index++)
        if (is_authorization(request->headers[index].name) && is_token(request->headers[index].value, self->token))
            return true;
    return false;
}

/* One message in. The host holds the response back until it is durable. */
static ork_status receive(channel *self, ork_op op, ork_str body)
{
    ork_str member;
    char message_id[201], from[ADDRESS_SIZE], *text = malloc(body.len + 1);
    if (text == NULL) return ORK_E_INTERNAL;
    if (!json_member(body, "message_id", &member) || !json_text(member, message_id, sizeof(message_id)))
        respond_problem(self, op, 400, "message_id: 1 to 200 bytes of text are expected");
    else if (!json_member(body, "from", &member) || !json_text(member, from, sizeof(from)) || !is_address(text_of(from)))
        respond_problem(self, op, 400, "from: 1 to 64 of a-z, A-Z, 0-9 and +-_.@ are expected");
    else if (!json_member(body, "text", &member) || !json_text(member, text, body.len + 1))
        respond_problem(self, op, 400, "text: a text is expected");
    else {
        ork_inbound message = {
            .size = sizeof(message),
            .message_id = text_of(message_id),
            .address = text_of(from),
            .text = text_of(text),
        };
        if (ork_channel_deliver(self->inbox, self->inst, op, &message) == ORK_OK)
            respond(self, op, 202, "application/json", STR("{\"accepted\":true}"));
        else
            respond_problem(self, op, 400, "the host refused the message: see its log");
    }
    free(text);
    return ORK_OK;
}

static ork_status ingest(void *impl, ork_op op, const ork_http_request *request)
{
    channel *self = impl;
    if (!is_authorized(self, request))
        respond_problem(self, op, 401, "send Authorization: Bearer with the token of the settings");
    else if (equals(request->method, "POST"))
        return receive(self, op, request->body);
    else if (equals(request->method, "GET"))
        return read_messages(self, op, request->query);
    else
        respond_problem(self, op, 405, "POST a message, or GET those that wait");
    return ORK_OK;
}

/* ---- Messages to the provider. */

/* A message that is being stored. */
struct sending {
    channel *self;
    ork_op op;
    char id[KEY_SIZE];
};

static void stored(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    struct sending *sending = user;
    /* To write the same document again is harmless, so that the host may retry
     * even when it cannot know whether the first attempt was written. */
    ork_status status = completion->status == ORK_E_UNKNOWN_OUTCOME ? ORK_E_UNAVAILABLE : completion->status;
    ork_send_result result = {
        .size = sizeof(result),
        .provider_message_id = text_of(sending->id),
        .error = status == ORK_OK ? NULL : completion->error,
    };
    ork_channel_complete(sending->self->inbox, sending->self->inst, sending->op, status, &result);
    free(sending);
}

static ork_status send(void *impl, ork_op op, const ork_outbound *message)
{
    channel *self = impl;
    struct sending *sending = malloc(sizeof(*sending));
    if (sending == NULL) return ORK_E_INTERNAL;
    sending->self = self;
    sending->op = op;
    /* The same on every attempt: a message that is sent twice is stored once. */
    ork_str id = message->idempotency_key;
    char key[KEY_SIZE];
    if (!is_address(message->address) || !make_key(key, message->address, id) || id.len >= sizeof(sending->id)) {
        free(sending);
        return ORK_E_INVALID;
    }
    snprintf(sending->id, sizeof(sending->id), "%.*s", (int)id.len, id.ptr);
    ork_call call = {
        .size = sizeof(call), .deadline_ms = STORAGE_DEADLINE_MS, .user = sending, .on_done = stored,
    };
    ork_op ignored;
    ork_status status =
        ork_storage_put(self->storage, self->inst, &call, text_of(key), message->reply_json, &ignored);
    /* Not started: on_done will not come, and `op` must not be answered. */
    if (status != ORK_OK) free(sending);
    return status;
}

static const ork_channel_caps *caps(void *impl)
{
    (void)impl;
    static const ork_channel_caps all = {
        .size = sizeof(all),
        .features = ORK_CAP_MEDIA | ORK_CAP_BUTTONS | ORK_CAP_LISTS | ORK_CAP_DOCUMENTS | ORK_CAP_IDEMPOTENT,
        .buttons_max = 10,
    };
    return &all;
}

static const ork_channel table = {.size = sizeof(ork_channel), .caps = caps, .ingest = ingest, .send = send};

/* ---- The life of an instance. */

static ork_status start(void *impl)
{
    channel *self = impl;
    self->inbox = self->host->get_service(self->inst, STR(ORK_CHANNEL_HOST_1));
    self->storage = self->host->get_service(self->inst, STR(ORK_STORAGE_1));
    return self->inbox == NULL || self->storage == NULL ? ORK_E_UNSUPPORTED : ORK_OK;
}

static ork_status activate(void *impl, ork_op op)
{
    channel *self = impl;
    ork_completion ready = {.size = sizeof(ready), .status = ORK_OK};
    return self->host->complete(self->inst, op, &ready);
}

static void deactivate(void *impl) { (void)impl; }

static void destroy(void *impl) { free(impl); }

static const void *get_extension(void *impl, ork_str id)
{
    (void)impl;
    return equals(id, ORK_CHANNEL_1) ? &table : NULL;
}

ork_status channel_create(
    const ork_host *host, ork_inst inst, ork_str settings, const ork_instance **instance, ork_error *error)
{
    channel *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        error->status = ORK_E_INTERNAL;
        snprintf(error->message, sizeof(error->message), "out of memory");
        return ORK_E_INTERNAL;
    }
    self->host = host;
    self->inst = inst;
    /* Without a token nobody is let in. */
    ork_str token;
    if (json_member(settings, "token", &token)) json_text(token, self->token, sizeof(self->token));
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
