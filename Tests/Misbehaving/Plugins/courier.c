/* A channel that does with the host's services what a request asks for: its header
 * X-Do names the service, its other headers and its body are the arguments. */
#include "text.h"

#include <stdio.h>
#include <stdlib.h>

#define PLUGIN_ID "courier"
#define PLUGIN_NAME "Courier"
#define MANIFEST                                                                                                     \
    "{\"id\":\"courier\",\"name\":\"Courier\",\"version\":\"1.0.0\",\"kind\":\"channel\","                          \
    "\"interfaces\":[\"ork.channel/1\"],"                                                                            \
    "\"services\":{\"required\":[\"ork.channel-host/1\",\"ork.http/1\",\"ork.crypto/1\",\"ork.media/1\"]},"          \
    "\"egress\":[\"provider.example\"],"                                                                             \
    "\"config\":{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"                               \
    "\"app_secret\":{\"type\":\"string\",\"secret\":true},\"verify_token\":{\"type\":\"string\",\"secret\":true},"   \
    "\"api_base_url\":{\"type\":\"string\",\"egress\":true}}}}"

typedef struct courier {
    ork_instance table;
    const ork_host *host;
    ork_inst inst;
    const ork_channel_host_service *inbox;
    const ork_http_service *http;
    const ork_crypto_service *crypto;
    const ork_media_service *media;
} courier;

#define PLUGIN courier

/* A request that waits for a service. */
typedef struct errand {
    courier *self;
    ork_op op;
} errand;

static ork_status start(void *impl)
{
    courier *self = impl;
    const ork_host *host = self->host;
    self->inbox = host->get_service(self->inst, STR(ORK_CHANNEL_HOST_1));
    self->http = host->get_service(self->inst, STR(ORK_HTTP_1));
    self->crypto = host->get_service(self->inst, STR(ORK_CRYPTO_1));
    self->media = host->get_service(self->inst, STR(ORK_MEDIA_1));
    return ORK_OK;
}

static void respond(courier *self, ork_op op, uint32_t code, ork_str body)
{
    ork_channel_respond(self->inbox, self->inst, op, code, NULL, 0, body);
}

static void respond_number(courier *self, ork_op op, uint32_t code, long long number)
{
    char text[32];
    int length = snprintf(text, sizeof(text), "%lld", number);
    respond(self, op, code, (ork_str){text, (size_t)length});
}

static ork_str header(const ork_http_request *request, const char *name)
{
    for (size_t index = 0; index < request->header_count; index++)
        if (request->headers[index].name.len == strlen(name)
            && strncasecmp(request->headers[index].name.ptr, name, strlen(name)) == 0)
            return request->headers[index].value;
    return (ork_str){NULL, 0};
}

/* ---- Answers of services. */

static void done(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    errand *errand = user;
    courier *self = errand->self;
    if (completion->status != ORK_OK)
        respond_number(self, errand->op, 422, completion->status);
    else if (completion->json.len > 0)
        respond(self, errand->op, 200, completion->json);
    else
        respond_number(self, errand->op, 200, completion->number);
    free(errand);
}

static void received(void *user, ork_op op, const ork_completion *completion)
{
    errand *errand = user;
    if (completion->status != ORK_OK || completion->data == NULL) return done(user, op, completion);
    const ork_http_response *response = completion->data;
    respond(errand->self, errand->op, response->status, response->body);
    free(errand);
}

static void found(void *user, ork_op op, const ork_completion *completion)
{
    errand *errand = user;
    if (completion->status != ORK_OK || completion->data == NULL) return done(user, op, completion);
    respond(errand->self, errand->op, 200, ((const ork_media *)completion->data)->bytes);
    free(errand);
}

/* ---- Requests. */

static ork_status run_errand(courier *self, ork_op op, ork_str what, const ork_http_request *request)
{
    errand *waiting = malloc(sizeof(*waiting));
    if (waiting == NULL) return ORK_E_INTERNAL;
    *waiting = (errand){self, op};
    ork_call call = {.size = sizeof(call), .user = waiting, .on_done = done};
    ork_status status = ORK_E_INVALID;
    ork_op started;
    if (equals(what, "exchange")) {
        ork_http_call sent = {
            .size = sizeof(sent), .method = header(request, "x-method"), .url = header(request, "x-url"),
            .body = request->body,
        };
        call.on_done = received;
        status = ork_http_exchange(self->http, self->inst, &call, &sent, &started);
    } else if (equals(what, "put")) {
        status = ork_media_put(
            self->media, self->inst, &call, header(request, "x-mime"), header(request, "x-name"), request->body,
            &started);
    } else if (equals(what, "get")) {
        call.on_done = found;
        status = ork_media_get(self->media, self->inst, &call, request->body, &started);
    }
    if (status == ORK_OK) return ORK_OK;
    free(waiting);
    respond_number(self, op, 409, status);
    return ORK_OK;
}

static void deliver(courier *self, ork_op op, const ork_http_request *request)
{
    ork_attachment file = {
        .size = sizeof(file), .reference = request->body, .mime = STR("application/pdf"),
        .name = header(request, "x-file-name"),
    };
    ork_inbound message = {
        .size = sizeof(message), .message_id = header(request, "x-message"), .address = header(request, "x-from"),
        .name = header(request, "x-name"), .phone = header(request, "x-phone"), .attachments = &file,
        .attachment_count = 1, .attachment_stride = sizeof(file),
    };
    respond_number(self, op, 200, ork_channel_deliver(self->inbox, self->inst, op, &message));
}

static ork_status ingest(void *impl, ork_op op, const ork_http_request *request)
{
    courier *self = impl;
    ork_str what = header(request, "x-do");
    if (equals(what, "verify")) {
        ork_str signature = header(request, "x-signature");
        ork_status status = ork_crypto_hmac_verify(
            self->crypto, self->inst, STR("app_secret"), ORK_HASH_SHA256, request->body, ORK_ENCODING_HEX, signature);
        respond_number(self, op, status == ORK_OK ? 200 : 401, status);
    } else if (equals(what, "token")) {
        ork_status status =
            ork_crypto_secret_equals(self->crypto, self->inst, STR("verify_token"), header(request, "x-token"));
        respond_number(self, op, status == ORK_OK ? 200 : 401, status);
    } else if (equals(what, "digest")) {
        uint8_t digest[ORK_DIGEST_BYTES_MAX];
        size_t length = 0;
        ork_crypto_digest(
            self->crypto, self->inst, ORK_HASH_SHA1, request->body, digest, sizeof(digest), &length);
        respond(self, op, 200, (ork_str){(const char *)digest, length});
    } else if (equals(what, "code")) {
        uint8_t code[32];
        size_t length = 0;
        ork_crypto_authentication_code(self->crypto, self->inst, request->body, code, sizeof(code), &length);
        respond(self, op, 200, (ork_str){(const char *)code, length});
    } else if (equals(what, "deliver")) {
        deliver(self, op, request);
    } else {
        return run_errand(self, op, what, request);
    }
    return ORK_OK;
}

static ork_status send_message(void *impl, ork_op op, const ork_outbound *message)
{
    courier *self = impl;
    ork_send_result result = {.size = sizeof(result), .provider_message_id = message->message_id};
    return ork_channel_complete(self->inbox, self->inst, op, ORK_OK, &result);
}

/* The file's bytes are its reference. */
static void kept(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    errand *errand = user;
    char json[200];
    ork_completion answer = {.size = sizeof(answer), .status = completion->status};
    const char *id = completion->json.len > 0 ? memmem(completion->json.ptr, completion->json.len, "\"id\":\"", 6) : NULL;
    if (id != NULL) {
        int length = snprintf(json, sizeof(json), "{\"media\":\"%.36s\"}", id + 6);
        answer.json = (ork_str){json, (size_t)length};
    }
    errand->self->host->complete(errand->self->inst, errand->op, &answer);
    free(errand);
}

static ork_status fetch_media(void *impl, ork_op op, ork_str reference)
{
    courier *self = impl;
    errand *waiting = malloc(sizeof(*waiting));
    if (waiting == NULL) return ORK_E_INTERNAL;
    *waiting = (errand){self, op};
    ork_call call = {.size = sizeof(call), .user = waiting, .on_done = kept};
    ork_op started;
    return ork_media_put(
        self->media, self->inst, &call, STR("application/pdf"), STR("lista.pdf"), reference, &started);
}

static const ork_channel_caps *caps(void *impl)
{
    (void)impl;
    static const ork_channel_caps all = {
        .size = sizeof(all), .features = ORK_CAP_DOCUMENTS | ORK_CAP_IDEMPOTENT, .sender = CONSTANT_STR("courier-1"),
    };
    return &all;
}

static const ork_channel channel = {
    .size = sizeof(ork_channel), .caps = caps, .ingest = ingest, .send = send_message, .fetch_media = fetch_media,
};

#define CHANNEL channel

#include "one_plugin.h"
