/* Calls of the Bot API's methods, through ork.http/1. */
#ifndef TELEGRAM_BOT_API_H
#define TELEGRAM_BOT_API_H

#include "channel.h"
#include "text.h"

/* What a method came to. Borrowed until the callback returns. */
typedef struct bot_answer {
    ork_status status; /* ORK_OK: `result` is there; otherwise `error` */
    ork_str result;    /* as it is written */
    ork_error error;
    uint32_t remedy;   /* ORK_REMEDY_... */
} bot_answer;

typedef void (*on_bot_answer)(void *user, const bot_answer *answer);

/* Calls a method with a JSON object. Of each of these calls `on_answer` runs exactly
 * once if and only if ORK_OK is returned. */
ork_status bot_call(channel *self, const char *method, ork_str parameters, on_bot_answer on_answer, void *user);

/* As bot_call; `wait_ms` is how long the answer may take; 0: the host's default. */
ork_status bot_call_within(
    channel *self, const char *method, ork_str parameters, int64_t wait_ms, on_bot_answer on_answer, void *user);

/* Calls a method with a form, which may hold files; `type` is its Content-Type. */
ork_status bot_upload(
    channel *self, const char *method, ork_str type, ork_str form, on_bot_answer on_answer, void *user);

/* Asks for something by GET, which does nothing at Telegram: a kill switch lets it pass
 * while the host waits for what it brings. `query` is as a form's text, `wait_ms` as in
 * bot_call_within. */
ork_status bot_ask(
    channel *self, const char *method, ork_str query, int64_t wait_ms, on_bot_answer on_answer, void *user);

/* Begins a URL of the bot: the API's address, `prefix` ("/bot" or "/file/bot"), the
 * token and a slash. */
void bot_url(const channel *self, text *url, const char *prefix);

#endif
