/* Files that customers sent. */
#ifndef TELEGRAM_FILES_H
#define TELEGRAM_FILES_H

#include "channel.h"

/* The contract is that of ork_channel.fetch_media; a reference is a file_id. */
ork_status channel_fetch_media(void *impl, ork_op op, ork_str reference);

#endif
