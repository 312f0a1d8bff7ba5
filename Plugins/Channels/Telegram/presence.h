/* What customers see of it that an answer is being written. */
#ifndef TELEGRAM_PRESENCE_H
#define TELEGRAM_PRESENCE_H

#include "channel.h"

/* The contract is that of ork_channel.show_presence. */
ork_status channel_show_presence(void *impl, ork_op op, const ork_presence *presence);

#endif
