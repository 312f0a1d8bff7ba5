/* A channel that delivers whatever is posted to it, whoever posts it. With
 * LOSES_DEEP_REQUESTS it looks who that is, and never answers a document that is
 * nested deeply. */
#include <orkesta/orkesta.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define STR(literal) ((ork_str){(literal), sizeof(literal) - 1})

#define MANIFEST                                                                            \
    "{\"id\": \"specimen\", \"name\": \"Specimen\", \"version\": \"1.0.0\", \"kind\": \"channel\"," \
    " \"interfaces\": [\"ork.channel/1\"],"                                                 \
    " \"services\": {\"required\": [\"ork.channel-host/1\"], \"optional\": []},"            \
    " \"config\": {\"type\": \"object\"}, \"egress\": [], \"isolation\": \"in-process\", \"limits\": {}}"

ORK_MANIFEST_SECTION const char specimen_manifest[] = MANIFEST;

typedef struct channel {
    ork_instance instance;
    const ork_host *host;
    ork_inst inst;
    const ork_channel_host_service *inbox;
} channel;

static bool equals(ork_str left, const char *right)
{
    return left.len == strlen(right) && memcmp(left.ptr, right, left.len) == 0;
}

static ork_status ingest(void *impl, ork_op op, const ork_http_request *request)
{
    channel *self = impl;
    uint32_t code = 405;
#ifdef LOSES_DEEP_REQUESTS
    size_t depth = 0;
    for (size_t index = 0; index < request->body.len; index++) depth += request->body.ptr[index] == '[';
    if (request->verified_sender.len == 0)
        return ork_channel_respond(self->inbox, self->inst, op, 401, NULL, 0, STR(""));
    if (depth >= 50) return ORK_OK;
#endif
    if (equals(request->method, "POST")) {
        ork_inbound message = {
            .size = sizeof(message), .message_id = STR("m-1"), .address = STR("ana"), .text = STR("hola"),
        };
        code = ork_channel_deliver(self->inbox, self->inst, op, &message) == ORK_OK ? 200 : 400;
    }
    return ork_channel_respond(self->inbox, self->inst, op, code, NULL, 0, STR(""));
}

static ork_status send(void *impl, ork_op op, const ork_outbound *message)
{
    channel *self = impl;
    ork_send_result result = {.size = sizeof(result), .provider_message_id = message->idempotency_key};
    return ork_channel_complete(self->inbox, self->inst, op, ORK_OK, &result);
}

static const ork_channel_caps *caps(void *impl)
{
    (void)impl;
    static const ork_channel_caps all = {.size = sizeof(all)};
    return &all;
}

static const ork_channel table = {.size = sizeof(table), .caps = caps, .ingest = ingest, .send = send};

static ork_status start(void *impl)
{
    channel *self = impl;
    self->inbox = self->host->get_service(self->inst, STR(ORK_CHANNEL_HOST_1));
    return self->inbox == NULL ? ORK_E_UNSUPPORTED : ORK_OK;
}

static ork_status activate(void *impl, ork_op op)
{
    channel *self = impl;
    ork_completion ready = {.size = sizeof(ready), .status = ORK_OK};
    return self->host->complete(self->inst, op, &ready);
}

static void deactivate(void *impl) { (void)impl; }

static const void *get_extension(void *impl, ork_str id)
{
    (void)impl;
    return equals(id, ORK_CHANNEL_1) ? &table : NULL;
}

static const ork_descriptor descriptor = {
    .size = sizeof(descriptor),
    .kind = ORK_KIND_CHANNEL,
    .id = {"specimen", sizeof("specimen") - 1},
    .name = {"Specimen", sizeof("Specimen") - 1},
    .version = {"1.0.0", sizeof("1.0.0") - 1},
    .manifest_json = {specimen_manifest, sizeof(specimen_manifest) - 1},
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

static ork_status create(
    void *ctx, const ork_host *host, ork_inst inst, ork_str plugin_id, ork_str config_json,
    const ork_instance **instance, ork_error *error)
{
    (void)ctx, (void)plugin_id, (void)config_json, (void)error;
    channel *self = calloc(1, sizeof(*self));
    if (self == NULL) return ORK_E_INTERNAL;
    self->host = host;
    self->inst = inst;
    self->instance = (ork_instance){
        .size = sizeof(ork_instance),
        .impl = self,
        .start = start,
        .activate = activate,
        .deactivate = deactivate,
        .destroy = free,
        .get_extension = get_extension,
    };
    *instance = &self->instance;
    return ORK_OK;
}

static const ork_factory factory = {
    .size = sizeof(factory), .count = count, .descriptor = describe, .create = create,
};

static ork_status load(void) { return ORK_OK; }

static const void *get_factory(ork_str id) { return equals(id, ORK_PLUGIN_FACTORY_1) ? &factory : NULL; }

static const ork_entry entry = {
    .size = sizeof(entry),
    .abi_major = ORK_ABI_MAJOR,
    .abi_minor = ORK_ABI_MINOR,
    .load = load,
    .get_factory = get_factory,
};

__attribute__((visibility("default"))) const ork_entry *orkesta_plugin_entry_v1(void) { return &entry; }
