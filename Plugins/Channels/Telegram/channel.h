/* One tenant's bot, as its parts share it. Everything of an instance runs on its
 * lane, never two at once, so that nothing here needs a lock. */
#ifndef TELEGRAM_CHANNEL_H
#define TELEGRAM_CHANNEL_H

#include "orkesta/orkesta.h"

#include <stdbool.h>

typedef struct channel {
    ork_instance instance;
    ork_channel table;
    ork_channel_caps caps;
    const ork_host *host;
    ork_inst inst;
    const ork_channel_host_service *inbox;
    const ork_http_service *http;
    const ork_crypto_service *crypto;
    const ork_media_service *media;
    const ork_log_service *log; /* NULL: nobody listens */
    /* From the settings, of the lengths that manifest.json allows. */
    char bot_token[201];
    char webhook_secret[257];
    char webhook_url[501];
    char api_base_url[201];
    bool is_polling;
    bool is_registered; /* Telegram knows the webhook of these settings */
} channel;

/* Makes one tenant's instance; the contract is that of ork_factory.create. */
ork_status channel_create(
    const ork_host *host, ork_inst inst, ork_str settings, const ork_instance **instance, ork_error *error);

/* Writes a constant message to the host's log. */
void channel_warn(const channel *self, const char *message);

#endif
