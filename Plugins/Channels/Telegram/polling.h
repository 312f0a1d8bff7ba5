/* Updates that are asked for, where Telegram cannot reach the host. */
#ifndef TELEGRAM_POLLING_H
#define TELEGRAM_POLLING_H

#include "channel.h"

/* The contract is that of ork_channel.pull; the cursor is the last update's id. */
ork_status channel_pull(void *impl, ork_op op, ork_str cursor);

#endif
