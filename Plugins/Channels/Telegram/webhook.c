/* See webhook.h. A plugin has no timer, but the host comes back to a channel that has
 * ORK_CAP_PULL, at a pace of its own, on one host at a time, and tells the tenant of what
 * somebody has to mend: so the capability is there when the webhook is not. */
#include "webhook.h"

#include "bot_api.h"
#include "polling.h"
#include "text.h"
#include "updates.h"

#include <stdlib.h>

/* Less than the host lets an activation take. */
#define REGISTER_WAIT_MS 5000
/* How soon the host looks again whether there is something to tell Telegram: settings may
 * have changed. */
#define REST_SECONDS "300"

/* A registration that is under way, and what waits for it: an activation or a pull. */
struct registration {
    channel *self;
    ork_op op;
};

/* `on_answer` gets a registration of its own, which it frees. */
static ork_status begin(channel *self, ork_op op, on_bot_answer on_answer)
{
    struct registration *registration = malloc(sizeof(*registration));
    if (registration == NULL) return ORK_E_INTERNAL;
    *registration = (struct registration){.self = self, .op = op};
    text parameters = {0};
    text_add(&parameters, STR("{\"allowed_updates\":" WANTED_UPDATES ",\"url\":"));
    text_add_quoted(&parameters, str_of(self->webhook_url));
    text_add(&parameters, STR(",\"secret_token\":"));
    text_add_quoted(&parameters, str_of(self->webhook_secret));
    text_add(&parameters, STR("}"));
    ork_status status = parameters.is_out_of_memory
        ? ORK_E_INTERNAL
        : bot_call_within(self, "setWebhook", text_str(&parameters), REGISTER_WAIT_MS, on_answer, registration);
    if (status != ORK_OK) free(registration);
    text_free(&parameters);
    return status;
}

static ork_status end_activation(channel *self, ork_op op, bool is_registered)
{
    self->is_registered = is_registered;
    if (!is_registered) {
        self->caps.features |= ORK_CAP_PULL;
        channel_warn(self, "The webhook is not registered with Telegram yet; it is tried again");
    }
    ork_completion ready = {.size = sizeof(ready), .status = ORK_OK};
    return self->host->complete(self->inst, op, &ready);
}

static void activated(void *user, const bot_answer *answer)
{
    struct registration *registration = user;
    end_activation(registration->self, registration->op, answer->status == ORK_OK);
    free(registration);
}

ork_status webhook_activate(channel *self, ork_op op)
{
    ork_status status = begin(self, op, activated);
    return status == ORK_OK ? ORK_OK : end_activation(self, op, false);
}

/* There is nothing to ask for. */
static void rest(channel *self, ork_op op)
{
    ork_header later = {STR("Retry-After"), STR(REST_SECONDS)};
    ork_channel_respond(self->inbox, self->inst, op, 204, &later, 1, (ork_str){0});
}

static void pulled(void *user, const bot_answer *answer)
{
    struct registration *registration = user;
    channel *self = registration->self;
    const ork_error *error = &answer->error;
    if (answer->status == ORK_OK) {
        self->is_registered = true;
        rest(self, registration->op);
    } else if (error->provider_code == 401 || error->provider_code == 404) {
        pull_fail(self, registration->op, 401, 0, error->message, TOKEN_REMEDY);
    } else if (error->provider_code == 400) {
        pull_fail(
            self, registration->op, 400, 0, error->message,
            "Set telegram.webhook_url to an https address that Telegram reaches, or telegram.updates to polling.");
    } else {
        pull_fail(self, registration->op, 503, error->retry_after_ms, error->message, "It passes by itself.");
    }
    free(registration);
}

ork_status webhook_pull(void *impl, ork_op op, ork_str cursor)
{
    (void)cursor;
    channel *self = impl;
    if (!self->is_registered) return begin(self, op, pulled);
    rest(self, op);
    return ORK_OK;
}
