/* That Telegram calls this channel. */
#ifndef TELEGRAM_WEBHOOK_H
#define TELEGRAM_WEBHOOK_H

#include "channel.h"

/* Tells Telegram where this channel is, and ends the activation, whatever came of it: the
 * bot sends all the same. What Telegram did not hear is left to webhook_pull. */
ork_status webhook_activate(channel *self, ork_op op);

/* The contract is that of ork_channel.pull, of a bot that is called: it brings nothing in,
 * but tells Telegram again until it has heard. */
ork_status webhook_pull(void *impl, ork_op op, ork_str cursor);

#endif
