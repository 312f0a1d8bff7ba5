/* What customers did, out of the updates that Telegram sends. */
#ifndef TELEGRAM_UPDATES_H
#define TELEGRAM_UPDATES_H

#include "channel.h"

/* The kinds of updates that Telegram is asked for; what is left out, and why, README.md
 * says. */
#define WANTED_UPDATES "[\"message\",\"callback_query\"]"

/* Delivers what an update holds of a customer; others are passed over, which is
 * ORK_OK too. `op` is that of an ingest or a pull. *update_id is set when there is
 * one. ORK_E_INVALID: sent again, it would be no better. Any other failure passes: it
 * has to come again, or a customer is not heard. */
ork_status update_deliver(channel *self, ork_op op, ork_str update, int64_t *update_id);

#endif
