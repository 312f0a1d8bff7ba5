/* Updates that are asked for, where Telegram cannot reach the host. */
#ifndef TELEGRAM_POLLING_H
#define TELEGRAM_POLLING_H

#include "channel.h"

#define TOKEN_REMEDY "Set telegram.bot_token to the token that BotFather shows."

/* Ends a pull that brought nothing: why, and what helps, for whoever runs the bot. Without
 * a time of Telegram's (`wait_ms` 0) the host asks less and less often. A code below 500
 * says that somebody has to mend it. */
void pull_fail(
    const channel *self, ork_op op, uint32_t code, int64_t wait_ms, const char *detail, const char *remedy);

/* The contract is that of ork_channel.pull; the cursor is the last update's id. */
ork_status channel_pull(void *impl, ork_op op, ork_str cursor);

#endif
