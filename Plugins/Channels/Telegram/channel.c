/* The Telegram channel, written against the C headers alone: an example for those
 * who write a channel of their own. Start here.
 *
 *   updates.c  what customers did         polling.c  updates that are asked for
 *   sending.c  what the host sends        webhook.c  that Telegram calls
 *   parts.c    texts that are too long    files.c    files of customers
 *   presence.c that the bot writes        bot_api.c  calls of Telegram's API
 *
 * `ingest` gets a request of Telegram, `send` a message for it; each is answered
 * exactly once, here or in a callback. */
#include "channel.h"

#include "files.h"
#include "json.h"
#include "polling.h"
#include "presence.h"
#include "sending.h"
#include "text.h"
#include "updates.h"
#include "webhook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void channel_warn(const channel *self, const char *message)
{
    ork_log_write(self->log, self->inst, ORK_LOG_WARNING, str_of(message), (ork_str){0});
}

/* ---- Requests of Telegram. */

static void respond(channel *self, ork_op op, uint32_t code, const char *detail)
{
    char body[300];
    ork_header type = {STR("Content-Type"), STR("application/problem+json")};
    int length = snprintf(
        body, sizeof(body), "{\"title\":\"The request is not accepted\",\"status\":%u,\"detail\":\"%s\"}",
        (unsigned)code, detail);
    ork_str document = {body, code == 200 ? 0 : (size_t)length};
    ork_channel_respond(self->inbox, self->inst, op, code, &type, code == 200 ? 0 : 1, document);
}

/* Telegram signs nothing: it sends the secret that setWebhook was given. */
static bool is_from_telegram(channel *self, const ork_http_request *request)
{
    for (size_t index = 0; index < request->header_count; index++)
        if (str_equals_header(request->headers[index].name, "x-telegram-bot-api-secret-token"))
            return ork_crypto_secret_equals(
                       self->crypto, self->inst, STR("webhook_secret"), request->headers[index].value)
                == ORK_OK;
    return false;
}

static ork_status ingest(void *impl, ork_op op, const ork_http_request *request)
{
    channel *self = impl;
    int64_t update_id;
    if (!str_equals(request->method, "POST")) {
        respond(self, op, 405, "Telegram posts its updates here");
        return ORK_OK;
    }
    if (!is_from_telegram(self, request)) {
        respond(self, op, 401, "X-Telegram-Bot-Api-Secret-Token is not the webhook secret of the settings");
        return ORK_OK;
    }
    switch (update_deliver(self, op, request->body, &update_id)) {
    case ORK_OK:
        respond(self, op, 200, "");
        break;
    case ORK_E_INVALID:
        /* Sent again, it would be no better; refused, it would hold up the chat. */
        channel_warn(self, "An update could not be taken");
        respond(self, op, 200, "");
        break;
    default:
        respond(self, op, 503, "the update cannot be taken now");
        break;
    }
    return ORK_OK;
}

/* ---- The life of an instance. */

static const ork_channel_caps *caps(void *impl) { return &((channel *)impl)->caps; }

static ork_status start(void *impl)
{
    channel *self = impl;
    self->inbox = self->host->get_service(self->inst, STR(ORK_CHANNEL_HOST_1));
    self->http = self->host->get_service(self->inst, STR(ORK_HTTP_1));
    self->crypto = self->host->get_service(self->inst, STR(ORK_CRYPTO_1));
    self->media = self->host->get_service(self->inst, STR(ORK_MEDIA_1));
    self->log = self->host->get_service(self->inst, STR(ORK_LOG_1));
    bool is_complete = self->inbox != NULL && self->http != NULL && self->crypto != NULL && self->media != NULL;
    return is_complete ? ORK_OK : ORK_E_UNSUPPORTED;
}

static ork_status activate(void *impl, ork_op op)
{
    channel *self = impl;
    bool is_complete = self->bot_token[0] != '\0' && self->webhook_url[0] != '\0' && self->webhook_secret[0] != '\0';
    /* The bot works without it when the webhook was set by hand. */
    if (is_complete && !self->is_polling) return webhook_activate(self, op);
    ork_completion ready = {.size = sizeof(ready), .status = ORK_OK};
    return self->host->complete(self->inst, op, &ready);
}

static void deactivate(void *impl) { (void)impl; }

static void destroy(void *impl) { free(impl); }

static const void *get_extension(void *impl, ork_str id)
{
    return str_equals(id, ORK_CHANNEL_1) ? &((channel *)impl)->table : NULL;
}

/* ---- Making one. */

static void read_text(ork_str settings, const char *name, char *text, size_t size)
{
    ork_str member;
    if (json_member(settings, name, &member)) json_text(member, text, size);
}

static void read_settings(channel *self, ork_str settings)
{
    char updates[16] = "";
    read_text(settings, "bot_token", self->bot_token, sizeof(self->bot_token));
    read_text(settings, "webhook_secret", self->webhook_secret, sizeof(self->webhook_secret));
    read_text(settings, "webhook_url", self->webhook_url, sizeof(self->webhook_url));
    read_text(settings, "api_base_url", self->api_base_url, sizeof(self->api_base_url));
    read_text(settings, "updates", updates, sizeof(updates));
    self->is_polling = strcmp(updates, "polling") == 0 && self->bot_token[0] != '\0';
}

static void fill_tables(channel *self)
{
    self->table = (ork_channel){
        .size = sizeof(ork_channel),
        .caps = caps,
        .ingest = ingest,
        .send = channel_send,
        .pull = self->is_polling ? channel_pull : webhook_pull,
        .fetch_media = channel_fetch_media,
        .show_presence = channel_show_presence,
    };
    self->caps = (ork_channel_caps){
        .size = sizeof(ork_channel_caps),
        .features = ORK_CAP_MEDIA | ORK_CAP_BUTTONS | ORK_CAP_LISTS | ORK_CAP_DOCUMENTS | ORK_CAP_PRESENCE
            | (self->is_polling ? ORK_CAP_PULL : 0),
        .text_length_max = 4096,
        .buttons_max = 100,
        /* The bot's id: the digits in front of the token's colon. */
        .sender = {self->bot_token, strcspn(self->bot_token, ":")},
        .sends_per_second = 30,
        .customer_burst = 3,
        .customer_interval_ms = 1000,
    };
    self->instance = (ork_instance){
        .size = sizeof(ork_instance),
        .impl = self,
        .start = start,
        .activate = activate,
        .deactivate = deactivate,
        .destroy = destroy,
        .get_extension = get_extension,
    };
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
    read_settings(self, settings);
    fill_tables(self);
    *instance = &self->instance;
    return ORK_OK;
}
