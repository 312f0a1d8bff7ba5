/* Texts that are longer than one message may be. */
#ifndef TELEGRAM_PARTS_H
#define TELEGRAM_PARTS_H

#include "bot_api.h"
#include "channel.h"

/* Of one message. */
#define TEXT_UNITS_MAX 4096

/* Calls sendMessage. A text that is too long goes out as several messages, one after the
 * other, the last of them with the buttons. `on_answer` as for bot_call: it gets the answer
 * to the last one. When one behind the first fails that is ORK_E_UNKNOWN_OUTCOME, whatever
 * the failure: the customer has the beginning, and would get it twice. */
ork_status parts_send(channel *self, ork_str parameters, on_bot_answer on_answer, void *user);

#endif
