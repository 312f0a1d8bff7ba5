/* Messages to customers, as methods of the Bot API. */
#ifndef TELEGRAM_SENDING_H
#define TELEGRAM_SENDING_H

#include "channel.h"

/* The contract is that of ork_channel.send. */
ork_status channel_send(void *impl, ork_op op, const ork_outbound *message);

#endif
